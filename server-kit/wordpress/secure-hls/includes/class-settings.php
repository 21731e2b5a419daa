<?php
/**
 * The plugin's settings, checked.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's settings, checked. Each throws {@see Misconfigured} where it is missing or wrong: there is no default that
 * lets somebody in. A constant in wp-config.php, such as SECURE_HLS_KEY_PATH, wins over what the settings page has stored.
 */
final class Settings {
	/**
	 * Name of the option in which all are stored.
	 */
	public const OPTION = 'secure_hls';

	/**
	 * What is stored, and what counts where nothing is.
	 */
	public const DEFAULTS = array(
		'cdn_origin'      => '',
		'cookie_domain'   => '',
		'key_pair_id'     => '',
		'key_path'        => '',
		'hash'            => 'SHA256',
		'prefix_template' => 'posts/{id}/',
		'prefix_map'      => '',
		'viewers'         => 'signed-in',
	);

	/**
	 * Seconds that a grant lasts. The player renews it after two thirds of them.
	 */
	public const GRANT_SECONDS = 300;

	/**
	 * What the settings page has stored.
	 *
	 * @var array
	 */
	private array $stored;

	/**
	 * Reads what is stored.
	 */
	public function __construct() {
		$this->stored = (array) get_option( self::OPTION, array() );
	}

	/**
	 * Name of the constant that wins over a setting.
	 *
	 * @param string $name Of the setting.
	 */
	public static function constant_of( string $name ): string {
		return 'SECURE_HLS_' . strtoupper( $name );
	}

	/**
	 * One setting as text, unchecked.
	 *
	 * @param string $name Of the setting.
	 */
	public function text( string $name ): string {
		$constant = self::constant_of( $name );
		$value    = defined( $constant ) ? constant( $constant ) : $this->stored[ $name ] ?? self::DEFAULTS[ $name ];
		return is_scalar( $value ) ? trim( (string) $value ) : '';
	}

	/**
	 * The CDN's origin, such as `https://cdn.school.example`.
	 *
	 * @throws Misconfigured Where it is no origin.
	 */
	public function cdn(): string {
		$value = $this->text( 'cdn_origin' );
		if ( ! self::is_origin( $value ) ) {
			throw new Misconfigured( 'cdn_origin', 'origin' );
		}
		return $value;
	}

	/**
	 * Whether the CDN is known, so that there is something to show.
	 */
	public function has_cdn(): bool {
		return self::is_origin( $this->text( 'cdn_origin' ) );
	}

	/**
	 * The ID by which CloudFront knows the public key.
	 *
	 * @throws Misconfigured Where it is none.
	 */
	public function key_pair_id(): string {
		$value = $this->text( 'key_pair_id' );
		if ( preg_match( '/^[A-Za-z0-9_-]{1,128}$/D', $value ) !== 1 ) {
			throw new Misconfigured( 'key_pair_id', 'keypairid' );
		}
		return $value;
	}

	/**
	 * The key that signs grants.
	 */
	public function signing_key(): Signing_Key {
		return Signing_Key::from_file( $this->text( 'key_path' ), 'key_path' );
	}

	/**
	 * What the policy is hashed with: `SHA256` or `SHA1`.
	 *
	 * @throws Misconfigured Where it is another.
	 */
	public function hash(): string {
		$value = $this->text( 'hash' );
		if ( 'SHA256' !== $value && 'SHA1' !== $value ) {
			throw new Misconfigured( 'hash', 'hash' );
		}
		return $value;
	}

	/**
	 * Where the grant's cookies go.
	 */
	public function cookies(): Grant_Cookies {
		return new Grant_Cookies( $this->cdn(), self::own_origin(), $this->text( 'cookie_domain' ), false );
	}

	/**
	 * Signs grants.
	 */
	public function signer(): Grant_Signer {
		return new Grant_Signer( $this->signing_key(), $this->key_pair_id(), $this->hash() );
	}

	/**
	 * Which folders belong to which post.
	 */
	public function prefixes(): Post_Prefixes {
		return new Post_Prefixes( $this->text( 'prefix_map' ), $this->text( 'prefix_template' ) );
	}

	/**
	 * Whether a viewer has to be signed in. Only the one word opens it.
	 */
	public function requires_sign_in(): bool {
		return $this->text( 'viewers' ) !== 'readers';
	}

	/**
	 * The site's own origin.
	 */
	public static function own_origin(): string {
		return self::origin_of( home_url() );
	}

	/**
	 * The origin of a URL, as browsers write it; empty where it has none.
	 *
	 * @param string $url Absolute.
	 */
	public static function origin_of( string $url ): string {
		return preg_match( '~^https?://[^/?#]+~i', $url, $found ) === 1 ? strtolower( $found[0] ) : '';
	}

	/**
	 * Whether the text is an origin as browsers write it: https, or http on this machine alone.
	 *
	 * @param string $value The text.
	 */
	private static function is_origin( string $value ): bool {
		$label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
		if ( preg_match( "~^(https?)://({$label}(?:\.{$label})*)(?::([1-9]\d{0,4}))?$~D", $value, $parts ) !== 1 ) {
			return false;
		}
		$is_local   = '127.0.0.1' === $parts[2] || preg_match( '/(?:^|\.)localhost$/D', $parts[2] ) === 1;
		$is_default = ( 'https' === $parts[1] ? '443' : '80' ) === ( $parts[3] ?? '' );
		return ! $is_default && ( 'https' === $parts[1] || $is_local );
	}
}
