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

use filter_securehls\local\answer;
use filter_securehls\local\failure_log;
use filter_securehls\local\json_request;
use filter_securehls\local\refusal;
use filter_securehls\local\site;
use filter_securehls\local\viewer;

/**
 * What `progress.php` does: whatever happens, the answer is JSON as docs/wire.md of secure-hls-player specifies it, and never
 * a redirect.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class progress_endpoint {
    /** @var int Bytes that a report may have. */
    private const LARGEST = 32768;

    /**
     * Answers the request.
     */
    public static function run(): void {
        global $PAGE, $USER;
        try {
            $PAGE->set_context(\context_system::instance());
            $report = self::read_report();
            $videoid = $report->videoid ?? progress_report::videoid(optional_param('videoId', null, PARAM_RAW));
            $viewer = viewer::require_in(optional_param('ctx', 0, PARAM_INT));
            $activity = self::activity($viewer, $videoid);
            // All that follows needs no session, which other requests of the page are waiting for.
            \core\session\manager::write_close();
            if ($report === null) {
                answer::send(200, progress_answer::progress((new progress_keeper($activity))->read($USER->id)));
                return;
            }
            self::take($report, $viewer, $activity, $USER->id);
        } catch (\Throwable $error) {
            answer::refuse($error, 'mod_securehls');
        }
    }

    /**
     * What is reported; null where somebody asks what is on record.
     *
     * @return progress_report|null
     */
    private static function read_report(): ?progress_report {
        $method = $_SERVER['REQUEST_METHOD'] ?? '';
        if ($method !== 'GET' && $method !== 'POST') {
            throw refusal::of_method('GET', 'POST');
        }
        json_request::check_page((new site())->own_origin(), $_SERVER, $method === 'POST');
        if ($method === 'GET') {
            return null;
        }
        $body = (string) file_get_contents('php://input', false, null, 0, self::LARGEST + 1);
        return new progress_report(json_request::fields($_SERVER, $body, self::LARGEST));
    }

    /**
     * The activity of the page, which the viewer may see, and which shows this video.
     *
     * @param viewer $viewer
     * @param string $videoid
     * @return \stdClass
     */
    private static function activity(viewer $viewer, string $videoid): \stdClass {
        global $DB;
        if (($viewer->cm->modname ?? '') !== 'securehls') {
            throw new refusal('not-found', 'The page is no activity with a protected video.');
        }
        if (!has_capability('mod/securehls:view', $viewer->context)) {
            throw new refusal('not-entitled', 'The viewer may not see this activity.');
        }
        $activity = $DB->get_record('securehls', ['id' => $viewer->cm->instance], '*', MUST_EXIST);
        // A page that was open while a teacher has put another video there speaks of the old one.
        if ($videoid !== activity_video::path($activity->src, $viewer->course)) {
            throw new refusal('not-found', 'The activity shows another video.');
        }
        return $activity;
    }

    /**
     * Counts what others have watched while nobody knew how long the video is: who has seen all of it need not come back.
     *
     * @param viewer $author who has said so, and where
     * @param \stdClass $activity
     * @param int $userid the author's
     * @param float $duration seconds
     * @param int $now epoch milliseconds
     */
    private static function count_others(
        viewer $author,
        \stdClass $activity,
        int $userid,
        float $duration,
        int $now
    ): void {
        // The viewers of a large course take longer than a page may, and than the player waits for its answer.
        \core_php_time_limit::raise();
        ignore_user_abort(true);
        $keeper = new progress_keeper($activity);
        foreach (array_diff($keeper->viewers(), [$userid]) as $other) {
            try {
                (new progress_news($activity, $author, $other))->tell($keeper->recount($other, $duration, $now));
            } catch (\Throwable $error) {
                // His next report counts it.
                failure_log::write($error, 'mod_securehls');
            }
        }
    }

    /**
     * Takes a report.
     *
     * @param progress_report $report
     * @param viewer $viewer
     * @param \stdClass $activity
     * @param int $userid
     */
    private static function take(progress_report $report, viewer $viewer, \stdClass $activity, int $userid): void {
        global $DB;
        // Who may change the activity may say how long its video is. Until one has, what is watched is kept, and counts for nothing.
        $isauthor = has_capability('moodle/course:manageactivities', $viewer->context);
        $trueduration = $isauthor ? $report->duration : ((float) $activity->duration ?: null);
        $now = (int) floor(microtime(true) * 1000);
        $verdict = (new progress_keeper($activity))->report($userid, $report, $trueduration, $now);
        if ($verdict->reason !== null) {
            answer::send(422, progress_answer::implausible($verdict));
            return;
        }
        if ($isauthor && abs($report->duration - $activity->duration) > 1) {
            $DB->set_field('securehls', 'duration', $report->duration, ['id' => $activity->id]);
        }
        (new progress_news($activity, $viewer, $userid))->tell($verdict);
        if ($isauthor && (float) $activity->duration <= 0) {
            self::count_others($viewer, $activity, $userid, $report->duration, $now);
        }
        answer::send(200, progress_answer::progress($verdict->record));
    }
}
