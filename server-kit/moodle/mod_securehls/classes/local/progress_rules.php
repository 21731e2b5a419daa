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
 * What is believed of a report, and when a video is completed: the same as `server-kit/stores/progress.ts` of
 * secure-hls-player. Nothing here keeps time, or anything else.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class progress_rules {
    /** @var float Seconds of the video that can be watched in each second, all tabs and devices together. */
    private const MAX_RATE = 2.0;

    /** @var float Seconds of the clock that count at most between two reports, so that an hour of waiting buys no film. */
    private const MAX_GAP_SECONDS = 300.0;

    /** @var float Differences of fractions miss by less than this. */
    private const ROUNDING = 1e-6;

    /** @var int A clock that is further behind than this has stepped back; by less, it is another server's. Milliseconds. */
    private const STEPPED_BACK = 60000;

    /** @var float Share of the video, 0 to 1, at which it is completed. */
    private float $threshold;

    /**
     * Takes how much has to be watched.
     *
     * @param float $threshold share, 0 to 1
     */
    public function __construct(float $threshold) {
        $this->threshold = $threshold;
    }

    /**
     * Takes a report, or refuses it.
     *
     * @param progress_record|null $stored
     * @param progress_report $report
     * @param float|null $trueduration seconds that the video lasts, where that is known
     * @param int $now epoch milliseconds
     * @return verdict
     */
    public function judge(?progress_record $stored, progress_report $report, ?float $trueduration, int $now): verdict {
        $before = $stored ?? new progress_record($now);
        [$credit, $creditedat] = self::credit($before, $now);
        // What the viewer says is taken for what it is: the longest cuts nothing off that was watched.
        $duration = $trueduration ?? max($before->duration, $report->duration);
        $kept = watched_ranges::cut($before->ranges, $duration);
        $ranges = watched_ranges::unite($kept, watched_ranges::cut($report->ranges, $duration));
        if (count($ranges) > progress_report::MOST_RANGES) {
            return new verdict($before, $before, $credit, 'too-many-ranges');
        }
        $left = $credit - (watched_ranges::seconds($ranges) - watched_ranges::seconds($kept));
        if ($left < -self::ROUNDING) {
            return new verdict($before, $before, $credit, 'ahead-of-clock');
        }
        $record = clone $before;
        $record->position = min($report->position, $duration);
        $record->duration = $duration;
        $record->ranges = $ranges;
        $record->credit = max(0.0, $left);
        $record->creditedat = $creditedat;
        $record->reportedat = $now;
        // Of a video that is as long as the viewer says all is watched in seconds.
        if ($trueduration !== null) {
            $this->count($record, $now);
        }
        $record->completiontold = $record->timecompleted !== null;
        return new verdict($before, $record, $credit);
    }

    /**
     * Counts what was watched before somebody has said how long the video is.
     *
     * @param progress_record $before
     * @param float $duration seconds that the video lasts
     * @param int $now epoch milliseconds
     * @return verdict
     */
    public function recount(progress_record $before, float $duration, int $now): verdict {
        $record = clone $before;
        $record->duration = $duration;
        $record->ranges = watched_ranges::cut($before->ranges, $duration);
        $record->position = min($before->position, $duration);
        $this->count($record, $now);
        $record->completiontold = $record->timecompleted !== null;
        return new verdict($before, $record, $before->credit);
    }

    /**
     * Counts what was watched of a video whose duration is known: for the grade, and for completion.
     *
     * @param progress_record $record
     * @param int $now epoch milliseconds
     */
    private function count(progress_record $record, int $now): void {
        $record->best = max($record->best, floor($record->fraction() * 1e6 + 0.5) / 1e6);
        $record->timecompleted ??= $record->fraction() >= $this->threshold ? intdiv($now, 1000) : null;
    }

    /**
     * A bucket that fills by the clock: what one report leaves is there for the next, or a second tab that has nothing to
     * report would spend the time of the first. No second counts twice, even where servers whose clocks differ take turns.
     *
     * @param progress_record $record
     * @param int $now epoch milliseconds
     * @return array seconds that may be newly watched by now, and since when in epoch milliseconds
     */
    private static function credit(progress_record $record, int $now): array {
        $since = $record->creditedat - $now > self::STEPPED_BACK ? $now : $record->creditedat;
        $filled = $record->credit + max(0, $now - $since) / 1000 * self::MAX_RATE;
        $most = self::MAX_GAP_SECONDS * self::MAX_RATE + progress_record::SLACK_SECONDS;
        return [min($filled, $most), max($since, $now)];
    }
}
