<?php
/**
 * The grant endpoint.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * The grant endpoint: lets a reader of the post fetch the files of its folder for five minutes. Whatever happens, the answer
 * is JSON as docs/wire.md of secure-hls-player specifies it, and never a redirect.
 */
final class Grant_Route {
	private const NAMESPACE = 'secure-hls/v1';
	private const ROUTE     = '/grant';

	/**
	 * What a grant sets.
	 *
	 * @var string[]
	 */
	private static array $cookies = array();

	/**
	 * Registers it.
	 */
	public static function register(): void {
		register_rest_route(
			self::NAMESPACE,
			self::ROUTE,
			array(
				// All, so that those that there are not are answered in the wire's words as well.
				'methods'             => \WP_REST_Server::ALLMETHODS,
				'callback'            => array( self::class, 'answer' ),
				// Who may is decided in answer(): a refusal here would have WordPress's form.
				'permission_callback' => '__return_true',
			)
		);
	}

	/**
	 * URL at which a player in this post asks.
	 *
	 * @param int $post_id The post.
	 */
	public static function url( int $post_id ): string {
		return add_query_arg( 'post', $post_id, rest_url( self::NAMESPACE . self::ROUTE ) );
	}

	/**
	 * Answers a request.
	 *
	 * @param \WP_REST_Request $request The request.
	 */
	public static function answer( \WP_REST_Request $request ): \WP_REST_Response {
		try {
			// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared with what is allowed, never written.
			$path = Grant_Request::read( $request, wp_unslash( $_SERVER ) );
			if ( '' === $path ) {
				// Nothing is counted, so that there is nothing to release.
				return self::response( null, 204 );
			}
			$settings = new Settings();
			$post_id  = $request->get_query_params()['post'] ?? '';
			$post_id  = is_string( $post_id ) && ctype_digit( $post_id ) ? (int) $post_id : 0;
			return self::grant( $path, Viewer::require_prefix( $post_id, $path, $settings ), $settings );
		} catch ( \Throwable $error ) {
			return self::refuse( $error );
		}
	}

	/**
	 * Rewrites what WordPress itself, or another plugin, answers in place of the route: above all a nonce that is too old.
	 *
	 * @param mixed            $response The response.
	 * @param \WP_REST_Server  $server   The server.
	 * @param \WP_REST_Request $request  The request.
	 */
	public static function in_words_of_the_wire( mixed $response, \WP_REST_Server $server, \WP_REST_Request $request ): mixed {
		if ( ! self::is_route_of( $request ) || ! $response instanceof \WP_REST_Response || $response->get_status() < 400 ) {
			return $response;
		}
		$data = (array) $response->get_data();
		if ( str_starts_with( (string) ( $data['type'] ?? '' ), 'urn:secure-hls-player:' ) ) {
			return $response;
		}
		if ( ( $data['code'] ?? '' ) === 'rest_cookie_invalid_nonce' ) {
			return self::refuse( new Refusal( 'not-signed-in', 'The X-WP-Nonce is not, or no longer, one of this session: fetch a new one.' ) );
		}
		$status = $response->get_status();
		$code   = match ( true ) {
			401 === $status => 'not-signed-in',
			403 === $status => 'not-entitled',
			$status >= 500 => 'server-error',
			default => 'bad-request',
		};
		return self::refuse( new Refusal( $code, 'WordPress, or a plugin, has refused the request before it was looked at.', $status ) );
	}

	/**
	 * Sends the headers, over those that WordPress has sent: nobody keeps an answer, and no other site's page may read it.
	 *
	 * @param mixed             $served  Whether it was served already.
	 * @param \WP_HTTP_Response $response The response.
	 * @param \WP_REST_Request  $request The request.
	 */
	public static function send_headers( mixed $served, \WP_HTTP_Response $response, \WP_REST_Request $request ): mixed {
		if ( ! self::is_route_of( $request ) ) {
			return $served;
		}
		header( 'Cache-Control: no-store' );
		header( 'Referrer-Policy: no-referrer' );
		// WordPress's own names each method that the route is registered for, which are all.
		header( 'Allow: ' . implode( ', ', Grant_Request::METHODS ) );
		header_remove( 'Access-Control-Allow-Origin' );
		header_remove( 'Access-Control-Allow-Credentials' );
		foreach ( $response->get_status() === 200 ? self::$cookies : array() as $line ) {
			// Not setcookie(), which would turn the `~` of CloudFront's base64 into `%7E`.
			header( "Set-Cookie: {$line}", false );
		}
		return $served;
	}

	/**
	 * Whether a request is one for this route.
	 *
	 * @param \WP_REST_Request $request The request.
	 */
	private static function is_route_of( \WP_REST_Request $request ): bool {
		return untrailingslashit( $request->get_route() ) === '/' . self::NAMESPACE . self::ROUTE;
	}

	/**
	 * Signs a grant.
	 *
	 * @param string   $path     Of the video.
	 * @param string   $prefix   That is granted.
	 * @param Settings $settings The settings.
	 */
	private static function grant( string $path, string $prefix, Settings $settings ): \WP_REST_Response {
		if ( session_status() === PHP_SESSION_ACTIVE ) {
			// Some plugin's, which other requests of the page would wait for.
			session_write_close();
		}
		$expires = time() + Settings::GRANT_SECONDS;
		$values  = $settings->signer()->sign( $settings->cdn(), $prefix, $expires );
		// A response of WordPress has one header of each name.
		self::$cookies = $settings->cookies()->lines( $values, $prefix );
		return self::response(
			array(
				'videoUrl'  => $settings->cdn() . '/' . $path,
				'isHls'     => Video_Path::is_playlist( $path ),
				'expiresIn' => Settings::GRANT_SECONDS,
				'expiresAt' => gmdate( 'Y-m-d\TH:i:s.000\Z', $expires ),
			),
			200
		);
	}

	/**
	 * Refuses, and says to the log what is wrong with the settings.
	 *
	 * @param \Throwable $error What has happened.
	 */
	private static function refuse( \Throwable $error ): \WP_REST_Response {
		$refusal = Refusal::of( $error );
		if ( $refusal !== $error ) {
			// The class alone of what is not ours: a message may hold what was sent, or where files are.
			$what = $error instanceof Misconfigured ? $error->getMessage() : get_class( $error );
			// phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_error_log -- For whoever has to mend it.
			error_log( "secure-hls: {$what}" );
		}
		$headers = array( 'Content-Type' => 'application/problem+json' );
		foreach ( $refusal->headers() as $line ) {
			[ $name, $value ] = explode( ': ', $line, 2 );
			$headers[ $name ] = $value;
		}
		return self::response( $refusal->problem(), $refusal->status, $headers );
	}

	/**
	 * A response.
	 *
	 * @param array|null $data    The body.
	 * @param int        $status  HTTP status.
	 * @param array      $headers More headers.
	 */
	private static function response( ?array $data, int $status, array $headers = array() ): \WP_REST_Response {
		return new \WP_REST_Response( $data, $status, $headers + array( 'Content-Type' => 'application/json' ) );
	}
}
