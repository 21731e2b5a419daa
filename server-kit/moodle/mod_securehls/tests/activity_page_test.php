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

use mod_securehls\local\activity_page;

defined('MOODLE_INTERNAL') || die();

global $CFG;
require_once($CFG->dirroot . '/mod/securehls/mod_form.php');

/**
 * Tests of the page of an activity, and of its form.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @coversNothing
 */
final class activity_page_test extends \advanced_testcase {
    /** @var \stdClass A course with a folder. */
    private \stdClass $course;

    /**
     * Makes it.
     */
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        set_config('cdnorigin', 'https://cdn.school.example', 'filter_securehls');
        set_config('prefixtemplate', 'courses/{idnumber}/', 'filter_securehls');
        $this->course = self::getDataGenerator()->create_course(['idnumber' => '101']);
    }

    /**
     * The page of an activity, for somebody.
     *
     * @param array $record
     * @param string $role
     * @return activity_page
     */
    private function page(array $record, string $role = 'student'): activity_page {
        global $DB;
        self::setUser(self::getDataGenerator()->create_and_enrol($this->course, $role));
        $module = self::getDataGenerator()->create_module('securehls', $record + ['course' => $this->course->id]);
        $activity = $DB->get_record('securehls', ['id' => $module->id], '*', MUST_EXIST);
        return new activity_page($activity, $this->course, \context_module::instance($module->cmid));
    }

    /**
     * The player has what the teacher has chosen, and where to tell of progress.
     */
    public function test_player(): void {
        $html = $this->page([
            'name' => 'Lesson <1> & "more"', 'seekpolicy' => 'watched', 'resume' => 'auto', 'completionwatched' => 60,
            'poster' => 'https://www.school.example/a.jpg',
        ])->player();
        foreach (
            [
            ' src="https://cdn.school.example/courses/101/lesson-1/index.m3u8"',
            ' video-id="courses/101/lesson-1/index.m3u8"',
            ' seek-policy="watched"',
            ' resume="auto"',
            ' completion-threshold="0.6"',
            ' poster="https://www.school.example/a.jpg"',
            ' grant-endpoint="https://',
            ] as $attribute
        ) {
            $this->assertStringContainsString($attribute, $html);
        }
        $this->assertStringNotContainsString('<1>', $html);
        $this->assertMatchesRegularExpression(
            '~ progress-endpoint="https://[^"]+/mod/securehls/progress\.php\?ctx=\d+#[0-9a-f]{16}"~',
            $html
        );
    }

    /**
     * What a browser remembers is kept apart for those who share it.
     */
    public function test_viewers_are_told_apart(): void {
        $page = $this->page([]);
        $ofone = $page->player();
        $this->assertSame($ofone, $page->player());
        self::setUser(self::getDataGenerator()->create_and_enrol($this->course));
        $this->assertNotSame($ofone, $page->player());
    }

    /**
     * A viewer who always begins anew has no attribute for it.
     */
    public function test_without_resume(): void {
        $html = $this->page(['resume' => 'off'])->player();
        $this->assertStringNotContainsString('resume', $html);
        $this->assertStringContainsString(' completion-threshold="0.95"', $html);
    }

    /**
     * Where there is no video it says so, and more to a teacher.
     */
    public function test_no_video(): void {
        $src = ['src' => 'https://elsewhere.example/index.m3u8'];
        $this->assertStringContainsString(get_string('novideo', 'filter_securehls'), $this->page($src)->player());
        $html = $this->page($src, 'editingteacher')->player();
        $this->assertStringContainsString(s(get_string('novideoteacher', 'filter_securehls')), $html);
        $this->assertStringNotContainsString('elsewhere', $html);
    }

    /**
     * What the viewer has watched, in words and as a bar.
     */
    public function test_record(): void {
        global $DB, $USER;
        $page = $this->page([]);
        $this->assertStringContainsString('You have watched <span data-securehls="percent">0</span>% of the', $page->record($USER->id));
        $DB->insert_record('securehls_progress', (object) [
            'securehlsid' => $DB->get_field('securehls', 'id', []), 'userid' => $USER->id,
            'ranges' => '[[0,62.5]]', 'duration' => 100,
        ]);
        $html = $page->record($USER->id);
        $this->assertStringContainsString('>62</span>%', $html);
        $this->assertStringContainsString(' max="100" value="62" aria-hidden="true"', $html);
    }

    /**
     * The form, in a course.
     *
     * @return \mod_securehls_mod_form
     */
    private function form(): \mod_securehls_mod_form {
        global $COURSE;
        $COURSE = $this->course;
        return new \mod_securehls_mod_form((object) ['instance' => 0], 0, null, $this->course);
    }

    /**
     * What is wrong in the form is said beside it.
     */
    public function test_form_validation(): void {
        $good = ['src' => 'lesson-1', 'poster' => '', 'grade' => 100];
        $rule = static fn($percent): array => ['completionwatchedenabled' => 1, 'completionwatched' => $percent] + $good;
        foreach (
            [
            [$good, []],
            [['src' => ''] + $good, ['src']],
            [['src' => 'https://elsewhere.example/a.m3u8'] + $good, ['src']],
            [['src' => '../102/lesson-1'] + $good, ['src']],
            [['poster' => 'javascript:alert(1)'] + $good, ['poster']],
            [['poster' => 'https://www.school.example/a.jpg'] + $good, []],
            [['grade' => -1] + $good, ['grade']],
            [$rule(50), []],
            [$rule(100), []],
            [$rule(0), ['completionwatchedgroup']],
            [$rule(101), ['completionwatchedgroup']],
            [['completionwatched' => 101] + $good, []],
            ] as [$data, $wrong]
        ) {
            $this->assertSame($wrong, array_keys($this->form()->validation($data, [])), json_encode($data));
        }
    }

    /**
     * The rule is on where it is ticked and has a percentage, and is stored as that alone.
     */
    public function test_form_completion(): void {
        $form = $this->form();
        $this->assertTrue($form->completion_rule_enabled(['completionwatchedenabled' => 1, 'completionwatched' => 50]));
        $this->assertFalse($form->completion_rule_enabled(['completionwatched' => 50]));
        $this->assertFalse($form->completion_rule_enabled(['completionwatchedenabled' => 1, 'completionwatched' => 0]));
        foreach ([[0, [0, 90]], [70, [1, 70]]] as [$stored, $shown]) {
            $values = ['completionwatched' => $stored];
            $form->data_preprocessing($values);
            $this->assertSame($shown, [$values['completionwatchedenabled'], $values['completionwatched']]);
        }
        $automatic = COMPLETION_TRACKING_AUTOMATIC;
        foreach (
            [
            [['completionunlocked' => 1, 'completion' => $automatic, 'completionwatchedenabled' => 1], 80],
            [['completionunlocked' => 1, 'completion' => $automatic], 0],
            [['completionunlocked' => 1, 'completion' => COMPLETION_TRACKING_MANUAL, 'completionwatchedenabled' => 1], 0],
            [['completionunlocked' => 0], 80],
            ] as [$sent, $kept]
        ) {
            $data = (object) ($sent + ['completionwatched' => 80]);
            $form->data_postprocessing($data);
            $this->assertSame($kept, $data->completionwatched);
        }
    }
}
