<?php
/**
 * What Tools → Site Health says of the plugin.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * A test of WordPress's Site Health.
 */
final class Site_Health {
	/**
	 * Adds it.
	 *
	 * @param array $tests Of Site Health.
	 */
	public static function add( array $tests ): array {
		$tests['direct']['secure_hls'] = array(
			'label' => __( 'Protected videos', 'secure-hls' ),
			'test'  => array( self::class, 'run' ),
		);
		return $tests;
	}

	/**
	 * Says what is wrong.
	 */
	public static function run(): array {
		$wrong    = array_filter( ( new Diagnosis() )->findings(), static fn( Finding $finding ): bool => Finding::GOOD !== $finding->status );
		$problems = array_filter( $wrong, static fn( Finding $finding ): bool => Finding::PROBLEM === $finding->status );
		$lines    = array_map(
			static fn( Finding $finding ): string => '<li>' . esc_html( Diagnosis::name_of( $finding->check ) . ': ' . $finding->detail ) . '</li>',
			$wrong
		);
		$label    = array() === $problems
			? __( 'Protected videos can be played', 'secure-hls' )
			: __( 'Protected videos cannot be played', 'secure-hls' );
		return array(
			'label'       => $label,
			'status'      => array() !== $problems ? 'critical' : ( array() === $wrong ? 'good' : 'recommended' ),
			'badge'       => array(
				'label' => __( 'Secure HLS', 'secure-hls' ),
				'color' => 'blue',
			),
			'description' => array() === $lines
				? '<p>' . esc_html__( 'Grants are signed, and the browser takes them to the CDN.', 'secure-hls' ) . '</p>'
				: '<ul>' . implode( '', $lines ) . '</ul>',
			'actions'     => sprintf( '<a href="%s">%s</a>', esc_url( Settings_Page::url() ), esc_html__( 'Settings', 'secure-hls' ) ),
			'test'        => 'secure_hls',
		);
	}
}
