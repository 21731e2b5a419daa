<?php
/**
 * A setting is missing or wrong.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * A setting is missing or wrong, so that nobody is let in. It says which, and what is wrong with it, but no value: it goes
 * into the administrator's log, and never to a viewer.
 */
final class Misconfigured extends \Exception {
	/**
	 * The setting that is to be mended.
	 *
	 * @var string
	 */
	public readonly string $setting;

	/**
	 * What is wrong, in one word.
	 *
	 * @var string
	 */
	public readonly string $problem;

	/**
	 * Says which setting, and what is wrong with it.
	 *
	 * @param string $setting The setting.
	 * @param string $problem What is wrong.
	 */
	public function __construct( string $setting, string $problem ) {
		parent::__construct( "{$setting}: {$problem}" );
		$this->setting = $setting;
		$this->problem = $problem;
	}

	/**
	 * What is wrong, in the administrator's language.
	 */
	public function explanation(): string {
		return match ( $this->problem ) {
			'domain' => __( 'Give two labels or more in lower case, such as school.example.', 'secure-hls' ),
			'foreigndomain' => __( 'WordPress and the CDN must both be hosts of this domain, otherwise the browser sends no cookies.', 'secure-hls' ),
			'hash' => __( 'Choose SHA-256 or SHA-1.', 'secure-hls' ),
			'keykind' => __( 'The key is neither RSA of 2048 bits or more nor P-256.', 'secure-hls' ),
			'keypairid' => __( 'Give the ID that CloudFront shows for the public key.', 'secure-hls' ),
			'nodomain' => __( 'Name the domain that WordPress and the CDN have in common.', 'secure-hls' ),
			'nofile' => __( 'The file is not there, or the web server may not read it.', 'secure-hls' ),
			'nokey' => __( 'The file has no private key in it (PEM, without a password).', 'secure-hls' ),
			'noprefix' => __( 'No post has a folder: give the folder of a post, or the list.', 'secure-hls' ),
			'nosigning' => __( 'OpenSSL does not sign with this key and hash.', 'secure-hls' ),
			'origin' => __( 'Give one exact address, such as https://cdn.school.example.', 'secure-hls' ),
			'servedfile' => __( 'The file lies in a folder of WordPress or of the web server: move it elsewhere.', 'secure-hls' ),
			default => $this->getMessage(),
		};
	}
}
