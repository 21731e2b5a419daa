<?php
// A thin stand-in for Moodle: what the plugins call, and no more. $CFG is there already.

$parts = ['exceptions', 'dml/tables', 'dml/transaction', 'dml/sql', 'dml/reads', 'dml/database', 'site', 'contexts', 'constants'];
$parts = [...$parts, 'api', 'access', 'modinfo', 'completion', 'grades', 'lock', 'classes', 'filter-base', 'admin', 'page', 'form'];
$parts = [...$parts, 'backup', 'restore', 'privacy', 'groups', 'tables'];
foreach ($parts as $part) {
    require_once(__DIR__ . "/{$part}.php");
}

spl_autoload_register(static function (string $class): void {
    if (preg_match('/^(filter|mod)_securehls\\\\(.+)$/', $class, $found) === 1) {
        $file = "{$GLOBALS['CFG']->dirroot}/{$found[1]}/securehls/classes/" . str_replace('\\', '/', $found[2]) . '.php';
        if (is_readable($file)) {
            require_once($file);
        }
    }
});

stub_site::reset();
