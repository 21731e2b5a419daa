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
 * Where the text will be read.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class medium {
    /** @var string In a browser, where scripts run. */
    public const PAGE = 'page';

    /** @var string In the Moodle App, which runs no script of a text. */
    public const APP = 'app';

    /** @var string In a mail or another message, which cron sends. */
    public const MESSAGE = 'message';

    /**
     * Where the text of this request will be read.
     *
     * @return string one of the constants
     */
    public static function current(): string {
        if (defined('WS_SERVER') && WS_SERVER) {
            return self::APP;
        }
        $istest = defined('PHPUNIT_TEST') && PHPUNIT_TEST;
        return defined('CLI_SCRIPT') && CLI_SCRIPT && !$istest ? self::MESSAGE : self::PAGE;
    }
}
