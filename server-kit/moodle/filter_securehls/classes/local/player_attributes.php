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
 * The attributes of a player that an author may set, by a list: what is not on it, or has a value that it does not allow, is
 * left out. None names an endpoint, a script, a style or an event.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class player_attributes {
    /** @var string A number of seconds, or a rate, or a share. */
    private const NUMBER = '/^\d{1,6}(?:\.\d{1,3})?$/D';

    /** @var string A URL of a public picture, or one of this site. */
    private const URL = '~^(?:https?:/)?/[^\s"\'<>\\\\`]{1,1000}$~iD';

    /** @var string[] Patterns of values by name; null is an attribute that is there or not. */
    private const ALLOWED = [
        'autoplay' => null,
        'completion-threshold' => '/^(?:0(?:\.\d{1,3})?|1(?:\.0{1,3})?)$/D',
        'controls' => null,
        'controlslist' => '/^[a-z]+(?: [a-z]+)*$/D',
        'disablepictureinpicture' => null,
        'disableremoteplayback' => null,
        'exclusive' => null,
        'height' => '/^\d{1,5}$/D',
        'lang' => '/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/D',
        'loading' => '/^(?:eager|lazy)$/D',
        'loop' => null,
        'max-quality' => '/^\d{3,4}p?$/D',
        'max-rate' => self::NUMBER,
        'muted' => null,
        'nohotkeys' => null,
        'nopreferences' => null,
        'playsinline' => null,
        'poster' => self::URL,
        'preload' => '/^(?:none|metadata|auto)$/D',
        'resume' => '/^(?:ask|auto)$/D',
        'seek-policy' => '/^(?:free|watched|none)$/D',
        'start-at' => self::NUMBER,
        'storyboard' => self::URL,
        'width' => '/^\d{1,5}$/D',
    ];

    /** @var string[] What a player has that the author says nothing of. */
    private const DEFAULTS = ['controls' => '', 'playsinline' => '', 'preload' => 'metadata'];

    /**
     * What of the author's attributes is allowed, with the defaults.
     *
     * @param string[] $given values by name in lower case
     * @return string[]
     */
    public static function allowed(array $given): array {
        $kept = self::DEFAULTS;
        foreach (self::ALLOWED as $name => $pattern) {
            $value = $given[$name] ?? null;
            if ($value === null) {
                continue;
            }
            if ($pattern !== null && preg_match($pattern, $value) === 1) {
                $kept[$name] = $value;
            } else if ($pattern === null && self::is_true($value)) {
                $kept[$name] = '';
            } else if ($pattern === null) {
                unset($kept[$name]);
            }
        }
        $title = trim($given['aria-label'] ?? $given['title'] ?? $given['label'] ?? '');
        return $title === '' ? $kept : $kept + ['aria-label' => \core_text::substr($title, 0, 200)];
    }

    /**
     * Whether the URL of a picture or of a file with texts may stand in the page.
     *
     * @param string $value
     * @return bool
     */
    public static function is_url(string $value): bool {
        return preg_match(self::URL, $value) === 1;
    }

    /**
     * In HTML an attribute that is there is true; in a short code people write `controls="false"`.
     *
     * @param string $value
     * @return bool
     */
    private static function is_true(string $value): bool {
        return !in_array(strtolower(trim($value)), ['false', 'no', 'off', '0'], true);
    }
}
