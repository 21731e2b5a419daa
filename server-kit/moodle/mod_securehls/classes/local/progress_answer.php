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
 * What the player is told, as docs/wire.md of secure-hls-player has it.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class progress_answer {
    /** @var string[] Sentences for developers by reason. */
    private const DETAILS = [
        'ahead-of-clock' => 'More was newly watched than time has passed.',
        'too-many-ranges' => 'There are more watched ranges than are kept.',
    ];

    /**
     * What is on record.
     *
     * @param progress_record|null $record
     * @return array
     */
    public static function progress(?progress_record $record): array {
        return [
            'position' => $record->position ?? 0,
            'duration' => $record->duration ?? 0,
            'watchedRanges' => $record->ranges ?? [],
            'watchedFraction' => $record ? floor($record->fraction() * 1e6 + 0.5) / 1e6 : 0,
            'completed' => isset($record->timecompleted),
        ];
    }

    /**
     * Why a report was refused, with what is on record, so that a player can go on from there.
     *
     * @param verdict $verdict
     * @return array
     */
    public static function implausible(verdict $verdict): array {
        return [
            'type' => 'urn:secure-hls-player:errors:implausible-progress',
            'title' => 'The report cannot be true',
            'status' => 422,
            'code' => 'implausible-progress',
            'detail' => self::DETAILS[$verdict->reason],
            'reason' => $verdict->reason,
            'progress' => self::progress($verdict->record),
            // Rounded down: who reports as much is to be believed.
            'creditSeconds' => floor($verdict->credit * 1000) / 1000,
        ];
    }
}
