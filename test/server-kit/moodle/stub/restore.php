<?php
// The other half of backup.php.

class restore_path_element {
    public function __construct(public string $name, public string $path, public bool $grouped = false) {
    }
}

class restore_decode_content {
    public function __construct(public string $tablename, public array $fields, public ?string $mapping = null) {
    }
}

class restore_decode_rule {
    public function __construct(public string $linkname, public string $urltemplate, public $mappings) {
    }
}

abstract class restore_activity_task {
    /** @var restore_activity_structure_step[] */
    public array $steps = [];

    abstract protected function define_my_settings();

    abstract protected function define_my_steps();

    abstract public static function define_decode_contents();

    abstract public static function define_decode_rules();

    protected function add_step($step): void {
        $this->steps[] = $step;
    }

    public function build(): void {
        $this->define_my_settings();
        $this->define_my_steps();
    }
}

abstract class restore_activity_structure_step {
    public stub_restore $restore;
    public bool $userinfo = false;

    public function __construct(public string $name, public string $filename) {
    }

    abstract protected function define_structure();

    protected function get_setting_value($name) {
        return $name === 'userinfo' ? $this->userinfo : throw new coding_exception("No setting {$name}.");
    }

    protected function prepare_activity_structure($paths): array {
        return [...$paths, new restore_path_element('activity', '/activity')];
    }

    protected function process_activity($data): void {
    }

    protected function get_courseid() {
        return $this->restore->courseid;
    }

    protected function apply_activity_instance($newitemid): void {
        $this->restore->apply($newitemid);
    }

    protected function get_new_parentid($itemname) {
        return $this->restore->mappings[$itemname]['new'] ?? null;
    }

    protected function get_mappingid($itemname, $oldid, $ifnotfound = false) {
        return $this->restore->mappings[$itemname][$oldid] ?? $ifnotfound;
    }

    protected function add_related_files($component, $filearea, $mappingitemname, $filesctxid = null, $olditemid = null): void {
        $this->restore->files[] = "{$component} {$filearea}";
    }

    protected function after_execute() {
    }

    public function run(SimpleXMLElement $root): void {
        $paths = [];
        foreach ($this->define_structure() as $path) {
            $paths[$path->path] = $path->name;
        }
        $this->walk($root, '/activity', $paths);
        $this->after_execute();
    }

    private function walk(SimpleXMLElement $element, string $path, array $paths): void {
        $data = [];
        foreach ($element->attributes() as $name => $value) {
            $data[$name] = (string) $value;
        }
        foreach ($element->children() as $child) {
            if (count($child->children()) === 0 && count($child->attributes()) === 0) {
                $data[$child->getName()] = (string) $child === '$@NULL@$' ? null : (string) $child;
            }
        }
        if (isset($paths[$path])) {
            $this->{"process_{$paths[$path]}"}($data);
        }
        foreach ($element->children() as $child) {
            if (count($child->children()) > 0 || count($child->attributes()) > 0) {
                $this->walk($child, "{$path}/{$child->getName()}", $paths);
            }
        }
    }
}

/** One activity, restored into a course. `$mappings` are those of users and the like, by name and old ID. */
final class stub_restore {
    public array $files = [];
    public stdClass $cm;

    public function __construct(private stub_backup $backup, public int $courseid, public array $mappings, bool $userinfo) {
        global $CFG;
        $modname = $backup->cm->modname;
        require_once("{$CFG->dirroot}/mod/{$modname}/backup/moodle2/restore_{$modname}_activity_task.class.php");
        $kept = array_diff_key((array) $backup->cm, ['id' => 0, 'instance' => 0]);
        $this->cm = stub_site::add_module(['course' => $courseid] + $kept);
        $this->mappings += ['course_module' => [$backup->cm->id => $this->cm->id], 'course' => [$backup->cm->course => $courseid]];
        $class = "restore_{$modname}_activity_task";
        $task = new $class();
        $task->build();
        foreach ($task->steps as $step) {
            $step->restore = $this;
            $step->userinfo = $userinfo;
            $step->run(simplexml_load_string($backup->xml));
        }
        foreach ($class::define_decode_contents() as $content) {
            $this->decode($content, $class::define_decode_rules());
        }
    }

    public function apply(int $newitemid): void {
        global $DB;
        $this->cm->instance = $newitemid;
        $DB->set_field('course_modules', 'instance', $newitemid, ['id' => $this->cm->id]);
        $this->mappings[$this->backup->cm->modname] = [$this->backup->activityid => $newitemid, 'new' => $newitemid];
    }

    /** @param restore_decode_rule[] $rules */
    private function decode(restore_decode_content $content, array $rules): void {
        global $DB, $CFG;
        $row = $DB->get_record($content->tablename, ['id' => $this->mappings[$content->mapping]['new']], '*', MUST_EXIST);
        foreach (array_filter($content->fields, static fn(string $field): bool => $row->$field !== null) as $field) {
            foreach ($rules as $rule) {
                $row->$field = preg_replace_callback(
                    '/\$@' . preg_quote($rule->linkname, '/') . '\*(\d+)@\$/',
                    fn(array $found): string => $CFG->wwwroot
                        . str_replace('$1', $this->mappings[$rule->mappings][$found[1]] ?? $found[1], $rule->urltemplate),
                    $row->$field
                );
            }
            $DB->set_field($content->tablename, $field, $row->$field, ['id' => $row->id]);
        }
    }
}
