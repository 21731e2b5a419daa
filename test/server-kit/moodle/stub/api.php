<?php
// The functions of Moodle that the plugin calls. Who may what is decided as Moodle decides it, in a few lines.

const AUTH_OK = 1;
const CAP_ALLOW = 1;
const DEBUG_NORMAL = 15;
const MATURITY_BETA = 100;
const PARAM_INT = 'int';
const PARAM_RAW_TRIMMED = 'raw_trimmed';
const PARAM_PATH = 'path';
const PARAM_ALPHANUMEXT = 'alphanumext';
const TEXTFILTER_ON = 1;
const TEXTFILTER_OFF = -1;
const TEXTFILTER_DISABLED = -9999;

function get_config(string $component, ?string $name = null) {
    $all = stub_site::$config[$component] ?? [];
    return $name === null ? (object) $all : $all[$name] ?? false;
}

function set_config(string $name, $value, string $component): void {
    stub_site::$config[$component][$name] = $value;
}

function get_string(string $key, string $component = 'moodle', $a = null): string {
    static $loaded = [];
    if ($component !== 'filter_securehls') {
        return $key;
    }
    if ($loaded === []) {
        $string = [];
        require($GLOBALS['CFG']->dirroot . '/filter/securehls/lang/en/filter_securehls.php');
        $loaded = $string;
    }
    return isset($loaded[$key]) ? str_replace('{$a}', (string) $a, $loaded[$key]) : throw new coding_exception("No text {$key}.");
}

function s(string $text): string {
    return preg_replace('/&amp;#(\d+|x[0-9a-f]+);/i', '&#$1;', htmlspecialchars($text, ENT_QUOTES | ENT_HTML401 | ENT_SUBSTITUTE));
}

function optional_param(string $name, $default, string $type) {
    $value = $_GET[$name] ?? $_POST[$name] ?? $default;
    return $type === PARAM_INT ? (int) $value : $value;
}

function debugging(string $message = '', int $level = DEBUG_NORMAL): bool {
    stub_site::$debugging[] = $message;
    stub_site::note("debugging {$message}");
    return true;
}

function isloggedin(): bool {
    return !empty($GLOBALS['USER']->id);
}

function isguestuser(): bool {
    return ($GLOBALS['USER']->username ?? '') === 'guest';
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

function get_course(int $id): stdClass {
    return stub_site::$courses[$id];
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
    if ($cm && !$isteacher && (!$cm->visible || $cm->availablefrom > time())) {
        $refuse('Activity is hidden');
    }
}

/** By the archetypes that the plugin's own db/access.php gives the capability to. */
function has_capability(string $capability, context $context): bool {
    $capabilities = [];
    require($GLOBALS['CFG']->dirroot . '/filter/securehls/db/access.php');
    $capabilities['moodle/course:manageactivities'] = ['archetypes' => ['editingteacher' => CAP_ALLOW]];
    $coursecontext = $context->get_course_context(false);
    $role = !empty($GLOBALS['USER']->ismanager) ? 'manager' : ($coursecontext ? stub_site::role_in($coursecontext->instanceid) : null);
    // Everybody with an account has the role "user" besides.
    $archetypes = $capabilities[$capability]['archetypes'];
    return isset($archetypes[$role ?? '']) || isset($archetypes[isguestuser() ? 'guest' : 'user']);
}

function require_capability(string $capability, context $context): void {
    if (!has_capability($capability, $context)) {
        throw new required_capability_exception('nopermissions');
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
