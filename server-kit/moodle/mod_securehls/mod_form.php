<?php
// This file is part of Moodle - https://moodle.org/
//
// Moodle is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Moodle is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Moodle.  If not, see <https://www.gnu.org/licenses/>.

/**
 * The form of an activity.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use filter_securehls\local\player_attributes;
use mod_securehls\local\activity_video;

defined('MOODLE_INTERNAL') || die();

require_once($CFG->dirroot . '/course/moodleform_mod.php');

/**
 * What a teacher says of a protected video.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class mod_securehls_mod_form extends moodleform_mod {
    /** @var int Per cent that are offered where the rule is switched on. */
    private const OFFERED_PERCENT = 90;

    /**
     * Makes the form.
     */
    public function definition() {
        $mform = $this->_form;
        $mform->addElement('header', 'general', get_string('general', 'form'));
        $this->add_text('name', get_string('name'), PARAM_TEXT, 255);
        $this->add_text('src', get_string('src', 'mod_securehls'), PARAM_RAW_TRIMMED, 1333);
        $mform->addHelpButton('src', 'src', 'mod_securehls');
        $this->standard_intro_elements();

        $mform->addElement('header', 'playback', get_string('playback', 'mod_securehls'));
        $this->add_select('seekpolicy', ['free', 'watched', 'none'], 'free');
        $this->add_select('resume', ['ask', 'auto', 'off'], 'ask');
        $mform->addElement('text', 'poster', get_string('poster', 'mod_securehls'), ['size' => '64']);
        $mform->setType('poster', PARAM_RAW_TRIMMED);
        $mform->addHelpButton('poster', 'poster', 'mod_securehls');

        $this->standard_grading_coursemodule_elements();
        $this->standard_coursemodule_elements();
        $this->add_action_buttons();
    }

    /**
     * Adds the rule of completion.
     *
     * @return string[] names of what was added
     */
    public function add_completion_rules() {
        $mform = $this->_form;
        [$switch, $percent, $group] = $this->rule_names();
        $mform->addGroup([
            $mform->createElement('checkbox', $switch, '', get_string('completionwatched', 'mod_securehls')),
            $mform->createElement('text', $percent, '', ['size' => 3]),
            $mform->createElement('static', "{$percent}unit", '', '%'),
        ], $group, '', [' '], false);
        $mform->setType($percent, PARAM_INT);
        $mform->setDefault($percent, self::OFFERED_PERCENT);
        $mform->disabledIf($percent, $switch, 'notchecked');
        $mform->addHelpButton($group, 'completionwatched', 'mod_securehls');
        return [$group];
    }

    /**
     * Whether the rule is switched on.
     *
     * @param array $data of the form
     * @return bool
     */
    public function completion_rule_enabled($data) {
        [$switch, $percent] = $this->rule_names();
        return !empty($data[$switch]) && !empty($data[$percent]);
    }

    /**
     * Switches the rule on where there is a percentage.
     *
     * @param array $defaultvalues
     */
    public function data_preprocessing(&$defaultvalues) {
        parent::data_preprocessing($defaultvalues);
        [$switch, $percent] = $this->rule_names();
        $defaultvalues[$switch] = empty($defaultvalues[$percent]) ? 0 : 1;
        if (!$defaultvalues[$switch]) {
            $defaultvalues[$percent] = self::OFFERED_PERCENT;
        }
    }

    /**
     * Takes the percentage away where the rule is switched off.
     *
     * @param stdClass $data
     */
    public function data_postprocessing($data) {
        parent::data_postprocessing($data);
        [$switch, $percent] = $this->rule_names();
        $tracking = $data->{"completion{$this->suffix()}"} ?? COMPLETION_TRACKING_NONE;
        $ison = !empty($data->$switch) && $tracking == COMPLETION_TRACKING_AUTOMATIC;
        // While somebody has completed it the rules are locked, and not part of what was sent.
        if (!empty($data->completionunlocked) && !$ison) {
            $data->$percent = 0;
        }
    }

    /**
     * Says what is wrong.
     *
     * @param array $data
     * @param array $files
     * @return string[]
     */
    public function validation($data, $files) {
        global $COURSE;
        $errors = parent::validation($data, $files);
        if (activity_video::path($data['src'] ?? '', $COURSE) === null) {
            $errors['src'] = get_string('srcwrong', 'mod_securehls');
        }
        $poster = $data['poster'] ?? '';
        if ($poster !== '' && !player_attributes::is_url($poster)) {
            $errors['poster'] = get_string('posterwrong', 'mod_securehls');
        }
        if (($data['grade'] ?? 0) < 0) {
            $errors['grade'] = get_string('noscale', 'mod_securehls');
        }
        [$switch, $percent, $group] = $this->rule_names();
        if (!empty($data[$switch]) && (($data[$percent] ?? 0) < 1 || $data[$percent] > 100)) {
            $errors[$group] = get_string('percentwrong', 'mod_securehls');
        }
        return $errors;
    }

    /**
     * A line of text that has to be filled in.
     *
     * @param string $name
     * @param string $label
     * @param string $type
     * @param int $longest
     */
    private function add_text(string $name, string $label, string $type, int $longest): void {
        $this->_form->addElement('text', $name, $label, ['size' => '64']);
        $this->_form->setType($name, $type);
        $this->_form->addRule($name, null, 'required', null, 'client');
        $this->_form->addRule($name, get_string('maximumchars', '', $longest), 'maxlength', $longest, 'client');
    }

    /**
     * A choice of the player's own words.
     *
     * @param string $name
     * @param string[] $values
     * @param string $default
     */
    private function add_select(string $name, array $values, string $default): void {
        $words = array_map(static fn(string $value): string => get_string("{$name}_{$value}", 'mod_securehls'), $values);
        $this->_form->addElement('select', $name, get_string($name, 'mod_securehls'), array_combine($values, $words));
        $this->_form->setDefault($name, $default);
        $this->_form->addHelpButton($name, $name, 'mod_securehls');
    }

    /**
     * Names of the rule's elements.
     *
     * @return string[] its switch, its percentage, and both together
     */
    private function rule_names(): array {
        $suffix = $this->suffix();
        return ["completionwatchedenabled{$suffix}", "completionwatched{$suffix}", "completionwatchedgroup{$suffix}"];
    }

    /**
     * What stands behind the names in a form for many activities, since Moodle 4.3.
     *
     * @return string
     */
    private function suffix(): string {
        return method_exists($this, 'get_suffix') ? $this->get_suffix() : '';
    }
}
