<?php
// Who may what: decided as Moodle decides it, in a few lines.

/** Of both plugins, with what the tests give or take besides. `[capability => archetypes]` */
function stub_capabilities(): array {
    global $CFG;
    $all = [
        'moodle/course:manageactivities' => ['archetypes' => ['editingteacher' => CAP_ALLOW]],
        'moodle/site:config' => ['archetypes' => ['manager' => CAP_ALLOW]],
        'moodle/site:accessallgroups' => ['archetypes' => ['editingteacher' => CAP_ALLOW, 'manager' => CAP_ALLOW]],
    ];
    foreach (glob("{$CFG->dirroot}/*/securehls/db/access.php") as $file) {
        $capabilities = [];
        require($file);
        $all += $capabilities;
    }
    return array_map(static fn(array $capability): array => $capability['archetypes'], $all);
}

/** By the archetypes that the plugins' own db/access.php give the capability to. */
function has_capability(string $capability, context $context, $user = null, $doanything = true): bool {
    $user = match (true) {
        $user === null => $GLOBALS['USER'],
        is_object($user) => $user,
        default => stub_site::$users[$user] ?? (object) ['id' => $user, 'username' => ''],
    };
    $coursecontext = $context->get_course_context(false);
    $role = !empty($user->ismanager) ? 'manager' : ($coursecontext ? stub_site::role_in($coursecontext->instanceid, $user) : null);
    // Everybody with an account has the role "user" besides.
    $archetypes = stub_capabilities()[$capability] ?? throw new coding_exception("Capability '{$capability}' was not found!");
    if (in_array($role, stub_site::$prohibited[$capability] ?? [], true)) {
        return false;
    }
    return isset($archetypes[$role ?? '']) || isset($archetypes[isguestuser($user) ? 'guest' : 'user']);
}

/** As lib/accesslib.php; here for the whole site. */
function assign_capability($capability, $permission, $roleid, $contextid, $overwrite = false): bool {
    global $DB;
    stub_site::$prohibited[$capability][] = $DB->get_field('role', 'shortname', ['id' => $roleid], MUST_EXIST);
    return $permission === CAP_PROHIBIT ?: throw new coding_exception('Only prohibits.');
}

function require_capability(string $capability, context $context, $userid = null): void {
    if (!has_capability($capability, $context, $userid)) {
        throw new required_capability_exception('nopermissions');
    }
}

/** @return array [$sql, $params] of the IDs of those who are enrolled */
function get_enrolled_sql(context $context, $withcapability = '', $groupids = 0, $onlyactive = false): array {
    global $DB;
    static $count = 0;
    $prefix = 'eu' . ++$count . '_';
    $sql = "SELECT DISTINCT {$prefix}e.userid AS id FROM {stub_enrolments} {$prefix}e WHERE {$prefix}e.courseid = :{$prefix}course";
    $params = ["{$prefix}course" => $context->get_course_context()->instanceid];
    if ($withcapability !== '') {
        $roles = array_keys(stub_capabilities()[$withcapability]);
        [$in, $named] = $DB->get_in_or_equal($roles, SQL_PARAMS_NAMED, "{$prefix}role");
        $sql .= " AND {$prefix}e.role {$in}";
        $params += $named;
    }
    if ($groupids) {
        [$in, $named] = $DB->get_in_or_equal($groupids, SQL_PARAMS_NAMED, "{$prefix}group");
        $sql .= " AND {$prefix}e.userid IN (SELECT userid FROM {groups_members} WHERE groupid {$in})";
        $params += $named;
    }
    if ($onlyactive) {
        $sql .= " AND {$prefix}e.suspended = 0 AND ({$prefix}e.timeend = 0 OR {$prefix}e.timeend > :{$prefix}now)";
        $params["{$prefix}now"] = time();
    }
    return [$sql, $params];
}
