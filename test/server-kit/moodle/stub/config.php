<?php
// Moodle's config.php, of a site that the test describes in a JSON file. Who is signed in is the value of the cookie
// MoodleSession: the name of a user.

define('MOODLE_INTERNAL', true);
$described = json_decode(file_get_contents(getenv('STUB_SITE')), true);
$CFG = (object) [
    'wwwroot' => $described['wwwroot'],
    'dirroot' => __DIR__,
    'dataroot' => $described['dataroot'],
    'libdir' => getenv('STUB_FOLDER') . '/lib',
];
require_once(getenv('STUB_FOLDER') . '/load.php');

stub_site::$journal = $described['journal'] ?? null;
stub_site::$config['filter_securehls'] = $described['config'] + stub_site::$config['filter_securehls'];
foreach ($described['courses'] ?? [] as $course) {
    stub_site::add_course($course);
    context_course::instance($course['id']);
}
foreach ($described['modules'] ?? [] as $module) {
    stub_site::add_module($module);
    context_module::instance($module['id']);
}
foreach ($described['users'] ?? [] as $name => $user) {
    $user += ['username' => $name, 'enrolments' => []];
    stub_site::$users[$user['id']] = (object) $user;
    context_user::instance($user['id']);
    if ($name === ($_COOKIE['MoodleSession'] ?? '')) {
        $USER = stub_site::$users[$user['id']];
    }
}

$PAGE = new class {
    public function set_context($context): void {
    }
};

// What the session holds is kept from one request of a user to the next.
$kept = $CFG->dataroot . '/session-' . md5($USER->username);
if (is_readable($kept)) {
    $SESSION = (object) json_decode(file_get_contents($kept), true);
}
register_shutdown_function(static fn() => file_put_contents($kept, json_encode($SESSION)));
