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

/**
 * Which folders belong to a course.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \filter_securehls\local\course_prefixes
 */
final class course_prefixes_test extends \advanced_testcase {
    /**
     * A course as its record is.
     *
     * @param int $id
     * @param string $idnumber
     * @return \stdClass
     */
    private static function course(int $id, string $idnumber): \stdClass {
        return (object) ['id' => $id, 'idnumber' => $idnumber];
    }

    /**
     * The ID number names the folder; without one, or with one that is no folder's name, there is none.
     */
    public function test_idnumber(): void {
        $prefixes = new course_prefixes('', 'courses/{idnumber}/');
        $this->assertSame(['courses/101/'], $prefixes->of(self::course(7, '101')));
        foreach (['', ' ', '..', '.', '101/102', '*', '10 1', '101?'] as $wrong) {
            $this->assertSame([], $prefixes->of(self::course(7, $wrong)), $wrong);
        }
    }

    /**
     * A template by id needs no ID number, and one with neither would give every course the same folder.
     */
    public function test_template(): void {
        $this->assertSame(['c/7/'], (new course_prefixes('', 'c/{id}'))->of(self::course(7, '')));
        $this->assertSame([], (new course_prefixes('', 'courses/'))->of(self::course(7, '101')));
        $this->assertSame([], (new course_prefixes('', ''))->of(self::course(7, '101')));
        $this->assertSame([], (new course_prefixes('', '../{id}'))->of(self::course(7, '101')));
    }

    /**
     * The list wins over the template, and gives several folders.
     */
    public function test_map(): void {
        $prefixes = new course_prefixes("# Ours\nMATH 1 => /maths/1/, shared/maths\r\n\nid:9 => nine", 'courses/{idnumber}/');
        $this->assertSame(['maths/1/', 'shared/maths/'], $prefixes->of(self::course(7, 'MATH 1')));
        $this->assertSame(['nine/'], $prefixes->of(self::course(9, '101')));
        $this->assertSame(['courses/101/'], $prefixes->of(self::course(8, '101')));
    }

    /**
     * A teacher may type any text as his course's ID number: it is no other course's entry, neither by id nor with a space.
     */
    public function test_forged_idnumber(): void {
        $prefixes = new course_prefixes("id:42 => courses/42\nMATH-1 => maths", 'courses/{idnumber}/');
        foreach ([' MATH-1', 'MATH-1 ', "\tMATH-1", ' 101', "101\n"] as $idnumber) {
            $this->assertSame([], $prefixes->of(self::course(7, $idnumber)), $idnumber);
        }
        $this->assertNotContains('courses/42/', $prefixes->of(self::course(7, 'id:42')));
    }

    /**
     * Teachers choose folders where their ID numbers do, in the template or in the list.
     */
    public function test_uses_idnumber(): void {
        $this->assertTrue((new course_prefixes('', 'courses/{idnumber}/'))->uses_idnumber());
        $this->assertTrue((new course_prefixes("id:42 => a\n101 => b", 'courses/{id}/'))->uses_idnumber());
        $this->assertFalse((new course_prefixes('id:42 => a', 'courses/{id}/'))->uses_idnumber());
        $this->assertFalse((new course_prefixes('', ''))->uses_idnumber());
        // The list alone does not put an ID number into the folder of a course that is not in it.
        $this->assertSame(['c/7/'], (new course_prefixes('MATH-1 => maths', 'c/{id}'))->of(self::course(7, '')));
        $this->assertSame([], (new course_prefixes('MATH-1 => maths', 'c'))->of(self::course(7, '101')));
    }

    /**
     * Lines that cannot be read are named, and give nothing.
     */
    public function test_wrong_lines(): void {
        $read = course_prefixes::read_map("A => a\nB\nC => ../c\n => d\nE => e, \nA => f\nG => g => h");
        $this->assertSame(['A' => ['a/']], $read['map']);
        $this->assertSame([2, 3, 4, 5, 6, 7], $read['wrong']);
        // No course has such an id.
        $this->assertSame([1, 2, 3, 5], course_prefixes::read_map("id: 4 => a\nid:04 => a\nid:MATH-1 => a\nid:4 => a\nid: => a")['wrong']);
    }

    /**
     * A folder whose name only begins like the course's is another course's.
     */
    public function test_covering(): void {
        $prefixes = new course_prefixes('id:7 => courses/101, shared', '');
        $course = self::course(7, '');
        $this->assertSame('courses/101/', $prefixes->covering($course, 'courses/101/a/index.m3u8'));
        $this->assertSame('shared/', $prefixes->covering($course, 'shared/a.mp4'));
        $this->assertNull($prefixes->covering($course, 'courses/1010/a/index.m3u8'));
        $this->assertNull($prefixes->covering($course, 'courses/101'));
        $this->assertNull($prefixes->covering($course, 'courses/102/a/index.m3u8'));
    }
}
