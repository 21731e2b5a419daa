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
 * HTML as a row of tags and texts. It is not changed but where it is replaced: whatever it is made of comes out byte for byte.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class html_tokens {
    /** @var string A comment, or a tag with its attributes; a `>` in quotes does not end it. */
    private const TAG = '~(<!--.*?-->|</?[a-zA-Z](?>"[^"]*"|\'[^\']*\'|[^\'">])*+>)~s';

    /** @var string What begins with this would be a tag to a browser. */
    private const MARKUP = '~<[a-zA-Z/!?]~';

    /** @var string An attribute of a tag. */
    private const ATTRIBUTE = '~([^\s"\'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'<>`]+)))?~';

    /**
     * Splits HTML; null for what is not to be understood, such as a tag that is never closed.
     *
     * @param string $html
     * @return string[]|null texts and tags in turn, beginning with a text that may be empty
     */
    public static function split(string $html): ?array {
        $tokens = preg_split(self::TAG, $html, -1, PREG_SPLIT_DELIM_CAPTURE);
        if ($tokens === false) {
            return null;
        }
        for ($index = 0; $index < count($tokens); $index += 2) {
            if (preg_match(self::MARKUP, $tokens[$index]) !== 0) {
                return null;
            }
        }
        return $tokens;
    }

    /**
     * The name of a tag in lower case, with a slash before that of a closing one; empty for a comment.
     *
     * @param string $tag
     * @return string
     */
    public static function name(string $tag): string {
        return preg_match('~^<(/?[a-zA-Z][^\s/>]*)~', $tag, $found) === 1 ? strtolower($found[1]) : '';
    }

    /**
     * The attributes of a tag, by name in lower case. Of two with one name the first counts, as in a browser.
     *
     * @param string $tag
     * @return string[]
     */
    public static function attributes(string $tag): array {
        $inner = preg_replace('~^<[a-zA-Z][^\s/>]*|/?>$~', '', $tag);
        preg_match_all(self::ATTRIBUTE, $inner, $found, PREG_SET_ORDER);
        $attributes = [];
        foreach ($found as $one) {
            $value = ($one[2] ?? '') . ($one[3] ?? '') . ($one[4] ?? '');
            $attributes += [strtolower($one[1]) => self::decode($value)];
        }
        return $attributes;
    }

    /**
     * Which token closes the element that another one opens; null where none does. Elements of the same name may lie in it.
     *
     * @param string[] $tokens
     * @param int $open
     * @return int|null
     */
    public static function closing(array $tokens, int $open): ?int {
        $name = self::name($tokens[$open]);
        $depth = 0;
        for ($index = $open; $index < count($tokens); $index += 2) {
            $own = self::name($tokens[$index]);
            $depth += ($own === $name ? 1 : 0) - ($own === "/{$name}" ? 1 : 0);
            if ($depth === 0) {
                return $index;
            }
        }
        return null;
    }

    /**
     * Text as it is read.
     *
     * @param string $html without tags
     * @return string
     */
    public static function decode(string $html): string {
        return html_entity_decode($html, ENT_QUOTES | ENT_HTML5, 'UTF-8');
    }
}
