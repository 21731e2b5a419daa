<?php
// Groups of a course, as lib/grouplib.php has them.

function groups_get_activity_groupmode($cm, $course = null): int {
    return (int) ($cm->effectivegroupmode ?? $cm->groupmode);
}

/** @return int|false false without groups, 0 for all: which may only be taken for that with the capability or visible groups */
function groups_get_activity_group($cm, $update = false, $allowedgroups = null) {
    global $DB, $USER;
    $mode = groups_get_activity_groupmode($cm);
    if ($mode === NOGROUPS) {
        return false;
    }
    $all = $mode === VISIBLEGROUPS || has_capability('moodle/site:accessallgroups', context_module::instance($cm->id));
    $own = $DB->get_fieldset_sql(
        'SELECT g.id FROM {groups} g JOIN {groups_members} m ON m.groupid = g.id WHERE g.courseid = ? AND m.userid = ? ORDER BY g.id',
        [$cm->course, $USER->id]
    );
    $allowed = $all ? $DB->get_fieldset_select('groups', 'id', 'courseid = ?', [$cm->course]) : $own;
    $asked = optional_param('group', -1, PARAM_INT);
    if ($update && ($asked === 0 ? $all : in_array($asked, $allowed))) {
        return $asked;
    }
    return (int) ($own[0] ?? 0);
}

function groups_print_activity_menu($cm, $urlroot, $return = false, $hideallparticipants = false): void {
    if (groups_get_activity_groupmode($cm) !== NOGROUPS) {
        echo html_writer::div('Groups', 'groupselector');
    }
}
