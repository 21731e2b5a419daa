<?php
/**
 * Plugin Name:       Secure HLS
 * Plugin URI:        https://github.com/secure-hls-player/secure-hls-player
 * Description:       Plays protected HLS videos of a CloudFront CDN in posts: whoever may read the post gets signed cookies, for five minutes at a time.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.1
 * Author:            The secure-hls-player authors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       secure-hls
 * Domain Path:       /languages
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

spl_autoload_register(
	static function ( string $name ): void {
		if ( 0 !== strncasecmp( $name, __NAMESPACE__ . '\\', strlen( __NAMESPACE__ ) + 1 ) ) {
			return;
		}
		$name = strtolower( substr( $name, strlen( __NAMESPACE__ ) + 1 ) );
		// Ours, or one that the plugins of all platforms have in common.
		foreach ( array( 'includes/class-' . strtr( $name, '_', '-' ), "includes/shared/{$name}" ) as $file ) {
			if ( is_readable( __DIR__ . "/{$file}.php" ) ) {
				require __DIR__ . "/{$file}.php";
				return;
			}
		}
	}
);

Plugin::start();
