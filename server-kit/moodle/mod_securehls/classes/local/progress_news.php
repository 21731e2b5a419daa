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

use filter_securehls\local\failure_log;
use filter_securehls\local\viewer;
use mod_securehls\event\video_completed;

/**
 * Tells the rest of Moodle what came of a report: gradebook, completion, log. What fails there spoils no report.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class progress_news {
    /** @var \stdClass The activity. */
    private \stdClass $activity;

    /** @var viewer Who has reported, and where. */
    private viewer $viewer;

    /** @var int The viewer's id. */
    private int $userid;

    /**
     * Takes of whom it is told.
     *
     * @param \stdClass $activity
     * @param viewer $viewer
     * @param int $userid
     */
    public function __construct(\stdClass $activity, viewer $viewer, int $userid) {
        $this->activity = $activity;
        $this->viewer = $viewer;
        $this->userid = $userid;
    }

    /**
     * Tells of a report that was accepted.
     *
     * @param verdict $verdict
     */
    public function tell(verdict $verdict): void {
        // Whole per cent: a report comes every ten seconds, and the gradebook keeps each change for ever.
        if ($verdict->has_higher_grade()) {
            self::attempt(fn() => securehls_update_grades($this->activity, $this->userid));
        }
        if (activity_video::is_enough($this->activity, $verdict->record->best)) {
            self::attempt(fn() => $this->complete());
        }
        if ($verdict->is_first_completion() && !self::attempt(fn() => $this->log_completion())) {
            (new progress_keeper($this->activity))->retell_completion($this->userid);
        }
    }

    /**
     * Has Moodle complete the activity, where it has not. It is asked with each report: completion may have been off when
     * enough was watched, and a course that is begun anew may have forgotten it.
     */
    private function complete(): void {
        $cm = get_fast_modinfo($this->viewer->course)->get_cm($this->viewer->cm->id);
        $completion = new \completion_info($this->viewer->course);
        if (!$this->activity->completionwatched || $completion->is_enabled($cm) != COMPLETION_TRACKING_AUTOMATIC) {
            return;
        }
        if ($completion->get_data($cm, false, $this->userid)->completionstate == COMPLETION_INCOMPLETE) {
            $completion->update_state($cm, COMPLETION_COMPLETE, $this->userid);
        }
    }

    /**
     * Tells the log of the first completion.
     */
    private function log_completion(): void {
        video_completed::create([
            'context' => $this->viewer->context,
            'objectid' => $this->activity->id,
            // Not always whose request this is: a teacher's may count what others have watched.
            'userid' => $this->userid,
        ])->trigger();
    }

    /**
     * Does it, or says in the server's log that it failed.
     *
     * @param callable $work
     * @return bool whether it was done
     */
    private static function attempt(callable $work): bool {
        try {
            $work();
            return true;
        } catch (\Throwable $error) {
            // Moodle leaves its transaction open, in which nothing more could be read or written, and which takes the log along.
            abort_all_db_transactions();
            failure_log::write($error, 'mod_securehls');
            return false;
        }
    }
}
