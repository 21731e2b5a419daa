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


namespace mod_securehls;

use mod_securehls\local\range_map;

/**
 * Watched parts in words and as a bar.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \mod_securehls\local\range_map
 */
final class range_map_test extends \advanced_testcase {
    /**
     * Times of minutes, of hours, and none.
     */
    public function test_text(): void {
        $map = new range_map('[[0,59.9999995],[61.9,3599],[3600,36005]]', 40_000);
        $this->assertSame('0:00–1:00, 1:01–59:59, 1:00:00–10:00:05', $map->text());
        $this->assertSame('', (new range_map(null, 0))->text());
    }

    /**
     * Each part stands where it is in the video, and says in words what it shows.
     */
    public function test_html(): void {
        $html = (new range_map('[[0,30],[90,120]]', 120))->html();
        $this->assertStringContainsString('role="img"', $html);
        $this->assertStringContainsString('<title>0:00–0:30, 1:30–2:00</title>', $html);
        preg_match_all('/<rect x="([\d.]+)" width="([\d.]+)"/', $html, $rects, PREG_SET_ORDER);
        $this->assertSame([['0', '100'], ['0', '25'], ['75', '25']], array_map(static fn($rect) => [$rect[1], $rect[2]], $rects));
        $this->assertSame('', (new range_map('[]', 120))->html());
        $this->assertSame('', (new range_map('[[0,1]]', 0))->html());
    }
}
