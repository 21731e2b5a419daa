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

use mod_securehls\local\course_reset;

defined('MOODLE_INTERNAL') || die();

global $CFG;
require_once($CFG->dirroot . '/mod/securehls/lib.php');
require_once($CFG->libdir . '/formslib.php');
require_once($CFG->libdir . '/gradelib.php');

/**
 * A course that is begun anew.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \mod_securehls\local\course_reset
 */
final class course_reset_test extends \advanced_testcase {
    /**
     * What was watched of the course's activities is gone, with the grades that were made of it; other courses stay.
     */
    public function test_reset(): void {
        global $DB;
        $this->resetAfterTest();
        $generator = $this->getDataGenerator();
        [$course, $other] = [$generator->create_course(), $generator->create_course()];
        $user = $generator->create_and_enrol($course, 'student');
        foreach ([$course, $course, $other] as $in) {
            $activity = $generator->create_module('securehls', ['course' => $in->id]);
            $generator->get_plugin_generator('mod_securehls')->create_progress($activity, $user->id);
            securehls_update_grades($DB->get_record('securehls', ['id' => $activity->id]), $user->id);
        }

        $asked = (object) ['courseid' => $course->id, 'timeshift' => 0, course_reset::FIELD => 0];
        $this->assertSame([], securehls_reset_userdata($asked));
        $this->assertSame(3, $DB->count_records('securehls_progress'));

        $asked->{course_reset::FIELD} = 1;
        $done = securehls_reset_userdata($asked);
        $this->assertSame([false], array_column($done, 'error'));
        $left = $DB->get_records('securehls_progress');
        $this->assertSame([$activity->id], array_column($left, 'securehlsid'));
        foreach ($DB->get_records('securehls') as $row) {
            $grades = grade_get_grades($row->course, 'mod', 'securehls', $row->id, $user->id);
            $grade = $grades->items[0]->grades[$user->id]->grade ?? null;
            $this->assertEquals($row->course == $other->id ? 50 : null, $grade);
        }
    }

    /**
     * Where Moodle empties the gradebook itself, it is not done twice.
     */
    public function test_grades_are_left_to_moodle(): void {
        global $DB;
        $this->resetAfterTest();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course();
        $user = $generator->create_and_enrol($course, 'student');
        $activity = $generator->create_module('securehls', ['course' => $course->id]);
        $generator->get_plugin_generator('mod_securehls')->create_progress($activity, $user->id);
        securehls_update_grades($DB->get_record('securehls', ['id' => $activity->id]), $user->id);
        $asked = ['courseid' => $course->id, 'timeshift' => 0, course_reset::FIELD => 1, 'reset_gradebook_grades' => 1];
        securehls_reset_userdata((object) $asked);
        $grades = grade_get_grades($course->id, 'mod', 'securehls', $activity->id, $user->id);
        $this->assertEquals(50, $grades->items[0]->grades[$user->id]->grade);
    }

    /**
     * The form asks for it, and the box is ticked.
     */
    public function test_form(): void {
        $this->assertSame([course_reset::FIELD => 1], securehls_reset_course_form_defaults(null));
        $form = new \MoodleQuickForm('reset', 'post', '');
        securehls_reset_course_form_definition($form);
        $this->assertTrue($form->elementExists(course_reset::FIELD));
    }
}
