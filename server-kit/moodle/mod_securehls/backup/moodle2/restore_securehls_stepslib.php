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
 * What becomes of a backup of an activity.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

/**
 * Writes the activity, and with user data what everybody has watched, under the users' IDs on this site.
 */
class restore_securehls_activity_structure_step extends restore_activity_structure_step {
    /**
     * The elements that are read.
     *
     * @return restore_path_element[]
     */
    protected function define_structure() {
        $paths = [new restore_path_element('securehls', '/activity/securehls')];
        if ($this->get_setting_value('userinfo')) {
            $paths[] = new restore_path_element('securehls_progress', '/activity/securehls/progresses/progress');
        }
        return $this->prepare_activity_structure($paths);
    }

    /**
     * Writes the activity.
     *
     * @param array $data
     */
    protected function process_securehls($data) {
        global $DB;
        $data = (object) $data;
        $data->course = $this->get_courseid();
        $this->apply_activity_instance($DB->insert_record('securehls', $data));
    }

    /**
     * Writes what one user has watched.
     *
     * @param array $data
     */
    protected function process_securehls_progress($data) {
        global $DB;
        $data = (object) $data;
        $data->securehlsid = $this->get_new_parentid('securehls');
        $data->userid = $this->get_mappingid('user', $data->userid);
        if ($data->userid) {
            $DB->insert_record('securehls_progress', $data);
        }
    }

    /**
     * Brings the files of the description.
     */
    protected function after_execute() {
        $this->add_related_files('mod_securehls', 'intro', null);
    }
}
