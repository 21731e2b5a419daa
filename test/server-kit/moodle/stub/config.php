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
    'enablecompletion' => 1,
    'stubdatabase' => "{$described['dataroot']}/moodle.sqlite",
];
require_once(getenv('STUB_FOLDER') . '/load.php');

stub_site::$journal = $described['journal'] ?? null;
stub_site::$config['filter_securehls'] = $described['config'] + stub_site::$config['filter_securehls'];
if ($described['filtersinstalled'] ?? false) {
    filter_securehls\local\filter_order::put_first();
}
foreach ($described['roles'] ?? [] as $capability => $roles) {
    stub_site::$roles[$capability] = array_map(static fn(array $role): stdClass => (object) $role, $roles);
}
foreach ($described['courses'] ?? [] as $course) {
    stub_site::add_course($course);
    context_course::instance($course['id']);
}
foreach ($described['modules'] ?? [] as $module) {
    stub_site::add_module($module + ['instance' => $module['activity']['id'] ?? 0]);
    context_module::instance($module['id']);
    // What is known of it since then stays.
    if (isset($module['activity']) && !$DB->record_exists($module['modname'], ['id' => $module['activity']['id']])) {
        $DB->stub_put($module['modname'], $module['activity'] + ['course' => $module['course'], 'name' => 'Video', 'src' => 'lesson-1']);
    }
}
foreach ($described['users'] ?? [] as $name => $user) {
    stub_site::add_user($user + ['username' => $name]);
    context_user::instance($user['id']);
    if ($name === ($_COOKIE['MoodleSession'] ?? '')) {
        $USER = stub_site::$users[$user['id']];
    }
}

foreach ($described['groups'] ?? [] as $group) {
    $DB->stub_put('groups', $group);
    foreach ($group['members'] as $member) {
        $DB->stub_put('groups_members', ['id' => $group['id'] * 1_000 + $member, 'groupid' => $group['id'], 'userid' => $member]);
    }
}

// What the session holds is kept from one request of a user to the next.
$kept = $CFG->dataroot . '/session-' . md5($USER->username);
if (is_readable($kept)) {
    $SESSION = (object) json_decode(file_get_contents($kept), true);
}
register_shutdown_function(static fn() => file_put_contents($kept, stub_site::$session ?? json_encode($SESSION)));
