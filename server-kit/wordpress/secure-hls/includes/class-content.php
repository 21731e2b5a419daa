<?php
/**
 * Videos in posts.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * Puts players in the place of short codes, blocks, and links to videos.
 */
final class Content {
	/**
	 * Registers the short code and the block.
	 */
	public static function register(): void {
		add_shortcode( 'secure_hls', array( self::class, 'short_code' ) );
		register_block_type( dirname( PLUGIN_FILE ) . '/block', array( 'render_callback' => array( self::class, 'block' ) ) );
		if ( is_admin() ) {
			$texts = wp_json_encode( self::editor_texts(), JSON_HEX_TAG );
			wp_add_inline_script( generate_block_asset_handle( 'secure-hls/player', 'editorScript' ), "window.secureHlsTexts = {$texts};", 'before' );
		}
	}

	/**
	 * The player of a short code.
	 *
	 * @param array|string $given Its attributes; those without a value as values of numbers.
	 */
	public static function short_code( array|string $given ): string {
		$attributes = array();
		foreach ( is_array( $given ) ? $given : array() as $name => $value ) {
			// Editors of texts make curly ones of quotation marks, which WordPress takes for a part of the value.
			$value                           = trim( html_entity_decode( (string) $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
			$value                           = (string) preg_replace( '/^[“”„«»‘’‚"\']+|[“”«»‘’"\']+$/u', '', $value );
			$attributes[ is_int( $name ) ? strtolower( $value ) : $name ] = is_int( $name ) ? '' : $value;
		}
		return self::player( $attributes, get_post() );
	}

	/**
	 * The player of a block.
	 *
	 * @param array     $given   Its attributes.
	 * @param string    $content What is in it: nothing.
	 * @param \WP_Block $block   The block.
	 */
	public static function block( array $given, string $content, \WP_Block $block ): string {
		$attributes = array();
		foreach ( $given as $name => $value ) {
			if ( is_scalar( $value ) && '' !== $value ) {
				$kebab                = strtolower( (string) preg_replace( '/[A-Z]/', '-$0', $name ) );
				$attributes[ $kebab ] = is_bool( $value ) ? ( $value ? '' : 'false' ) : (string) $value;
			}
		}
		$post = get_post( $block->context['postId'] ?? null );
		return sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), self::player( $attributes, $post ) );
	}

	/**
	 * A text of a post with players in place of links to playlists, bare addresses and tags.
	 *
	 * @param mixed $text HTML.
	 */
	public static function upgrade( mixed $text ): mixed {
		$settings = new Settings();
		$post     = get_post();
		if ( ! is_string( $text ) || null === $post || ! $settings->has_cdn() || ! Text_Rewriter::may_concern( $text, $settings->cdn() ) ) {
			return $text;
		}
		$source = new Video_Source( $settings->cdn(), $settings->prefixes()->of( $post ) );
		return ( new Text_Rewriter( $source, new Player_Markup( $post ) ) )->rewrite( $text );
	}

	/**
	 * A player, or a note where there is no such video.
	 *
	 * @param array         $attributes By name.
	 * @param \WP_Post|null $post       That it stands in.
	 */
	private static function player( array $attributes, ?\WP_Post $post ): string {
		$settings = new Settings();
		$markup   = new Player_Markup( $post );
		if ( null === $post || ! $settings->has_cdn() ) {
			return $markup->missing();
		}
		$source = new Video_Source( $settings->cdn(), $settings->prefixes()->of( $post ) );
		$path   = $source->path( $attributes['src'] ?? '' );
		return null === $path ? $markup->missing() : $markup->player( $source->url( $path ), $path, $attributes );
	}

	/**
	 * What the editor says, in the author's language.
	 */
	private static function editor_texts(): array {
		return array(
			'title'        => __( 'Protected video', 'secure-hls' ),
			'instructions' => __( 'Address of the playlist on the CDN, or its path in the folder of this post.', 'secure-hls' ),
			'src'          => __( 'Address', 'secure-hls' ),
			'name'         => __( 'Title, for screen readers', 'secure-hls' ),
			'poster'       => __( 'Address of a poster', 'secure-hls' ),
			'startAt'      => __( 'Begin at (seconds)', 'secure-hls' ),
			'loop'         => __( 'Loop', 'secure-hls' ),
			'muted'        => __( 'Muted', 'secure-hls' ),
		);
	}
}
