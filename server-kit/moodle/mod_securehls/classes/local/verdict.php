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
 * What came of a report.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class verdict {
    /** @var progress_record What was on record before. */
    private progress_record $before;

    /** @var progress_record What is on record now: the same where the report was refused. */
    public readonly progress_record $record;

    /** @var float Seconds that could be newly watched by now. */
    public readonly float $credit;

    /** @var string|null Why the report cannot be true; null where it was accepted. */
    public readonly ?string $reason;

    /**
     * Takes what came of it.
     *
     * @param progress_record $before
     * @param progress_record $record
     * @param float $credit
     * @param string|null $reason
     */
    public function __construct(progress_record $before, progress_record $record, float $credit, ?string $reason = null) {
        $this->before = $before;
        $this->record = $record;
        $this->credit = $credit;
        $this->reason = $reason;
    }

    /**
     * Whether this report is the one to tell the log of the completion: one alone, however many come at once.
     *
     * @return bool
     */
    public function is_first_completion(): bool {
        return $this->record->completiontold && !$this->before->completiontold;
    }

    /**
     * Whether the grade has risen.
     *
     * @return bool
     */
    public function has_higher_grade(): bool {
        return activity_video::percent($this->record->best) > activity_video::percent($this->before->best);
    }
}
