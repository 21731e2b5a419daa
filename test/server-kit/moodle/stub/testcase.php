<?php
// Moodle's PHPUnit base class, as far as the plugin's tests need it.

class stub_generator {
    public function create_course(array $record = []): stdClass {
        return stub_site::add_course($record);
    }

    public function create_module(string $name, array $record): stdClass {
        $module = stub_site::add_module(['course' => $record['course'], 'visible' => $record['visible'] ?? 1]);
        return (object) ['cmid' => $module->id];
    }

    public function create_user(array $record = []): stdClass {
        $id = 10 + count(stub_site::$users);
        return stub_site::$users[$id] = (object) ($record + ['id' => $id, 'username' => "user{$id}", 'enrolments' => []]);
    }

    public function enrol_user(
        int $userid,
        int $courseid,
        string $role = 'student',
        string $plugin = 'manual',
        int $timestart = 0,
        int $timeend = 0,
        int $status = 0
    ): void {
        $enrolment = ['role' => $role, 'timeend' => $timeend, 'suspended' => $status];
        stub_site::$users[$userid]->enrolments[$courseid] = $enrolment;
    }

    public function create_and_enrol(stdClass $course, string $role = 'student'): stdClass {
        $user = $this->create_user();
        $this->enrol_user($user->id, $course->id, $role);
        return $user;
    }
}

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
