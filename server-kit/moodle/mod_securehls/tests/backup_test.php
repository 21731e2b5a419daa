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

defined('MOODLE_INTERNAL') || die();

global $CFG;
require_once($CFG->libdir . '/phpunit/classes/restore_date_testcase.php');

/**
 * Backup and restore, as Moodle does both for a course with its users.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \restore_securehls_activity_structure_step
 */
final class backup_test extends \restore_date_testcase {
    /**
     * Another course gets the same activity, in which everybody has watched what he had watched.
     */
    public function test_restored_with_what_was_watched(): void {
        global $DB, $CFG;
        $this->setAdminUser();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course();
        $activity = $generator->create_module('securehls', [
            'course' => $course->id, 'src' => 'lesson-7', 'seekpolicy' => 'watched', 'completionwatched' => 80, 'grade' => 50,
            'intro' => "<a href=\"{$CFG->wwwroot}/mod/securehls/index.php?id={$course->id}\">All</a>",
        ]);
        $own = $generator->get_plugin_generator('mod_securehls');
        $before = [];
        foreach ([['timecompleted' => 1_700_000_000, 'completiontold' => 1], ['ranges' => '[[0,1.5],[3,4]]']] as $fields) {
            $user = $generator->create_and_enrol($course, 'student');
            $before[$user->id] = (array) $own->create_progress($activity, $user->id, $fields);
        }

        $newcourseid = $this->backup_and_restore($course);

        $restored = $DB->get_record('securehls', ['course' => $newcourseid], '*', MUST_EXIST);
        $this->assertNotEquals($activity->id, $restored->id);
        foreach (['name', 'src', 'seekpolicy', 'completionwatched', 'grade'] as $field) {
            $this->assertEquals($activity->$field, $restored->$field, $field);
        }
        $this->assertStringContainsString("{$CFG->wwwroot}/mod/securehls/index.php?id={$newcourseid}\"", $restored->intro);
        $after = $DB->get_records('securehls_progress', ['securehlsid' => $restored->id], '', 'userid, *');
        $this->assertEqualsCanonicalizing(array_keys($before), array_keys($after));
        foreach ($before as $userid => $row) {
            $changed = array_diff_assoc((array) $after[$userid], $row);
            // The completion of the new course has yet to be told.
            $this->assertEquals(0, $after[$userid]->completiontold);
            $this->assertEmpty(array_diff_key($changed, array_flip(['id', 'securehlsid', 'completiontold'])));
        }
    }
}
