<?php
// Forms, as far as what is in them is looked at.

class MoodleQuickForm {
    /** Arguments of addElement, by name. */
    public array $elements = [];
    public array $types = [];
    public array $defaults = [];
    public array $rules = [];
    public array $help = [];

    public function __construct(string $formname = '', string $method = 'post', $action = '') {
    }

    public function elementExists(string $name): bool {
        return isset($this->elements[$name]);
    }

    public function createElement(string $type, string $name = '', ...$more): array {
        return [$type, $name, ...$more];
    }

    public function addElement(string $type, string $name = '', ...$more): void {
        $this->elements[$name] = [$type, ...$more];
    }

    public function addGroup(array $elements, string $name = '', $label = '', $separator = null, bool $append = true): void {
        $this->elements[$name] = ['group', $elements];
    }

    public function setType(string $name, string $type): void {
        $this->types[$name] = $type;
    }

    public function setDefault(string $name, $value): void {
        $this->defaults[$name] = $value;
    }

    public function addRule(string $name, ?string $message, string $rule, $format = null, string $side = 'server'): void {
        $this->rules[$name][$rule] = $format;
    }

    public function addHelpButton(string $name, string $key, string $component = 'moodle'): void {
        $this->help[$name] = get_string("{$key}_help", $component);
    }

    public function disabledIf(string $name, string $on, string $condition = 'notchecked', $value = '1'): void {
    }
}

abstract class stub_moodleform_mod {
    /** In Moodle it is protected. */
    public MoodleQuickForm $_form;

    public function __construct(protected $current, protected $_section, protected $_cm, protected $_course) {
        $this->_form = new MoodleQuickForm();
        $this->definition();
    }

    abstract protected function definition();

    public function standard_intro_elements($label = null): void {
    }

    public function standard_grading_coursemodule_elements(): void {
    }

    public function standard_coursemodule_elements(): void {
        $this->add_completion_rules();
    }

    public function add_action_buttons($cancel = true, $submitlabel = null, $submit2label = null): void {
    }

    public function validation($data, $files) {
        return [];
    }

    public function data_preprocessing(&$defaultvalues) {
    }

    public function data_postprocessing($data) {
    }
}

if (getenv('STUB_MOODLE') === '4.1') {
    abstract class moodleform_mod extends stub_moodleform_mod {
    }
} else {
    abstract class moodleform_mod extends stub_moodleform_mod {
        protected string $suffix = '';

        public function set_suffix(string $suffix): void {
            $this->suffix = $suffix;
        }

        public function get_suffix(): string {
            return $this->suffix;
        }
    }
}
