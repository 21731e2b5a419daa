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

/**
 * Restore of an activity.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

require_once($CFG->dirroot . '/mod/securehls/backup/moodle2/restore_securehls_stepslib.php');

/**
 * All that a restore of an activity takes.
 */
class restore_securehls_activity_task extends restore_activity_task {
    /**
     * It has no settings of its own.
     */
    protected function define_my_settings() {
    }

    /**
     * One file holds all.
     */
    protected function define_my_steps() {
        $this->add_step(new restore_securehls_activity_structure_step('securehls_structure', 'securehls.xml'));
    }

    /**
     * Where links may be that were encoded.
     *
     * @return restore_decode_content[]
     */
    public static function define_decode_contents() {
        return [new restore_decode_content('securehls', ['intro', 'src', 'poster'], 'securehls')];
    }

    /**
     * What encoded links become.
     *
     * @return restore_decode_rule[]
     */
    public static function define_decode_rules() {
        return [
            new restore_decode_rule('SECUREHLSINDEX', '/mod/securehls/index.php?id=$1', 'course'),
            new restore_decode_rule('SECUREHLSVIEWBYID', '/mod/securehls/view.php?id=$1', 'course_module'),
            new restore_decode_rule('SECUREHLSREPORT', '/mod/securehls/report.php?id=$1', 'course_module'),
        ];
    }
}
