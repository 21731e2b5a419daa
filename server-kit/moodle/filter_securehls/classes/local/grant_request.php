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
 * What a player asks of `grant.php` and `assert.php`.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class grant_request {
    /** @var int Bytes that a request may have. */
    private const LARGEST = 4096;

    /** @var string `POST` or `DELETE`. */
    public readonly string $method;

    /** @var string Path of the video on the CDN. Whatever it says gives nobody a right. */
    public readonly string $path;

    /**
     * Takes what was asked.
     *
     * @param string $method
     * @param string $path
     */
    private function __construct(string $method, string $path) {
        $this->method = $method;
        $this->path = $path;
    }

    /**
     * Reads the request.
     *
     * @param string $ownorigin Moodle's
     * @param array $server `$_SERVER`
     * @param string $body
     * @return self
     */
    public static function read(string $ownorigin, array $server, string $body): self {
        $method = $server['REQUEST_METHOD'] ?? '';
        if ($method !== 'POST' && $method !== 'DELETE') {
            throw refusal::of_method('POST', 'DELETE');
        }
        json_request::check_page($ownorigin, $server);
        return new self($method, self::path_of($method, json_request::fields($server, $body, self::LARGEST)));
    }

    /**
     * The path that is asked for; empty for the end of a session.
     *
     * @param string $method
     * @param array $fields
     * @return string
     */
    private static function path_of(string $method, array $fields): string {
        if ($method === 'DELETE') {
            return '';
        }
        foreach (['sessionId', 'takeOver'] as $name) {
            if (isset($fields[$name]) && preg_match('/^[A-Za-z0-9_-]{1,128}$/D', self::text($fields[$name])) !== 1) {
                throw new refusal('bad-request', "`{$name}` is not an ID.");
            }
        }
        $path = self::text($fields['videoId'] ?? null);
        if (!video_path::is_safe($path) || !video_path::is_video($path)) {
            throw new refusal('bad-request', '`videoId` is not the path of a video.');
        }
        return $path;
    }

    /**
     * What is a text, and nothing for what is none.
     *
     * @param mixed $value
     * @return string
     */
    private static function text(mixed $value): string {
        return is_string($value) ? $value : '';
    }
}
