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
 * The administrator's settings.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

if ($ADMIN->fulltree) {
    $name = static fn(string $key): \lang_string => new \lang_string($key, 'filter_securehls');
    $text = static fn(string $key, string $default = '', $type = PARAM_RAW_TRIMMED): \admin_setting_configtext =>
        new \admin_setting_configtext("filter_securehls/{$key}", $name($key), $name("{$key}_desc"), $default, $type, 60);

    $link = \html_writer::link(new \moodle_url('/filter/securehls/check.php'), get_string('check', 'filter_securehls'));
    $settings->add(new \admin_setting_heading('filter_securehls/check', '', $link));

    $settings->add($text('cdnorigin'));
    $settings->add($text('cookiedomain'));
    $settings->add($text('keypairid'));
    $settings->add($text('keypath'));
    $settings->add(new \admin_setting_configselect(
        'filter_securehls/hash',
        $name('hash'),
        $name('hash_desc'),
        'SHA256',
        ['SHA256' => 'SHA-256', 'SHA1' => 'SHA-1']
    ));
    $settings->add(new \admin_setting_configcheckbox('filter_securehls/partitioned', $name('partitioned'), $name('partitioned_desc'), 0));

    $settings->add(new \admin_setting_heading('filter_securehls/courses', $name('courses'), ''));
    $settings->add($text('prefixtemplate', 'courses/{idnumber}/'));
    $settings->add(new \filter_securehls\admin\setting_map('filter_securehls/prefixmap', $name('prefixmap'), $name('prefixmap_desc'), ''));

    $settings->add(new \admin_setting_heading('filter_securehls/elsewhere', $name('elsewhere'), $name('elsewhere_desc')));
    $settings->add($text('grantendpoint'));
    $settings->add($text('assertkeypath'));
    $settings->add($text('assertkeyid', '', PARAM_ALPHANUMEXT));
}
