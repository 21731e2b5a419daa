<?php
/**
 * The nonce of the grant route.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * Gives out the nonce by which WordPress's REST API knows who is signed in. It is not in the page: that may come from a cache,
 * or stay open for longer than the half day for which a nonce is sure to be good.
 */
final class Nonce {
	public const ACTION = 'secure_hls_nonce';

	/**
	 * Where a page fetches it. A path, so that it is on the page's own host, for which the session's cookies are.
	 */
	public static function url(): string {
		return add_query_arg( 'action', self::ACTION, admin_url( 'admin-ajax.php', 'relative' ) );
	}

	/**
	 * Answers. Other sites' pages cannot read it, and nobody keeps it: admin-ajax.php sees to that.
	 */
	public static function send(): never {
		wp_send_json( array( 'nonce' => is_user_logged_in() ? wp_create_nonce( 'wp_rest' ) : null ) );
		exit;
	}
}
