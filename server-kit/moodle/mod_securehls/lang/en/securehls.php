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

/**
 * Texts in English.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['modulename'] = 'Protected video';
$string['modulename_help'] = 'A video that only those who are enrolled can watch. It counts what was really watched, goes on where the viewer was, and can be completed and graded by the share that was watched.';
$string['modulenameplural'] = 'Protected videos';
$string['pluginadministration'] = 'Administration of the protected video';
$string['pluginname'] = 'Protected video';
$string['report'] = 'Who watched what';
$string['securehls:addinstance'] = 'Add a protected video';
$string['securehls:view'] = 'View a protected video';
$string['securehls:viewreports'] = 'See who watched what';
