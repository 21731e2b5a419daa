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
 * A setting is missing or wrong, so that nobody is let in. It says which, and what is wrong with it, but no value: it goes
 * into the administrator's log, and never to a viewer.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class misconfigured extends \Exception {
    /** @var string The setting that is to be mended. */
    public readonly string $setting;

    /** @var string What is wrong: `problem_` and this is its text. */
    public readonly string $problem;

    /**
     * Says which setting, and what is wrong with it.
     *
     * @param string $setting
     * @param string $problem
     */
    public function __construct(string $setting, string $problem) {
        parent::__construct("{$setting}: {$problem}");
        $this->setting = $setting;
        $this->problem = $problem;
    }

    /**
     * What is wrong, in the administrator's language.
     *
     * @return string
     */
    public function explanation(): string {
        return get_string("problem_{$this->problem}", 'filter_securehls');
    }
}
