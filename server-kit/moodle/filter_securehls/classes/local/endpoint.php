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
 * What `grant.php` and `assert.php` have in common: whatever happens, the answer is JSON as docs/wire.md of
 * secure-hls-player specifies it, and never a redirect.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class endpoint {
    /**
     * Answers the request.
     *
     * @param callable $answer makes the body of a 200 of site, viewer, prefix and path
     */
    public static function run(callable $answer): void {
        global $PAGE;
        $contextid = 0;
        try {
            $contextid = optional_param('ctx', 0, PARAM_INT);
            $PAGE->set_context(\context_system::instance());
            $site = new site();
            $request = grant_request::read($site->own_origin(), $_SERVER, (string) file_get_contents('php://input', false, null, 0, 8192));
            if ($request->method === 'DELETE') {
                // Nothing is counted, so that there is nothing to release.
                answer::send(204, null);
                return;
            }
            $viewer = viewer::require_in($contextid);
            $prefix = $viewer->prefix($site->prefixes(), $request->path);
            $body = $answer($site, $viewer, $prefix, $request->path);
            // Not before it is signed, which is done in a moment: where that fails, the next grant is the first.
            $isnew = grant_log::is_new("{$viewer->context->id} {$request->path}");
            // Logging needs no session, which other requests of the page are waiting for.
            \core\session\manager::write_close();
            if ($isnew) {
                grant_log::issued($viewer, $prefix, $request->path);
            }
            answer::send(200, $body);
        } catch (\Throwable $error) {
            self::refuse($error, $contextid);
        }
    }

    /**
     * Refuses, and says so to the log.
     *
     * @param \Throwable $error
     * @param int $contextid
     */
    private static function refuse(\Throwable $error, int $contextid): void {
        // Those of a grant that was made before something else has failed.
        header_remove('Set-Cookie');
        $refusal = answer::refuse($error, 'filter_securehls');
        $istold = in_array($refusal->refusalcode, ['not-entitled', 'not-found'], true);
        if ($istold && grant_log::is_new("{$contextid} {$refusal->refusalcode}")) {
            grant_log::refused($contextid, $refusal);
        }
    }
}
