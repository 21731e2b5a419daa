<?php
/**
 * Settings → Secure HLS.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * The page of the settings, with what is wrong with them.
 */
final class Settings_Page {
	private const SLUG = 'secure-hls';

	/**
	 * Adds it to the menu.
	 */
	public static function add(): void {
		$name = __( 'Secure HLS', 'secure-hls' );
		add_options_page( $name, $name, 'manage_options', self::SLUG, array( self::class, 'show' ) );
	}

	/**
	 * Its URL.
	 */
	public static function url(): string {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}

	/**
	 * Adds a link to it to the list of plugins.
	 *
	 * @param array $links Of the plugin.
	 */
	public static function link( array $links ): array {
		$own = sprintf( '<a href="%s">%s</a>', esc_url( self::url() ), esc_html__( 'Settings', 'secure-hls' ) );
		return array( 'secure_hls' => $own ) + $links;
	}

	/**
	 * Registers the option and its fields.
	 */
	public static function register(): void {
		register_setting(
			Settings::OPTION,
			Settings::OPTION,
			array(
				'type'              => 'object',
				'sanitize_callback' => array( self::class, 'sanitize' ),
				'show_in_rest'      => false,
			)
		);
		$sections = array(
			'cdn'   => array( __( 'CDN', 'secure-hls' ), array( 'cdn_origin', 'cookie_domain', 'key_pair_id', 'key_path', 'hash' ) ),
			'posts' => array( __( 'Which videos belong to which post', 'secure-hls' ), array( 'prefix_template', 'prefix_map', 'viewers' ) ),
		);
		foreach ( $sections as $section => [ $title, $names ] ) {
			add_settings_section( $section, esc_html( $title ), '__return_null', self::SLUG );
			foreach ( $names as $name ) {
				$field = self::field( $name );
				add_settings_field(
					$name,
					esc_html( $field['label'] ),
					array( self::class, 'show_field' ),
					self::SLUG,
					$section,
					$field + array(
						'name'      => $name,
						'label_for' => "secure_hls_{$name}",
					)
				);
			}
		}
	}

	/**
	 * What is stored of what was sent. What is wrong in it is stored too, and said: it lets nobody in.
	 *
	 * @param mixed $given What was sent.
	 */
	public static function sanitize( mixed $given ): array {
		$given  = is_array( $given ) ? $given : array();
		$stored = (array) get_option( Settings::OPTION, array() );
		$kept   = array();
		foreach ( array_keys( Settings::DEFAULTS ) as $name ) {
			// A field that a constant has disabled is not sent.
			$value         = is_string( $given[ $name ] ?? null ) ? $given[ $name ] : $stored[ $name ] ?? Settings::DEFAULTS[ $name ];
			$kept[ $name ] = 'prefix_map' === $name ? trim( wp_check_invalid_utf8( $value ) ) : trim( preg_replace( '/[\x00-\x1F]+/', ' ', wp_check_invalid_utf8( $value ) ) );
			if ( str_contains( $value, 'PRIVATE KEY' ) ) {
				$kept[ $name ] = '';
				add_settings_error( Settings::OPTION, 'key', __( 'That was a key, not the path of its file. It was not stored.', 'secure-hls' ) );
			}
		}
		return $kept;
	}

	/**
	 * Shows one field.
	 *
	 * @param array $field Of {@see field()}, with its name.
	 */
	public static function show_field( array $field ): void {
		$name     = $field['name'];
		$value    = ( new Settings() )->text( $name );
		$constant = Settings::constant_of( $name );
		$common   = sprintf(
			'id="secure_hls_%1$s" name="%2$s[%1$s]" aria-describedby="secure_hls_%1$s_description"%3$s',
			esc_attr( $name ),
			esc_attr( Settings::OPTION ),
			disabled( defined( $constant ), true, false )
		);
		// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- $common is escaped above.
		if ( isset( $field['options'] ) ) {
			echo "<select {$common}>";
			foreach ( $field['options'] as $option => $label ) {
				printf( '<option value="%s"%s>%s</option>', esc_attr( $option ), selected( $value, $option, false ), esc_html( $label ) );
			}
			echo '</select>';
		} elseif ( 'prefix_map' === $name ) {
			printf( '<textarea %s rows="6" class="large-text code">%s</textarea>', $common, esc_textarea( $value ) );
		} else {
			printf( '<input type="text" %s value="%s" class="regular-text code" spellcheck="false" autocomplete="off">', $common, esc_attr( $value ) );
		}
		// phpcs:enable
		$words = $field['description'];
		if ( defined( $constant ) ) {
			/* translators: %s: name of a constant. */
			$words = sprintf( __( 'Set by %s in wp-config.php.', 'secure-hls' ), $constant );
		}
		printf( '<p class="description" id="%s">%s</p>', esc_attr( "secure_hls_{$name}_description" ), esc_html( $words ) );
	}

	/**
	 * Shows the page.
	 */
	public static function show(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		$diagnosis = new Diagnosis();
		$findings  = $diagnosis->findings();
		$src       = '';
		if ( isset( $_POST['secure_hls_src'] ) && check_admin_referer( 'secure_hls_check' ) ) {
			$src      = sanitize_text_field( wp_unslash( $_POST['secure_hls_src'] ) );
			$findings = array_merge( $findings, $diagnosis->request( $src ) );
		}
		echo '<div class="wrap"><h1>', esc_html( get_admin_page_title() ), '</h1>';
		echo '<h2>', esc_html__( 'Check of the setup', 'secure-hls' ), '</h2>';
		self::show_findings( $findings );
		echo '<form method="post">';
		wp_nonce_field( 'secure_hls_check' );
		printf(
			'<p><label for="secure_hls_src">%s</label><br><input type="text" id="secure_hls_src" name="secure_hls_src" value="%s" class="regular-text code" placeholder="/posts/42/index.m3u8"> ',
			esc_html__( 'Address of a playlist, for a test request to the CDN', 'secure-hls' ),
			esc_attr( $src )
		);
		submit_button( __( 'Ask the CDN', 'secure-hls' ), 'secondary', 'submit', false );
		echo '</p></form>';
		echo '<form method="post" action="options.php">';
		settings_fields( Settings::OPTION );
		do_settings_sections( self::SLUG );
		submit_button();
		echo '</form></div>';
	}

	/**
	 * Shows what the check has seen.
	 *
	 * @param Finding[] $findings What it has seen.
	 */
	private static function show_findings( array $findings ): void {
		$words = array(
			Finding::GOOD    => array( 'yes-alt', '#007017', __( 'Good', 'secure-hls' ) ),
			Finding::WARNING => array( 'warning', '#996800', __( 'Warning', 'secure-hls' ) ),
			Finding::PROBLEM => array( 'dismiss', '#b32d2e', __( 'Problem', 'secure-hls' ) ),
		);
		echo '<table class="widefat striped" style="max-width: 60em"><tbody>';
		foreach ( $findings as $finding ) {
			[ $icon, $color, $status ] = $words[ $finding->status ];
			printf(
				'<tr><td style="white-space: nowrap; color: %s"><span class="dashicons dashicons-%s" aria-hidden="true"></span> %s</td><th scope="row">%s</th><td style="overflow-wrap: anywhere">%s</td></tr>',
				esc_attr( $color ),
				esc_attr( $icon ),
				esc_html( $status ),
				esc_html( Diagnosis::name_of( $finding->check ) ),
				esc_html( $finding->detail )
			);
		}
		echo '</tbody></table>';
	}

	/**
	 * What a setting is called, and what is to be put in.
	 *
	 * @param string $name Of the setting.
	 */
	private static function field( string $name ): array {
		return match ( $name ) {
			'cdn_origin' => array(
				'label'       => __( 'Address of the CDN', 'secure-hls' ),
				'description' => __( 'Such as https://cdn.school.example, without a slash at the end. Best is a host below the domain of WordPress.', 'secure-hls' ),
			),
			'cookie_domain' => array(
				'label'       => __( 'Common domain', 'secure-hls' ),
				'description' => __( 'What WordPress and the CDN have in common, such as school.example. Empty where both are one host.', 'secure-hls' ),
			),
			'key_pair_id' => array(
				'label'       => __( 'ID of the signing key', 'secure-hls' ),
				'description' => __( 'The ID that CloudFront shows for the public key, such as K2JCJMDEHXQW5F.', 'secure-hls' ),
			),
			'key_path' => array(
				'label'       => __( 'File of the signing key', 'secure-hls' ),
				'description' => __( 'Absolute path of the private key (PEM, RSA or P-256), outside the folders of WordPress. The key itself is never stored in the database.', 'secure-hls' ),
			),
			'hash' => array(
				'label'       => __( 'Hash', 'secure-hls' ),
				'description' => __( 'SHA-256, unless something in front of the CDN only knows SHA-1.', 'secure-hls' ),
				'options'     => array(
					'SHA256' => 'SHA-256',
					'SHA1'   => 'SHA-1',
				),
			),
			'prefix_template' => array(
				'label'       => __( 'Folder of a post', 'secure-hls' ),
				'description' => __( 'With {id}, the number of the post, or {author}, that of its author. Empty: only the posts of the list have videos.', 'secure-hls' ),
			),
			'prefix_map' => array(
				'label'       => __( 'List of posts', 'secure-hls' ),
				'description' => __( 'One post a line, with one or more folders: 42 => courses/101, shared/maths. A post in the list has these folders and no other.', 'secure-hls' ),
			),
			'viewers' => array(
				'label'       => __( 'Who may watch', 'secure-hls' ),
				'description' => __( 'In each case the viewer has to be able to read the post.', 'secure-hls' ),
				'options'     => array(
					'signed-in' => __( 'Who is signed in', 'secure-hls' ),
					'readers'   => __( 'Every reader, also without an account', 'secure-hls' ),
				),
			),
		};
	}
}
