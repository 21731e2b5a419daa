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

use filter_securehls\local\grant_cookies;
use filter_securehls\local\grant_signer;
use filter_securehls\local\misconfigured;
use filter_securehls\local\signing_key;

/**
 * Keys, signatures and cookies.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \filter_securehls\local\grant_signer
 * @covers     \filter_securehls\local\grant_cookies
 * @covers     \filter_securehls\local\signing_key
 * @covers     \filter_securehls\local\key_file
 */
final class signing_test extends \advanced_testcase {
    /** @var string[] Files that were written. */
    private array $files = [];

    /**
     * Takes the files away.
     */
    protected function tearDown(): void {
        array_map('unlink', $this->files);
        parent::tearDown();
    }

    /**
     * A file with this in it.
     *
     * @param string $content
     * @param string|null $folder
     * @return string
     */
    private function file(string $content, ?string $folder = null): string {
        $path = tempnam($folder ?? sys_get_temp_dir(), 'securehls');
        file_put_contents($path, $content);
        return $this->files[] = $path;
    }

    /**
     * A new key.
     *
     * @param array $options
     * @return string PEM
     */
    private static function pem(array $options): string {
        openssl_pkey_export(openssl_pkey_new($options), $pem);
        return $pem;
    }

    /**
     * Kinds of keys, hashes, and the names of the cookies that they need.
     *
     * @return array
     */
    public static function kinds(): array {
        $rsa = ['private_key_type' => OPENSSL_KEYTYPE_RSA, 'private_key_bits' => 2048];
        $p256 = ['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1'];
        return [
            'RSA with SHA-256' => [$rsa, 'SHA256', 'RSA', ['Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm']],
            'RSA with SHA-1' => [$rsa, 'SHA1', 'RSA', ['Policy', 'Signature', 'Key-Pair-Id']],
            'P-256' => [$p256, 'SHA256', 'P-256', ['Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm']],
            'P-256 with SHA-1' => [$p256, 'SHA1', 'P-256', ['Policy', 'Signature', 'Key-Pair-Id']],
        ];
    }

    /**
     * The signature is of the policy's bytes, and all of it is spelled as CloudFront does.
     *
     * @dataProvider kinds
     * @param array $options
     * @param string $hash
     * @param string $kind
     * @param string[] $names
     */
    public function test_signature(array $options, string $hash, string $kind, array $names): void {
        $key = signing_key::from_file($this->file(self::pem($options)), 'keypath');
        $this->assertSame($kind, $key->kind);
        $values = (new grant_signer($key, 'K1', $hash))->sign('https://cdn.school.example', 'courses/101/', 1800000000);
        $this->assertSame($names, array_keys($values));
        $this->assertMatchesRegularExpression('/^[A-Za-z0-9_~-]+$/', $values['Policy'] . $values['Signature']);
        [$policy, $signature] = array_map(
            static fn(string $value): string => base64_decode(strtr($value, '-_~', '+=/'), true),
            [$values['Policy'], $values['Signature']]
        );
        $this->assertSame(
            '{"Statement":[{"Resource":"https://cdn.school.example/courses/101/*",'
                . '"Condition":{"DateLessThan":{"AWS:EpochTime":1800000000}}}]}',
            $policy
        );
        $this->assertTrue($key->verifies($policy, $signature, $hash));
        $this->assertFalse($key->verifies($policy . ' ', $signature, $hash));
    }

    /**
     * No policy covers more than one folder, whatever a caller does.
     */
    public function test_wide_policy(): void {
        $key = signing_key::from_file($this->file(self::pem(self::kinds()['P-256'][0])), 'keypath');
        foreach (['', '/', 'courses/*', 'courses', '../'] as $prefix) {
            try {
                (new grant_signer($key, 'K1', 'SHA256'))->sign('https://cdn.school.example', $prefix, 1800000000);
                $this->fail($prefix);
            } catch (\coding_exception $error) {
                $this->assertStringContainsString('one folder', $error->getMessage());
            }
        }
    }

    /**
     * A key is not taken from a file that is missing, holds no good key, or could be served to everybody.
     */
    public function test_bad_keys(): void {
        global $CFG;
        $weak = self::pem(['private_key_type' => OPENSSL_KEYTYPE_RSA, 'private_key_bits' => 1024]);
        $curve = self::pem(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'secp384r1']);
        $good = self::pem(self::kinds()['P-256'][0]);
        $cases = [
            ['', 'nofile'],
            ['/nowhere/key.pem', 'nofile'],
            [sys_get_temp_dir(), 'nofile'],
            [$this->file('none'), 'nokey'],
            [$this->file($weak), 'keykind'],
            [$this->file($curve), 'keykind'],
            [$this->file($good, $CFG->dataroot), 'servedfile'],
            [$this->file($good, $CFG->dirroot), 'servedfile'],
        ];
        foreach ($cases as [$path, $problem]) {
            try {
                signing_key::from_file($path, 'keypath');
                $this->fail($problem);
            } catch (misconfigured $error) {
                $this->assertSame(['keypath', $problem], [$error->setting, $error->problem]);
                // Nor does the message say where it looked, or what it found.
                $this->assertSame("keypath: {$problem}", $error->getMessage());
            }
        }
    }

    /**
     * A dump of the key shows nothing of it.
     */
    public function test_no_dump(): void {
        $key = signing_key::from_file($this->file(self::pem(self::kinds()['P-256'][0])), 'keypath');
        $this->assertSame(['kind' => 'P-256'], $key->__debugInfo());
    }

    /**
     * The cookies are raw, for the course's folder alone, and clear what another kind of grant would have left.
     */
    public function test_cookies(): void {
        $cookies = new grant_cookies('https://cdn.school.example', 'https://lms.school.example', 'school.example', false);
        $lines = $cookies->lines(['Policy' => 'a~b_', 'Signature' => 'c', 'Key-Pair-Id' => 'K1'], 'courses/101/');
        $rest = '; Domain=school.example; Path=/courses/101/; Secure; HttpOnly; SameSite=Lax';
        $this->assertSame([
            "CloudFront-Expires={$rest}; Max-Age=0",
            "CloudFront-Policy=a~b_{$rest}",
            "CloudFront-Signature=c{$rest}",
            "CloudFront-Key-Pair-Id=K1{$rest}",
            "CloudFront-Hash-Algorithm={$rest}; Max-Age=0",
        ], $lines);
        $own = new grant_cookies('https://school.example', 'https://school.example', '', true);
        $this->assertSame(
            'CloudFront-Policy=a; Path=/c/; Secure; HttpOnly; SameSite=None; Partitioned',
            $own->lines(['Policy' => 'a'], 'c/')[1]
        );
    }

    /**
     * A domain that browsers would not take from Moodle, or not send to the CDN, is told and not tried.
     */
    public function test_bad_domains(): void {
        $cases = [
            ['', 'nodomain'],
            ['example', 'domain'],
            ['.school.example', 'domain'],
            ['School.example', 'domain'],
            ["school.example\r\nX: y", 'domain'],
            ['school.example; Path=/', 'domain'],
            ['ool.example', 'foreigndomain'],
            ['cdn.school.example', 'foreigndomain'],
            ['lms.school.example', 'foreigndomain'],
        ];
        foreach ($cases as [$domain, $problem]) {
            try {
                new grant_cookies('https://cdn.school.example', 'https://lms.school.example', $domain, false);
                $this->fail($domain);
            } catch (misconfigured $error) {
                $this->assertSame(['cookiedomain', $problem], [$error->setting, $error->problem], $domain);
            }
        }
    }
}
