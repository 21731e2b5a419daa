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
 * What stands in the text in place of a video. It may stand wherever text may, also in a paragraph: there is no block in it,
 * no link to a playlist, and no `<video>`, which Moodle's filter for media would take for itself.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class player_markup {
    /** @var \context The context of the text. */
    private \context $context;

    /** @var string Where it is read: a constant of {@see medium}. */
    private string $medium;

    /**
     * Takes where the text stands, and where it is read.
     *
     * @param \context $context
     * @param string $medium
     */
    public function __construct(\context $context, string $medium) {
        $this->context = $context;
        $this->medium = $medium;
    }

    /**
     * A player.
     *
     * @param string $url of the video
     * @param string $path of it on the CDN
     * @param string[] $given the author's attributes
     * @param array[] $tracks attributes of each `<track>`
     * @param string[] $own attributes that no author may set
     * @return string HTML
     */
    public function player(string $url, string $path, array $given, array $tracks = [], array $own = []): string {
        $attributes = player_attributes::allowed($given);
        if ($this->medium !== medium::PAGE) {
            return $this->elsewhere($attributes['aria-label'] ?? '');
        }
        $inner = '';
        foreach ($tracks as $track) {
            $inner .= self::tag('track', self::allowed_track($track));
        }
        return self::tag('secure-hls-player', [
            'src' => $url,
            'video-id' => $path,
            'login-url' => get_login_url(),
        ] + $this->endpoints() + $own + $attributes) . "{$inner}</secure-hls-player>";
    }

    /**
     * What stands where there is no such video.
     *
     * @return string HTML
     */
    public function missing(): string {
        $key = has_capability('moodle/course:manageactivities', $this->context) ? 'novideoteacher' : 'novideo';
        return self::tag('span', ['class' => 'filter_securehls-missing', 'role' => 'note'])
            . self::escape(get_string($key, 'filter_securehls')) . '</span>';
    }

    /**
     * Where the player asks.
     *
     * @return string[]
     */
    private function endpoints(): array {
        $own = static fn(string $file): string => (new \moodle_url("/filter/securehls/{$file}"))->out(false);
        $query = '?ctx=' . $this->context->id;
        try {
            $delegated = (new site())->grant_endpoint();
        } catch (misconfigured) {
            // The grant endpoint of our own says what is wrong, and grants nothing.
            $delegated = null;
        }
        return $delegated === null
            ? ['grant-endpoint' => $own('grant.php') . $query]
            : ['grant-endpoint' => $delegated, 'assertion-endpoint' => $own('assert.php') . $query];
    }

    /**
     * What leads to the page where the video plays: in the Moodle App a button that opens the browser, signed in; in a mail
     * a link.
     *
     * @param string $title
     * @return string HTML
     */
    private function elsewhere(string $title): string {
        $url = $this->context->get_url()->out(false);
        $words = $title === '' ? get_string('watch', 'filter_securehls') : get_string('watchtitle', 'filter_securehls', $title);
        return $this->medium === medium::APP
            ? self::tag('button', ['type' => 'button', 'class' => 'btn btn-primary', 'data-app-url' => $url])
                . self::escape($words) . '</button>'
            : self::tag('a', ['href' => $url]) . self::escape($words) . '</a>';
    }

    /**
     * What of a `<track>` is allowed.
     *
     * @param string[] $track
     * @return string[]
     */
    private static function allowed_track(array $track): array {
        $kinds = ['captions', 'subtitles', 'chapters', 'metadata', 'descriptions'];
        $kept = array_intersect_key($track, array_flip(['src', 'kind', 'srclang', 'label', 'default']));
        if (!player_attributes::is_url($kept['src'] ?? '')) {
            unset($kept['src']);
        }
        if (!in_array($kept['kind'] ?? '', $kinds, true)) {
            unset($kept['kind']);
        }
        return $kept;
    }

    /**
     * An opening tag.
     *
     * @param string $name
     * @param string[] $attributes
     * @return string
     */
    private static function tag(string $name, array $attributes): string {
        $written = '';
        foreach ($attributes as $attribute => $value) {
            $written .= $value === '' ? " {$attribute}" : " {$attribute}=\"" . self::escape($value) . '"';
        }
        return "<{$name}{$written}>";
    }

    /**
     * Text for HTML, also within an attribute. Not s(), which lets numeric entities through.
     *
     * @param string $text
     * @return string
     */
    private static function escape(string $text): string {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
    }
}
