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
 * What a backup of an activity holds.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

/**
 * The activity, and with user data what everybody has watched.
 */
class backup_securehls_activity_structure_step extends backup_activity_structure_step {
    /**
     * The tree that is written.
     *
     * @return backup_nested_element
     */
    protected function define_structure() {
        $activity = new backup_nested_element('securehls', ['id'], [
            'name', 'intro', 'introformat', 'src', 'poster', 'duration', 'seekpolicy', 'resume', 'completionwatched', 'grade',
            'timecreated', 'timemodified',
        ]);
        $all = new backup_nested_element('progresses');
        // Without completiontold: the log of another course has not been told of the completion.
        $progress = new backup_nested_element('progress', ['id'], [
            'userid', 'ranges', 'position', 'duration', 'watched', 'best', 'credit', 'creditedat', 'reportedat',
            'timecreated', 'timemodified', 'timecompleted',
        ]);
        $activity->add_child($all);
        $all->add_child($progress);

        $activity->set_source_table('securehls', ['id' => backup::VAR_ACTIVITYID]);
        if ($this->get_setting_value('userinfo')) {
            $progress->set_source_table('securehls_progress', ['securehlsid' => backup::VAR_PARENTID], 'id ASC');
        }
        $progress->annotate_ids('user', 'userid');
        $activity->annotate_files('mod_securehls', 'intro', null);
        return $this->prepare_activity_structure($activity);
    }
}
