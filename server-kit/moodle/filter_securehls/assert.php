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
 * The assertion endpoint: says to a grant endpoint elsewhere, for a minute and for one request, who may watch what.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use filter_securehls\local\assertion_signer;
use filter_securehls\local\endpoint;
use filter_securehls\local\site;
use filter_securehls\local\viewer;

define('AJAX_SCRIPT', true);
define('NO_DEBUG_DISPLAY', true);

require(__DIR__ . '/../../config.php');

endpoint::run(static fn(site $site, viewer $viewer, string $prefix, string $path): array => [
    'assertion' => $site->assertion_signer()->sign($viewer, $prefix, $path),
    'expiresIn' => assertion_signer::SECONDS,
]);
