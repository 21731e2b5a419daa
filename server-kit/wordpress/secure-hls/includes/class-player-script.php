<?php
/**
 * Brings the player to a page.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * Brings the player to a page that has one: one ES module from the plugin's own folder.
 */
final class Player_Script {
	private const HANDLE = 'secure-hls-player';

	/**
	 * Makes the page load it.
	 */
	public static function enqueue(): void {
		wp_enqueue_style( self::HANDLE, plugins_url( 'player/player.css', PLUGIN_FILE ), array(), VERSION );
		$url = self::url( 'loader.js' );
		if ( function_exists( 'wp_enqueue_script_module' ) ) {
			wp_enqueue_script_module( self::HANDLE, $url, array(), null );
			return;
		}
		// WordPress 6.4 and older know no modules.
		// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- It is in the folder's name.
		wp_enqueue_script( self::HANDLE, $url, array(), null, true );
		add_filter( 'script_loader_tag', array( self::class, 'as_module' ), 10, 3 );
	}

	/**
	 * The script's tag as that of a module.
	 *
	 * @param string $tag    HTML.
	 * @param string $handle Of the script.
	 * @param string $src    Of the script.
	 */
	public static function as_module( string $tag, string $handle, string $src ): string {
		if ( self::HANDLE !== $handle ) {
			return $tag;
		}
		// phpcs:ignore WordPress.WP.EnqueuedResources.NonEnqueuedScript -- It is enqueued; this is its tag.
		return sprintf( '<script type="module" src="%s" id="%s-js"></script>' . "\n", esc_url( $src ), esc_attr( $handle ) );
	}

	/**
	 * Whether the player is in the plugin: it is in the zip, not in the sources.
	 */
	public static function is_there(): bool {
		return is_readable( dirname( PLUGIN_FILE ) . '/player/' . VERSION . '/index.js' );
	}

	/**
	 * URL of a file of the player. Its folder has the plugin's version in its name, so that no browser mixes the files of
	 * two versions.
	 *
	 * @param string $name Of the file.
	 */
	private static function url( string $name ): string {
		return plugins_url( 'player/' . VERSION . "/{$name}", PLUGIN_FILE );
	}
}
