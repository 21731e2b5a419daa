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

namespace filter_securehls\local;

/**
 * Brings the player to a page.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class page_loader {
    /**
     * Makes the page wait for a player, once.
     *
     * An ES module by import(): Moodle has RequireJS on every page, which a script of the UMD kind would run into.
     *
     * @param \moodle_page $page
     */
    public static function require_on($page): void {
        if (!$page->requires->should_create_one_time_item_now('filter_securehls_watcher')) {
            return;
        }
        $urls = array_map(
            static fn(string $url): string => json_encode($url, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES),
            [self::file('watcher.js'), self::file('index.js')]
        );
        $page->requires->js_init_code("import({$urls[0]}).then(({watch}) => watch({$urls[1]}));");
    }

    /**
     * URL of a file of the player. Its folder has the plugin's version in its name, so that no browser mixes the files of
     * two versions.
     *
     * @param string $name
     * @return string
     */
    public static function file(string $name): string {
        global $CFG;
        return "{$CFG->wwwroot}/filter/securehls/player/" . self::version() . "/{$name}";
    }

    /**
     * The version that is installed.
     *
     * @return string
     */
    public static function version(): string {
        return preg_replace('/[^0-9.]/', '', (string) get_config('filter_securehls', 'version'));
    }
}
