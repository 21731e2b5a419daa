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
 * Where the filter stands among the others.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class filter_order {
    /** @var string The filter that would turn every link to a playlist into Video.js. */
    private const RIVAL = 'mediaplugin';

    /**
     * Switches the filter on, and moves it up until it stands above Moodle's filter for media.
     */
    public static function put_first(): void {
        filter_set_global_state('securehls', TEXTFILTER_ON);
        // As many steps as there are filters are enough to get to the top.
        for ($steps = count(filter_get_global_states()); $steps > 0 && !self::is_first(); $steps--) {
            filter_set_global_state('securehls', TEXTFILTER_ON, -1);
        }
    }

    /**
     * Whether the filter is active and comes before Moodle's filter for media.
     *
     * @return bool
     */
    public static function is_first(): bool {
        $states = filter_get_global_states();
        $own = $states['securehls'] ?? null;
        if ($own === null || (int) $own->active !== TEXTFILTER_ON) {
            return false;
        }
        $rival = $states[self::RIVAL] ?? null;
        return $rival === null || (int) $rival->active === TEXTFILTER_DISABLED || $own->sortorder < $rival->sortorder;
    }
}
