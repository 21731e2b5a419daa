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
 * What Moodle calls of an activity module.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use mod_securehls\local\activity_change;
use mod_securehls\local\activity_video;
use mod_securehls\local\course_reset;

defined('MOODLE_INTERNAL') || die();

/**
 * What of Moodle the activity takes part in.
 *
 * @param string $feature a FEATURE_ constant
 * @return bool|string|null null for what is not known here
 */
function securehls_supports($feature) {
    return match ($feature) {
        FEATURE_MOD_ARCHETYPE => MOD_ARCHETYPE_OTHER,
        FEATURE_MOD_PURPOSE => MOD_PURPOSE_CONTENT,
        FEATURE_MOD_INTRO,
        FEATURE_SHOW_DESCRIPTION,
        FEATURE_GROUPS,
        FEATURE_GROUPINGS,
        FEATURE_COMPLETION_TRACKS_VIEWS,
        FEATURE_COMPLETION_HAS_RULES,
        FEATURE_GRADE_HAS_GRADE,
        FEATURE_BACKUP_MOODLE2 => true,
        FEATURE_GRADE_OUTCOMES => false,
        default => null,
    };
}

/**
 * Adds an activity.
 *
 * @param stdClass $data of the form
 * @param mod_securehls_mod_form|null $form
 * @return int its id
 */
function securehls_add_instance($data, $form = null) {
    global $DB;
    $data->timecreated = $data->timemodified = time();
    $data->id = $DB->insert_record('securehls', $data);
    \core_completion\api::update_completion_date_event(
        $data->coursemodule,
        'securehls',
        $data->id,
        $data->completionexpected ?? null
    );
    securehls_grade_item_update($data);
    return $data->id;
}

/**
 * Changes an activity.
 *
 * @param stdClass $data of the form
 * @param mod_securehls_mod_form|null $form
 * @return bool
 */
function securehls_update_instance($data, $form = null) {
    global $DB;
    $data->id = $data->instance;
    $data->timemodified = time();
    $before = $DB->get_record('securehls', ['id' => $data->id], '*', MUST_EXIST);
    $DB->update_record('securehls', $data);
    $after = $DB->get_record('securehls', ['id' => $data->id], '*', MUST_EXIST);
    activity_change::apply($before, $after);
    \core_completion\api::update_completion_date_event(
        $data->coursemodule,
        'securehls',
        $data->id,
        $data->completionexpected ?? null
    );
    securehls_update_grades($after);
    return true;
}

/**
 * Deletes an activity, with what was watched of it.
 *
 * @param int $id
 * @return bool whether there was one
 */
function securehls_delete_instance($id) {
    global $DB;
    $activity = $DB->get_record('securehls', ['id' => $id]);
    if (!$activity) {
        return false;
    }
    $DB->delete_records('securehls_progress', ['securehlsid' => $id]);
    $DB->delete_records('securehls', ['id' => $id]);
    securehls_grade_item_delete($activity);
    return true;
}

/**
 * What the course page has to know of an activity, which Moodle keeps in its cache.
 *
 * @param stdClass $coursemodule
 * @return cached_cm_info|bool false where there is no such activity
 */
function securehls_get_coursemodule_info($coursemodule) {
    global $DB;
    $fields = 'id, name, intro, introformat, completionwatched';
    $activity = $DB->get_record('securehls', ['id' => $coursemodule->instance], $fields);
    if (!$activity) {
        return false;
    }
    $info = new cached_cm_info();
    $info->name = $activity->name;
    if ($coursemodule->showdescription) {
        // Filtered where it is shown.
        $info->content = format_module_intro('securehls', $activity, $coursemodule->id, false);
    }
    if ($coursemodule->completion == COMPLETION_TRACKING_AUTOMATIC) {
        $info->customdata['customcompletionrules']['completionwatched'] = $activity->completionwatched;
    }
    return $info;
}

/**
 * The completion rule in words, where one is in use: for the pages of bulk editing and of the defaults of a course.
 *
 * @param cm_info|stdClass $cm
 * @return string[]
 */
function mod_securehls_get_completion_active_rule_descriptions($cm) {
    $percent = (int) ($cm->customdata['customcompletionrules']['completionwatched'] ?? 0);
    if ($cm->completion != COMPLETION_TRACKING_AUTOMATIC || $percent === 0) {
        return [];
    }
    return [get_string('completiondetail:watched', 'mod_securehls', $percent)];
}

/**
 * What the timeline offers somebody who is expected to have completed an activity by a date: its page, until he has.
 *
 * @param calendar_event $event
 * @param \core_calendar\action_factory $factory
 * @param int $userid 0 for the user of this request
 * @return \core_calendar\local\event\entities\action_interface|null
 */
function mod_securehls_core_calendar_provide_event_action($event, $factory, $userid = 0) {
    global $USER;
    $userid = $userid ?: $USER->id;
    $cm = get_fast_modinfo($event->courseid, $userid)->get_instances_of('securehls')[$event->instance];
    $completion = new completion_info($cm->get_course());
    if (!$cm->uservisible || $completion->get_data($cm, false, $userid)->completionstate != COMPLETION_INCOMPLETE) {
        return null;
    }
    $url = new moodle_url('/mod/securehls/view.php', ['id' => $cm->id]);
    return $factory->create_instance(get_string('view'), $url, 1, true);
}

/**
 * Writes the activity's column of the gradebook.
 *
 * @param stdClass $activity
 * @param stdClass|stdClass[]|string|null $grades `reset` deletes all of them
 * @return int a GRADE_UPDATE_ constant
 */
function securehls_grade_item_update($activity, $grades = null) {
    global $CFG;
    require_once($CFG->libdir . '/gradelib.php');

    $item = ['itemname' => clean_param($activity->name, PARAM_NOTAGS)];
    if (isset($activity->cmidnumber)) {
        $item['idnumber'] = $activity->cmidnumber;
    }
    // A scale says nothing of how much was watched.
    $item += $activity->grade > 0
        ? ['gradetype' => GRADE_TYPE_VALUE, 'grademax' => $activity->grade, 'grademin' => 0]
        : ['gradetype' => GRADE_TYPE_NONE];
    if ($grades === 'reset') {
        $item['reset'] = true;
        $grades = null;
    }
    return grade_update('mod/securehls', $activity->course, 'mod', 'securehls', $activity->id, 0, $grades, $item);
}

/**
 * Takes the activity's column out of the gradebook.
 *
 * @param stdClass $activity
 * @return int a GRADE_UPDATE_ constant
 */
function securehls_grade_item_delete($activity) {
    global $CFG;
    require_once($CFG->libdir . '/gradelib.php');
    return grade_update('mod/securehls', $activity->course, 'mod', 'securehls', $activity->id, 0, null, ['deleted' => 1]);
}

/**
 * The grades by user: the largest share of the video that was ever watched, in whole per cent.
 *
 * @param stdClass $activity
 * @param int $userid 0 for everybody
 * @return stdClass[]
 */
function securehls_get_user_grades($activity, $userid = 0) {
    global $DB;
    $of = ['securehlsid' => $activity->id] + ($userid ? ['userid' => $userid] : []);
    $grades = [];
    foreach ($DB->get_records('securehls_progress', $of, '', 'id, userid, best, reportedat') as $record) {
        // Who was only refused has watched nothing, which is no grade yet.
        if ($record->reportedat > 0) {
            $rawgrade = round(activity_video::percent((float) $record->best) / 100 * $activity->grade, 5);
            $grades[$record->userid] = (object) ['userid' => $record->userid, 'rawgrade' => $rawgrade];
        }
    }
    return $grades;
}

/**
 * Writes grades into the gradebook.
 *
 * @param stdClass $activity
 * @param int $userid 0 for everybody
 * @param bool $nullifnone whether a user who has none gets an empty grade
 */
function securehls_update_grades($activity, $userid = 0, $nullifnone = true) {
    $grades = $activity->grade > 0 ? securehls_get_user_grades($activity, $userid) : [];
    if ($grades === [] && $userid && $nullifnone && $activity->grade > 0) {
        $grades = (object) ['userid' => $userid, 'rawgrade' => null];
    }
    securehls_grade_item_update($activity, $grades === [] ? null : $grades);
}

/**
 * Leads teachers to the report.
 *
 * @param settings_navigation $settings
 * @param navigation_node $node the activity's
 */
function securehls_extend_settings_navigation($settings, $node) {
    $cm = $settings->get_page()->cm;
    if ($cm && has_capability('mod/securehls:viewreports', $cm->context)) {
        $url = new moodle_url('/mod/securehls/report.php', ['id' => $cm->id]);
        $node->add(get_string('report', 'mod_securehls'), $url, navigation_node::TYPE_SETTING, null, 'securehlsreport');
    }
}

/**
 * The boxes of the course reset form.
 *
 * @param MoodleQuickForm $mform
 */
function securehls_reset_course_form_definition(&$mform) {
    course_reset::add_to($mform);
}

/**
 * Which of them are ticked at first.
 *
 * @param stdClass $course
 * @return array
 */
function securehls_reset_course_form_defaults($course) {
    return [course_reset::FIELD => 1];
}

/**
 * Takes back what was watched, where the course reset form asks for it.
 *
 * @param stdClass $data of the form
 * @return array[] what was done
 */
function securehls_reset_userdata($data) {
    return course_reset::run($data);
}

/**
 * Empties the grades of all activities of a course.
 *
 * @param int $courseid
 * @param string $type
 */
function securehls_reset_gradebook($courseid, $type = '') {
    course_reset::reset_grades((int) $courseid);
}
