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

use mod_securehls\completion\custom_completion;
use mod_securehls\local\activity_video;
use mod_securehls\local\progress_keeper;
use mod_securehls\local\progress_report;

defined('MOODLE_INTERNAL') || die();

global $CFG;
require_once($CFG->dirroot . '/mod/securehls/lib.php');
require_once($CFG->libdir . '/completionlib.php');

/**
 * Tests of what Moodle calls of the module.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @coversNothing
 */
final class lib_test extends \advanced_testcase {
    /** @var string[] Settings with which courses have videos. */
    private const SETTINGS = ['cdnorigin' => 'https://cdn.school.example', 'prefixtemplate' => 'courses/{idnumber}/'];

    /** @var \stdClass A course with a folder. */
    private \stdClass $course;

    /** @var \stdClass Somebody who is enrolled. */
    private \stdClass $student;

    /**
     * Makes them.
     */
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        foreach (self::SETTINGS as $name => $value) {
            set_config($name, $value, 'filter_securehls');
        }
        $this->course = self::getDataGenerator()->create_course(['idnumber' => '101', 'enablecompletion' => 1]);
        $this->student = self::getDataGenerator()->create_and_enrol($this->course);
    }

    /**
     * An activity in the course.
     *
     * @param array $record
     * @return \stdClass
     */
    private function activity(array $record = []): \stdClass {
        return self::getDataGenerator()->create_module('securehls', $record + ['course' => $this->course->id]);
    }

    /**
     * What is on record of the student.
     *
     * @param \stdClass $activity
     * @return \stdClass
     */
    private function row(\stdClass $activity): \stdClass {
        global $DB;
        $of = ['securehlsid' => $activity->id, 'userid' => $this->student->id];
        return $DB->get_record('securehls_progress', $of, '*', MUST_EXIST);
    }

    /**
     * Has the student watched the beginning of a video of a hundred seconds.
     *
     * @param \stdClass $activity
     * @param int $seconds
     */
    private function watch(\stdClass $activity, int $seconds): void {
        $keeper = new progress_keeper($activity);
        $report = static fn(array $ranges): progress_report => new progress_report(
            ['videoId' => 'a', 'position' => 0, 'duration' => 100, 'watchedRanges' => $ranges]
        );
        $keeper->report((int) $this->student->id, $report([]), 100.0, 1000000);
        $verdict = $keeper->report((int) $this->student->id, $report([[0, $seconds]]), 100.0, 1100000);
        $this->assertNull($verdict->reason);
    }

    /**
     * Changes it as the form does.
     *
     * @param \stdClass $activity
     * @param array $changes
     */
    private function change(\stdClass $activity, array $changes): void {
        global $DB;
        $row = (array) $DB->get_record('securehls', ['id' => $activity->id], '*', MUST_EXIST);
        securehls_update_instance((object) ($changes + $row + ['instance' => $activity->id, 'coursemodule' => $activity->cmid]));
    }

    /**
     * What is deleted is gone, with what was watched of it.
     */
    public function test_deleting(): void {
        global $DB;
        [$activity, $other] = [$this->activity(), $this->activity()];
        $this->watch($activity, 10);
        $this->watch($other, 10);
        $this->assertTrue(securehls_delete_instance($activity->id));
        $this->assertFalse(securehls_delete_instance($activity->id));
        $this->assertSame(1, $DB->count_records('securehls'));
        $this->assertSame(1, $DB->count_records('securehls_progress'));
    }

    /**
     * The grade is the largest share that was ever watched, in whole per cent of the points.
     */
    public function test_grades(): void {
        $activity = $this->activity(['grade' => 50]);
        $this->assertSame([], securehls_get_user_grades($activity));
        $this->watch($activity, 29);
        $grades = securehls_get_user_grades($activity, $this->student->id);
        $this->assertEqualsWithDelta(14.5, $grades[$this->student->id]->rawgrade, 1e-9);
        $this->assertSame([], securehls_get_user_grades($activity, $this->student->id + 1));
    }

    /**
     * Who was only refused has no grade.
     */
    public function test_no_grade_without_a_report(): void {
        $activity = $this->activity();
        $report = new progress_report(['videoId' => 'a', 'position' => 0, 'duration' => 100, 'watchedRanges' => [[0, 100]]]);
        $verdict = (new progress_keeper($activity))->report((int) $this->student->id, $report, null, 1000000);
        $this->assertSame('ahead-of-clock', $verdict->reason);
        $this->assertSame([], securehls_get_user_grades($activity));
    }

    /**
     * Another video is begun anew; what was earned stays. The same video by another name is no other.
     */
    public function test_another_video(): void {
        global $DB;
        $activity = $this->activity(['grade' => 100, 'completionwatched' => 50]);
        $this->watch($activity, 60);
        $DB->set_field('securehls', 'duration', 100, ['id' => $activity->id]);
        $this->change($activity, ['src' => 'https://cdn.school.example/courses/101/lesson-1/index.m3u8', 'name' => 'New name']);
        $this->assertEquals(60, $this->row($activity)->watched);
        $this->change($activity, ['src' => 'lesson-2']);
        $row = $this->row($activity);
        $this->assertSame('[]', $row->ranges);
        $this->assertEquals([0, 0, 0], [$row->watched, $row->duration, $row->position]);
        $this->assertEquals(0, $DB->get_field('securehls', 'duration', ['id' => $activity->id]));
        $this->assertEquals(1100, $row->timecompleted);
        $this->assertEquals(60, securehls_get_user_grades($activity)[$this->student->id]->rawgrade);
        // A shorter way through the new one takes nothing away.
        (new progress_keeper($activity))->report(
            (int) $this->student->id,
            new progress_report(['videoId' => 'b', 'position' => 3, 'duration' => 40, 'watchedRanges' => [[0, 3]]]),
            null,
            1200000
        );
        $this->assertEquals([40, 3], [$this->row($activity)->duration, $this->row($activity)->watched]);
        $this->assertEquals(60, securehls_get_user_grades($activity)[$this->student->id]->rawgrade);
    }

    /**
     * Where another share has to be watched, who has watched so much has completed it, and nobody else.
     */
    public function test_another_share(): void {
        $activity = $this->activity(['completionwatched' => 50]);
        $this->watch($activity, 60);
        $this->change($activity, ['completionwatched' => 60]);
        $this->assertEquals(1100, $this->row($activity)->timecompleted);
        $this->change($activity, ['completionwatched' => 61]);
        $this->assertNull($this->row($activity)->timecompleted);
        $this->assertEquals(0, $this->row($activity)->completiontold);
        $this->change($activity, ['completionwatched' => 60]);
        $this->assertNotNull($this->row($activity)->timecompleted);
        $this->assertEquals(1, $this->row($activity)->completiontold);
        // None at all: the usual 95 per cent.
        $this->change($activity, ['completionwatched' => 0]);
        $this->assertNull($this->row($activity)->timecompleted);
    }

    /**
     * The rule is complete when enough was watched.
     */
    public function test_completion_rule(): void {
        $activity = $this->activity(['completionwatched' => 50, 'completion' => COMPLETION_TRACKING_AUTOMATIC]);
        $cm = get_fast_modinfo($this->course)->get_cm($activity->cmid);
        $rule = new custom_completion($cm, (int) $this->student->id);
        $this->assertSame(['completionwatched'], $rule->get_available_custom_rules());
        $this->assertSame('Watch at least 50% of the video', $rule->get_custom_rule_description('completionwatched'));
        $this->assertSame(COMPLETION_INCOMPLETE, $rule->get_state('completionwatched'));
        $this->watch($activity, 49);
        $this->assertSame(COMPLETION_INCOMPLETE, $rule->get_state('completionwatched'));
        $this->watch($activity, 50);
        $this->assertSame(COMPLETION_COMPLETE, $rule->get_state('completionwatched'));
        $this->assertContains('completionwatched', $rule->get_sort_order());
    }

    /**
     * Where many activities are changed at once, Moodle writes the percentage itself, and asks for everybody's state. What was
     * completed of the video before stays so.
     */
    public function test_completion_changed_in_bulk(): void {
        global $DB;
        $activity = $this->activity(['completionwatched' => 90, 'completion' => COMPLETION_TRACKING_AUTOMATIC]);
        $completion = new \completion_info($this->course);
        $state = function (int $percent) use ($DB, $activity, $completion): int {
            $DB->set_field('securehls', 'completionwatched', $percent, ['id' => $activity->id]);
            rebuild_course_cache($this->course->id, true);
            $cm = get_fast_modinfo($this->course)->get_cm($activity->cmid);
            $completion->reset_all_state($cm);
            return (int) $completion->get_data($cm, false, $this->student->id)->completionstate;
        };
        $this->watch($activity, 60);
        $this->assertSame(COMPLETION_INCOMPLETE, $state(90));
        $this->assertSame(COMPLETION_COMPLETE, $state(60));
        $this->assertSame(COMPLETION_INCOMPLETE, $state(61));
        $this->change($activity, ['src' => 'lesson-2']);
        $this->assertSame(COMPLETION_INCOMPLETE, $state(61));
        $this->assertSame(COMPLETION_COMPLETE, $state(50));
    }

    /**
     * The timeline leads to the activity until it was completed.
     */
    public function test_timeline(): void {
        $activity = $this->activity(['completionwatched' => 50, 'completion' => COMPLETION_TRACKING_AUTOMATIC]);
        $event = (object) ['courseid' => $this->course->id, 'instance' => $activity->id];
        $factory = new class {
            /**
             * An action, as a list.
             *
             * @param string $name
             * @param \moodle_url $url
             * @param int $itemcount
             * @param bool $actionable
             * @return array
             */
            public function create_instance($name, \moodle_url $url, $itemcount, $actionable): array {
                return [$url->out(false), $itemcount, $actionable];
            }
        };
        $userid = (int) $this->student->id;
        [$url, $itemcount, $actionable] = mod_securehls_core_calendar_provide_event_action($event, $factory, $userid);
        $this->assertStringEndsWith("/mod/securehls/view.php?id={$activity->cmid}", $url);
        $this->assertSame([1, true], [$itemcount, $actionable]);
        $this->watch($activity, 50);
        $cm = get_fast_modinfo($this->course)->get_cm($activity->cmid);
        (new \completion_info($this->course))->update_state($cm, COMPLETION_COMPLETE, $userid);
        $this->assertNull(mod_securehls_core_calendar_provide_event_action($event, $factory, $userid));
    }

    /**
     * Without automatic completion, or a share, there is no rule.
     */
    public function test_no_completion_rule(): void {
        foreach (
            [
            ['completionwatched' => 50, 'completion' => COMPLETION_TRACKING_MANUAL],
            ['completionwatched' => 0, 'completion' => COMPLETION_TRACKING_AUTOMATIC],
            ] as $record
        ) {
            $activity = $this->activity($record);
            $rule = new custom_completion(get_fast_modinfo($this->course)->get_cm($activity->cmid), (int) $this->student->id);
            $this->assertSame([], $rule->get_available_custom_rules());
        }
    }

    /**
     * The pages on which many activities are changed at once, and those to come, say what is to be done, of activities that are
     * none yet as well.
     */
    public function test_completion_rule_in_words(): void {
        $activity = $this->activity(['completionwatched' => 50, 'completion' => COMPLETION_TRACKING_AUTOMATIC]);
        $words = ['Watch at least 50% of the video'];
        $cm = get_fast_modinfo($this->course)->get_cm($activity->cmid);
        $this->assertSame($words, mod_securehls_get_completion_active_rule_descriptions($cm));
        $rules = static fn($percent): array => ['customcompletionrules' => ['completionwatched' => $percent]];
        foreach (
            [
            [COMPLETION_TRACKING_AUTOMATIC, $rules('50'), $words],
            [COMPLETION_TRACKING_AUTOMATIC, $rules('0'), []],
            [COMPLETION_TRACKING_AUTOMATIC, [], []],
            [COMPLETION_TRACKING_MANUAL, $rules('50'), []],
            ] as [$completion, $customdata, $expected]
        ) {
            $defaults = (object) ['completion' => $completion, 'customdata' => $customdata];
            $this->assertSame($expected, mod_securehls_get_completion_active_rule_descriptions($defaults));
        }
        $defaults = (object) ['completion' => COMPLETION_TRACKING_AUTOMATIC];
        $this->assertSame([], mod_securehls_get_completion_active_rule_descriptions($defaults));
    }

    /**
     * A completion that the log could not be told of is the next report's once more.
     */
    public function test_a_completion_is_told_again(): void {
        $activity = $this->activity();
        $this->watch($activity, 95);
        $this->assertEquals(1, $this->row($activity)->completiontold);
        $keeper = new progress_keeper($activity);
        $keeper->retell_completion((int) $this->student->id);
        $report = new progress_report(['videoId' => 'a', 'position' => 0, 'duration' => 100, 'watchedRanges' => []]);
        $userid = (int) $this->student->id;
        $this->assertTrue($keeper->report($userid, $report, null, 1100000)->is_first_completion());
        $this->assertFalse($keeper->report($userid, $report, null, 1100000)->is_first_completion());
    }

    /**
     * Whole per cent, rounded down, for each of the hundred.
     */
    public function test_percent(): void {
        for ($percent = 0; $percent <= 100; $percent++) {
            $this->assertSame($percent, activity_video::percent($percent / 100));
        }
        $this->assertSame(99, activity_video::percent(0.999));
        $this->assertSame(0.95, activity_video::threshold((object) ['completionwatched' => '0']));
        $this->assertSame(0.5, activity_video::threshold((object) ['completionwatched' => '50']));
    }

    /**
     * What Moodle is told of the module.
     */
    public function test_supports(): void {
        $this->assertTrue(securehls_supports(FEATURE_COMPLETION_HAS_RULES));
        $this->assertSame(MOD_PURPOSE_CONTENT, securehls_supports(FEATURE_MOD_PURPOSE));
        $this->assertNull(securehls_supports('something else'));
    }
}
