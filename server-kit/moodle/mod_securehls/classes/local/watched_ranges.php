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
 * Arithmetic of what was watched: lists of `[start, end]` in seconds, in order and apart. The same as
 * `src/watched-ranges.ts` of secure-hls-player, in the browser and on Node.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class watched_ranges {
    /** @var float Seconds between two ranges that are one: playback begins a little late, and ends a little early. */
    private const GAP_SECONDS = 0.5;

    /** @var float Share that may be missing where all of a video was watched: the last picture is rarely the last instant. */
    private const LENIENCY = 0.005;

    /**
     * All that is in one or the other.
     *
     * @param array[] $one
     * @param array[] $other
     * @return array[]
     */
    public static function unite(array $one, array $other): array {
        $sorted = array_merge($one, $other);
        usort($sorted, static fn(array $a, array $b): int => $a[0] <=> $b[0]);
        $united = [];
        foreach ($sorted as [$start, $end]) {
            $last = array_key_last($united);
            if ($last !== null && self::milliseconds($start - $united[$last][1]) <= self::GAP_SECONDS) {
                $united[$last][1] = max($united[$last][1], $end);
            } else {
                $united[] = [$start, $end];
            }
        }
        return $united;
    }

    /**
     * What of them lies within the video.
     *
     * @param array[] $ranges
     * @param float $duration seconds
     * @return array[]
     */
    public static function cut(array $ranges, float $duration): array {
        $cut = array_map(static fn(array $range): array => [$range[0], min($range[1], $duration)], $ranges);
        return array_values(array_filter($cut, static fn(array $range): bool => $range[0] < $range[1]));
    }

    /**
     * Seconds in all.
     *
     * @param array[] $ranges
     * @return float
     */
    public static function seconds(array $ranges): float {
        return array_reduce($ranges, static fn(float $sum, array $range): float => $sum + $range[1] - $range[0], 0.0);
    }

    /**
     * Their share of a video, 0 to 1; 0 while its duration is not known.
     *
     * @param array[] $ranges
     * @param float $duration seconds
     * @return float
     */
    public static function fraction(array $ranges, float $duration): float {
        if ($duration <= 0) {
            return 0.0;
        }
        $fraction = self::seconds($ranges) / $duration;
        return $fraction >= 1 - self::LENIENCY ? 1.0 : $fraction;
    }

    /**
     * Seconds without anything finer than a millisecond. Not round(), which corrects what it takes for errors of floating
     * point, and JavaScript does not.
     *
     * @param float $seconds
     * @return float
     */
    public static function milliseconds(float $seconds): float {
        return floor($seconds * 1000 + 0.5) / 1000;
    }
}
