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
 * Backup of an activity.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

require_once($CFG->dirroot . '/mod/securehls/backup/moodle2/backup_securehls_stepslib.php');

/**
 * All that a backup of an activity takes.
 */
class backup_securehls_activity_task extends backup_activity_task {
    /**
     * It has no settings of its own.
     */
    protected function define_my_settings() {
    }

    /**
     * One file holds all.
     */
    protected function define_my_steps() {
        $this->add_step(new backup_securehls_activity_structure_step('securehls_structure', 'securehls.xml'));
    }

    /**
     * Makes links to the activity independent of the site and of IDs.
     *
     * @param string $content
     * @return string
     */
    public static function encode_content_links($content) {
        global $CFG;
        $base = preg_quote($CFG->wwwroot, '/');
        $content = preg_replace("/{$base}\/mod\/securehls\/index\.php\?id=([0-9]+)/", '$@SECUREHLSINDEX*$1@$', $content);
        $content = preg_replace("/{$base}\/mod\/securehls\/view\.php\?id=([0-9]+)/", '$@SECUREHLSVIEWBYID*$1@$', $content);
        return preg_replace("/{$base}\/mod\/securehls\/report\.php\?id=([0-9]+)/", '$@SECUREHLSREPORT*$1@$', $content);
    }
}
