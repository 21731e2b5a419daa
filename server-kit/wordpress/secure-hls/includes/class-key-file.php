<?php
/**
 * A file with a secret in it.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * A file with a secret in it.
 */
final class Key_File {
	/**
	 * Bytes: the PEM of the largest key is a fraction of it.
	 */
	private const LARGEST = 65536;

	/**
	 * What is in the file.
	 *
	 * @param string $path    Absolute.
	 * @param string $setting That names the file.
	 * @throws Misconfigured Where it cannot be read, or lies where it could be given away.
	 */
	public static function read( string $path, string $setting ): string {
		$real = '' === $path ? false : realpath( $path );
		if ( false === $real || ! is_file( $real ) || ! is_readable( $real ) ) {
			throw new Misconfigured( $setting, 'nofile' );
		}
		if ( self::is_served( $real ) ) {
			throw new Misconfigured( $setting, 'servedfile' );
		}
		// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
		return (string) file_get_contents( $real, false, null, 0, self::LARGEST );
	}

	/**
	 * Whether other accounts of the machine may read it.
	 *
	 * @param string $path Of the file.
	 */
	public static function is_world_readable( string $path ): bool {
		return DIRECTORY_SEPARATOR === '/' && ( fileperms( $path ) & 0004 ) !== 0;
	}

	/**
	 * Whether it lies where a mistake in a web server's or a plugin's settings would give it away.
	 *
	 * @param string $real Path without links.
	 */
	private static function is_served( string $real ): bool {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Of the server; compared with paths.
		$folders = array( ABSPATH, WP_CONTENT_DIR, WP_PLUGIN_DIR, wp_get_upload_dir()['basedir'], $_SERVER['DOCUMENT_ROOT'] ?? '' );
		foreach ( $folders as $folder ) {
			$folder = '' === $folder ? false : realpath( $folder );
			if ( false !== $folder && str_starts_with( $real, rtrim( $folder, DIRECTORY_SEPARATOR ) . DIRECTORY_SEPARATOR ) ) {
				return true;
			}
		}
		return false;
	}
}
