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

namespace filter_securehls\local;

use filter_securehls\event\grant_issued;
use filter_securehls\event\grant_refused;

/**
 * Writes into Moodle's log who was granted what, and who was not: not each renewal, but once an hour in a session.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class grant_log {
    /** @var int Seconds in which the same is said once. */
    private const QUIET_SECONDS = 3600;

    /** @var int Things that a session remembers. */
    private const MOST = 50;

    /**
     * Whether this was said in the session already. Has to be called before the session is closed.
     *
     * @param string $what
     * @return bool
     */
    public static function is_new(string $what): bool {
        global $SESSION;
        $since = time() - self::QUIET_SECONDS;
        $said = array_filter($SESSION->filter_securehls ?? [], static fn(int $time): bool => $time > $since);
        $isnew = !isset($said[$what]);
        $SESSION->filter_securehls = array_slice($isnew ? $said + [$what => time()] : $said, -self::MOST, null, true);
        return $isnew;
    }

    /**
     * Somebody was granted a folder.
     *
     * @param viewer $viewer
     * @param string $prefix
     * @param string $path
     */
    public static function issued(viewer $viewer, string $prefix, string $path): void {
        grant_issued::create([
            'context' => $viewer->context,
            'courseid' => $viewer->course->id,
            'other' => ['prefix' => $prefix, 'path' => $path],
        ])->trigger();
    }

    /**
     * Somebody who is signed in was not.
     *
     * @param int $contextid
     * @param refusal $refusal
     */
    public static function refused(int $contextid, refusal $refusal): void {
        $context = \context::instance_by_id($contextid, IGNORE_MISSING);
        grant_refused::create([
            'context' => $context ?: \context_system::instance(),
            'other' => ['code' => $refusal->refusalcode],
        ])->trigger();
    }
}
