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
 * Paths on the CDN: which may be signed, and which may be asked for.
 *
 * CloudFront compares a policy with the raw bytes of a request, while what lies behind it may read `..`, `%2e`, `//` or a
 * backslash as another path. So nothing of the kind is ever taken.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class video_path {
    /** @var int Characters of a path that still leave room for its policy in a cookie of 4,096 bytes. */
    private const LONGEST = 1024;

    /** @var string A segment as it may stand in a URL: escapes are allowed, wildcards and controls are not. */
    private const SEGMENT = '~^(?:[A-Za-z0-9._\~!$&\'()+,;=@-]|%[0-9A-Fa-f]{2})+$~D';

    /** @var string Escapes of controls, per cent, star, dot, slash, question mark, number sign and backslash. */
    private const UNSAFE_ESCAPE = '~%(?:[01][0-9a-f]|7f|2[35aef]|3f|5c)~i';

    /** @var string What a prefix is made of: it becomes part of the policy and the Path of cookies. */
    private const PLAIN_SEGMENT = '~^[A-Za-z0-9._\~-]+$~D';

    /**
     * Whether this is a path that can be asked for, such as `courses/101/lesson-1/index.m3u8`.
     *
     * @param string $path without a slash at its beginning
     * @return bool
     */
    public static function is_safe(string $path): bool {
        return strlen($path) <= self::LONGEST && self::every(explode('/', $path), [self::class, 'is_safe_segment']);
    }

    /**
     * A prefix as it is used everywhere, `courses/101/`; null for what none can be.
     *
     * @param string $prefix with or without slashes at its ends
     * @return string|null
     */
    public static function prefix(string $prefix): ?string {
        $trimmed = trim(trim($prefix), '/');
        $fits = $trimmed !== '' && strlen($trimmed) <= self::LONGEST;
        return $fits && self::every(explode('/', $trimmed), [self::class, 'is_plain_segment']) ? $trimmed . '/' : null;
    }

    /**
     * Whether the text can be one segment of a prefix, such as a course's ID number.
     *
     * @param string $segment
     * @return bool
     */
    public static function is_plain_segment(string $segment): bool {
        return $segment !== '.' && $segment !== '..' && preg_match(self::PLAIN_SEGMENT, $segment) === 1;
    }

    /**
     * Whether the file is one for a player: a playlist, or a single file.
     *
     * @param string $path
     * @return bool
     */
    public static function is_video(string $path): bool {
        return preg_match('~\.(?:m3u8|mp4|m4v|m4a|mp3|webm|ogg|ogv|mov|aac|wav)$~iD', $path) === 1;
    }

    /**
     * Whether the file is a playlist.
     *
     * @param string $path
     * @return bool
     */
    public static function is_playlist(string $path): bool {
        return preg_match('~\.m3u8$~iD', $path) === 1;
    }

    /**
     * Whether one segment is safe.
     *
     * @param string $segment
     * @return bool
     */
    private static function is_safe_segment(string $segment): bool {
        return $segment !== '.'
            && $segment !== '..'
            && preg_match(self::SEGMENT, $segment) === 1
            && preg_match(self::UNSAFE_ESCAPE, $segment) === 0
            // False for overlong forms too, by which %c0%af is a slash to some servers.
            && preg_match('//u', rawurldecode($segment)) === 1;
    }

    /**
     * Whether all of them are.
     *
     * @param string[] $segments
     * @param callable $test
     * @return bool
     */
    private static function every(array $segments, callable $test): bool {
        foreach ($segments as $segment) {
            if (!$test($segment)) {
                return false;
            }
        }
        return true;
    }
}
