<?php
// What PHPUnit loads first.

define('MOODLE_INTERNAL', true);
define('PHPUNIT_TEST', true);
define('CLI_SCRIPT', true);

$CFG = (object) [
    'wwwroot' => 'https://lms.school.example',
    'dirroot' => getenv('STUB_DIRROOT'),
    'dataroot' => getenv('STUB_DATAROOT'),
    'libdir' => __DIR__ . '/lib',
    'enablecompletion' => 1,
];
$GLOBALS['CFG'] = $CFG;
require_once(__DIR__ . '/load.php');
require_once(__DIR__ . '/testcase.php');

// Whose class is in form.php.
is_dir("{$CFG->dirroot}/course") || mkdir("{$CFG->dirroot}/course");
touch("{$CFG->dirroot}/course/moodleform_mod.php");
