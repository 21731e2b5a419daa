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

namespace mod_securehls\privacy;

use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;

/**
 * Personal data: what is kept, handed out and deleted.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \mod_securehls\privacy\provider
 */
final class provider_test extends \advanced_testcase {
    /** @var \context[] Of two activities. */
    private array $contexts;

    /** @var \stdClass[] Two who have watched both, and one who has watched nothing. */
    private array $users;

    /**
     * Two activities, and who has watched them.
     */
    protected function setUp(): void {
        global $DB;
        parent::setUp();
        $this->resetAfterTest();
        writer::reset();
        $generator = $this->getDataGenerator();
        $course = $generator->create_course();
        $this->users = [$generator->create_user(), $generator->create_user(), $generator->create_user()];
        $page = $generator->create_module('page', ['course' => $course->id]);
        foreach ([1, 2] as $number) {
            $activity = $generator->create_module('securehls', ['course' => $course->id]);
            $this->contexts[] = \context_module::instance($activity->cmid);
            foreach ([0, 1] as $user) {
                $fields = ['ranges' => "[[0,{$number}]]", 'timecompleted' => $user === 0 ? 1_700_000_000 : null];
                $generator->get_plugin_generator('mod_securehls')->create_progress($activity, $this->users[$user]->id, $fields);
            }
        }
        $this->contexts[] = \context_module::instance($page->cmid);
        $this->contexts[] = \context_course::instance($course->id);
        // So that the id of a course is taken for that of a course module by whoever does not look what it is.
        $DB->import_record('course_modules', (object) [
            'id' => $course->id,
            'course' => $course->id,
            'module' => $DB->get_field('modules', 'id', ['name' => 'securehls']),
            'instance' => $activity->id,
        ]);
    }

    /**
     * Who has watched what is left, as `[user, ranges]`.
     *
     * @return array[]
     */
    private function left(): array {
        global $DB;
        $left = [];
        foreach ($DB->get_records('securehls_progress', null, 'id') as $row) {
            $left[] = [array_search($row->userid, array_column($this->users, 'id')), $row->ranges];
        }
        return $left;
    }

    /**
     * A list as Moodle hands it to the provider, once it was approved.
     *
     * @param int $user
     * @param int ...$contexts
     * @return approved_contextlist
     */
    private function approved(int $user, int ...$contexts): approved_contextlist {
        $ids = array_map(fn(int $context): int => $this->contexts[$context]->id, $contexts);
        return new approved_contextlist($this->users[$user], 'mod_securehls', $ids);
    }

    /**
     * Each column that says something of a viewer is named, with a text that there is.
     */
    public function test_metadata(): void {
        global $DB;
        $items = provider::get_metadata(new \core_privacy\local\metadata\collection('mod_securehls'))->get_collection();
        $this->assertCount(1, $items);
        $this->assertSame('securehls_progress', $items[0]->get_name());
        $this->assertNotEmpty(get_string($items[0]->get_summary(), 'mod_securehls'));
        $fields = $items[0]->get_privacy_fields();
        $columns = array_diff(array_keys($DB->get_columns('securehls_progress')), ['id', 'securehlsid', 'completiontold']);
        $this->assertEqualsCanonicalizing($columns, array_keys($fields));
        foreach ($fields as $text) {
            $this->assertNotEmpty(get_string($text, 'mod_securehls'));
        }
    }

    /**
     * Where something of a user is, and of whom something is somewhere.
     */
    public function test_contexts_and_users(): void {
        $ids = [$this->contexts[0]->id, $this->contexts[1]->id];
        $this->assertEqualsCanonicalizing($ids, provider::get_contexts_for_userid((int) $this->users[0]->id)->get_contextids());
        $this->assertCount(0, provider::get_contexts_for_userid((int) $this->users[2]->id));
        foreach ([2, 2, 0, 0] as $index => $count) {
            $list = new userlist($this->contexts[$index], 'mod_securehls');
            provider::get_users_in_context($list);
            $this->assertCount($count, $list->get_userids());
        }
    }

    /**
     * A user gets what is his, and nothing of others.
     */
    public function test_export(): void {
        provider::export_user_data($this->approved(0, 0, 2, 3));
        $data = (array) writer::with_context($this->contexts[0])->get_data();
        $this->assertSame('[[0,1]]', $data['ranges']);
        $this->assertEquals(0.5, $data['best']);
        $this->assertStringContainsString('2023', $data['timecompleted']);
        $this->assertStringContainsString(gmdate('Y'), $data['reportedat']);
        foreach ([1, 2, 3] as $index) {
            $this->assertFalse(writer::with_context($this->contexts[$index])->has_any_data());
        }
        provider::export_user_data($this->approved(1, 1));
        $data = (array) writer::with_context($this->contexts[1])->get_data();
        $this->assertSame(['[[0,2]]', null], [$data['ranges'], $data['timecompleted']]);
        provider::export_user_data($this->approved(2, 1));
        $this->assertSame($data, (array) writer::with_context($this->contexts[1])->get_data());
    }

    /**
     * One context is emptied, or nothing is where it is not ours.
     */
    public function test_delete_all_in_context(): void {
        provider::delete_data_for_all_users_in_context($this->contexts[2]);
        provider::delete_data_for_all_users_in_context($this->contexts[3]);
        $this->assertCount(4, $this->left());
        provider::delete_data_for_all_users_in_context($this->contexts[0]);
        $this->assertSame([[0, '[[0,2]]'], [1, '[[0,2]]']], $this->left());
    }

    /**
     * One user is forgotten, in the contexts that were approved.
     */
    public function test_delete_user(): void {
        provider::delete_data_for_user($this->approved(0, 1, 2, 3));
        $this->assertSame([[0, '[[0,1]]'], [1, '[[0,1]]'], [1, '[[0,2]]']], $this->left());
    }

    /**
     * Some users are forgotten in one context.
     */
    public function test_delete_users(): void {
        $all = array_column($this->users, 'id');
        provider::delete_data_for_users(new approved_userlist($this->contexts[0], 'mod_securehls', []));
        provider::delete_data_for_users(new approved_userlist($this->contexts[2], 'mod_securehls', $all));
        $this->assertCount(4, $this->left());
        provider::delete_data_for_users(new approved_userlist($this->contexts[0], 'mod_securehls', [$all[1], $all[2]]));
        $this->assertSame([[0, '[[0,1]]'], [0, '[[0,2]]'], [1, '[[0,2]]']], $this->left());
    }
}
