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

namespace mod_securehls\local;

/**
 * Takes back what was watched of all activities of a course, as when a course is begun anew with other students.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class course_reset {
    /** @var string The box of the form. */
    public const FIELD = 'reset_securehls_progress';

    /**
     * The part of the form.
     *
     * @param \MoodleQuickForm $form
     */
    public static function add_to(\MoodleQuickForm $form): void {
        $form->addElement('header', 'securehlsheader', get_string('modulenameplural', 'mod_securehls'));
        $form->addElement('advcheckbox', self::FIELD, get_string('resetprogress', 'mod_securehls'));
    }

    /**
     * Does it, where it was asked for.
     *
     * @param \stdClass $data of the form
     * @return array[] what was done
     */
    public static function run(\stdClass $data): array {
        global $DB;
        if (empty($data->{self::FIELD})) {
            return [];
        }
        $where = 'securehlsid IN (SELECT id FROM {securehls} WHERE course = :course)';
        $DB->delete_records_select('securehls_progress', $where, ['course' => $data->courseid]);
        // Moodle does it for all of the course where that was asked for.
        if (empty($data->reset_gradebook_grades)) {
            self::reset_grades((int) $data->courseid);
        }
        return [[
            'component' => get_string('modulenameplural', 'mod_securehls'),
            'item' => get_string('resetprogress', 'mod_securehls'),
            'error' => false,
        ]];
    }

    /**
     * Empties the activities' columns of the gradebook.
     *
     * @param int $courseid
     */
    public static function reset_grades(int $courseid): void {
        global $DB;
        foreach ($DB->get_records('securehls', ['course' => $courseid]) as $activity) {
            securehls_grade_item_update($activity, 'reset');
        }
    }
}
