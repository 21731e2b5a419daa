<?php
// What there is on the site: courses, activities, users, settings.

final class stub_site {
    public static array $contexts = [];
    public static array $courses = [];
    public static array $modules = [];
    public static array $users = [];
    public static array $config = [];
    public static array $filters = [];
    public static array $roles = [];
    public static array $debugging = [];
    public static array $events = [];
    public static bool $sessionisopen = true;
    /** A file in which events, warnings and the closed session are noted for the test that asks by HTTP. */
    public static ?string $journal = null;

    public static function reset(): void {
        [self::$contexts, self::$courses, self::$modules, self::$users] = [[], [], [], []];
        [self::$debugging, self::$events, self::$sessionisopen] = [[], [], true];
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

    public static function note(string $what): void {
        if (self::$journal !== null) {
            file_put_contents(self::$journal, $what . "\n", FILE_APPEND);
        }
    }

    public static function add_course(array $course): stdClass {
        $course += ['id' => 100 + count(self::$courses), 'idnumber' => '', 'visible' => 1];
        return self::$courses[$course['id']] = (object) $course;
    }

    public static function add_module(array $module): stdClass {
        $module += ['id' => 500 + count(self::$modules), 'visible' => 1, 'availablefrom' => 0];
        return self::$modules[$module['id']] = (object) $module;
    }

    /** The role of the user of this request in a course, if his enrolment counts. */
    public static function role_in(int $courseid): ?string {
        $enrolment = $GLOBALS['USER']->enrolments[$courseid] ?? null;
        $counts = $enrolment !== null
            && empty($enrolment['suspended'])
            && (($enrolment['timeend'] ?? 0) === 0 || $enrolment['timeend'] > time());
        return $counts ? $enrolment['role'] : null;
    }
}
