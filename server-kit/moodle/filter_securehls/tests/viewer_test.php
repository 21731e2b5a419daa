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

namespace filter_securehls;

use filter_securehls\local\course_prefixes;
use filter_securehls\local\refusal;
use filter_securehls\local\viewer;

/**
 * Who may watch.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \filter_securehls\local\viewer
 */
final class viewer_test extends \advanced_testcase {
    /**
     * The code with which the user of the moment is refused in a context; empty where he may watch.
     *
     * @param \context $context
     * @return string
     */
    private static function refusal_in(\context $context): string {
        try {
            viewer::require_in($context->id);
            return '';
        } catch (refusal $refusal) {
            return $refusal->refusalcode;
        }
    }

    /**
     * Roles of the course may; an account alone may not.
     */
    public function test_roles(): void {
        $this->resetAfterTest();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course(['idnumber' => '101']);
        $page = $generator->create_module('page', ['course' => $course->id]);
        $context = \context_module::instance($page->cmid);

        foreach (['student', 'teacher', 'editingteacher'] as $role) {
            $this->setUser($generator->create_and_enrol($course, $role));
            $this->assertSame('', self::refusal_in($context), $role);
        }
        $this->setAdminUser();
        $this->assertSame('', self::refusal_in($context));
        $this->setUser($generator->create_user());
        $this->assertSame('not-entitled', self::refusal_in($context));
        $this->setGuestUser();
        $this->assertSame('not-signed-in', self::refusal_in($context));
        $this->setUser(null);
        $this->assertSame('not-signed-in', self::refusal_in($context));
    }

    /**
     * Who may see the page, in a course where the right to watch was taken from his role, may not watch.
     */
    public function test_capability(): void {
        global $DB;
        $this->resetAfterTest();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course(['idnumber' => '101']);
        $context = \context_course::instance($course->id);
        $this->setUser($generator->create_and_enrol($course, 'student'));
        $this->assertSame('', self::refusal_in($context));
        $role = $DB->get_field('role', 'id', ['shortname' => 'student'], MUST_EXIST);
        assign_capability('filter/securehls:watch', CAP_PROHIBIT, $role, $context->id, true);
        $this->assertSame('not-entitled', self::refusal_in($context));
    }

    /**
     * An enrolment that is suspended or over is none.
     */
    public function test_enrolments(): void {
        $this->resetAfterTest();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course(['idnumber' => '101']);
        $context = \context_course::instance($course->id);
        foreach ([[0, time() - 10, 0], [0, 0, 1]] as [$start, $end, $status]) {
            $user = $generator->create_user();
            $generator->enrol_user($user->id, $course->id, 'student', 'manual', $start, $end, $status);
            $this->setUser($user);
            $this->assertSame('not-entitled', self::refusal_in($context));
        }
    }

    /**
     * What a student cannot see he cannot watch.
     */
    public function test_hidden(): void {
        $this->resetAfterTest();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course(['idnumber' => '101']);
        $hidden = $generator->create_module('page', ['course' => $course->id, 'visible' => 0]);
        $away = $generator->create_course(['idnumber' => '102', 'visible' => 0]);
        $user = $generator->create_and_enrol($course);
        $generator->enrol_user($user->id, $away->id, 'student');
        $this->setUser($user);
        $this->assertSame('not-entitled', self::refusal_in(\context_module::instance($hidden->cmid)));
        $this->assertSame('not-entitled', self::refusal_in(\context_course::instance($away->id)));
    }

    /**
     * A text outside of courses has no videos, and neither has a context that is not there.
     */
    public function test_no_course(): void {
        $this->resetAfterTest();
        $user = $this->getDataGenerator()->create_user();
        $this->setUser($user);
        $this->assertSame('not-found', self::refusal_in(\context_user::instance($user->id)));
        $this->expectException(refusal::class);
        viewer::require_in(999999999);
    }

    /**
     * The course of the text decides which videos, not the address in it.
     */
    public function test_prefix(): void {
        $this->resetAfterTest();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course(['idnumber' => '101']);
        $this->setUser($generator->create_and_enrol($course));
        $viewer = viewer::require_in(\context_course::instance($course->id)->id);
        $prefixes = new course_prefixes('', 'courses/{idnumber}/');
        $this->assertSame('courses/101/', $viewer->prefix($prefixes, 'courses/101/a/index.m3u8'));
        foreach (
            [
                'not-entitled' => [$prefixes, 'courses/102/a/index.m3u8'],
                'not-found' => [new course_prefixes('', ''), 'courses/101/a/index.m3u8'],
            ] as $code => [$which, $path]
        ) {
            try {
                $viewer->prefix($which, $path);
                $this->fail($code);
            } catch (refusal $refusal) {
                $this->assertSame($code, $refusal->refusalcode);
            }
        }
    }
}
