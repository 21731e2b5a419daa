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
 * Finds the videos in a text, and puts players in their place.
 *
 * Only what is text to a browser is searched for short codes and addresses, never the inside of a tag: a player within an
 * attribute would break out of it.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class text_rewriter {
    /** @var string[] Elements whose content stays as it is: no text to a browser, or an example of how to write something. */
    private const LEFT_ALONE = [
        'button', 'code', 'iframe', 'math', 'nolink', 'noscript', 'object', 'option', 'pre', 'script', 'select', 'style', 'svg',
        'template', 'textarea', 'title', 'video', 'audio',
    ];

    /** @var video_source */
    private video_source $source;

    /** @var player_markup */
    private player_markup $markup;

    /** @var string[] Texts and tags in turn. */
    private array $tokens = [];

    /** @var string What was written so far. */
    private string $written = '';

    /**
     * Takes what knows the CDN, and what writes players.
     *
     * @param video_source $source
     * @param player_markup $markup
     */
    public function __construct(video_source $source, player_markup $markup) {
        $this->source = $source;
        $this->markup = $markup;
    }

    /**
     * Whether a text can have anything to do with videos: most have not, and cost no more than this.
     *
     * @param string $text
     * @param string $cdn
     * @return bool
     */
    public static function may_concern(string $text, string $cdn): bool {
        return stripos($text, short_code::BEGINNING) !== false
            || stripos($text, 'secure-hls') !== false
            || str_contains($text, "{$cdn}/");
    }

    /**
     * The text with players in it.
     *
     * @param string $html
     * @return string
     */
    public function rewrite(string $html): string {
        $tokens = html_tokens::split($html);
        if ($tokens === null) {
            return $html;
        }
        $this->tokens = $tokens;
        $this->written = '';
        $index = 0;
        $offset = 0;
        while ($index < count($tokens)) {
            [$index, $offset] = $index % 2 === 0 ? $this->text($index, $offset) : [$this->tag($index), 0];
        }
        return $this->written;
    }

    /**
     * Writes a text from an offset on.
     *
     * @param int $index
     * @param int $offset
     * @return int[] the token and the offset to go on at
     */
    private function text(int $index, int $offset): array {
        $text = $this->tokens[$index];
        $at = stripos($text, short_code::BEGINNING, $offset);
        if ($at === false) {
            $this->written .= $this->with_addresses(substr($text, $offset));
            return [$index + 1, 0];
        }
        $this->written .= $this->with_addresses(substr($text, $offset, $at - $offset));
        $code = short_code::at($this->tokens, $index, $at);
        if ($code === null || !isset($code->attributes['src'])) {
            $this->written .= substr($text, $at, strlen(short_code::BEGINNING));
            return [$index, $at + strlen(short_code::BEGINNING)];
        }
        $path = $this->source->path($code->attributes['src']);
        $this->written .= $path === null
            ? $this->markup->missing()
            : $this->markup->player($this->source->url($path), $path, $code->attributes);
        return [$code->token, $code->offset];
    }

    /**
     * Writes a tag, or the whole element where it is replaced or left alone.
     *
     * @param int $index
     * @return int the token to go on at
     */
    private function tag(int $index): int {
        $tag = $this->tokens[$index];
        $name = html_tokens::name($tag);
        if ($name === 'secure-hls-player') {
            return $this->player($index);
        }
        $isleft = in_array($name, self::LEFT_ALONE, true)
            || preg_match('~\s(?:class=["\'][^"\']*\bnolink\b)~i', $tag) === 1;
        if ($name !== 'a' && !$isleft) {
            $this->written .= $tag;
            return $index + 1;
        }
        $end = html_tokens::closing($this->tokens, $index) ?? $index;
        $this->written .= ($name === 'a' ? $this->link($index, $end) : null) ?? $this->raw($index, $end);
        return $end + 1;
    }

    /**
     * The player that a link stands for; null where it is a link.
     *
     * @param int $index
     * @param int $end
     * @return string|null
     */
    private function link(int $index, int $end): ?string {
        $attributes = html_tokens::attributes($this->tokens[$index]);
        $classes = preg_split('/\s+/', $attributes['class'] ?? '');
        $href = trim($attributes['href'] ?? '');
        $path = $this->source->is_on_cdn($href) ? $this->source->path($href) : null;
        // Of a link that says nothing of itself, only a playlist is sure to be meant for a player.
        $iswanted = in_array('secure-hls', $classes, true) || preg_match('~\.m3u8(?:[?#]|$)~i', $href) === 1;
        if ($path === null || !$iswanted || $end === $index || in_array('nosecurehls', $classes, true)) {
            return null;
        }
        $words = trim(html_tokens::decode(strip_tags($this->raw($index, $end))));
        $title = $attributes['title'] ?? (str_contains($words, '://') ? '' : $words);
        return $this->markup->player($this->source->url($path), $path, ['title' => $title]);
    }

    /**
     * Writes a tag of ours: anew where it is a video of the CDN, and as it is where the author has an endpoint of his own.
     *
     * @param int $index
     * @return int the token to go on at
     */
    private function player(int $index): int {
        $tag = $this->tokens[$index];
        $attributes = html_tokens::attributes($tag);
        // Only what is well-formed: HTML knows no "/>" of an element of this kind, but authors do.
        $end = str_ends_with($tag, '/>') ? $index : html_tokens::closing($this->tokens, $index) ?? $index;
        $path = isset($attributes['grant-endpoint']) ? null : $this->source->path($attributes['src'] ?? '');
        if ($path === null) {
            $this->written .= $this->raw($index, $end);
            return $end + 1;
        }
        $tracks = [];
        for ($inner = $index + 2; $inner < $end; $inner += 2) {
            if (html_tokens::name($this->tokens[$inner]) === 'track') {
                $tracks[] = html_tokens::attributes($this->tokens[$inner]);
            }
        }
        $this->written .= $this->markup->player($this->source->url($path), $path, $attributes, $tracks);
        return $end + 1;
    }

    /**
     * A text with its bare addresses of playlists replaced.
     *
     * @param string $text
     * @return string
     */
    private function with_addresses(string $text): string {
        if (!str_contains($text, "{$this->source->cdn}/")) {
            return $text;
        }
        $cdn = preg_quote($this->source->cdn, '~');
        $address = "~(?<![\\w/=\"';]){$cdn}/[^\\s<>\"'&?#\\[\\]]+?\\.m3u8(?![\\w/-]|\\.\\w)~i";
        $replace = function (array $found): string {
            $path = $this->source->path($found[0]);
            return $path === null ? $found[0] : $this->markup->player($this->source->url($path), $path, []);
        };
        return preg_replace_callback($address, $replace, $text) ?? $text;
    }

    /**
     * Tokens as they were.
     *
     * @param int $from
     * @param int $to
     * @return string
     */
    private function raw(int $from, int $to): string {
        return implode('', array_slice($this->tokens, $from, $to - $from + 1));
    }
}
