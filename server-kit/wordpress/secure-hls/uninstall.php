<?php
/**
 * Removes what the plugin has stored: its option, on each site of a network.
 *
 * @package Secure_HLS
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $secure_hls_site ) { // phpcs:ignore WordPress.Arrays
		delete_blog_option( $secure_hls_site, 'secure_hls' );
	}
} else {
	delete_option( 'secure_hls' );
}
