<?php
/**
 * Which folders of the CDN belong to a post.
 *
 * @package Secure_HLS
 */

namespace Secure_HLS;

defined( 'ABSPATH' ) || exit;

/**
 * Which folders of the CDN belong to a post: those of the administrator's list, otherwise the one that is made of what the
 * author of the post cannot choose. A slug, a category or a field could be set to those of somebody else's post.
 */
final class Post_Prefixes {
	/**
	 * Prefixes by ID of the post.
	 *
	 * @var array
	 */
	private array $map;

	/**
	 * Such as `posts/{id}/`; empty where only the list counts.
	 *
	 * @var string
	 */
	private string $template;

	/**
	 * Takes the two settings as they are stored. What is wrong in them counts for nothing.
	 *
	 * @param string $map      One post a line.
	 * @param string $template With a placeholder.
	 */
	public function __construct( string $map, string $template ) {
		$this->map      = Course_Prefixes::read_map( $map )['map'];
		$this->template = $template;
	}

	/**
	 * The post's prefixes, such as `posts/42/`; none where it has no videos.
	 *
	 * @param \WP_Post $post The post.
	 * @return string[]
	 */
	public function of( \WP_Post $post ): array {
		$prefixes = $this->map[ $post->ID ] ?? $this->by_template( $post );
		/**
		 * Filters the folders of the CDN whose videos a post may show.
		 *
		 * Whoever may read the post may watch everything in them, so make them of nothing that an author may change.
		 *
		 * @param string[]|string $prefixes Such as `posts/42/`. None: the post has no videos.
		 * @param \WP_Post        $post     The post.
		 */
		$prefixes = apply_filters( 'secure_hls_prefix', $prefixes, $post );
		$prefixes = array_filter( is_array( $prefixes ) ? $prefixes : array( $prefixes ), 'is_string' );
		// Those that can be none are left out.
		return array_values( array_filter( array_map( array( Video_Path::class, 'prefix' ), $prefixes ) ) );
	}

	/**
	 * The one of the post's prefixes under which the video lies; null where it is another post's.
	 *
	 * @param \WP_Post $post The post.
	 * @param string   $path Of the video.
	 */
	public function covering( \WP_Post $post, string $path ): ?string {
		foreach ( $this->of( $post ) as $prefix ) {
			if ( str_starts_with( $path, $prefix ) ) {
				return $prefix;
			}
		}
		return null;
	}

	/**
	 * What is wrong with the two settings, as line numbers of the list; whether there is any prefix at all.
	 *
	 * @param string $map      The list.
	 * @param string $template The template.
	 * @return array `wrong` (int[]) and `has_any` (bool).
	 */
	public static function look_at( string $map, string $template ): array {
		$read  = Course_Prefixes::read_map( $map );
		$lines = preg_split( '/\R/', $map );
		foreach ( $lines as $index => $line ) {
			if ( preg_match( '/^\s*(?:#|$|[1-9]\d*\s*=>)/', $line ) !== 1 ) {
				$read['wrong'][] = $index + 1;
			}
		}
		$wrong = array_unique( $read['wrong'] );
		sort( $wrong );
		return array(
			'wrong'   => $wrong,
			'has_any' => array() !== $read['map'] || self::is_of_one_post( $template ) || has_filter( 'secure_hls_prefix' ),
		);
	}

	/**
	 * The prefix that the template makes.
	 *
	 * @param \WP_Post $post The post.
	 * @return string[]
	 */
	private function by_template( \WP_Post $post ): array {
		// Without one of the two every post would have the same videos, also one that anybody has just begun to write.
		if ( ! self::is_of_one_post( $this->template ) || 0 === (int) $post->post_author ) {
			return array();
		}
		return array(
			strtr(
				$this->template,
				array(
					'{id}'     => (string) $post->ID,
					'{author}' => (string) (int) $post->post_author,
				)
			),
		);
	}

	/**
	 * Whether the template makes a folder of one post's, or one author's, own.
	 *
	 * @param string $template The template.
	 */
	private static function is_of_one_post( string $template ): bool {
		return str_contains( $template, '{id}' ) || str_contains( $template, '{author}' );
	}
}
