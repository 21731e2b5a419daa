<?php
// Writes to standard output, as JSON, what a backup of one activity holds and what a restore makes of it, once with and
// once without user data. The users have other IDs there, and one is not there at all.

define('MOODLE_INTERNAL', true);
[, $root] = $argv;
$CFG = (object) ['wwwroot' => 'https://lms.school.example', 'dirroot' => $root, 'dataroot' => $root, 'libdir' => __DIR__ . '/stub/lib'];
require(__DIR__ . '/stub/load.php');
require(__DIR__ . '/stub/generator.php');

$generator = new stub_generator();
[$course, $other] = [$generator->create_course(), $generator->create_course()];
$here = static fn(string $page, int $id): string => "{$CFG->wwwroot}/mod/securehls/{$page}.php?id={$id}";
$activity = $generator->create_module('securehls', ['course' => $course->id, 'name' => 'A < B & “C”', 'poster' => null]);
$intro = implode(' ', [$here('view', $activity->cmid), $here('report', $activity->cmid), $here('index', $course->id), $here('view', 9)]);
$DB->set_field('securehls', 'intro', $intro, ['id' => $activity->id]);
foreach ([21 => '[[0,1]]', 22 => '[[0,2]]', 23 => '[[0,3]]'] as $userid => $ranges) {
    $generator->get_plugin_generator('mod_securehls')->create_progress($activity, $userid, ['ranges' => $ranges]);
}

$told = [];
foreach (['with' => true, 'without' => false] as $how => $userinfo) {
    $backup = new stub_backup(get_coursemodule_from_id('securehls', $activity->cmid), $userinfo);
    $restore = new stub_restore($backup, $other->id, ['user' => [21 => 121, 22 => 122]], $userinfo);
    $row = $DB->get_record('securehls', ['id' => $restore->cm->instance], '*', MUST_EXIST);
    $told[$how] = [
        'xml' => $backup->xml,
        'users' => $backup->ids['user'] ?? [],
        'files' => [$backup->files, $restore->files],
        'name' => $row->name,
        'poster' => $row->poster,
        'intro' => str_replace([$restore->cm->id, $other->id], ['CM', 'COURSE'], explode(' ', $row->intro)),
        'progress' => $DB->get_records_menu('securehls_progress', ['securehlsid' => $row->id], 'userid', 'userid, ranges'),
    ];
}
// A backup with user data, restored without.
$backup = new stub_backup(get_coursemodule_from_id('securehls', $activity->cmid), true);
$restore = new stub_restore($backup, $other->id, ['user' => [21 => 121]], false);
$told['left out'] = $DB->count_records('securehls_progress', ['securehlsid' => $restore->cm->instance]);
echo json_encode($told);
