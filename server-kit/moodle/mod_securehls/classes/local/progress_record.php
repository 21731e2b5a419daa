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
 * What is kept of one viewer and one video: a row of `securehls_progress`.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class progress_record {
    /** @var float Seconds that the first report may bring. */
    public const SLACK_SECONDS = 5.0;

    /** @var int|null Its id; null where it is not in the table yet. */
    public ?int $id = null;

    /** @var float Seconds: where the viewer was last. */
    public float $position = 0.0;

    /** @var float Seconds that the video lasts, where nobody knows the longest that was reported; 0 before the first report. */
    public float $duration = 0.0;

    /** @var array[] What was watched. */
    public array $ranges = [];

    /** @var float The largest share of the video that was ever watched, 0 to 1. */
    public float $best = 0.0;

    /** @var float Seconds that may be newly watched, as of `creditedat`. */
    public float $credit = self::SLACK_SECONDS;

    /** @var int Epoch milliseconds. */
    public int $creditedat;

    /** @var int Epoch milliseconds of the last report that was accepted; 0 where none was. */
    public int $reportedat = 0;

    /** @var int|null Epoch seconds at which enough was watched for the first time. */
    public ?int $timecompleted = null;

    /** @var bool Whether somebody was given that completion to tell the log of. */
    public bool $completiontold = false;

    /**
     * A viewer who has just begun: the clock runs from now on.
     *
     * @param int $now epoch milliseconds
     */
    public function __construct(int $now) {
        $this->creditedat = $now;
    }

    /**
     * Reads a row.
     *
     * @param \stdClass $row
     * @return self
     */
    public static function of_row(\stdClass $row): self {
        $record = new self((int) $row->creditedat);
        $record->id = (int) $row->id;
        $record->position = (float) $row->position;
        $record->duration = (float) $row->duration;
        $record->ranges = json_decode($row->ranges, true) ?? [];
        $record->best = (float) $row->best;
        $record->credit = (float) $row->credit;
        $record->reportedat = (int) $row->reportedat;
        $record->timecompleted = $row->timecompleted === null ? null : (int) $row->timecompleted;
        $record->completiontold = (bool) $row->completiontold;
        return $record;
    }

    /**
     * Its columns, without those that say whose it is and when it was written.
     *
     * @return array
     */
    public function columns(): array {
        return [
            'ranges' => json_encode($this->ranges),
            'position' => $this->position,
            'duration' => $this->duration,
            'watched' => watched_ranges::milliseconds(watched_ranges::seconds($this->ranges)),
            'best' => $this->best,
            'credit' => watched_ranges::milliseconds($this->credit),
            'creditedat' => $this->creditedat,
            'reportedat' => $this->reportedat,
            'timecompleted' => $this->timecompleted,
            'completiontold' => (int) $this->completiontold,
        ];
    }

    /**
     * The share of the video that was watched, 0 to 1.
     *
     * @return float
     */
    public function fraction(): float {
        return watched_ranges::fraction($this->ranges, $this->duration);
    }
}
