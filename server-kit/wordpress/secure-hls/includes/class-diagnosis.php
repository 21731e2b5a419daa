<?php
/**
 * Looks at the settings as a grant does.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * Looks at the settings as a grant does, and at what else has to be right.
 */
final class Diagnosis {
	/**
	 * The settings.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Reads the settings.
	 */
	public function __construct() {
		$this->settings = new Settings();
	}

	/**
	 * What a check looks at, in words.
	 *
	 * @param string $check Of a finding.
	 */
	public static function name_of( string $check ): string {
		return match ( $check ) {
			'https' => __( 'WordPress is reached by https', 'secure-hls' ),
			'cdn' => __( 'Address of the CDN', 'secure-hls' ),
			'key' => __( 'Signing key', 'secure-hls' ),
			'key_pair_id' => __( 'ID of the signing key', 'secure-hls' ),
			'cookies' => __( 'The browser sends the cookies of WordPress to the CDN', 'secure-hls' ),
			'grant' => __( 'Test grant: signed and verified', 'secure-hls' ),
			'prefixes' => __( 'Folders of posts', 'secure-hls' ),
			'player' => __( 'The player is part of the plugin', 'secure-hls' ),
			'without' => __( 'The CDN refuses the file without a grant (403)', 'secure-hls' ),
			'with' => __( 'The CDN sends the file with a grant (200)', 'secure-hls' ),
			default => __( 'Test request', 'secure-hls' ),
		};
	}

	/**
	 * What is seen without asking the CDN.
	 *
	 * @return Finding[]
	 */
	public function findings(): array {
		return array(
			$this->https(),
			$this->try( 'cdn', fn() => $this->settings->cdn() ),
			$this->key(),
			$this->try( 'key_pair_id', fn() => $this->settings->key_pair_id() ),
			$this->try( 'cookies', fn() => $this->settings->cookies()->domain() ),
			$this->try( 'grant', fn() => $this->test_grant() ),
			$this->prefixes(),
			$this->player(),
		);
	}

	/**
	 * What is seen by asking the CDN for a file, without a grant and with one.
	 *
	 * @param string $src As an author would type it: a URL, or a path from the CDN's root.
	 * @return Finding[]
	 */
	public function request( string $src ): array {
		try {
			$cdn  = $this->settings->cdn();
			$path = ( new Video_Source( $cdn, array() ) )->path( $src );
			// As narrow as can be: the file's own folder.
			$prefix = null === $path ? null : Video_Path::prefix( dirname( $path ) );
			if ( null === $prefix || ! str_contains( $path, '/' ) ) {
				return array( new Finding( Finding::PROBLEM, 'request', __( 'Give the address of a playlist on the CDN.', 'secure-hls' ) ) );
			}
			$pairs = array();
			foreach ( $this->settings->signer()->sign( $cdn, $prefix, time() + Settings::GRANT_SECONDS ) as $name => $value ) {
				$pairs[] = "CloudFront-{$name}={$value}";
			}
			return array(
				self::compared( 'without', self::ask( "{$cdn}/{$path}", array() ), 403 ),
				self::compared( 'with', self::ask( "{$cdn}/{$path}", array( 'Cookie' => implode( '; ', $pairs ) ) ), 200 ),
			);
		} catch ( Misconfigured $error ) {
			return array( new Finding( Finding::PROBLEM, 'request', $error->explanation() ) );
		}
	}

	/**
	 * Whether the site is on https, without which browsers keep no cookie of a grant.
	 */
	private function https(): Finding {
		$is_secure = preg_match( '~^https://|^http://([^/:]+\.)*localhost(:|$)~', Settings::own_origin() ) === 1;
		return new Finding( $is_secure ? Finding::GOOD : Finding::PROBLEM, 'https', Settings::own_origin() );
	}

	/**
	 * Whether the key can be used, and who else may read it.
	 */
	private function key(): Finding {
		$found = $this->try( 'key', fn() => $this->settings->signing_key()->kind );
		return Finding::GOOD === $found->status && Key_File::is_world_readable( $this->settings->text( 'key_path' ) )
			? new Finding( Finding::WARNING, 'key', __( 'Every account of the machine may read the file. Let only the web server read it.', 'secure-hls' ) )
			: $found;
	}

	/**
	 * Signs a grant, and checks the signature with the public half.
	 *
	 * @throws Misconfigured Where the two do not fit.
	 */
	private function test_grant(): string {
		$key    = $this->settings->signing_key();
		$hash   = $this->settings->hash();
		$values = $this->settings->signer()->sign( $this->settings->cdn(), 'check/', time() + 60 );
		$bytes  = static fn( string $value ): string => base64_decode( strtr( $value, '-_~', '+=/' ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions
		if ( ! $key->verifies( $bytes( $values['Policy'] ), $bytes( $values['Signature'] ), $hash ) ) {
			throw new Misconfigured( 'hash', 'nosigning' );
		}
		return "{$key->kind}, {$hash}";
	}

	/**
	 * Whether posts have folders at all, and every line of the list can be read.
	 */
	private function prefixes(): Finding {
		$seen = Post_Prefixes::look_at( $this->settings->text( 'prefix_map' ), $this->settings->text( 'prefix_template' ) );
		if ( array() !== $seen['wrong'] ) {
			/* translators: %s: numbers of lines. */
			$words = sprintf( __( 'These lines of the list cannot be read: %s.', 'secure-hls' ), implode( ', ', $seen['wrong'] ) );
			return new Finding( Finding::PROBLEM, 'prefixes', $words );
		}
		return $seen['has_any']
			? new Finding( Finding::GOOD, 'prefixes' )
			: new Finding( Finding::PROBLEM, 'prefixes', ( new Misconfigured( 'prefix_template', 'noprefix' ) )->explanation() );
	}

	/**
	 * Whether the player is in the plugin.
	 */
	private function player(): Finding {
		return Player_Script::is_there()
			? new Finding( Finding::GOOD, 'player', VERSION )
			: new Finding( Finding::PROBLEM, 'player', __( 'Install the zip of the plugin; its source code has no player in it.', 'secure-hls' ) );
	}

	/**
	 * Whether something works, or what is wrong with it.
	 *
	 * @param string   $check Its name.
	 * @param callable $work  Returns what there is to say of it.
	 */
	private function try( string $check, callable $work ): Finding {
		try {
			return new Finding( Finding::GOOD, $check, $work() );
		} catch ( Misconfigured $error ) {
			return new Finding( Finding::PROBLEM, $check, $error->explanation() );
		}
	}

	/**
	 * Compares an answer of the CDN.
	 *
	 * @param string $check    Its name.
	 * @param int    $status   Seen.
	 * @param int    $expected Status.
	 */
	private static function compared( string $check, int $status, int $expected ): Finding {
		$seen = 0 === $status ? __( 'No answer', 'secure-hls' ) : "HTTP {$status}";
		return new Finding( $status === $expected ? Finding::GOOD : Finding::PROBLEM, $check, $seen );
	}

	/**
	 * Asks the CDN.
	 *
	 * @param string $url     Of a file.
	 * @param array  $headers More headers.
	 * @return int HTTP status, 0 without an answer.
	 */
	private static function ask( string $url, array $headers ): int {
		$response = wp_remote_get(
			$url,
			array(
				'timeout'             => 10,
				'redirection'         => 0,
				'limit_response_size' => 1024,
				'headers'             => $headers + array( 'Origin' => Settings::own_origin() ),
			)
		);
		return is_wp_error( $response ) ? 0 : (int) wp_remote_retrieve_response_code( $response );
	}
}
