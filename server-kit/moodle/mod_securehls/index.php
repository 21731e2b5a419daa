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
 * The protected videos of a course.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use mod_securehls\event\course_module_instance_list_viewed;

require(__DIR__ . '/../../config.php');

$id = required_param('id', PARAM_INT);
$course = get_course($id);
$PAGE->set_url('/mod/securehls/index.php', ['id' => $course->id]);
require_login($course, false);
$PAGE->set_pagelayout('incourse');
course_module_instance_list_viewed::create(['context' => context_course::instance($course->id)])->trigger();

$title = get_string('modulenameplural', 'mod_securehls');
$PAGE->set_title(format_string($course->shortname) . ": {$title}");
$PAGE->set_heading(format_string($course->fullname));
$PAGE->navbar->add($title);

$items = [];
foreach (get_fast_modinfo($course)->get_instances_of('securehls') as $cm) {
    if ($cm->uservisible) {
        $items[] = html_writer::link($cm->url, $cm->get_formatted_name(), $cm->visible ? [] : ['class' => 'dimmed']);
    }
}
echo $OUTPUT->header();
echo $OUTPUT->heading($title);
echo $items === []
    ? $OUTPUT->notification(get_string('thereareno', 'moodle', $title), 'info')
    : html_writer::alist($items);
echo $OUTPUT->footer();
