<?php
// Completion of activities, as lib/completionlib.php works it out for what is viewed and for a module's own rules.

namespace core_completion {
    final class api {
        public static function update_completion_date_event($cmid, $modulename, $instanceorid, $completionexpectedtime): bool {
            return true;
        }
    }

    abstract class activity_custom_completion {
        public function __construct(protected \cm_info $cm, protected int $userid, protected ?array $completionstate = null) {
        }

        abstract public function get_state(string $rule): int;

        abstract public static function get_defined_custom_rules(): array;

        abstract public function get_custom_rule_descriptions(): array;

        abstract public function get_sort_order(): array;

        public function validate_rule(string $rule): void {
            if (!in_array($rule, static::get_defined_custom_rules())) {
                throw new \coding_exception("Undefined custom completion rule '{$rule}'");
            }
            if (!in_array($rule, $this->get_available_custom_rules())) {
                throw new \moodle_exception("Custom completion rule '{$rule}' is not used by this activity.");
            }
        }

        public function get_available_custom_rules(): array {
            $used = array_filter($this->cm->customdata['customcompletionrules'] ?? []);
            return array_values(array_intersect(static::get_defined_custom_rules(), array_keys($used)));
        }

        public function get_custom_rule_description(string $rule): string {
            return $this->get_custom_rule_descriptions()[$rule] ?? $rule;
        }

        public function get_overall_completion_state(): int {
            foreach ($this->get_available_custom_rules() as $rule) {
                if ($this->get_state($rule) === COMPLETION_INCOMPLETE) {
                    return COMPLETION_INCOMPLETE;
                }
            }
            return COMPLETION_COMPLETE;
        }
    }
}

namespace {
    class completion_info {
        public function __construct(private $course) {
        }

        public function is_enabled($cm = null): int {
            global $CFG;
            if (empty($CFG->enablecompletion) || empty($this->course->enablecompletion)) {
                return COMPLETION_DISABLED;
            }
            return $cm === null ? COMPLETION_ENABLED : (int) $cm->completion;
        }

        public function set_module_viewed($cm, $userid = 0): void {
            global $DB, $USER;
            if ($cm->completionview == COMPLETION_VIEW_NOT_REQUIRED || !$this->is_enabled($cm)) {
                return;
            }
            $of = ['coursemoduleid' => $cm->id, 'userid' => $userid ?: $USER->id];
            if (!$DB->record_exists('course_modules_viewed', $of)) {
                $DB->insert_record('course_modules_viewed', $of + ['timecreated' => time()]);
            }
            $this->update_state($cm, COMPLETION_COMPLETE, $userid);
        }

        public function update_state($cm, $possibleresult = COMPLETION_UNKNOWN, $userid = 0, $override = false, $isbulk = false): void {
            global $USER;
            $userid = (int) ($userid ?: $USER->id);
            if (!$this->is_enabled($cm)) {
                return;
            }
            stub_site::note("completion asked for {$userid}");
            $before = $this->get_data($cm, false, $userid)->completionstate;
            if ($possibleresult == $before) {
                return;
            }
            $state = $cm->completion == COMPLETION_TRACKING_MANUAL ? $possibleresult : $this->internal_get_state($cm, $userid, null);
            if ($state != $before) {
                $this->write($cm, $userid, $state);
            }
        }

        public function get_data($cm, $wholecourse = false, $userid = 0, $unused = null): stdClass {
            global $DB, $USER;
            $of = ['coursemoduleid' => $cm->id, 'userid' => $userid ?: $USER->id];
            $state = $DB->get_field('course_modules_completion', 'completionstate', $of);
            return (object) ($of + ['completionstate' => (int) $state]);
        }

        public function internal_get_state($cm, $userid, $current): int {
            global $DB;
            $cm = cm_info::create($cm);
            $of = ['coursemoduleid' => $cm->id, 'userid' => $userid];
            if ($cm->completionview == COMPLETION_VIEW_REQUIRED && !$DB->record_exists('course_modules_viewed', $of)) {
                return COMPLETION_INCOMPLETE;
            }
            $class = "mod_{$cm->modname}\\completion\\custom_completion";
            return class_exists($class) ? (new $class($cm, (int) $userid))->get_overall_completion_state() : COMPLETION_COMPLETE;
        }

        /** Works out anew the state of who had one, and of who is enrolled. */
        public function reset_all_state($cm): void {
            global $DB;
            $of = ['coursemoduleid' => $cm->id];
            $users = $DB->get_fieldset_select('course_modules_completion', 'userid', 'coursemoduleid = :coursemoduleid', $of);
            $enrolled = $DB->get_fieldset_select('stub_enrolments', 'userid', 'courseid = ?', [$this->course->id]);
            $DB->delete_records('course_modules_completion', $of);
            foreach (array_unique([...$users, ...$enrolled]) as $userid) {
                $this->update_state($cm, COMPLETION_UNKNOWN, $userid, false, true);
            }
        }

        public function delete_all_state($cm): void {
            global $DB;
            $DB->delete_records('course_modules_viewed', ['coursemoduleid' => $cm->id]);
            $DB->delete_records('course_modules_completion', ['coursemoduleid' => $cm->id]);
        }

        private function write($cm, int $userid, int $state): void {
            global $DB;
            $of = ['coursemoduleid' => $cm->id, 'userid' => $userid];
            // What is thrown in between leaves it open.
            $transaction = $DB->start_delegated_transaction();
            $DB->delete_records('course_modules_completion', $of);
            $DB->insert_record('course_modules_completion', $of + ['completionstate' => $state, 'timemodified' => time()]);
            $transaction->allow_commit();
            stub_site::note("completion {$state} of {$userid}");
        }
    }
}
