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
 * Makes activities for tests.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

/**
 * Generator of activities.
 */
class mod_securehls_generator extends testing_module_generator {
    /**
     * Makes one.
     *
     * @param array|stdClass|null $record
     * @param array|null $options
     * @return stdClass
     */
    public function create_instance($record = null, ?array $options = null): stdClass {
        $defaults = ['src' => 'lesson-1', 'seekpolicy' => 'free', 'resume' => 'ask', 'completionwatched' => 0, 'grade' => 100];
        return parent::create_instance((object) ((array) $record + $defaults), (array) $options);
    }

    /**
     * Writes what a user has watched.
     *
     * @param stdClass $activity
     * @param int $userid
     * @param array $fields those that are not as for the first minute of a video of two
     * @return stdClass the row
     */
    public function create_progress(stdClass $activity, int $userid, array $fields = []): stdClass {
        global $DB;
        $now = time();
        $id = $DB->insert_record('securehls_progress', (object) ($fields + [
            'securehlsid' => $activity->id,
            'userid' => $userid,
            'ranges' => '[[0,60]]',
            'position' => 60,
            'duration' => 120,
            'watched' => 60,
            'best' => 0.5,
            'creditedat' => $now * 1000,
            'reportedat' => $now * 1000,
            'timecreated' => $now,
            'timemodified' => $now,
        ]));
        return $DB->get_record('securehls_progress', ['id' => $id], '*', MUST_EXIST);
    }
}
