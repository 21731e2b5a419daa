<?php
/**
 * Who asks, and for which post.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * Who asks, and for which post: that is what decides. What the author of a post has typed decides nothing.
 */
final class Viewer {
	/**
	 * The folder in which the viewer may watch this video.
	 *
	 * @param int      $post_id  Of the post that the player stands in.
	 * @param string   $path     Of the video on the CDN.
	 * @param Settings $settings The settings.
	 * @throws Refusal Where the viewer may not.
	 */
	public static function require_prefix( int $post_id, string $path, Settings $settings ): string {
		$is_signed_in = is_user_logged_in();
		if ( $settings->requires_sign_in() && ! $is_signed_in ) {
			throw new Refusal( 'not-signed-in', 'Nobody is signed in, or the request has no X-WP-Nonce.' );
		}
		// An account without a role on this site, or of another site of the network.
		if ( $settings->requires_sign_in() && ! current_user_can( 'read' ) ) {
			throw new Refusal( 'not-entitled', 'The account has no role on this site.' );
		}
		$post = $post_id > 0 ? get_post( $post_id ) : null;
		if ( null === $post ) {
			throw new Refusal( 'not-found', 'There is no such post.' );
		}
		if ( ! self::may_read( $post ) ) {
			throw new Refusal( $is_signed_in ? 'not-entitled' : 'not-signed-in', 'The viewer may not read the post.' );
		}
		if ( post_password_required( $post ) ) {
			throw new Refusal( 'not-entitled', 'The post asks for its password first.' );
		}
		$prefixes = $settings->prefixes();
		if ( array() === $prefixes->of( $post ) ) {
			throw new Refusal( 'not-found', 'No videos belong to the post.' );
		}
		// No matter whether there is such a video: it is another post's.
		$prefix = $prefixes->covering( $post, $path )
			?? throw new Refusal( 'not-entitled', 'The video does not belong to the post.' );
		/**
		 * Filters whether a viewer may watch. It is asked after everything else has said yes, and can only take that away.
		 *
		 * @param bool     $allowed True, unless another callback has said no. Everything but true refuses.
		 * @param \WP_User $user    The viewer; with the ID 0 where nobody is signed in.
		 * @param int      $post_id The post that the player stands in.
		 * @param string   $prefix  The folder of the CDN that would be granted, such as `posts/42/`.
		 */
		$allowed = apply_filters( 'secure_hls_can_watch', true, wp_get_current_user(), $post->ID, $prefix );
		if ( true !== $allowed ) {
			throw new Refusal( 'not-entitled', 'The site does not let the viewer watch here.' );
		}
		return $prefix;
	}

	/**
	 * Whether the viewer could open the post's page.
	 *
	 * @param \WP_Post $post The post.
	 */
	private static function may_read( \WP_Post $post ): bool {
		if ( ! is_post_type_viewable( $post->post_type ) || 'trash' === get_post_status( $post ) ) {
			return false;
		}
		if ( is_post_publicly_viewable( $post ) ) {
			return true;
		}
		// WordPress lets the author of a draft read it also when he may not edit it any more.
		return current_user_can( 'private' === get_post_status( $post ) ? 'read_post' : 'edit_post', $post->ID );
	}
}
