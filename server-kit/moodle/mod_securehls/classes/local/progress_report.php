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
 * What a player says that a viewer has watched, as docs/wire.md of secure-hls-player has it.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class progress_report {
    /** @var int Ranges of one report, and of one record: more seeks than anybody makes in a lesson. */
    public const MOST_RANGES = 1000;

    /** @var int A week: longer than any recording. */
    private const MOST_SECONDS = 604800;

    /** @var int Seconds by which the last frame's end may lie behind what the player says that the video lasts. */
    private const PAST_THE_END_SECONDS = 1;

    /** @var string The video that it is about. */
    public readonly string $videoid;

    /** @var float Seconds: where the viewer is. */
    public readonly float $position;

    /** @var float Seconds that the video lasts, by the report. */
    public readonly float $duration;

    /** @var array[] What was watched, all of it, in whole milliseconds. */
    public readonly array $ranges;

    /**
     * Reads a report. Fields that are not known are ignored.
     *
     * @param array $fields of the request's JSON
     */
    public function __construct(array $fields) {
        $this->videoid = self::videoid($fields['videoId'] ?? null);
        $sessionid = array_key_exists('sessionId', $fields) ? $fields['sessionId'] : '-';
        if (!is_string($sessionid) || preg_match('/^[A-Za-z0-9_-]{1,128}$/D', $sessionid) !== 1) {
            throw new refusal('bad-request', '`sessionId` is not an ID.');
        }
        $this->duration = self::seconds($fields, 'duration', self::MOST_SECONDS);
        if ($this->duration === 0.0) {
            throw new refusal('bad-request', '`duration` is not that of a video.');
        }
        $most = $this->duration + self::PAST_THE_END_SECONDS;
        $this->position = min(self::seconds($fields, 'position', $most), $this->duration);
        $this->ranges = self::ranges($fields['watchedRanges'] ?? null, $most);
    }

    /**
     * Passes what can be the name of a video.
     *
     * @param mixed $value
     * @return string
     */
    public static function videoid(mixed $value): string {
        if (!is_string($value) || preg_match('/^[^\p{Cc}\p{Cs}]{1,512}$/Du', $value) !== 1) {
            throw new refusal('bad-request', 'Say which `videoId` it is about.');
        }
        return $value;
    }

    /**
     * One number of seconds.
     *
     * @param array $fields
     * @param string $name
     * @param float $most
     * @return float
     */
    private static function seconds(array $fields, string $name, float $most): float {
        $value = $fields[$name] ?? null;
        if (!self::is_seconds($value) || $value > $most) {
            throw new refusal('bad-request', "`{$name}` is no number of seconds within the video.");
        }
        return watched_ranges::milliseconds($value);
    }

    /**
     * The ranges.
     *
     * @param mixed $value
     * @param float $most
     * @return array[]
     */
    private static function ranges(mixed $value, float $most): array {
        if (!is_array($value) || !array_is_list($value) || count($value) > self::MOST_RANGES) {
            throw new refusal('bad-request', '`watchedRanges` is no array of ' . self::MOST_RANGES . ' ranges at most.');
        }
        $last = 0;
        $ranges = [];
        foreach ($value as $range) {
            [$start, $end] = is_array($range) && array_is_list($range) && count($range) === 2 ? $range : [null, null];
            if (!self::is_seconds($start) || !self::is_seconds($end) || $start < $last || $end <= $start || $end > $most) {
                throw new refusal('bad-request', '`watchedRanges` are not ranges within the video, in order and apart.');
            }
            $last = $end;
            $ranges[] = [watched_ranges::milliseconds($start), watched_ranges::milliseconds($end)];
        }
        return $ranges;
    }

    /**
     * Whether it is a number of seconds at all.
     *
     * @param mixed $value
     * @return bool
     */
    private static function is_seconds(mixed $value): bool {
        return (is_int($value) || is_float($value)) && $value >= 0;
    }
}
