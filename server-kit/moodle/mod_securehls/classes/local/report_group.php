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


namespace mod_securehls\local;

/**
 * Whose members the report shows.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class report_group {
    /**
     * The group that was chosen.
     *
     * @param \cm_info $cm
     * @param \context $context
     * @return int|null 0 for everybody; null for nobody, where groups are separate and the viewer is in none
     */
    public static function current(\cm_info $cm, \context $context): ?int {
        $group = (int) groups_get_activity_group($cm, true);
        $isseparate = groups_get_activity_groupmode($cm) == SEPARATEGROUPS;
        $isallowed = $group !== 0 || !$isseparate || has_capability('moodle/site:accessallgroups', $context);
        return $isallowed ? $group : null;
    }
}
