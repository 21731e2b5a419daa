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
 * What a change of an activity does to what is on record.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class activity_change {
    /**
     * Does it.
     *
     * @param \stdClass $before
     * @param \stdClass $after
     */
    public static function apply(\stdClass $before, \stdClass $after): void {
        $course = get_course($after->course);
        $video = static fn(\stdClass $activity): string => activity_video::path($activity->src, $course) ?? $activity->src;
        if ($video($before) !== $video($after)) {
            self::begin_anew($after->id);
        }
        if ((int) $before->completionwatched !== (int) $after->completionwatched) {
            self::count_again($after);
        }
    }

    /**
     * Another video: nobody has watched any of it. What was completed or graded stays, as it was earned.
     *
     * @param int $id
     */
    private static function begin_anew(int $id): void {
        global $DB;
        $DB->set_field('securehls', 'duration', 0, ['id' => $id]);
        foreach (['ranges' => '[]', 'position' => 0, 'duration' => 0, 'watched' => 0] as $column => $value) {
            $DB->set_field('securehls_progress', $column, $value, ['securehlsid' => $id]);
        }
    }

    /**
     * Another share has to be watched: who has watched so much has completed it, and who has not has not. Moodle asks for
     * the state of everybody afterwards, so that nobody has to be told.
     *
     * @param \stdClass $activity
     */
    private static function count_again(\stdClass $activity): void {
        global $DB;
        $of = ['id' => $activity->id, 'threshold' => activity_video::threshold($activity)];
        $DB->execute("UPDATE {securehls_progress}
                         SET timecompleted = NULL, completiontold = 0
                       WHERE securehlsid = :id AND best < :threshold", $of);
        $DB->execute("UPDATE {securehls_progress}
                         SET timecompleted = :now, completiontold = 1
                       WHERE securehlsid = :id AND best >= :threshold AND timecompleted IS NULL", $of + ['now' => time()]);
    }
}
