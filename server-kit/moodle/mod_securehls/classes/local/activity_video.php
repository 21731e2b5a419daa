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

use filter_securehls\local\site;
use filter_securehls\local\video_source;

/**
 * Which file of the CDN an activity shows: by the rules of the filter's short code, in the folders of the course.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class activity_video {
    /** @var int|float Per cent that count as all of a video where completion does not depend on it. */
    private const USUAL_PERCENT = 95;

    /**
     * The path on the CDN, such as `courses/101/lesson-1/index.m3u8`; null for what is no video of the CDN.
     *
     * @param string $src as the teacher typed it
     * @param \stdClass $course
     * @return string|null
     */
    public static function path(string $src, \stdClass $course): ?string {
        $site = new site();
        if (!$site->has_cdn()) {
            return null;
        }
        return (new video_source($site->cdn(), $site->prefixes()->of($course)))->path($src);
    }

    /**
     * The share of the video, 0 to 1, at which it is completed.
     *
     * @param \stdClass $activity
     * @return float
     */
    public static function threshold(\stdClass $activity): float {
        return ((int) $activity->completionwatched ?: self::USUAL_PERCENT) / 100;
    }

    /**
     * Whether so much completes it.
     *
     * @param \stdClass $activity
     * @param float $best the largest share that was ever watched, 0 to 1
     * @return bool
     */
    public static function is_enough(\stdClass $activity, float $best): bool {
        return $best >= self::threshold($activity);
    }

    /**
     * Per cent as people read them, and as grades are made of them: whole ones, rounded down, so that a hundred is all of it.
     *
     * @param float $fraction 0 to 1
     * @return int
     */
    public static function percent(float $fraction): int {
        // A share such as 0.29 is a little less than 29 hundredths to floating point.
        return (int) floor($fraction * 100 + 1e-6);
    }
}
