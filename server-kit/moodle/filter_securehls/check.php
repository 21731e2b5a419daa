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
 * Says to the administrator whether videos can be played, and what is wrong where they cannot.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use filter_securehls\local\diagnosis;
use filter_securehls\local\finding;

require(__DIR__ . '/../../config.php');

require_login(null, false);
require_capability('moodle/site:config', context_system::instance());

$src = optional_param('src', '', PARAM_RAW_TRIMMED);
$PAGE->set_context(context_system::instance());
$PAGE->set_url(new moodle_url('/filter/securehls/check.php'));
$PAGE->set_pagelayout('admin');
$PAGE->set_title(get_string('check', 'filter_securehls'));
$PAGE->set_heading(get_string('check', 'filter_securehls'));

$diagnosis = new diagnosis();
$findings = $diagnosis->findings();
if ($src !== '' && confirm_sesskey()) {
    $findings = array_merge($findings, $diagnosis->request($src));
}

$badges = [finding::GOOD => 'bg-success', finding::WARNING => 'bg-warning text-dark', finding::PROBLEM => 'bg-danger'];
$table = new html_table();
$table->head = [get_string('status'), get_string('name'), get_string('description')];
foreach ($findings as $finding) {
    $status = get_string("status_{$finding->status}", 'filter_securehls');
    $table->data[] = [
        html_writer::span($status, "badge {$badges[$finding->status]}"),
        get_string("check_{$finding->check}", 'filter_securehls'),
        s($finding->detail),
    ];
}

echo $OUTPUT->header();
echo html_writer::table($table);
echo html_writer::start_tag('form', ['method' => 'post', 'action' => $PAGE->url->out(false)]);
echo html_writer::empty_tag('input', ['type' => 'hidden', 'name' => 'sesskey', 'value' => sesskey()]);
echo html_writer::label(get_string('check_src', 'filter_securehls'), 'filter_securehls_src');
echo html_writer::empty_tag('input', [
    'type' => 'text',
    'name' => 'src',
    'id' => 'filter_securehls_src',
    'value' => $src,
    'class' => 'form-control',
    'placeholder' => '/courses/101/lesson-1/index.m3u8',
]);
echo html_writer::tag('button', get_string('check_ask', 'filter_securehls'), ['type' => 'submit', 'class' => 'btn btn-primary mt-2']);
echo html_writer::end_tag('form');
echo $OUTPUT->footer();
