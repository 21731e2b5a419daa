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
 * Looks at the settings as a grant does, and at what else has to be right.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class diagnosis {
    /** @var site */
    private site $site;

    /** @var \stdClass The settings as they are stored. */
    private \stdClass $config;

    /**
     * Takes the settings.
     *
     * @param \stdClass|null $config those of the plugin by default
     */
    public function __construct(?\stdClass $config = null) {
        $this->config = $config ?? (object) (array) get_config('filter_securehls');
        $this->site = new site($this->config);
    }

    /**
     * What is seen without asking the CDN.
     *
     * @return finding[]
     */
    public function findings(): array {
        $delegated = trim((string) ($this->config->grantendpoint ?? '')) !== '';
        return array_merge(
            [$this->wwwroot(), $this->try('cdn', fn() => $this->site->cdn())],
            $delegated ? $this->delegated() : $this->signing(),
            [$this->prefixes(), $this->idnumbers(), $this->order(), $this->player()]
        );
    }

    /**
     * What is seen by asking the CDN for a file, without a grant and with one.
     *
     * @param string $src as an author would type it
     * @param callable|null $ask `(url, header lines) => HTTP status`; Moodle's curl by default
     * @return finding[]
     */
    public function request(string $src, ?callable $ask = null): array {
        $ask ??= [self::class, 'ask'];
        try {
            $cdn = $this->site->cdn();
            $path = (new video_source($cdn, []))->path($src);
            if ($path === null || !str_contains($path, '/')) {
                return [new finding(finding::PROBLEM, 'request', get_string('check_request_path', 'filter_securehls'))];
            }
            // As narrow as can be: the file's own folder.
            $prefix = video_path::prefix(dirname($path)) ?? '';
            $signer = new grant_signer($this->site->signing_key(), $this->site->key_pair_id(), $this->site->hash());
            $pairs = [];
            foreach ($signer->sign($cdn, $prefix, time() + site::GRANT_SECONDS) as $name => $value) {
                $pairs[] = "CloudFront-{$name}={$value}";
            }
            $url = "{$cdn}/{$path}";
            $origin = 'Origin: ' . $this->site->own_origin();
            return [
                self::status('without', $ask($url, [$origin]), 403),
                self::status('with', $ask($url, [$origin, 'Cookie: ' . implode('; ', $pairs)]), 200),
            ];
        } catch (misconfigured $error) {
            return [new finding(finding::PROBLEM, 'request', $error->explanation())];
        }
    }

    /**
     * Whether Moodle is on https, without which browsers keep no cookie of a grant.
     *
     * @return finding
     */
    private function wwwroot(): finding {
        $issecure = preg_match('~^https://|^http://([^/:]+\.)*localhost(:|$)~', $this->site->own_origin()) === 1;
        return new finding($issecure ? finding::GOOD : finding::PROBLEM, 'https');
    }

    /**
     * What signs here.
     *
     * @return finding[]
     */
    private function signing(): array {
        $path = trim((string) ($this->config->keypath ?? ''));
        $key = $this->try('key', fn() => $this->site->signing_key()->kind);
        if ($key->status === finding::GOOD && key_file::is_world_readable($path)) {
            $key = new finding(finding::WARNING, 'key', get_string('check_key_world', 'filter_securehls'));
        }
        return [
            $key,
            $this->try('keypairid', fn() => $this->site->key_pair_id()),
            $this->try('cookies', fn() => $this->site->cookies()->domain()),
            $this->try('grant', fn() => $this->test_grant()),
        ];
    }

    /**
     * What signs assertions for an endpoint elsewhere.
     *
     * @return finding[]
     */
    private function delegated(): array {
        return [
            $this->try('endpoint', fn() => (string) $this->site->grant_endpoint()),
            $this->try('assertion', fn() => $this->site->assertion_signer()->key()[1]),
        ];
    }

    /**
     * Signs a grant, and checks the signature with the public half.
     *
     * @return string
     */
    private function test_grant(): string {
        $key = $this->site->signing_key();
        $hash = $this->site->hash();
        $values = (new grant_signer($key, $this->site->key_pair_id(), $hash))->sign($this->site->cdn(), 'check/', time() + 60);
        [$policy, $signature] = array_map(
            static fn(string $value): string => base64_decode(strtr($value, '-_~', '+=/')),
            [$values['Policy'], $values['Signature']]
        );
        if (!$key->verifies($policy, $signature, $hash)) {
            throw new misconfigured('hash', 'nosigning');
        }
        return "{$key->kind}, {$hash}";
    }

    /**
     * Whether courses have folders at all, and every line of the map can be read.
     *
     * @return finding
     */
    private function prefixes(): finding {
        $map = course_prefixes::read_map((string) ($this->config->prefixmap ?? ''));
        if ($map['wrong'] !== []) {
            $lines = implode(', ', $map['wrong']);
            return new finding(finding::PROBLEM, 'prefixes', get_string('problem_map', 'filter_securehls', $lines));
        }
        $hastemplate = preg_match('/\{(?:id|idnumber)\}/', (string) ($this->config->prefixtemplate ?? '')) === 1;
        return $hastemplate || $map['map'] !== []
            ? new finding(finding::GOOD, 'prefixes')
            : new finding(finding::PROBLEM, 'prefixes', get_string('problem_noprefix', 'filter_securehls'));
    }

    /**
     * Who can change what a course may play: with ID numbers, everybody who can change those.
     *
     * @return finding
     */
    private function idnumbers(): finding {
        if (!$this->site->prefixes()->uses_idnumber()) {
            return new finding(finding::GOOD, 'idnumber');
        }
        $roles = get_roles_with_capability('moodle/course:changeidnumber', CAP_ALLOW, \context_system::instance());
        $teachers = array_filter($roles, static fn(\stdClass $role): bool => $role->archetype !== 'manager');
        if ($teachers === []) {
            return new finding(finding::GOOD, 'idnumber');
        }
        $names = implode(', ', array_map(static fn(\stdClass $role): string => role_get_name($role), $teachers));
        return new finding(finding::WARNING, 'idnumber', get_string('check_idnumber_roles', 'filter_securehls', $names));
    }

    /**
     * Whether links get to the filter before they get to Video.js.
     *
     * @return finding
     */
    private function order(): finding {
        return filter_order::is_first()
            ? new finding(finding::GOOD, 'order')
            : new finding(finding::PROBLEM, 'order', get_string('check_order_below', 'filter_securehls'));
    }

    /**
     * Whether the player is in the plugin: it is in the zip, not in the sources.
     *
     * @return finding
     */
    private function player(): finding {
        $isthere = is_readable(__DIR__ . '/../../player/' . page_loader::version() . '/index.js');
        return $isthere
            ? new finding(finding::GOOD, 'player')
            : new finding(finding::PROBLEM, 'player', get_string('check_player_missing', 'filter_securehls'));
    }

    /**
     * Whether something works, or what is wrong with it.
     *
     * @param string $check
     * @param callable $do returns what there is to say of it
     * @return finding
     */
    private function try(string $check, callable $do): finding {
        try {
            return new finding(finding::GOOD, $check, $do());
        } catch (misconfigured $error) {
            return new finding(finding::PROBLEM, $check, $error->explanation());
        }
    }

    /**
     * Compares an answer of the CDN.
     *
     * @param string $check
     * @param int $status
     * @param int $expected
     * @return finding
     */
    private static function status(string $check, int $status, int $expected): finding {
        $seen = $status === 0 ? get_string('check_request_none', 'filter_securehls') : "HTTP {$status}";
        return new finding($status === $expected ? finding::GOOD : finding::PROBLEM, "request_{$check}", $seen);
    }

    /**
     * Asks the CDN.
     *
     * @param string $url
     * @param string[] $headers
     * @return int HTTP status, 0 without an answer
     */
    private static function ask(string $url, array $headers): int {
        global $CFG;
        require_once($CFG->libdir . '/filelib.php');
        $curl = new \curl();
        $curl->setHeader($headers);
        $curl->get($url, [], ['CURLOPT_TIMEOUT' => 10, 'CURLOPT_FOLLOWLOCATION' => false, 'CURLOPT_RANGE' => '0-0']);
        $status = (int) ($curl->get_info()['http_code'] ?? 0);
        return $status === 206 ? 200 : $status;
    }
}
