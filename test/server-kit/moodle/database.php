<?php
// A process that works on the stand-in's database: `php database.php <file> <what>`.

[, $file, $what] = $argv;
define('MOODLE_INTERNAL', true);
$root = dirname(__DIR__, 3) . '/server-kit/moodle';
$CFG = (object) ['wwwroot' => '', 'dirroot' => $file . '-root', 'dataroot' => dirname($file), 'libdir' => __DIR__ . '/stub/lib'];
$CFG->stubdatabase = $file;
is_dir("{$CFG->dirroot}/mod") || @mkdir("{$CFG->dirroot}/mod", 0700, true);
is_link("{$CFG->dirroot}/mod/securehls") || @symlink("{$root}/mod_securehls", "{$CFG->dirroot}/mod/securehls");
require(__DIR__ . '/stub/load.php');

/** The error code of what a function throws. */
function refused(callable $work): string {
    try {
        $work();
        return 'nothing';
    } catch (moodle_exception $error) {
        return $error->errorcode;
    }
}

/** Reads, thinks and writes. */
function add_one(): void {
    global $DB;
    $position = $DB->get_field('securehls_progress', 'position', ['userid' => 1]);
    usleep(1_000);
    $DB->set_field('securehls_progress', 'position', $position + 1, ['userid' => 1]);
}

$row = ['securehlsid' => 1, 'userid' => 1, 'ranges' => '[]', 'position' => 1.23456, 'unknown' => 'passed over'];
echo json_encode(match ($what) {
    'begin' => $DB->insert_record('securehls_progress', ['position' => 0] + $row),
    'in a transaction' => (static function () use ($DB): void {
        for ($count = 0; $count < 10; $count++) {
            $transaction = $DB->start_delegated_transaction();
            add_one();
            $transaction->allow_commit();
        }
    })(),
    'with a lock' => (static function (): void {
        for ($count = 0; $count < 10; $count++) {
            $lock = \core\lock\lock_config::get_lock_factory('mod_securehls')->get_lock('1', 30);
            add_one();
            $lock->release();
        }
    })(),
    'write' => [
        'id' => $DB->insert_record('securehls_progress', $row),
        'row' => $DB->get_record('securehls_progress', ['userid' => 1], 'position, timecompleted, best'),
        'second' => refused(static fn() => $DB->insert_record('securehls_progress', $row)),
        'null' => refused(static fn() => $DB->set_field('securehls_progress', 'position', null, ['userid' => 1])),
        'text' => refused(static fn() => $DB->set_field('securehls_progress', 'position', 'far', ['userid' => 1])),
        'long' => refused(static fn() => $DB->insert_record('securehls', ['name' => str_repeat('é', 256), 'src' => 'a'])),
        'missing' => refused(static fn() => $DB->insert_record('securehls', ['name' => 'é'])),
        'column' => refused(static fn() => $DB->get_record('securehls', ['nothing' => 1])),
        'clob' => refused(static fn() => $DB->get_record('securehls_progress', ['ranges' => '[]'])),
        'none' => refused(static fn() => $DB->get_record('securehls', ['id' => 77], '*', MUST_EXIST)),
        'rolled back' => refused(static function () use ($DB): void {
            $transaction = $DB->start_delegated_transaction();
            $DB->set_field('securehls_progress', 'position', 9, ['userid' => 1]);
            $transaction->rollback(new moodle_exception('mine'));
        }),
        'still' => $DB->get_field('securehls_progress', 'position', ['userid' => 1]),
    ],
    'sql' => [
        'named' => $DB->get_fieldset_sql('SELECT id FROM {modules} WHERE name = :name', ['name' => 'page', 'more' => 1]),
        'in' => $DB->count_records_select('modules', 'id ' . $DB->get_in_or_equal([15, 40])[0], [15, 40]),
        'not' => $DB->count_records_select('modules', 'id ' . $DB->get_in_or_equal([15, 40], SQL_PARAMS_QM, '', false)[0], [15, 40]),
        'limit' => array_keys($DB->get_records('modules', null, 'id DESC', 'id', 1, 1)),
        'time' => $DB->count_records_sql("SELECT COUNT(*) FROM {modules} WHERE name <> ':name'"),
        'twice' => refused(static fn() => $DB->get_records_sql('SELECT * FROM {modules} WHERE id = :a OR id = :a', ['a' => 1])),
        'mixed' => refused(static fn() => $DB->get_records_sql('SELECT * FROM {modules} WHERE id = :a OR id = ?', ['a' => 1])),
        'gap' => refused(static fn() => $DB->get_records_sql('SELECT * FROM {modules} WHERE id = :a', ['b' => 1])),
        'many' => refused(static fn() => $DB->get_records_sql('SELECT * FROM {modules} WHERE id = ?', [1, 2])),
        'empty' => refused(static fn() => $DB->get_in_or_equal([])),
    ],
});
