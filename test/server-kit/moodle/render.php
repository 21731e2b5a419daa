<?php
// Writes to standard output what the filter makes of the HTML on standard input, in a course with the ID number 101:
// `php render.php https://cdn.school.example https://lms.school.example [page|app|message] < in.html`.

define('MOODLE_INTERNAL', true);
[, $cdn, $wwwroot] = $argv;
match ($argv[3] ?? 'page') {
    'app' => define('WS_SERVER', true),
    'message' => define('CLI_SCRIPT', true),
    'page' => null,
};

$root = sys_get_temp_dir() . '/securehls-render-' . getmypid();
mkdir("{$root}/filter", 0700, true);
symlink(dirname(__DIR__, 3) . '/server-kit/moodle/filter_securehls', "{$root}/filter/securehls");
register_shutdown_function(static function () use ($root): void {
    unlink("{$root}/filter/securehls");
    rmdir("{$root}/filter");
    rmdir($root);
});

$CFG = (object) ['wwwroot' => $wwwroot, 'dirroot' => $root, 'dataroot' => $root, 'libdir' => __DIR__ . '/stub/lib'];
require(__DIR__ . '/stub/load.php');
set_config('cdnorigin', $cdn, 'filter_securehls');
$context = context_course::instance(stub_site::add_course(['id' => 7, 'idnumber' => '101'])->id);
require("{$root}/filter/securehls/filter.php");
echo (new filter_securehls($context, []))->filter(stream_get_contents(STDIN));
