<?php
// A thin stand-in for Moodle: what the plugin calls, and no more. $CFG is there already.

foreach (['exceptions', 'site', 'contexts', 'api', 'classes', 'filter-base', 'admin'] as $part) {
    require_once(__DIR__ . "/{$part}.php");
}

spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'filter_securehls\\')) {
        $file = $GLOBALS['CFG']->dirroot . '/filter/securehls/classes/'
            . str_replace('\\', '/', substr($class, strlen('filter_securehls\\'))) . '.php';
        if (is_readable($file)) {
            require_once($file);
        }
    }
});

stub_site::reset();
