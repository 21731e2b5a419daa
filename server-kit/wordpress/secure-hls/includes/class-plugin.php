<?php
/**
 * What the plugin adds to WordPress.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * Hooks, and nothing else.
 */
final class Plugin {
	/**
	 * Adds them.
	 */
	public static function start(): void {
		add_action( 'init', array( self::class, 'load_texts' ), 0 );
		add_action( 'init', array( Content::class, 'register' ) );
		// After short codes, at 11, so that what is left of them is text.
		add_filter( 'the_content', array( Content::class, 'upgrade' ), 12 );

		add_action( 'rest_api_init', array( Grant_Route::class, 'register' ) );
		add_filter( 'rest_post_dispatch', array( Grant_Route::class, 'in_words_of_the_wire' ), 10, 3 );
		// After WordPress's own, at 10.
		add_filter( 'rest_pre_serve_request', array( Grant_Route::class, 'send_headers' ), 20, 3 );
		add_action( 'wp_ajax_' . Nonce::ACTION, array( Nonce::class, 'send' ) );
		add_action( 'wp_ajax_nopriv_' . Nonce::ACTION, array( Nonce::class, 'send' ) );

		add_action( 'admin_menu', array( Settings_Page::class, 'add' ) );
		add_action( 'admin_init', array( Settings_Page::class, 'register' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), array( Settings_Page::class, 'link' ) );
		add_filter( 'site_status_tests', array( Site_Health::class, 'add' ) );
	}

	/**
	 * Loads the plugin's own translations: it need not come from wordpress.org.
	 */
	public static function load_texts(): void {
		load_plugin_textdomain( 'secure-hls', false, dirname( plugin_basename( PLUGIN_FILE ) ) . '/languages' );
	}
}
