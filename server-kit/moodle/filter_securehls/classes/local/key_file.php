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
 * A file with a secret in it.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class key_file {
    /** @var int Bytes: the PEM of the largest key is a fraction of it. */
    private const LARGEST = 65536;

    /**
     * What is in the file.
     *
     * @param string $path
     * @param string $setting that names the file
     * @return string
     */
    public static function read(string $path, string $setting): string {
        $real = $path === '' ? false : realpath($path);
        if ($real === false || !is_file($real) || !is_readable($real)) {
            throw new misconfigured($setting, 'nofile');
        }
        if (self::is_served($real)) {
            throw new misconfigured($setting, 'servedfile');
        }
        return (string) file_get_contents($real, false, null, 0, self::LARGEST);
    }

    /**
     * Whether other accounts of the machine may read it.
     *
     * @param string $path
     * @return bool
     */
    public static function is_world_readable(string $path): bool {
        return DIRECTORY_SEPARATOR === '/' && (fileperms($path) & 0004) !== 0;
    }

    /**
     * Whether it lies where a mistake in a web server's or a plugin's settings would give it away.
     *
     * @param string $real path without links
     * @return bool
     */
    private static function is_served(string $real): bool {
        global $CFG;
        // From Moodle 5.1 on "root" is above "dirroot".
        foreach ([$CFG->root ?? '', $CFG->dirroot, $CFG->dataroot] as $folder) {
            $folder = $folder === '' ? false : realpath($folder);
            if ($folder !== false && str_starts_with($real, rtrim($folder, DIRECTORY_SEPARATOR) . DIRECTORY_SEPARATOR)) {
                return true;
            }
        }
        return false;
    }
}
