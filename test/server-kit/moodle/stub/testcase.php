<?php
// Moodle's PHPUnit base class, as far as the plugin's tests need it.

require_once(__DIR__ . '/generator.php');

class stub_sink {
    public function get_events(): array {
        return stub_site::$events;
    }
}

abstract class advanced_testcase extends PHPUnit\Framework\TestCase {
    protected function setUp(): void {
        stub_site::reset();
    }

    public function resetAfterTest(bool $reset = true): void {
    }

    public static function getDataGenerator(): stub_generator {
        return new stub_generator();
    }

    public static function setUser($user = null): void {
        $GLOBALS['USER'] = $user ?? (object) ['id' => 0, 'username' => ''];
        $GLOBALS['SESSION'] = new stdClass();
    }

    public static function setGuestUser(): void {
        self::setUser((object) ['id' => 1, 'username' => 'guest']);
    }

    public static function setAdminUser(): void {
        self::setUser((object) ['id' => 2, 'username' => 'admin', 'ismanager' => true]);
    }

    public function redirectEvents(): stub_sink {
        stub_site::$events = [];
        return new stub_sink();
    }
}

/** Of lib/phpunit/classes/restore_date_testcase.php: users are backed up, and are on the same site the same. */
abstract class restore_date_testcase extends advanced_testcase {
    protected function backup_and_restore($course, $newdate = 0): int {
        global $DB;
        $newcourse = stub_site::add_course(['idnumber' => '']);
        $users = $DB->get_fieldset_sql('SELECT id FROM {user}');
        foreach ($DB->get_fieldset_select('course_modules', 'id', 'course = ? ORDER BY id', [$course->id]) as $cmid) {
            $backup = new stub_backup(get_coursemodule_from_id('', $cmid), true);
            new stub_restore($backup, $newcourse->id, ['user' => array_combine($users, $users)], true);
        }
        return $newcourse->id;
    }
}
