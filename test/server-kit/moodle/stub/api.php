<?php
// The functions of Moodle that the plugins call.

function get_config(string $component, ?string $name = null) {
    $all = stub_site::$config[$component] ?? [];
    return $name === null ? (object) $all : $all[$name] ?? false;
}

function set_config(string $name, $value, string $component): void {
    stub_site::$config[$component][$name] = $value;
}

function get_string(string $key, string $component = 'moodle', $a = null): string {
    static $loaded = [];
    $folder = match ($component) {
        'filter_securehls' => 'filter',
        'mod_securehls', 'securehls' => 'mod',
        default => null,
    };
    if ($folder === null) {
        return $key;
    }
    if (!isset($loaded[$folder])) {
        $string = [];
        $file = $folder === 'mod' ? 'securehls' : 'filter_securehls';
        require("{$GLOBALS['CFG']->dirroot}/{$folder}/securehls/lang/en/{$file}.php");
        $loaded[$folder] = $string;
    }
    $text = $loaded[$folder][$key] ?? throw new coding_exception("No text {$key} of {$component}.");
    $gaps = is_object($a) || is_array($a) ? array_combine(
        array_map(static fn(string $name): string => "{\$a->{$name}}", array_keys((array) $a)),
        array_values((array) $a)
    ) : ['{$a}' => (string) $a];
    return strtr($text, array_filter($gaps, is_scalar(...)));
}

function s(string $text): string {
    return preg_replace('/&amp;#(\d+|x[0-9a-f]+);/i', '&#$1;', htmlspecialchars($text, ENT_QUOTES | ENT_HTML401 | ENT_SUBSTITUTE));
}

function optional_param(string $name, $default, string $type) {
    $value = $_POST[$name] ?? $_GET[$name] ?? null;
    return $value === null ? $default : clean_param($value, $type);
}

function required_param(string $name, string $type) {
    return optional_param($name, null, $type) ?? throw new moodle_exception('missingparam', '', '', $name);
}

function clean_param($value, string $type) {
    return match ($type) {
        PARAM_INT => (int) $value,
        PARAM_ALPHA => preg_replace('/[^a-z]/i', '', (string) $value),
        PARAM_PATH => preg_replace(['~\\\\~', '~[[:cntrl:]]|[&<>"`|\':]~u', '~\.\.+~', '~//+~'], ['/', '', '', '/'], (string) $value),
        PARAM_NOTAGS, PARAM_TEXT => strip_tags((string) $value),
        default => $value,
    };
}

function debugging(string $message = '', int $level = DEBUG_NORMAL): bool {
    stub_site::$debugging[] = $message;
    stub_site::note("debugging {$message}");
    return true;
}

function abort_all_db_transactions(): void {
    global $CFG, $DB;
    if ($DB->is_transaction_started()) {
        error_log("Database transaction aborted automatically in {$CFG->dirroot}");
        $DB->force_transaction_rollback();
    }
}

function isloggedin(): bool {
    return !empty($GLOBALS['USER']->id);
}

function isguestuser($user = null): bool {
    return (($user ?? $GLOBALS['USER'])->username ?? '') === 'guest';
}

function get_login_url(): string {
    return $GLOBALS['CFG']->wwwroot . '/login/index.php';
}

function get_site_identifier(): string {
    return 'identifier of this site';
}

function sesskey(): string {
    return 'sesskey-of-' . $GLOBALS['USER']->username;
}

function confirm_sesskey(?string $sesskey = null): bool {
    $sesskey = $sesskey ?: optional_param('sesskey', '', PARAM_RAW_TRIMMED);
    return $sesskey !== '' ? $sesskey === sesskey() : throw new moodle_exception('missingparam');
}

function get_course($id): stdClass {
    return stub_site::$courses[$id] ?? throw new dml_missing_record_exception('invalidrecord');
}

function get_context_info_array(int $contextid): array {
    $context = context::instance_by_id($contextid);
    $coursecontext = $context->get_course_context(false);
    return [
        $context,
        $coursecontext ? stub_site::$courses[$coursecontext->instanceid] : null,
        $context->contextlevel === CONTEXT_MODULE ? stub_site::$modules[$context->instanceid] : null,
    ];
}

/** Redirects, as Moodle does, unless the last argument is true. */
function require_login($courseorid = null, $autologinguest = true, $cm = null, $setwantsurltome = true, $preventredirect = false) {
    $refuse = static function (string $why) use ($preventredirect): never {
        if ($preventredirect) {
            throw new require_login_exception($why);
        }
        header('Location: ' . get_login_url(), true, 303);
        exit;
    };
    if (!isloggedin() && $autologinguest) {
        $GLOBALS['USER'] = (object) ['id' => 1, 'username' => 'guest'];
    }
    if (!isloggedin()) {
        $refuse('You are not logged in');
    }
    if ($courseorid === null || !empty($GLOBALS['USER']->ismanager)) {
        return;
    }
    $role = stub_site::role_in($courseorid->id);
    $isteacher = $role === 'editingteacher';
    if (!$courseorid->visible && !$isteacher) {
        $refuse('Course is hidden');
    }
    if ($role === null && empty($courseorid->allowsguests)) {
        $refuse('Not enrolled');
    }
    if ($cm && !$isteacher && (!$cm->visible || stub_site::$modules[$cm->id]->availablefrom > time())) {
        $refuse('Activity is hidden');
    }
}

function get_roles_with_capability(string $capability, $permission = null, ?context $context = null): array {
    return stub_site::$roles[$capability] ?? [];
}

function role_get_name(stdClass $role): string {
    return $role->name;
}

function filter_get_global_states(): array {
    uasort(stub_site::$filters, static fn($a, $b) => $a->sortorder <=> $b->sortorder);
    return stub_site::$filters;
}

/** A new filter is the last; -1 moves it up by one. */
function filter_set_global_state(string $filter, int $state, int $move = 0): void {
    $order = array_keys(filter_get_global_states());
    if (!isset(stub_site::$filters[$filter])) {
        stub_site::$filters[$filter] = (object) ['active' => $state, 'sortorder' => count($order) + 1];
        return;
    }
    stub_site::$filters[$filter]->active = $state;
    $at = array_search($filter, $order, true);
    if ($move !== 0 && isset($order[$at + $move])) {
        $other = stub_site::$filters[$order[$at + $move]];
        $own = stub_site::$filters[$filter];
        [$own->sortorder, $other->sortorder] = [$other->sortorder, $own->sortorder];
    }
}

final class core_php_time_limit {
    public static function raise($newlimit = 0) {
        stub_site::note('time limit raised');
    }
}
