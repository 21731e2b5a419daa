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
 * Answers in JSON, as docs/wire.md of secure-hls-player specifies them.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class answer {
    /**
     * Sends an answer that nobody keeps.
     *
     * @param int $status
     * @param array|null $body
     * @param string[] $headers
     */
    public static function send(int $status, ?array $body, array $headers = []): void {
        http_response_code($status);
        foreach (['Cache-Control: no-store', 'Referrer-Policy: no-referrer', 'Vary: Origin', ...$headers] as $header) {
            header($header);
        }
        header('X-Content-Type-Options: nosniff');
        if ($body === null) {
            header_remove('Content-Type');
            return;
        }
        header('Content-Type: application/' . ($status >= 400 ? 'problem+json' : 'json'));
        echo json_encode($body, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
    }

    /**
     * Refuses, and says why in the server's log where it was a failure.
     *
     * @param \Throwable $error
     * @param string $component of which it is a failure
     * @return refusal
     */
    public static function refuse(\Throwable $error, string $component): refusal {
        // What has failed may have left a transaction open, in which nothing more could be read or written.
        abort_all_db_transactions();
        $refusal = refusal::of($error);
        self::send($refusal->status, $refusal->problem(), $refusal->headers());
        if ($refusal !== $error) {
            failure_log::write($error, $component);
        }
        return $refusal;
    }
}
