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

namespace filter_securehls;

use filter_securehls\local\video_path;

/**
 * Which paths may be asked for, and which may be signed.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \filter_securehls\local\video_path
 */
final class video_path_test extends \advanced_testcase {
    /**
     * Paths, and whether they are safe.
     *
     * @return array
     */
    public static function paths(): array {
        return [
            'a playlist' => ['courses/101/lesson-1/index.m3u8', true],
            'an escaped space' => ['courses/101/Lesson%201/index.m3u8', true],
            'escaped UTF-8' => ['courses/101/%C3%BCbung/index.m3u8', true],
            'a folder up' => ['courses/101/../102/index.m3u8', false],
            'a folder up, escaped' => ['courses/101/%2e%2e/102/index.m3u8', false],
            'a dot' => ['courses/./101/index.m3u8', false],
            'an empty segment' => ['courses//101/index.m3u8', false],
            'an escaped slash' => ['courses/101%2f..%2f102/index.m3u8', false],
            'an overlong slash' => ['courses/101%c0%af102/index.m3u8', false],
            'an escaped per cent' => ['courses/%252e%252e/index.m3u8', false],
            'a backslash' => ['courses/101\\102/index.m3u8', false],
            'a wildcard' => ['courses/*/index.m3u8', false],
            'an escaped wildcard' => ['courses/%2a/index.m3u8', false],
            'a question mark' => ['courses/101/index.m3u8?a', false],
            'a line break at the end' => ["courses/101/index.m3u8\n", false],
            'a null' => ["courses/101/\0index.m3u8", false],
            'nothing' => ['', false],
            'too much' => [str_repeat('a', 1025), false],
        ];
    }

    /**
     * What another server could read as another path is not taken.
     *
     * @dataProvider paths
     * @param string $path
     * @param bool $issafe
     */
    public function test_is_safe(string $path, bool $issafe): void {
        $this->assertSame($issafe, video_path::is_safe($path));
    }

    /**
     * A prefix ends in a slash and holds letters, digits and . _ ~ - alone.
     */
    public function test_prefix(): void {
        $this->assertSame('courses/101/', video_path::prefix('courses/101'));
        $this->assertSame('courses/101/', video_path::prefix(' /courses/101/ '));
        foreach (['', '/', '..', 'courses/..', 'courses/*', 'courses//101', 'courses/1 0', 'courses/%20', "a\nb", 'ü'] as $wrong) {
            $this->assertNull(video_path::prefix($wrong), $wrong);
        }
    }
}
