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
 * Who watched what of an activity.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use mod_securehls\event\report_viewed;
use mod_securehls\local\report_group;
use mod_securehls\local\report_table;

require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/tablelib.php');

$id = required_param('id', PARAM_INT);
$download = optional_param('download', '', PARAM_ALPHA);
[$course, $cm] = get_course_and_cm_from_cmid($id, 'securehls');
$url = new moodle_url('/mod/securehls/report.php', ['id' => $cm->id]);
$PAGE->set_url($url);
require_login($course, false, $cm);
$context = context_module::instance($cm->id);
require_capability('mod/securehls:viewreports', $context);
$activity = $DB->get_record('securehls', ['id' => $cm->instance], '*', MUST_EXIST);

report_viewed::create(['context' => $context, 'objectid' => $activity->id])->trigger();

$title = get_string('report', 'mod_securehls');
$group = report_group::current($cm, $context);
$table = new report_table($activity, $context, $group ?? 0, $url);
$table->is_downloading($download, clean_filename(format_string("{$course->shortname} {$activity->name}")), $title);
if (!$table->is_downloading()) {
    $PAGE->set_title(format_string($course->shortname) . ': ' . format_string($activity->name) . ": {$title}");
    $PAGE->set_heading(format_string($course->fullname));
    echo $OUTPUT->header();
    echo $OUTPUT->heading($title);
    groups_print_activity_menu($cm, $url);
}
if ($group !== null) {
    $table->out(30, false);
} else if (!$table->is_downloading()) {
    echo $OUTPUT->notification(get_string('notingroup', 'mod_securehls'), 'info');
}
if (!$table->is_downloading()) {
    echo $OUTPUT->footer();
}
