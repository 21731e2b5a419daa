<?php
// Moodle's data generator, as far as the plugins' tests need it.

/** Base of a module's own generator, in its tests/generator/lib.php. */
class testing_module_generator {
    public function __construct(protected string $modname) {
    }

    public function create_instance($record = null, ?array $options = null): stdClass {
        global $CFG, $DB;
        $record = (array) $record + (array) $options;
        $record['course'] = is_object($record['course']) ? $record['course']->id : $record['course'];
        $record += ['name' => "{$this->modname} 1", 'intro' => 'Test', 'introformat' => FORMAT_HTML];
        $module = stub_site::add_module(array_diff_key($record, ['id' => 0]) + ['modname' => $this->modname]);
        $lib = "{$CFG->dirroot}/mod/{$this->modname}/lib.php";
        if (is_readable($lib)) {
            require_once($lib);
            $data = (object) ($record + ['coursemodule' => $module->id, 'cmidnumber' => '']);
            $module->instance = "{$this->modname}_add_instance"($data, null);
            $DB->set_field('course_modules', 'instance', $module->instance, ['id' => $module->id]);
            $record = (array) $DB->get_record($this->modname, ['id' => $module->instance]);
        }
        return (object) ($record + ['cmid' => $module->id]);
    }
}

class stub_generator {
    public function create_course(array $record = []): stdClass {
        return stub_site::add_course($record);
    }

    public function get_plugin_generator(string $component): testing_module_generator {
        $modname = substr($component, strlen('mod_'));
        $file = "{$GLOBALS['CFG']->dirroot}/mod/{$modname}/tests/generator/lib.php";
        if (!is_readable($file)) {
            return new testing_module_generator($modname);
        }
        require_once($file);
        return new ("{$component}_generator")($modname);
    }

    public function create_module(string $name, $record = null, ?array $options = null): stdClass {
        return $this->get_plugin_generator("mod_{$name}")->create_instance($record, $options);
    }

    public function create_user($record = null): stdClass {
        return stub_site::add_user((array) $record);
    }

    public function create_group($record): stdClass {
        global $DB;
        $record = (array) $record + ['name' => 'Group'];
        return $DB->get_record('groups', ['id' => $DB->insert_record('groups', $record)]);
    }

    public function create_group_member(array $record): bool {
        global $DB;
        return (bool) $DB->insert_record('groups_members', $record);
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
        stub_site::enrol($userid, $courseid, ['role' => $role, 'timeend' => $timeend, 'suspended' => $status]);
    }

    public function create_and_enrol(stdClass $course, string $role = 'student', $record = null): stdClass {
        $user = $this->create_user($record);
        $this->enrol_user($user->id, $course->id, $role);
        return $user;
    }
}
