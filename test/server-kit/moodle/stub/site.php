<?php
// What there is on the site: courses, activities, users, settings.

final class stub_site {
    /** Activity modules by ID. */
    private const MODULES = [15 => 'page', 40 => 'securehls'];
    public static array $contexts = [];
    public static array $courses = [];
    public static array $modules = [];
    public static array $users = [];
    public static array $config = [];
    public static array $filters = [];
    public static array $roles = [];
    public static array $debugging = [];
    public static array $events = [];
    public static array $gradeitems = [];
    /** Roles that a capability was taken from, by its name. */
    public static array $prohibited = [];
    public static int $gradeupdates = 0;
    public static bool $sessionisopen = true;
    /** What it held when it was closed, as JSON. */
    public static ?string $session = null;
    /** A file in which events, warnings and the closed session are noted for the test that asks by HTTP. */
    public static ?string $journal = null;

    public static function reset(): void {
        [self::$contexts, self::$courses, self::$modules, self::$users] = [[], [], [], []];
        [self::$debugging, self::$events, self::$sessionisopen] = [[], [], true];
        [self::$gradeitems, self::$gradeupdates, self::$prohibited] = [[], 0, []];
        self::connect();
        self::$config = ['filter_securehls' => ['version' => '2026112600'] + self::default_settings()];
        self::$filters = [
            'mathjaxloader' => (object) ['active' => 1, 'sortorder' => 1],
            'mediaplugin' => (object) ['active' => 1, 'sortorder' => 2],
            'urltolink' => (object) ['active' => 1, 'sortorder' => 3],
        ];
        self::$roles = [];
        $GLOBALS['USER'] = (object) ['id' => 0, 'username' => ''];
        $GLOBALS['SESSION'] = new stdClass();
    }

    /** Defaults as settings.php writes them at installation. */
    private static function default_settings(): array {
        return ['hash' => 'SHA256', 'prefixtemplate' => 'courses/{idnumber}/', 'partitioned' => '0'];
    }

    /** A database of this process alone, unless the site keeps one in a file. */
    private static function connect(): void {
        static $tables = null;
        global $CFG;
        $tables ??= new stub_tables([__DIR__ . '/dml/core.xml', ...glob("{$CFG->dirroot}/*/securehls/db/install.xml")]);
        $GLOBALS['DB'] = new moodle_database($CFG->stubdatabase ?? ':memory:', $tables);
        foreach (self::MODULES as $id => $name) {
            $GLOBALS['DB']->stub_put('modules', ['id' => $id, 'name' => $name]);
        }
        $GLOBALS['DB']->stub_put('role', ['id' => 5, 'shortname' => 'student']);
    }

    public static function note(string $what): void {
        if (self::$journal !== null) {
            file_put_contents(self::$journal, $what . "\n", FILE_APPEND);
        }
    }

    public static function add_course(array $course): stdClass {
        $id = $course['id'] ?? 100 + count(self::$courses);
        $course += ['id' => $id, 'idnumber' => '', 'visible' => 1, 'fullname' => "Course {$id}", 'shortname' => "c{$id}"];
        $course += ['groupmode' => NOGROUPS, 'groupmodeforce' => 0, 'enablecompletion' => 1];
        $GLOBALS['DB']->stub_put('course', $course);
        return self::$courses[$id] = (object) $course;
    }

    public static function add_module(array $module): stdClass {
        $module += ['id' => 500 + count(self::$modules), 'visible' => 1, 'availablefrom' => 0, 'modname' => 'page'];
        $module += ['instance' => 0, 'groupmode' => NOGROUPS, 'completion' => COMPLETION_TRACKING_NONE];
        $module['module'] = array_search($module['modname'], self::MODULES, true);
        $GLOBALS['DB']->stub_put('course_modules', $module);
        return self::$modules[$module['id']] = (object) $module;
    }

    public static function add_user(array $user): stdClass {
        $id = $user['id'] ?? 10 + count(self::$users);
        $user += ['id' => $id, 'username' => "user{$id}", 'firstname' => "First{$id}", 'lastname' => "Last{$id}"];
        $user += ['email' => "user{$id}@school.example", 'enrolments' => []];
        $GLOBALS['DB']->stub_put('user', $user);
        self::$users[$id] = (object) $user;
        foreach ($user['enrolments'] as $courseid => $enrolment) {
            self::enrol($id, $courseid, $enrolment);
        }
        return self::$users[$id];
    }

    public static function enrol(int $userid, int $courseid, array $enrolment): void {
        self::$users[$userid]->enrolments[$courseid] = $enrolment;
        $key = ['courseid' => $courseid, 'userid' => $userid];
        $GLOBALS['DB']->stub_put('stub_enrolments', $enrolment + $key + ['id' => $courseid * 10_000 + $userid]);
    }

    public static function add_context(context $context): context {
        $GLOBALS['DB']->stub_put('context', (array) $context);
        return $context;
    }

    /** The role of a user, that of this request unless another is given, in a course, if his enrolment counts. */
    public static function role_in(int $courseid, ?stdClass $user = null): ?string {
        $enrolment = ($user ?? $GLOBALS['USER'])->enrolments[$courseid] ?? null;
        $counts = $enrolment !== null
            && empty($enrolment['suspended'])
            && (($enrolment['timeend'] ?? 0) === 0 || $enrolment['timeend'] > time());
        return $counts ? $enrolment['role'] : null;
    }
}
