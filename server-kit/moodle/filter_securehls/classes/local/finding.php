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
 * What the check page says of one thing.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class finding {
    /** @var string It is as it should be. */
    public const GOOD = 'good';

    /** @var string It works, but somebody should know. */
    public const WARNING = 'warning';

    /** @var string It does not work. */
    public const PROBLEM = 'problem';

    /** @var string One of the constants. */
    public readonly string $status;

    /** @var string What was looked at: `check_` and this is its name in words. */
    public readonly string $check;

    /** @var string What was seen, in the administrator's language. */
    public readonly string $detail;

    /**
     * Takes what was seen.
     *
     * @param string $status
     * @param string $check
     * @param string $detail
     */
    public function __construct(string $status, string $check, string $detail = '') {
        $this->status = $status;
        $this->check = $check;
        $this->detail = $detail;
    }
}
