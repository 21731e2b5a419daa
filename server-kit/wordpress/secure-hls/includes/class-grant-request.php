<?php
/**
 * What a player asks of the grant route.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * What a player asks of the grant route. Whatever it says gives nobody a right.
 */
final class Grant_Request {
	/**
	 * Bytes that a request may have.
	 */
	private const LARGEST = 4096;

	/**
	 * How it may be asked.
	 */
	public const METHODS = array( 'POST', 'DELETE' );

	/**
	 * Path of the video on the CDN; empty for the end of a session.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @param array            $server  `$_SERVER`.
	 * @throws Refusal Where it is no grant request, or one of another site's page.
	 */
	public static function read( \WP_REST_Request $request, array $server ): string {
		$method = $request->get_method();
		if ( ! in_array( $method, self::METHODS, true ) ) {
			throw Refusal::of_method( ...self::METHODS );
		}
		self::check_page( $server );
		if ( ! $request->is_json_content_type() ) {
			throw new Refusal( 'bad-request', 'Send JSON, as Content-Type: application/json.' );
		}
		$body   = (string) $request->get_body();
		$fields = strlen( $body ) > self::LARGEST ? null : json_decode( $body, true, 8 );
		if ( ! is_array( $fields ) || ( array() !== $fields && array_is_list( $fields ) ) ) {
			throw new Refusal( 'bad-request', 'The body is not a JSON object of 4,096 bytes at most.' );
		}
		return 'DELETE' === $method ? '' : self::path_of( $fields );
	}

	/**
	 * Passes a request of a page of this site, sent by a script: an answer sets cookies. Who is signed in is known by the
	 * nonce alone, which no other site's page has.
	 *
	 * @param array $server `$_SERVER`.
	 * @throws Refusal Where the page is another site's.
	 */
	private static function check_page( array $server ): void {
		$site   = $server['HTTP_SEC_FETCH_SITE'] ?? null;
		$origin = $server['HTTP_ORIGIN'] ?? null;
		if ( ( $server['HTTP_SEC_FETCH_MODE'] ?? '' ) === 'navigate' || ( $server['HTTP_SEC_FETCH_DEST'] ?? '' ) === 'document' ) {
			throw new Refusal( 'bad-request', 'Grants are asked for by fetch, not by a link, a form or a frame.' );
		}
		$own = array( Settings::own_origin(), Settings::origin_of( site_url() ) );
		if ( ( null !== $site && 'same-origin' !== $site ) || ( null !== $origin && ! in_array( strtolower( $origin ), $own, true ) ) ) {
			throw new Refusal( 'bad-request', 'The page is not one of this site.' );
		}
	}

	/**
	 * The path that is asked for.
	 *
	 * @param array $fields Of the body.
	 * @throws Refusal Where it is none.
	 */
	private static function path_of( array $fields ): string {
		foreach ( array( 'sessionId', 'takeOver' ) as $name ) {
			$value = $fields[ $name ] ?? null;
			if ( null !== $value && ( ! is_string( $value ) || preg_match( '/^[A-Za-z0-9_-]{1,128}$/D', $value ) !== 1 ) ) {
				throw new Refusal( 'bad-request', "`{$name}` is not an ID." );
			}
		}
		$path = $fields['videoId'] ?? null;
		if ( ! is_string( $path ) || ! Video_Path::is_safe( $path ) || ! Video_Path::is_video( $path ) ) {
			throw new Refusal( 'bad-request', '`videoId` is not the path of a video.' );
		}
		return $path;
	}
}
