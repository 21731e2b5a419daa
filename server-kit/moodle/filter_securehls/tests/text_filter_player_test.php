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
 * What the player that a text becomes is told, and what stands where there can be none.
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
final class text_filter_player_test extends \advanced_testcase {
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
     * Attributes that somebody may try.
     *
     * @return array
     */
    public static function attributes(): array {
        return [
            'an event' => ['onerror="alert(1)"', 'onerror'],
            'an event with entities' => ['onerror=&quot;alert(1)&quot;', 'onerror'],
            'an endpoint' => ['grant-endpoint="https://evil.example/"', 'evil.example'],
            'an assertion endpoint' => ['assertion-endpoint="https://evil.example/"', 'evil.example'],
            'a progress endpoint' => ['progress-endpoint="https://evil.example/"', 'evil.example'],
            'another login' => ['login-url="https://evil.example/"', 'evil.example'],
            'a style' => ['style="position:fixed"', 'position'],
            'a script as poster' => ['poster="javascript:alert(1)"', 'javascript'],
            'data as poster' => ['poster="data:text/html,x"', 'data:'],
            'a script as storyboard' => ['storyboard="javascript:alert(1)"', 'javascript'],
            'markup in a size' => ['width="1&gt;&lt;script&gt;"', 'script'],
            'debugging' => ['debug', 'debug'],
            'an id' => ['id="page"', 'page'],
        ];
    }

    /**
     * They are left out.
     *
     * @dataProvider attributes
     * @param string $attribute
     * @param string $trace
     */
    public function test_attributes(string $attribute, string $trace): void {
        $shown = $this->filtered('[securehls src="' . self::URL . "\" {$attribute}]");
        $this->assertSame(1, substr_count($shown, '<secure-hls-player '));
        $this->assertStringNotContainsString($trace, $shown);
    }

    /**
     * A title is text, whatever stands in it.
     */
    public function test_title(): void {
        $shown = $this->filtered('[securehls src="' . self::URL . '" title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"]');
        $this->assertStringNotContainsString('<script', $shown);
        $link = $this->filtered('<a class="secure-hls" href="' . self::URL . '">a &lt;b&gt; &quot;c&quot;</a>');
        $this->assertStringContainsString('aria-label="a &lt;b&gt; &quot;c&quot;"', $link);
    }

    /**
     * What is said to be off is off.
     */
    public function test_switches(): void {
        $shown = $this->filtered('[securehls src="' . self::URL . '" controls="false" loop="no" muted]');
        $this->assertStringNotContainsString(' controls', $shown);
        $this->assertStringNotContainsString(' loop', $shown);
        $this->assertStringContainsString(' muted', $shown);
    }

    /**
     * Tracks within a bare tag stay, and nothing else does.
     */
    public function test_tracks(): void {
        $shown = $this->filtered('<secure-hls-player src="' . self::URL . '">'
            . '<track kind="captions" srclang="de" src="/de.vtt" onload="x"><script>x</script></secure-hls-player>');
        $this->assertStringContainsString('<track kind="captions" srclang="de" src="/de.vtt"></secure-hls-player>', $shown);
        $this->assertStringNotContainsString('script', $shown);
    }

    /**
     * An address that is none of the CDN is told where it was meant for the player, to a teacher in more words.
     */
    public function test_missing(): void {
        $this->setUser($this->getDataGenerator()->create_user());
        $code = '[securehls src="https://elsewhere.example/a.m3u8"]';
        $this->assertStringContainsString(get_string('novideo', 'filter_securehls'), $this->filtered($code));
        $course = get_course($this->context->instanceid);
        $this->setUser($this->getDataGenerator()->create_and_enrol($course, 'editingteacher'));
        $this->assertStringContainsString(s(get_string('novideoteacher', 'filter_securehls')), $this->filtered($code));
        // In a course without a folder a path is none either.
        $other = \context_course::instance($this->getDataGenerator()->create_course()->id);
        $shown = (new text_filter($other, []))->filter('[securehls src="lesson-1"]');
        $this->assertStringNotContainsString('secure-hls-player', $shown);
    }

    /**
     * Without a CDN nothing happens.
     */
    public function test_no_cdn(): void {
        foreach (['', 'http://cdn.school.example', 'https://cdn.school.example/', 'https://*.school.example'] as $origin) {
            set_config('cdnorigin', $origin, 'filter_securehls');
            $text = '[securehls src="' . self::URL . '"]';
            $this->assertSame($text, $this->filtered($text));
        }
    }

    /**
     * In the Moodle App there is a button that opens the page, in a mail a link to it.
     */
    public function test_media(): void {
        $url = htmlspecialchars($this->context->get_url()->out(false));
        $app = new local\player_markup($this->context, local\medium::APP);
        $this->assertSame(
            "<button type=\"button\" class=\"btn btn-primary\" data-app-url=\"{$url}\">Watch: A &amp; B</button>",
            $app->player(self::URL, 'courses/101/lesson-1/index.m3u8', ['title' => 'A & B'])
        );
        $message = new local\player_markup($this->context, local\medium::MESSAGE);
        $this->assertSame(
            "<a href=\"{$url}\">Watch the video</a>",
            $message->player(self::URL, 'courses/101/lesson-1/index.m3u8', [])
        );
    }

    /**
     * With a grant server the tag names it, and where the assertions for it come from.
     */
    public function test_grant_server(): void {
        set_config('grantendpoint', 'https://video.school.example/grant', 'filter_securehls');
        $shown = $this->filtered('[securehls src="lesson-1"]');
        $this->assertStringContainsString(' grant-endpoint="https://video.school.example/grant"', $shown);
        $this->assertStringContainsString('/filter/securehls/assert.php?ctx=' . $this->context->id . '"', $shown);
    }

    /**
     * Each page gets a script that waits, once, and a URL in it is a text of the script.
     */
    public function test_setup(): void {
        $requires = new class {
            /** @var string[] What the page was given. */
            public array $code = [];

            /** @var bool[] What was asked for before. */
            private array $asked = [];

            /**
             * Whether something is asked for the first time.
             *
             * @param string $what
             * @return bool
             */
            public function should_create_one_time_item_now(string $what): bool {
                $isfirst = !isset($this->asked[$what]);
                $this->asked[$what] = true;
                return $isfirst;
            }

            /**
             * Takes a script.
             *
             * @param string $code
             */
            public function js_init_code(string $code): void {
                $this->code[] = $code;
            }
        };
        $page = (object) ['requires' => $requires];
        $filter = new text_filter($this->context, []);
        $filter->setup($page, $this->context);
        $filter->setup($page, $this->context);
        $this->assertCount(1, $requires->code);
        $this->assertMatchesRegularExpression(
            '~^import\("https?://[^"]+/filter/securehls/player/[0-9.]+/watcher\.js"\)'
                . '\.then\(\(\{watch\}\) => watch\("https?://[^"]+/player/[0-9.]+/index\.js"\)\);$~',
            $requires->code[0]
        );
    }
}
