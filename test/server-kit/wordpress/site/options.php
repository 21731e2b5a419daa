<?php
// Stores the plugin's options that a test has left, with the next request.
$options = ABSPATH . '../options.json';
if ( is_file( $options ) ) {
	update_option( 'secure_hls', json_decode( file_get_contents( $options ), true ) );
	unlink( $options );
}
