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

/**
 * Tells the web server's error log what has failed: debugging() says nothing on a site that is in use.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class failure_log {
    /**
     * Tells it: of a setting which it is, of anything else its kind and where it comes from. A message may hold what was sent.
     *
     * @param \Throwable $error
     * @param string $component of which it is a failure
     */
    public static function write(\Throwable $error, string $component): void {
        $what = $error instanceof misconfigured
            ? $error->getMessage()
            : get_class($error) . " in {$error->getFile()}:{$error->getLine()}";
        error_log("{$component}: {$what}"); // phpcs:ignore moodle.PHP.ForbiddenFunctions, Generic.PHP.ForbiddenFunctions
    }
}
