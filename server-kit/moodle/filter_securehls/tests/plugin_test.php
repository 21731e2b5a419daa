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

use filter_securehls\local\diagnosis;
use filter_securehls\local\filter_order;
use filter_securehls\local\finding;
use filter_securehls\local\grant_log;
use filter_securehls\local\refusal;
use filter_securehls\local\viewer;

/**
 * What is around the grants: order of filters, log, privacy, settings, check page.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \filter_securehls\local\diagnosis
 * @covers     \filter_securehls\local\filter_order
 * @covers     \filter_securehls\local\grant_log
 * @covers     \filter_securehls\event\grant_issued
 * @covers     \filter_securehls\event\grant_refused
 * @covers     \filter_securehls\privacy\provider
 */
final class plugin_test extends \advanced_testcase {
    /**
     * The filter comes before the one that would take its links.
     */
    public function test_order(): void {
        global $CFG;
        $this->resetAfterTest();
        require_once($CFG->libdir . '/filterlib.php');
        filter_set_global_state('mediaplugin', TEXTFILTER_ON);
        filter_order::put_first();
        $this->assertTrue(filter_order::is_first());
        filter_set_global_state('securehls', TEXTFILTER_OFF);
        $this->assertFalse(filter_order::is_first());
    }

    /**
     * A session says the same once, and both events say who and what.
     */
    public function test_log(): void {
        $this->resetAfterTest();
        $course = $this->getDataGenerator()->create_course(['idnumber' => '101']);
        $user = $this->getDataGenerator()->create_and_enrol($course);
        $this->setUser($user);
        $this->assertTrue(grant_log::is_new('a'));
        $this->assertFalse(grant_log::is_new('a'));
        $this->assertTrue(grant_log::is_new('b'));

        $context = \context_course::instance($course->id);
        $sink = $this->redirectEvents();
        grant_log::issued(viewer::require_in($context->id), 'courses/101/', 'courses/101/a/index.m3u8');
        grant_log::refused($context->id, new refusal('not-entitled', 'No.'));
        [$issued, $refused] = $sink->get_events();
        $this->assertSame("The user with id '{$user->id}' was let watch 'courses/101/a/index.m3u8'"
            . " in the context with id '{$context->id}'.", $issued->get_description());
        $this->assertStringContainsString('(not-entitled)', $refused->get_description());
        $this->assertSame(get_string('eventgrantissued', 'filter_securehls'), $issued::get_name());
        $this->assertSame(get_string('eventgrantrefused', 'filter_securehls'), $refused::get_name());
        // A restored log has nothing to translate in them.
        $this->assertSame([false, false], [$issued::get_other_mapping(), $refused::get_other_mapping()]);
    }

    /**
     * What was granted in an activity that is deleted later stays in the log, and leads nowhere.
     */
    public function test_log_of_what_is_gone(): void {
        $this->resetAfterTest();
        $course = $this->getDataGenerator()->create_course();
        $page = $this->getDataGenerator()->create_module('page', ['course' => $course->id]);
        $this->setUser($this->getDataGenerator()->create_and_enrol($course));
        $context = \context_module::instance($page->cmid);
        $sink = $this->redirectEvents();
        grant_log::issued(viewer::require_in($context->id), 'courses/101/', 'courses/101/a/index.m3u8');
        grant_log::refused($context->id, new refusal('not-entitled', 'No.'));
        $restore = static fn($event): \core\event\base => $event::restore($event->get_data(), []);
        [$issued] = array_map($restore, $sink->get_events());
        $this->assertSame("/mod/page/view.php?id={$page->cmid}", $issued->get_url()->out_as_local_url(false));
        \context_helper::delete_instance(CONTEXT_MODULE, $page->cmid);
        foreach (array_map($restore, $sink->get_events()) as $event) {
            $this->assertNull($event->get_url());
            $this->assertStringContainsString((string) $context->id, $event->get_description());
        }
    }

    /**
     * What leaves Moodle is named, in words.
     */
    public function test_privacy(): void {
        $collection = new \core_privacy\local\metadata\collection('filter_securehls');
        $this->assertSame($collection, privacy\provider::get_metadata($collection));
    }

    /**
     * What the check page says of settings that work.
     */
    public function test_good_settings(): void {
        $this->resetAfterTest();
        $findings = $this->findings($this->settings());
        unset($findings['order'], $findings['player']);
        $this->assertSame([finding::GOOD], array_values(array_unique($findings)));
    }

    /**
     * What an administrator fills in is what the code reads, in words; and a list that cannot be read is not kept.
     */
    public function test_settings_page(): void {
        global $CFG;
        require_once($CFG->libdir . '/adminlib.php');
        $ADMIN = (object) ['fulltree' => true];
        $settings = new \admin_settingpage('filtersettingsecurehls', 'Protected videos');
        require(__DIR__ . '/../settings.php');
        $fields = array_filter((array) $settings->settings, static fn($one): bool => !$one instanceof \admin_setting_heading);
        $known = ['cdnorigin', 'cookiedomain', 'keypairid', 'keypath', 'hash', 'partitioned'];
        $known = [...$known, 'prefixtemplate', 'prefixmap', 'grantendpoint', 'assertkeypath', 'assertkeyid'];
        $this->assertSame($known, array_column($fields, 'name'));
        $this->assertSame(['filter_securehls'], array_values(array_unique(array_column($fields, 'plugin'))));
        foreach ($fields as $field) {
            $this->assertNotSame('', (string) $field->visiblename . (string) $field->description);
        }
        // Whatever a file may be called, and Windows has colons.
        foreach (['/etc/securehls/private.pem', 'C:\keys\private.pem', "/srv/r&d/teacher's.key"] as $path) {
            $this->assertTrue($settings->settings->filter_securehlskeypath->validate($path), $path);
            $this->assertTrue($settings->settings->filter_securehlsassertkeypath->validate($path), $path);
        }
        $map = $settings->settings->filter_securehlsprefixmap;
        $this->assertTrue($map->validate("MATH-1 => courses/101\n# a remark"));
        $this->assertSame(get_string('problem_map', 'filter_securehls', '2'), $map->validate("MATH-1 => courses/101\nMATH-2"));
    }

    /**
     * Settings that do not work, and which check says so.
     *
     * @return array
     */
    public static function wrong(): array {
        return [
            'no CDN' => [['cdnorigin' => ''], 'cdn'],
            'no key' => [['keypath' => ''], 'key'],
            'no ID' => [['keypairid' => ''], 'keypairid'],
            'an ID with spaces' => [['keypairid' => 'a b'], 'keypairid'],
            'another domain' => [['cookiedomain' => 'other.example'], 'cookies'],
            'another hash' => [['hash' => 'MD5'], 'grant'],
            'no folders' => [['prefixtemplate' => ''], 'prefixes'],
            'a bad map' => [['prefixmap' => 'A'], 'prefixes'],
            'a grant server without a key' => [['grantendpoint' => 'https://video.school.example/grant'], 'assertion'],
            'a grant server by http' => [['grantendpoint' => 'http://video.school.example/grant'], 'endpoint'],
        ];
    }

    /**
     * Each is seen.
     *
     * @dataProvider wrong
     * @param string[] $changes
     * @param string $check
     */
    public function test_wrong_settings(array $changes, string $check): void {
        $this->resetAfterTest();
        $findings = $this->findings((object) ($changes + (array) $this->settings()));
        $this->assertSame(finding::PROBLEM, $findings[$check]);
    }

    /**
     * The CDN is asked without cookies and with those of a grant.
     */
    public function test_request(): void {
        $this->resetAfterTest();
        $asked = [];
        $ask = static function (string $url, array $headers) use (&$asked): int {
            $asked[] = [$url, $headers];
            return count($headers) === 1 ? 200 : 403;
        };
        $findings = (new diagnosis($this->settings()))->request('/courses/101/a', $ask);
        $this->assertSame(['https://cdn.school.example/courses/101/a/index.m3u8'], array_unique(array_column($asked, 0)));
        $this->assertStringContainsString('Cookie: CloudFront-Policy=', $asked[1][1][1]);
        // An open CDN is as wrong as one that refuses a grant.
        $this->assertSame([finding::PROBLEM, finding::PROBLEM], array_column($findings, 'status'));
        $good = static fn(string $url, array $headers): int => count($headers) === 1 ? 403 : 200;
        $findings = (new diagnosis($this->settings()))->request('/courses/101/a', $good);
        $this->assertSame([finding::GOOD, finding::GOOD], array_column($findings, 'status'));
        $findings = (new diagnosis($this->settings()))->request('https://evil.example/a/index.m3u8', $good);
        $this->assertSame([finding::PROBLEM], array_column($findings, 'status'));
    }

    /**
     * Settings that work.
     *
     * @return \stdClass
     */
    private function settings(): \stdClass {
        global $CFG;
        openssl_pkey_export(openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']), $pem);
        $path = tempnam(sys_get_temp_dir(), 'securehls');
        file_put_contents($path, $pem);
        register_shutdown_function(static fn() => @unlink($path));
        $CFG->wwwroot = 'https://lms.school.example';
        return (object) [
            'cdnorigin' => 'https://cdn.school.example',
            'cookiedomain' => 'school.example',
            'keypath' => $path,
            'keypairid' => 'K2JCJMDEHXQW5F',
            'hash' => 'SHA256',
            'prefixtemplate' => 'courses/{id}/',
        ];
    }

    /**
     * The statuses by check.
     *
     * @param \stdClass $settings
     * @return string[]
     */
    private function findings(\stdClass $settings): array {
        $findings = (new diagnosis($settings))->findings();
        foreach ($findings as $finding) {
            // Each has a name in words.
            $this->assertNotSame('', get_string("check_{$finding->check}", 'filter_securehls'));
        }
        return array_column($findings, 'status', 'check');
    }
}
