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
 * A request that a script on a page of this Moodle sends: none of another site, and JSON.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class json_request {
    /**
     * Passes a request of a page of this Moodle, sent by a script. The session's cookie goes with requests of other pages as
     * well, and an answer sets cookies.
     *
     * @param string $ownorigin Moodle's
     * @param array $server `$_SERVER`
     * @param bool $changes whether the request changes anything; one that reads may come from a browser that does not say whence
     */
    public static function check_page(string $ownorigin, array $server, bool $changes = true): void {
        $origin = $server['HTTP_ORIGIN'] ?? null;
        $site = $server['HTTP_SEC_FETCH_SITE'] ?? null;
        if (($server['HTTP_SEC_FETCH_MODE'] ?? '') === 'navigate' || ($server['HTTP_SEC_FETCH_DEST'] ?? '') === 'document') {
            throw new refusal('bad-request', 'It is asked for by fetch, not by a link, a form or a frame.');
        }
        $isown = ($site === null || $site === 'same-origin') && ($origin === null || strtolower($origin) === $ownorigin);
        if (!$isown) {
            throw new refusal('bad-request', 'The page is not one of this Moodle.');
        }
        if (!$changes || $site !== null || $origin !== null) {
            return;
        }
        // No browser of today sends neither: whoever else does has to know the session. Without an argument, confirm_sesskey()
        // would look for one among the parameters, and throw.
        $sesskey = $server['HTTP_X_MOODLE_SESSKEY'] ?? '';
        if ($sesskey === '' || !confirm_sesskey($sesskey)) {
            throw new refusal('bad-request', 'Send the Origin header, or the sesskey as X-Moodle-Sesskey.');
        }
    }

    /**
     * What was sent.
     *
     * @param array $server `$_SERVER`
     * @param string $body
     * @param int $largest bytes that it may have
     * @return array
     */
    public static function fields(array $server, string $body, int $largest): array {
        if (preg_match('~^application/json\s*(?:;|$)~i', trim($server['CONTENT_TYPE'] ?? '')) !== 1) {
            throw new refusal('bad-request', 'Send JSON, as Content-Type: application/json.');
        }
        $fields = strlen($body) > $largest ? null : json_decode($body, true, 8);
        // An empty object and an empty list are the same to PHP.
        if (!is_array($fields) || ltrim($body)[0] !== '{') {
            throw new refusal('bad-request', 'The body is not a JSON object of ' . number_format($largest) . ' bytes at most.');
        }
        return $fields;
    }
}
