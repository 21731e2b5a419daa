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

namespace mod_securehls\completion;

use core_completion\activity_custom_completion;
use mod_securehls\local\activity_video;

/**
 * The rule "watched at least N per cent".
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class custom_completion extends activity_custom_completion {
    /**
     * Whether the viewer has watched enough: by the percentage of now, which Moodle changes without a word to the module where
     * many activities are changed at once.
     *
     * @param string $rule
     * @return int
     */
    public function get_state(string $rule): int {
        global $DB;
        $this->validate_rule($rule);
        $activity = $DB->get_record('securehls', ['id' => $this->cm->instance], 'id, completionwatched', MUST_EXIST);
        $of = ['securehlsid' => $activity->id, 'userid' => $this->userid];
        $best = (float) $DB->get_field('securehls_progress', 'best', $of);
        return activity_video::is_enough($activity, $best) ? COMPLETION_COMPLETE : COMPLETION_INCOMPLETE;
    }

    /**
     * The rules that there are.
     *
     * @return string[]
     */
    public static function get_defined_custom_rules(): array {
        return ['completionwatched'];
    }

    /**
     * The rules in words.
     *
     * @return string[]
     */
    public function get_custom_rule_descriptions(): array {
        $percent = (int) ($this->cm->customdata['customcompletionrules']['completionwatched'] ?? 0);
        return ['completionwatched' => get_string('completiondetail:watched', 'mod_securehls', $percent)];
    }

    /**
     * The order in which they are shown.
     *
     * @return string[]
     */
    public function get_sort_order(): array {
        return ['completionview', 'completionwatched', 'completionusegrade', 'completionpassgrade'];
    }
}
