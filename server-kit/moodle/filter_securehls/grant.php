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
 * The grant endpoint: lets a viewer of the course fetch the files of its folder for five minutes.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use filter_securehls\local\endpoint;
use filter_securehls\local\grant_signer;
use filter_securehls\local\site;
use filter_securehls\local\video_path;
use filter_securehls\local\viewer;

define('AJAX_SCRIPT', true);
define('NO_DEBUG_DISPLAY', true);

require(__DIR__ . '/../../config.php');

// Who is signed in, and may watch, is checked in there: require_login() would have to be asked for JSON.
endpoint::run(static function (site $site, viewer $viewer, string $prefix, string $path): array {
    $expires = time() + site::GRANT_SECONDS;
    // All of it before the first cookie: where something is missing none is set.
    $cookies = $site->cookies();
    $signer = new grant_signer($site->signing_key(), $site->key_pair_id(), $site->hash());
    foreach ($cookies->lines($signer->sign($site->cdn(), $prefix, $expires), $prefix) as $line) {
        header("Set-Cookie: {$line}", false);
    }
    return [
        'videoUrl' => $site->cdn() . '/' . $path,
        'isHls' => video_path::is_playlist($path),
        'expiresIn' => site::GRANT_SECONDS,
        'expiresAt' => gmdate('Y-m-d\TH:i:s.000\Z', $expires),
    ];
});
