<?php
// Activities of a course, and what Moodle knows of each.

class cached_cm_info {
    public $name;
    public $content;
    public $customdata;
}

/** Read-only, and text where it comes from the database, as Moodle's is. */
class cm_info {
    public string $modname;
    public string $name;
    public context $context;
    public array $customdata;
    public bool $uservisible = true;
    public int $effectivegroupmode;

    public function __construct(private stdClass $record, private stdClass $course) {
        global $DB, $CFG;
        $this->modname = $DB->get_field('modules', 'name', ['id' => $record->module], MUST_EXIST);
        $this->context = context_module::instance($record->id);
        $this->effectivegroupmode = (int) (!empty($course->groupmodeforce) ? $course->groupmode : $record->groupmode);
        $lib = "{$CFG->dirroot}/mod/{$this->modname}/lib.php";
        $info = null;
        if (is_readable($lib)) {
            require_once($lib);
            $info = "{$this->modname}_get_coursemodule_info"($record) ?: null;
        }
        $this->name = $info->name ?? "{$this->modname} {$record->id}";
        $this->customdata = (array) ($info->customdata ?? []);
    }

    public function __get(string $name) {
        return match ($name) {
            'url' => new moodle_url("/mod/{$this->modname}/view.php", ['id' => $this->record->id]),
            default => $this->record->$name ?? throw new coding_exception("No cm_info->{$name}."),
        };
    }

    public function __isset(string $name): bool {
        return isset($this->record->$name);
    }

    public function get_course(): stdClass {
        return $this->course;
    }

    public function get_formatted_name(): string {
        return s($this->name);
    }

    public static function create($cm, $userid = 0): ?self {
        return $cm instanceof self || $cm === null ? $cm : get_fast_modinfo($cm->course)->get_cm($cm->id);
    }
}

class course_modinfo {
    public function __construct(public stdClass $course) {
    }

    public function get_cm($cmid): cm_info {
        global $DB;
        $record = $DB->get_record('course_modules', ['id' => $cmid, 'course' => $this->course->id]);
        return $record ? new cm_info($record, $this->course) : throw new moodle_exception('invalidcoursemoduleid', 'error');
    }

    /** @return cm_info[] */
    public function get_instances_of(string $modname): array {
        global $DB;
        $found = [];
        $module = $DB->get_field('modules', 'id', ['name' => $modname], MUST_EXIST);
        foreach ($DB->get_records('course_modules', ['course' => $this->course->id, 'module' => $module], 'id') as $record) {
            $found[$record->instance] = new cm_info($record, $this->course);
        }
        return $found;
    }
}

function get_fast_modinfo($courseorid, $userid = 0): course_modinfo {
    return new course_modinfo(get_course(is_object($courseorid) ? $courseorid->id : $courseorid));
}

/** @return array [$course, $cm] */
function get_course_and_cm_from_cmid($cmorid, $modulename = '', $courseorid = 0, $userid = 0): array {
    global $DB;
    $id = is_object($cmorid) ? $cmorid->id : $cmorid;
    $course = get_course($DB->get_field('course_modules', 'course', ['id' => $id], MUST_EXIST));
    $cm = get_fast_modinfo($course)->get_cm($id);
    return $modulename === '' || $cm->modname === $modulename ? [$course, $cm] : throw new moodle_exception('invalidcoursemoduleid', 'error');
}

/** @return array [$course, $cm] */
function get_course_and_cm_from_instance($instanceorid, $modulename, $courseorid = 0, $userid = 0): array {
    $id = is_object($instanceorid) ? $instanceorid->id : $instanceorid;
    $cm = get_coursemodule_from_instance($modulename, $id, 0, false, MUST_EXIST);
    return get_course_and_cm_from_cmid($cm->id, $modulename);
}

function get_coursemodule_from_id($modulename, $cmid, $courseid = 0, $sectionnum = false, $strictness = IGNORE_MISSING) {
    return stub_coursemodule(['cm.id' => $cmid], $modulename, $strictness);
}

function get_coursemodule_from_instance($modulename, $instance, $courseid = 0, $sectionnum = false, $strictness = IGNORE_MISSING) {
    return stub_coursemodule(['cm.instance' => $instance], $modulename, $strictness);
}

function stub_coursemodule(array $of, string $modulename, int $strictness) {
    global $DB;
    $sql = 'SELECT cm.*, m.name AS modname FROM {course_modules} cm JOIN {modules} m ON m.id = cm.module WHERE ' . key($of) . ' = ?';
    [$sql, $params] = $modulename === '' ? [$sql, [current($of)]] : ["{$sql} AND m.name = ?", [current($of), $modulename]];
    return $DB->get_record_sql($sql, $params, $strictness);
}

function format_module_intro($module, $activity, $cmid, $filter = true): string {
    return '<div class="no-overflow">' . ($activity->intro ?? '') . '</div>';
}

function rebuild_course_cache(int $courseid = 0, bool $clearonly = false): void {
}
