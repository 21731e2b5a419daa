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
 * A short code such as `[securehls src="lesson-1" title="Lesson 1"]`, as editors leave it behind: with entities or curly
 * quotation marks for quotes, fixed spaces, a link made of the address, a line break in it.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class short_code {
    /** @var string How it begins. */
    public const BEGINNING = '[securehls';

    /** @var int Characters that it may have: a page full of brackets is not searched again and again. */
    private const LONGEST = 4000;

    /** @var string[] What editors and filters put around words; everything else ends the search. */
    private const INLINE = ['a', 'b', 'br', 'em', 'font', 'i', 'small', 'span', 'strong', 'u', 'wbr'];

    /** @var string The whole of it, as it is read. */
    private const GRAMMAR = '~^\[securehls(?<attributes>(?:@+[a-z][a-z-]*+(?:@*=@*(?:#))?+)*+)@*/?\]~iu';

    /** @var string One attribute of it. */
    private const ATTRIBUTE = '~(?<name>[a-z][a-z-]*+)(?:@*=@*(?<value>#))?+~iu';

    /** @var string A value: in straight quotes, in curly ones, or a word. */
    private const VALUE = '"[^"]*"|\'[^\']*\'|[“”„«»][^“”„«»]*[“”«»]|[‘’‚][^‘’‚]*[‘’]|[^\s\x{A0}"\'“”„«»‘’‚\[\]]+';

    /** @var string[] Values by name in lower case; an attribute without one is empty. */
    public readonly array $attributes;

    /** @var int The token in which it ends. */
    public readonly int $token;

    /** @var int Where in that token, in bytes. */
    public readonly int $offset;

    /**
     * Takes what was found.
     *
     * @param string[] $attributes
     * @param int $token
     * @param int $offset
     */
    private function __construct(array $attributes, int $token, int $offset) {
        $this->attributes = $attributes;
        $this->token = $token;
        $this->offset = $offset;
    }

    /**
     * Reads the short code that begins in a text; null for what is none.
     *
     * @param string[] $tokens of {@see html_tokens}
     * @param int $token
     * @param int $offset
     * @return self|null
     */
    public static function at(array $tokens, int $token, int $offset): ?self {
        [$read, $units] = self::read($tokens, $token, $offset);
        if (preg_match(self::pattern(self::GRAMMAR), $read, $found) !== 1) {
            return null;
        }
        foreach ($units as [$length, $endtoken, $endoffset]) {
            if ($length === strlen($found[0])) {
                return self::is_balanced($tokens, $token, $endtoken)
                    ? new self(self::attributes_of($found['attributes']), $endtoken, $endoffset)
                    : null;
            }
        }
        return null;
    }

    /**
     * What a person reads from there on, and where in the HTML each character of it ends.
     *
     * @param string[] $tokens
     * @param int $token
     * @param int $offset
     * @return array the text, and `[its length so far, token, offset]` after each character
     */
    private static function read(array $tokens, int $token, int $offset): array {
        $read = '';
        $units = [];
        for ($index = $token; $index < count($tokens); $index++) {
            if ($index % 2 === 1) {
                $name = ltrim(html_tokens::name($tokens[$index]), '/');
                if (!in_array($name, self::INLINE, true)) {
                    break;
                }
                $read .= $name === 'br' ? ' ' : '';
                continue;
            }
            $start = $index === $token ? $offset : 0;
            preg_match_all('~&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);|.~isu', substr($tokens[$index], $start), $found, PREG_OFFSET_CAPTURE);
            foreach ($found[0] as [$unit, $at]) {
                $read .= html_tokens::decode($unit);
                $units[] = [strlen($read), $index, $start + $at + strlen($unit)];
                if (strlen($read) > self::LONGEST) {
                    return [$read, $units];
                }
            }
        }
        return [$read, $units];
    }

    /**
     * Whether every element that begins between two tokens ends there, so that taking all of it away breaks nothing.
     *
     * @param string[] $tokens
     * @param int $from
     * @param int $to
     * @return bool
     */
    private static function is_balanced(array $tokens, int $from, int $to): bool {
        $open = [];
        for ($index = $from + 1; $index < $to; $index += 2) {
            $name = html_tokens::name($tokens[$index]);
            if (in_array($name, ['br', 'wbr'], true)) {
                continue;
            }
            if ($name[0] !== '/') {
                $open[] = $name;
            } else if (array_pop($open) !== substr($name, 1)) {
                return false;
            }
        }
        return $open === [];
    }

    /**
     * The attributes by name. Of two with one name the first counts.
     *
     * @param string $text
     * @return string[]
     */
    private static function attributes_of(string $text): array {
        preg_match_all(self::pattern(self::ATTRIBUTE), $text, $found, PREG_SET_ORDER);
        $attributes = [];
        foreach ($found as $one) {
            $value = preg_replace('~^["\'“”„«»‘’‚]|["\'“”«»‘’]$~u', '', $one['value'] ?? '');
            $attributes += [strtolower($one['name']) => trim($value)];
        }
        return $attributes;
    }

    /**
     * A pattern with the signs for a space and for a value filled in.
     *
     * @param string $pattern
     * @return string
     */
    private static function pattern(string $pattern): string {
        return strtr($pattern, ['@' => '[\s\x{A0}]', '#' => self::VALUE]);
    }
}
