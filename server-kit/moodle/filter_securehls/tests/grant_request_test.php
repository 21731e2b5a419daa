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

use filter_securehls\local\grant_request;
use filter_securehls\local\refusal;

/**
 * Which requests are read at all.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \filter_securehls\local\grant_request
 * @covers     \filter_securehls\local\refusal
 */
final class grant_request_test extends \advanced_testcase {
    /** @var string Moodle's origin. */
    private const OWN = 'https://lms.school.example';

    /** @var string[] A request as the player sends it. */
    private const SENT = [
        'REQUEST_METHOD' => 'POST',
        'CONTENT_TYPE' => 'application/json',
        'HTTP_ORIGIN' => self::OWN,
        'HTTP_SEC_FETCH_SITE' => 'same-origin',
        'HTTP_SEC_FETCH_MODE' => 'cors',
    ];

    /** @var string Its body. */
    private const BODY = '{"videoId":"courses/101/a/index.m3u8"}';

    /**
     * What the player asks is understood, also without the headers that some browsers leave out.
     */
    public function test_read(): void {
        $this->assertSame('courses/101/a/index.m3u8', grant_request::read(self::OWN, self::SENT, self::BODY)->path);
        $old = array_diff_key(self::SENT, ['HTTP_SEC_FETCH_SITE' => 1, 'HTTP_SEC_FETCH_MODE' => 1]);
        $this->assertSame('POST', grant_request::read(self::OWN, $old, self::BODY)->method);
        $end = ['REQUEST_METHOD' => 'DELETE'] + self::SENT;
        $this->assertSame('DELETE', grant_request::read(self::OWN, $end, '{"sessionId":"a"}')->method);
        $charset = ['CONTENT_TYPE' => 'application/json; charset=utf-8'] + self::SENT;
        $this->assertSame('POST', grant_request::read(self::OWN, $charset, self::BODY)->method);
    }

    /**
     * Requests that are refused.
     *
     * @return array
     */
    public static function refused(): array {
        return [
            'a link' => [['REQUEST_METHOD' => 'GET']],
            'a preflight' => [['REQUEST_METHOD' => 'OPTIONS']],
            'another site' => [['HTTP_ORIGIN' => 'https://evil.example', 'HTTP_SEC_FETCH_SITE' => 'cross-site']],
            'another host of the school' => [['HTTP_ORIGIN' => 'https://blog.school.example', 'HTTP_SEC_FETCH_SITE' => 'same-site']],
            'an origin that begins alike' => [['HTTP_ORIGIN' => self::OWN . '.evil.example', 'HTTP_SEC_FETCH_SITE' => null]],
            'a sandbox' => [['HTTP_ORIGIN' => 'null', 'HTTP_SEC_FETCH_SITE' => null]],
            'http in front of https' => [['HTTP_ORIGIN' => 'http://lms.school.example', 'HTTP_SEC_FETCH_SITE' => 'cross-site']],
            'a navigation' => [['HTTP_SEC_FETCH_MODE' => 'navigate']],
            'neither header, no sesskey' => [['HTTP_ORIGIN' => null, 'HTTP_SEC_FETCH_SITE' => null]],
            'a form' => [['CONTENT_TYPE' => 'application/x-www-form-urlencoded']],
            'a form as text' => [['CONTENT_TYPE' => 'text/plain']],
            'something like JSON' => [['CONTENT_TYPE' => 'application/jsonp']],
            'no content type' => [['CONTENT_TYPE' => null]],
            'no JSON' => [[], '{'],
            'a list' => [[], '["videoId"]'],
            'a number' => [[], '1'],
            'too much' => [[], '{"videoId":"a/index.m3u8","x":"' . str_repeat('x', 4096) . '"}'],
            'too deep' => [[], '{"videoId":' . str_repeat('[', 20) . str_repeat(']', 20) . '}'],
            'no video' => [[], '{}'],
            'a video that is a list' => [[], '{"videoId":["courses/101/a/index.m3u8"]}'],
            'a folder up' => [[], '{"videoId":"courses/101/../102/index.m3u8"}'],
            'a wildcard' => [[], '{"videoId":"courses/*/index.m3u8"}'],
            'a URL' => [[], '{"videoId":"https://evil.example/index.m3u8"}'],
            'a slash before' => [[], '{"videoId":"/courses/101/index.m3u8"}'],
            'a page' => [[], '{"videoId":"courses/101/index.html"}'],
            'a session that is no ID' => [[], '{"videoId":"courses/101/a/index.m3u8","sessionId":"a b"}'],
        ];
    }

    /**
     * They are bad requests, and 405 where the method is wrong.
     *
     * @dataProvider refused
     * @param array $changes headers; null takes one away
     * @param string $body
     */
    public function test_refused(array $changes, string $body = self::BODY): void {
        $server = array_filter($changes + self::SENT, 'is_string');
        try {
            grant_request::read(self::OWN, $server, $body);
            $this->fail('It was taken.');
        } catch (refusal $refusal) {
            $this->assertSame('bad-request', $refusal->refusalcode);
            $this->assertSame(isset($changes['REQUEST_METHOD']) ? 405 : 400, $refusal->status);
        }
    }

    /**
     * Who sends neither Origin nor Sec-Fetch-Site has to know the session.
     */
    public function test_sesskey(): void {
        $this->setUser($this->getDataGenerator()->create_user());
        $server = ['REQUEST_METHOD' => 'POST', 'CONTENT_TYPE' => 'application/json', 'HTTP_X_MOODLE_SESSKEY' => sesskey()];
        $this->assertSame('POST', grant_request::read(self::OWN, $server, self::BODY)->method);
    }

    /**
     * A failure of ours says nothing of itself.
     */
    public function test_failures(): void {
        $problem = refusal::of(new \Exception('password of the database'))->problem();
        $this->assertSame('server-error', $problem['code']);
        $this->assertStringNotContainsString('password', json_encode($problem));
        $misconfigured = refusal::of(new local\misconfigured('keypath', 'nofile'));
        $this->assertSame([503, 'keys-unavailable'], [$misconfigured->status, $misconfigured->problem()['reason']]);
        $this->assertStringNotContainsString('keypath', json_encode($misconfigured->problem()));
    }
}
