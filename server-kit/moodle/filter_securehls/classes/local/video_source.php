<?php
// This file is part of Moodle - https://moodle.org/
//
// Moodle is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Moodle is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Moodle.  If not, see <https://www.gnu.org/licenses/>.

namespace filter_securehls\local;

/**
 * Which file of the CDN an author means.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class video_source {
    /** @var string Origin of the CDN. */
    public readonly string $cdn;

    /** @var string[] The course's folders. What has no slash at its beginning lies in the first. */
    private array $prefixes;

    /**
     * Takes the CDN's origin, and the folders of the course that the text is in.
     *
     * @param string $cdn
     * @param string[] $prefixes
     */
    public function __construct(string $cdn, array $prefixes) {
        $this->cdn = $cdn;
        $this->prefixes = $prefixes;
    }

    /**
     * The path that is meant, such as `courses/101/lesson-1/index.m3u8`; null for what is no video of the CDN.
     *
     * @param string $src a URL, a path from the CDN's root, or a path in the course's folder; a folder means its `index.m3u8`
     * @return string|null
     */
    public function path(string $src): ?string {
        // A query could only be CloudFront's own, by which it would ignore the cookies.
        $src = preg_replace('/[?#].*$/s', '', trim($src));
        if ($this->is_on_cdn($src)) {
            $path = substr($src, strlen($this->cdn) + 1);
        } else if (preg_match('~^(?:[a-z][a-z0-9+.-]*:|//)~i', $src) === 1) {
            return null;
        } else if (str_starts_with($src, '/')) {
            $path = substr($src, 1);
        } else {
            $path = $this->prefixes === [] || $src === '' ? '' : $this->prefixes[0] . $src;
        }
        if ($path !== '' && !video_path::is_video($path)) {
            $path = rtrim($path, '/') . '/index.m3u8';
        }
        return $path !== '' && video_path::is_safe($path) ? $path : null;
    }

    /**
     * Whether the URL is one of the CDN.
     *
     * @param string $url
     * @return bool
     */
    public function is_on_cdn(string $url): bool {
        return str_starts_with($url, "{$this->cdn}/");
    }

    /**
     * The whole URL.
     *
     * @param string $path
     * @return string
     */
    public function url(string $path): string {
        return "{$this->cdn}/{$path}";
    }
}
