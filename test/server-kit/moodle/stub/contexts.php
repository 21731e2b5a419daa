<?php
// Contexts, URLs and texts.

const CONTEXT_SYSTEM = 10;
const CONTEXT_USER = 30;
const CONTEXT_COURSE = 50;
const CONTEXT_MODULE = 70;
const MUST_EXIST = 2;
const IGNORE_MISSING = 0;

class context {
    public function __construct(
        public int $id,
        public int $contextlevel,
        public int $instanceid,
        private ?int $courseid = null
    ) {
    }

    public static function instance_by_id(int $id, int $strictness = MUST_EXIST) {
        $found = stub_site::$contexts[$id] ?? null;
        if ($found === null && $strictness === MUST_EXIST) {
            throw new dml_missing_record_exception('invalidrecord');
        }
        return $found ?? false;
    }

    public function get_course_context(bool $strict = true) {
        if ($this->courseid === null) {
            return $strict ? throw new coding_exception('Not in a course.') : false;
        }
        return context_course::instance($this->courseid);
    }

    public function get_url(): moodle_url {
        $path = match ($this->contextlevel) {
            CONTEXT_MODULE => '/mod/' . stub_site::$modules[$this->instanceid]->modname . "/view.php?id={$this->instanceid}",
            CONTEXT_COURSE => "/course/view.php?id={$this->instanceid}",
            default => '/',
        };
        return new moodle_url($path);
    }
}

class context_helper {
    public static function delete_instance(int $contextlevel, int $instanceid): void {
        foreach (stub_site::$contexts as $id => $context) {
            if ([$context->contextlevel, $context->instanceid] === [$contextlevel, $instanceid]) {
                unset(stub_site::$contexts[$id]);
            }
        }
    }
}

class context_system extends context {
    public static function instance(): context {
        return stub_site::$contexts[1] ??= stub_site::add_context(new self(1, CONTEXT_SYSTEM, 0));
    }
}

class context_course extends context {
    public static function instance(int $courseid): context {
        return stub_site::$contexts[1000 + $courseid] ??= stub_site::add_context(new self(1000 + $courseid, CONTEXT_COURSE, $courseid, $courseid));
    }
}

class context_module extends context {
    public static function instance(int $cmid): context {
        $courseid = stub_site::$modules[$cmid]->course;
        return stub_site::$contexts[2000 + $cmid] ??= stub_site::add_context(new self(2000 + $cmid, CONTEXT_MODULE, $cmid, $courseid));
    }
}

class context_user extends context {
    public static function instance(int $userid): context {
        return stub_site::$contexts[3000 + $userid] ??= stub_site::add_context(new self(3000 + $userid, CONTEXT_USER, $userid));
    }
}

class moodle_url {
    private string $url;

    public function __construct($url, array $params = []) {
        $url = (string) $url;
        $this->url = str_starts_with($url, '/') ? $GLOBALS['CFG']->wwwroot . $url : $url;
        $this->url .= $params === [] ? '' : '?' . http_build_query($params);
    }

    public function out_as_local_url(bool $escaped = true): string {
        $local = substr($this->url, strlen($GLOBALS['CFG']->wwwroot));
        return $escaped ? htmlspecialchars($local) : $local;
    }

    public function out(bool $escaped = true): string {
        return $escaped ? htmlspecialchars($this->url) : $this->url;
    }

    public function __toString(): string {
        return $this->out();
    }
}

class core_text {
    public static function substr(string $text, int $start, ?int $length = null): string {
        // Without the extension mbstring, which a bare PHP lacks.
        return implode('', array_slice(preg_split('//u', $text, -1, PREG_SPLIT_NO_EMPTY), $start, $length));
    }
}

class lang_string {
    public function __construct(private string $key, private string $component) {
    }

    public function __toString(): string {
        return get_string($this->key, $this->component);
    }
}
