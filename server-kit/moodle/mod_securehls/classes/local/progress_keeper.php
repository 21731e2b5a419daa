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

use filter_securehls\local\refusal;

/**
 * Keeps what each viewer has watched of one activity. It decides and writes in one step, since two tabs may report at the
 * same moment.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class progress_keeper {
    /** @var int Seconds that a report waits for the one before it. */
    private const WAIT_SECONDS = 5;

    /** @var string The table. */
    private const TABLE = 'securehls_progress';

    /** @var \stdClass The activity. */
    private \stdClass $activity;

    /**
     * Takes the activity.
     *
     * @param \stdClass $activity
     */
    public function __construct(\stdClass $activity) {
        $this->activity = $activity;
    }

    /**
     * What is on record; null where nothing is.
     *
     * @param int $userid
     * @return progress_record|null
     */
    public function read(int $userid): ?progress_record {
        global $DB;
        $row = $DB->get_record(self::TABLE, ['securehlsid' => $this->activity->id, 'userid' => $userid]);
        return $row ? progress_record::of_row($row) : null;
    }

    /**
     * Takes a report, or refuses it.
     *
     * @param int $userid
     * @param progress_report $report
     * @param float|null $trueduration seconds that the video lasts, where that is known
     * @param int $now epoch milliseconds
     * @return verdict
     */
    public function report(int $userid, progress_report $report, ?float $trueduration, int $now): verdict {
        $rules = new progress_rules(activity_video::threshold($this->activity));
        return $this->alone($userid, function () use ($userid, $report, $trueduration, $now, $rules): verdict {
            $stored = $this->read($userid);
            $verdict = $rules->judge($stored, $report, $trueduration, $now);
            // A refused report changes nothing; but where nothing was on record, the clock runs from now on.
            if ($stored === null || $verdict->reason === null) {
                $this->write($userid, $verdict->record, intdiv($now, 1000));
            }
            return $verdict;
        });
    }

    /**
     * Who has watched any of it.
     *
     * @return int[] ids of users
     */
    public function viewers(): array {
        global $DB;
        $of = ['securehlsid' => $this->activity->id];
        $rows = $DB->get_records(self::TABLE, $of, '', 'id, userid, reportedat');
        // Who was only refused has watched nothing.
        $viewers = array_filter($rows, static fn(\stdClass $row): bool => $row->reportedat > 0);
        return array_map(static fn(\stdClass $row): int => (int) $row->userid, array_values($viewers));
    }

    /**
     * Counts what was watched before somebody has said how long the video is.
     *
     * @param int $userid
     * @param float $duration seconds
     * @param int $now epoch milliseconds
     * @return verdict
     */
    public function recount(int $userid, float $duration, int $now): verdict {
        $rules = new progress_rules(activity_video::threshold($this->activity));
        return $this->alone($userid, function () use ($userid, $duration, $now, $rules): verdict {
            $stored = $this->read($userid);
            $verdict = $rules->recount($stored ?? new progress_record($now), $duration, $now);
            // It may be gone by now.
            if ($stored !== null) {
                $this->write($userid, $verdict->record, intdiv($now, 1000));
            }
            return $verdict;
        });
    }

    /**
     * The log could not be told of the completion: the next report does it.
     *
     * @param int $userid
     */
    public function retell_completion(int $userid): void {
        global $DB;
        $DB->set_field(self::TABLE, 'completiontold', 0, ['securehlsid' => $this->activity->id, 'userid' => $userid]);
    }

    /**
     * Does something while nobody else writes this viewer's record.
     *
     * @param int $userid
     * @param callable $work
     * @return verdict
     */
    private function alone(int $userid, callable $work): verdict {
        $factory = \core\lock\lock_config::get_lock_factory('mod_securehls_progress');
        $lock = $factory->get_lock("{$this->activity->id}-{$userid}", self::WAIT_SECONDS, MINSECS);
        if (!$lock) {
            throw new refusal('server-error', 'Progress cannot be kept at the moment.', 503, 'store-unavailable');
        }
        try {
            return $work();
        } finally {
            $lock->release();
        }
    }

    /**
     * Writes a record.
     *
     * @param int $userid
     * @param progress_record $record
     * @param int $time epoch seconds
     */
    private function write(int $userid, progress_record $record, int $time): void {
        global $DB;
        $row = (object) ($record->columns() + ['timemodified' => $time]);
        if ($record->id !== null) {
            $row->id = $record->id;
            $DB->update_record(self::TABLE, $row);
            return;
        }
        $row->securehlsid = $this->activity->id;
        $row->userid = $userid;
        $row->timecreated = $time;
        $record->id = $DB->insert_record(self::TABLE, $row);
    }
}
