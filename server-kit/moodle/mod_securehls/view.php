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
 * The page of an activity: its video, and what the viewer has watched of it.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use filter_securehls\local\page_loader;
use mod_securehls\event\course_module_viewed;
use mod_securehls\local\activity_page;

require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/completionlib.php');

$id = required_param('id', PARAM_INT);
[$course, $cm] = get_course_and_cm_from_cmid($id, 'securehls');
$PAGE->set_url('/mod/securehls/view.php', ['id' => $cm->id]);
require_login($course, false, $cm);
$context = context_module::instance($cm->id);
require_capability('mod/securehls:view', $context);
$activity = $DB->get_record('securehls', ['id' => $cm->instance], '*', MUST_EXIST);

$event = course_module_viewed::create(['context' => $context, 'objectid' => $activity->id]);
$event->add_record_snapshot('course', $course);
$event->add_record_snapshot('securehls', $activity);
$event->trigger();
(new completion_info($course))->set_module_viewed($cm);

$PAGE->set_title(format_string($course->shortname) . ': ' . format_string($activity->name));
$PAGE->set_heading(format_string($course->fullname));
$PAGE->set_activity_record($activity);
page_loader::require_on($PAGE);

$page = new activity_page($activity, $course, $context);
$PAGE->requires->js_init_code($page->script());
echo $OUTPUT->header();
echo $page->advice();
echo $page->player();
echo $page->record($USER->id);
echo $OUTPUT->footer();
