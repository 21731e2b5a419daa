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

use core_privacy\local\metadata\collection;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\contextlist;
use core_privacy\local\request\helper;
use core_privacy\local\request\transform;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;

/**
 * Says what is kept of a viewer, hands it out and deletes it. Grades, completion and the log are kept by Moodle itself.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class provider implements
    \core_privacy\local\metadata\provider,
    \core_privacy\local\request\core_userlist_provider,
    \core_privacy\local\request\plugin\provider {
    /**
     * What is kept.
     *
     * @param collection $collection
     * @return collection
     */
    public static function get_metadata(collection $collection): collection {
        $collection->add_database_table('securehls_progress', [
            'userid' => 'privacy:metadata:progress:userid',
            'ranges' => 'privacy:metadata:progress:ranges',
            'watched' => 'privacy:metadata:progress:ranges',
            'position' => 'privacy:metadata:progress:position',
            'duration' => 'privacy:metadata:progress:duration',
            'best' => 'privacy:metadata:progress:best',
            'credit' => 'privacy:metadata:progress:credit',
            'creditedat' => 'privacy:metadata:progress:credit',
            'reportedat' => 'privacy:metadata:progress:times',
            'timecreated' => 'privacy:metadata:progress:times',
            'timemodified' => 'privacy:metadata:progress:times',
            'timecompleted' => 'privacy:metadata:progress:times',
        ], 'privacy:metadata:progress');
        return $collection;
    }

    /**
     * Where something of a user is kept.
     *
     * @param int $userid
     * @return contextlist
     */
    public static function get_contexts_for_userid(int $userid): contextlist {
        $sql = "SELECT ctx.id
                  FROM {securehls_progress} p
                  JOIN {modules} m ON m.name = :modname
                  JOIN {course_modules} cm ON cm.module = m.id AND cm.instance = p.securehlsid
                  JOIN {context} ctx ON ctx.instanceid = cm.id AND ctx.contextlevel = :level
                 WHERE p.userid = :userid";
        $list = new contextlist();
        $list->add_from_sql($sql, ['modname' => 'securehls', 'level' => CONTEXT_MODULE, 'userid' => $userid]);
        return $list;
    }

    /**
     * Of whom something is kept in a context.
     *
     * @param userlist $userlist
     */
    public static function get_users_in_context(userlist $userlist) {
        $activityid = self::activity_of($userlist->get_context());
        if ($activityid !== null) {
            $sql = 'SELECT userid FROM {securehls_progress} WHERE securehlsid = :activityid';
            $userlist->add_from_sql('userid', $sql, ['activityid' => $activityid]);
        }
    }

    /**
     * Hands out what is kept of a user.
     *
     * @param approved_contextlist $contextlist
     */
    public static function export_user_data(approved_contextlist $contextlist) {
        global $DB;
        $user = $contextlist->get_user();
        foreach ($contextlist->get_contexts() as $context) {
            $activityid = self::activity_of($context);
            $of = ['securehlsid' => $activityid, 'userid' => $user->id];
            $row = $activityid === null ? false : $DB->get_record('securehls_progress', $of);
            if ($row) {
                $data = (object) ((array) helper::get_context_data($context, $user) + self::exported($row));
                writer::with_context($context)->export_data([], $data);
                helper::export_context_files($context, $user);
            }
        }
    }

    /**
     * Deletes what is kept of everybody in a context.
     *
     * @param \context $context
     */
    public static function delete_data_for_all_users_in_context(\context $context) {
        global $DB;
        $activityid = self::activity_of($context);
        if ($activityid !== null) {
            $DB->delete_records('securehls_progress', ['securehlsid' => $activityid]);
        }
    }

    /**
     * Deletes what is kept of a user.
     *
     * @param approved_contextlist $contextlist
     */
    public static function delete_data_for_user(approved_contextlist $contextlist) {
        foreach ($contextlist->get_contexts() as $context) {
            self::delete($context, [$contextlist->get_user()->id]);
        }
    }

    /**
     * Deletes what is kept of some users in a context.
     *
     * @param approved_userlist $userlist
     */
    public static function delete_data_for_users(approved_userlist $userlist) {
        self::delete($userlist->get_context(), $userlist->get_userids());
    }

    /**
     * Deletes it.
     *
     * @param \context $context
     * @param int[] $userids
     */
    private static function delete(\context $context, array $userids): void {
        global $DB;
        $activityid = self::activity_of($context);
        if ($activityid === null || $userids === []) {
            return;
        }
        [$in, $params] = $DB->get_in_or_equal($userids, SQL_PARAMS_NAMED);
        $select = "securehlsid = :activityid AND userid {$in}";
        $DB->delete_records_select('securehls_progress', $select, $params + ['activityid' => $activityid]);
    }

    /**
     * The id of the activity whose context it is; null where it is none of ours.
     *
     * @param \context $context
     * @return int|null
     */
    private static function activity_of(\context $context): ?int {
        $isours = $context->contextlevel == CONTEXT_MODULE;
        $cm = $isours ? get_coursemodule_from_id('securehls', $context->instanceid) : false;
        return $cm ? (int) $cm->instance : null;
    }

    /**
     * A row as its owner can read it.
     *
     * @param \stdClass $row
     * @return array
     */
    private static function exported(\stdClass $row): array {
        $time = static fn($seconds): ?string => $seconds ? transform::datetime($seconds) : null;
        return [
            'ranges' => $row->ranges,
            'watched' => $row->watched,
            'position' => $row->position,
            'duration' => $row->duration,
            'best' => $row->best,
            'credit' => $row->credit,
            'creditedat' => $time(intdiv((int) $row->creditedat, 1000)),
            'reportedat' => $time(intdiv((int) $row->reportedat, 1000)),
            'timecreated' => $time($row->timecreated),
            'timemodified' => $time($row->timemodified),
            'timecompleted' => $time($row->timecompleted),
        ];
    }
}
