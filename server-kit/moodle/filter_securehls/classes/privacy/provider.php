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

namespace filter_securehls\privacy;

use core_privacy\local\metadata\collection;

/**
 * Says what of a viewer leaves Moodle. Nothing is kept here but entries of Moodle's own log.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class provider implements \core_privacy\local\metadata\provider, \core_privacy\local\request\data_provider {
    /**
     * What is told to whom.
     *
     * @param collection $collection
     * @return collection
     */
    public static function get_metadata(collection $collection): collection {
        $collection->add_external_location_link('cdn', [
            'ipaddress' => 'privacy:metadata:cdn:ipaddress',
            'video' => 'privacy:metadata:cdn:video',
        ], 'privacy:metadata:cdn');
        $collection->add_external_location_link('grantendpoint', [
            'pseudonym' => 'privacy:metadata:grantendpoint:pseudonym',
            'video' => 'privacy:metadata:grantendpoint:video',
        ], 'privacy:metadata:grantendpoint');
        return $collection;
    }
}
