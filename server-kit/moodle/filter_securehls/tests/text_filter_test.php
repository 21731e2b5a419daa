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

namespace filter_securehls;

/**
 * What becomes of texts.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \filter_securehls\text_filter
 * @covers     \filter_securehls\local\text_rewriter
 * @covers     \filter_securehls\local\short_code
 * @covers     \filter_securehls\local\html_tokens
 * @covers     \filter_securehls\local\player_markup
 * @covers     \filter_securehls\local\player_attributes
 * @covers     \filter_securehls\local\video_source
 */
final class text_filter_test extends \advanced_testcase {
    /** @var string A playlist of the course. */
    private const URL = 'https://cdn.school.example/courses/101/lesson-1/index.m3u8';

    /** @var \context The course's. */
    private \context $context;

    /**
     * A course with videos.
     */
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        set_config('cdnorigin', 'https://cdn.school.example', 'filter_securehls');
        set_config('prefixtemplate', 'courses/{idnumber}/', 'filter_securehls');
        $this->context = \context_course::instance($this->getDataGenerator()->create_course(['idnumber' => '101'])->id);
    }

    /**
     * The text as it is shown.
     *
     * @param string $text
     * @return string
     */
    private function filtered(string $text): string {
        return (new text_filter($this->context, []))->filter($text);
    }

    /**
     * How many players there are in a text.
     *
     * @param string $text
     * @return int
     */
    private function players(string $text): int {
        return substr_count($this->filtered($text), '<secure-hls-player src="' . self::URL . '"');
    }

    /**
     * The tag has all that the player needs.
     */
    public function test_tag(): void {
        global $CFG;
        $this->assertSame(
            '<p><secure-hls-player src="' . self::URL . '" video-id="courses/101/lesson-1/index.m3u8"'
                . ' login-url="' . get_login_url() . '"'
                . ' grant-endpoint="' . $CFG->wwwroot . '/filter/securehls/grant.php?ctx=' . $this->context->id . '"'
                . ' controls playsinline preload="metadata" resume="ask" aria-label="Lesson 1"></secure-hls-player></p>',
            $this->filtered('<p>[securehls src="' . self::URL . '" title="Lesson 1" resume="ask"]</p>')
        );
    }

    /**
     * Ways to write a video.
     *
     * @return array
     */
    public static function videos(): array {
        $url = self::URL;
        return [
            'in quotes' => ["[securehls src=\"{$url}\"]"],
            'in single quotes' => ["[securehls src='{$url}' controls]"],
            'without quotes' => ["[securehls src={$url} loop]"],
            'with quotes as entities' => ["[securehls src=&quot;{$url}&quot;]"],
            'with quotes as numbers' => ["[securehls src=&#34;{$url}&#x22;]"],
            'with curly quotes' => ["[securehls src=“{$url}”]"],
            'with German quotes' => ["[securehls src=„{$url}“]"],
            'with French quotes and spaces' => ["[securehls src=«{$url}»]"],
            'with fixed spaces' => ["[securehls&nbsp;src=\"{$url}\"&nbsp;]"],
            'with a line break' => ["[securehls<br>src=\"{$url}\"<br />loop]"],
            'with a bracket in the title' => ["[securehls title=\"Part [1]\" src=\"{$url}\"]"],
            'in capitals' => ["[SecureHLS SRC=\"{$url}\"]"],
            'closed with a slash' => ["[securehls src=\"{$url}\" /]"],
            'made a link by another filter' => ["[securehls src=<a href=\"{$url}\" class=\"_blanktarget\">{$url}</a>]"],
            'made a link within quotes' => ["[securehls src=\"<a href=\"{$url}\">{$url}</a>\" title=\"x\"]"],
            'with a span in it' => ["[securehls <span style=\"color:red\">src=\"{$url}\"</span>]"],
            'in a folder of the course' => ['[securehls src="lesson-1"]'],
            'in a folder of the course, in full' => ['[securehls src="lesson-1/index.m3u8"]'],
            'from the root of the CDN' => ['[securehls src="/courses/101/lesson-1/"]'],
            'with a query' => ["[securehls src=\"{$url}?Policy=a&amp;Signature=b\"]"],
            'a link with a class' => ["<a class=\"secure-hls\" href=\"{$url}\">Lesson 1</a>"],
            'a link with classes' => ["<a href=\"{$url}\" class=\"btn secure-hls nomediaplugin\"><b>Lesson</b> 1</a>"],
            'a link of another filter' => ["<a href=\"{$url}\">{$url}</a>"],
            'a bare address' => ["Watch {$url}."],
            'a bare tag' => ["<secure-hls-player src=\"{$url}\"></secure-hls-player>"],
            'a bare tag with a slash' => ["<secure-hls-player src='{$url}' controls/>"],
            'a bare tag with a link in it' => [
                "<secure-hls-player src={$url}><p slot=\"fallback\"><a href=\"{$url}\">x</a></p></secure-hls-player>",
            ],
        ];
    }

    /**
     * Each becomes one player, and what is around it stays.
     *
     * @dataProvider videos
     * @param string $text
     */
    public function test_videos(string $text): void {
        $shown = $this->filtered("<p>before {$text} after</p>");
        $this->assertSame(1, substr_count($shown, '<secure-hls-player src="' . self::URL . '"'), $shown);
        $this->assertStringStartsWith('<p>before ', $shown);
        $this->assertStringEndsWith(' after</p>', $shown);
        $this->assertStringNotContainsString('href', $shown);
        $this->assertStringNotContainsString('[securehls', $shown);
    }

    /**
     * Three in one text are three.
     */
    public function test_copies(): void {
        $code = '[securehls src="' . self::URL . '"]';
        $this->assertSame(3, $this->players("<p>{$code}</p><p>{$code}{$code}</p>"));
    }

    /**
     * Texts in which there is nothing to replace.
     *
     * @return array
     */
    public static function untouched(): array {
        $url = self::URL;
        return [
            'nothing of ours' => ['<p>Hello</p>'],
            'a word' => ['<p>[securehls] is a short code</p>'],
            'no src' => ['[securehls title="x"]'],
            'never closed' => ["[securehls src=\"{$url}"],
            'an example in code' => ["<code>[securehls src=\"{$url}\"]</code>"],
            'an example in pre' => ["<pre>{$url}</pre>"],
            'a script' => ["<script>play('{$url}')</script>"],
            'a text field' => ["<textarea>[securehls src=\"{$url}\"]</textarea>"],
            'what says nolink' => ["<span class=\"nolink\">{$url}</span>"],
            'a link that says no' => ["<a class=\"nosecurehls\" href=\"{$url}\">Download</a>"],
            'a link to another file' => ['<a href="https://cdn.school.example/courses/101/notes.pdf">Notes</a>'],
            'a link to another host' => ['<a class="secure-hls" href="https://evil.example/index.m3u8">Lesson</a>'],
            'a host that begins alike' => ['<a href="https://cdn.school.example.evil.example/a/index.m3u8">Lesson</a>'],
            'an address of another host' => ['https://evil.example/a/index.m3u8'],
            'a tag with an endpoint of its own' => [
                "<secure-hls-player src=\"{$url}\" grant-endpoint=\"/own\"><a href=\"{$url}\">x</a></secure-hls-player>",
            ],
            'a tag of another host' => ['<secure-hls-player src="https://public.example/a.m3u8"></secure-hls-player>'],
            'a short code in an attribute' => ["<img alt=\"[securehls src='{$url}' title=' onerror=alert(1) ']\" src=\"a.png\">"],
            'a short code in a comment' => ["<!-- [securehls src=\"{$url}\"] -->"],
            'a short code over two paragraphs' => ["<p>[securehls</p><p>src=\"{$url}\"]</p>"],
            'a short code that begins in an element' => ["<b>[securehls</b> <i>src=\"{$url}\"]</i>"],
            'a tag that is never closed' => ["<a title=\"[securehls src='{$url}']"],
        ];
    }

    /**
     * They stay byte for byte as they are.
     *
     * @dataProvider untouched
     * @param string $text
     */
    public function test_untouched(string $text): void {
        $this->assertSame($text, $this->filtered($text));
    }
}
