<?php
/**
 * What stands in a post in place of a video.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * What stands in a post in place of a video. It may stand wherever text may, also in a paragraph: there is no block in it,
 * no link to a playlist, and no `<video>`. No player depends on who reads the post, so that caches may keep the page. The note
 * in place of one that is missing says why to who may edit the post; it is no secret, should a cache show it to others.
 */
final class Player_Markup {
	/**
	 * The post, where there is one.
	 *
	 * @var \WP_Post|null
	 */
	private ?\WP_Post $post;

	/**
	 * Takes the post that the video stands in.
	 *
	 * @param \WP_Post|null $post The post.
	 */
	public function __construct( ?\WP_Post $post ) {
		$this->post = $post;
	}

	/**
	 * A player.
	 *
	 * @param string $url    Of the video.
	 * @param string $path   Of it on the CDN.
	 * @param array  $given  The author's attributes.
	 * @param array  $tracks Attributes of each `<track>`.
	 */
	public function player( string $url, string $path, array $given, array $tracks = array() ): string {
		if ( null === $this->post ) {
			return $this->missing();
		}
		$attributes = Player_Attributes::allowed( $given );
		$permalink  = (string) get_permalink( $this->post );
		if ( is_feed() ) {
			$words = $attributes['aria-label'] ?? __( 'Watch the video', 'secure-hls' );
			return sprintf( '<a href="%s">%s</a>', esc_url( $permalink ), esc_html( $words ) );
		}
		Player_Script::enqueue();
		$inner = '';
		foreach ( $tracks as $track ) {
			$inner .= self::tag( 'track', self::allowed_track( $track ) );
		}
		return self::tag(
			'secure-hls-player',
			array(
				'src'            => $url,
				'video-id'       => $path,
				'grant-endpoint' => Grant_Route::url( $this->post->ID ),
				'data-nonce-url' => Nonce::url(),
				'login-url'      => wp_login_url( $permalink ),
			) + $attributes
		) . "{$inner}</secure-hls-player>";
	}

	/**
	 * What stands where there is no such video.
	 */
	public function missing(): string {
		$may_edit = null !== $this->post && current_user_can( 'edit_post', $this->post->ID );
		$words    = $may_edit
			? __( 'This video is not available: the address is not one of the CDN, or no folder belongs to this post.', 'secure-hls' )
			: __( 'This video is not available.', 'secure-hls' );
		return '<span class="secure-hls-missing" role="note">' . esc_html( $words ) . '</span>';
	}

	/**
	 * What of a `<track>` is allowed.
	 *
	 * @param array $track Its attributes.
	 */
	private static function allowed_track( array $track ): array {
		$kept = array_intersect_key( $track, array_flip( array( 'src', 'kind', 'srclang', 'label', 'default' ) ) );
		if ( ! Player_Attributes::is_url( $kept['src'] ?? '' ) ) {
			unset( $kept['src'] );
		}
		if ( ! in_array( $kept['kind'] ?? '', array( 'captions', 'subtitles', 'chapters', 'metadata', 'descriptions' ), true ) ) {
			unset( $kept['kind'] );
		}
		return $kept;
	}

	/**
	 * An opening tag.
	 *
	 * @param string $name       Of the element.
	 * @param array  $attributes Values by name.
	 */
	private static function tag( string $name, array $attributes ): string {
		$written = '';
		foreach ( $attributes as $attribute => $value ) {
			$written .= '' === $value ? " {$attribute}" : " {$attribute}=\"" . self::escape( $value ) . '"';
		}
		return "<{$name}{$written}>";
	}

	/**
	 * Text for an attribute. Not esc_attr(), which lets entities through that an author has typed as text.
	 *
	 * @param string $text The text.
	 */
	private static function escape( string $text ): string {
		// Brackets as well: a short code that is read again, as by some page builders, would find itself in here.
		return strtr( _wp_specialchars( $text, ENT_QUOTES, 'UTF-8', true ), array( '[' => '&#91;', ']' => '&#93;' ) );
	}
}
