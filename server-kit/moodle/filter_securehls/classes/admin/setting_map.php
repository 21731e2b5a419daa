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

namespace filter_securehls\admin;

use filter_securehls\local\course_prefixes;

defined('MOODLE_INTERNAL') || die();

global $CFG;
require_once($CFG->libdir . '/adminlib.php');

/**
 * The map of courses and their folders, which is not stored while a line of it cannot be read.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class setting_map extends \admin_setting_configtextarea {
    /**
     * Says which lines cannot be read.
     *
     * @param string $data
     * @return bool|string true, or what is wrong
     */
    public function validate($data) {
        $valid = parent::validate($data);
        $wrong = course_prefixes::read_map((string) $data)['wrong'];
        return $valid === true && $wrong !== []
            ? get_string('problem_map', 'filter_securehls', implode(', ', $wrong))
            : $valid;
    }
}
