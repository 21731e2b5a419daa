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
 * The plugin's settings, checked. Each throws {@see misconfigured} where it is missing or wrong: there is no default that
 * lets somebody in.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class site {
    /** @var int Seconds that a grant lasts. The player renews it after two thirds of them. */
    public const GRANT_SECONDS = 300;

    /** @var \stdClass The settings as they are stored. */
    private \stdClass $config;

    /**
     * Takes the stored settings.
     *
     * @param \stdClass|null $config those of the plugin by default
     */
    public function __construct(?\stdClass $config = null) {
        $this->config = $config ?? (object) (array) get_config('filter_securehls');
    }

    /**
     * The CDN's origin, such as `https://cdn.school.example`.
     *
     * @return string
     */
    public function cdn(): string {
        $value = $this->text('cdnorigin');
        if (!self::is_origin($value)) {
            throw new misconfigured('cdnorigin', 'origin');
        }
        return $value;
    }

    /**
     * Whether the CDN is known, so that there is something for the filter to do.
     *
     * @return bool
     */
    public function has_cdn(): bool {
        return self::is_origin($this->text('cdnorigin'));
    }

    /**
     * The ID by which CloudFront knows the public key.
     *
     * @return string
     */
    public function key_pair_id(): string {
        $value = $this->text('keypairid');
        if (preg_match('/^[A-Za-z0-9_-]{1,128}$/D', $value) !== 1) {
            throw new misconfigured('keypairid', 'keypairid');
        }
        return $value;
    }

    /**
     * The key that signs grants.
     *
     * @return signing_key
     */
    public function signing_key(): signing_key {
        return signing_key::from_file($this->text('keypath'), 'keypath');
    }

    /**
     * What the policy is hashed with.
     *
     * @return string `SHA256` or `SHA1`
     */
    public function hash(): string {
        $value = $this->text('hash') ?: 'SHA256';
        if ($value !== 'SHA256' && $value !== 'SHA1') {
            throw new misconfigured('hash', 'hash');
        }
        return $value;
    }

    /**
     * Where the grant's cookies go.
     *
     * @return grant_cookies
     */
    public function cookies(): grant_cookies {
        return new grant_cookies($this->cdn(), $this->own_origin(), $this->text('cookiedomain'), $this->is_on('partitioned'));
    }

    /**
     * Which folders belong to which course.
     *
     * @return course_prefixes
     */
    public function prefixes(): course_prefixes {
        return new course_prefixes($this->text('prefixmap'), $this->text('prefixtemplate'));
    }

    /**
     * The grant endpoint of server-kit that signs in our place; null where Moodle signs.
     *
     * @return string|null
     */
    public function grant_endpoint(): ?string {
        $value = $this->text('grantendpoint');
        if ($value === '') {
            return null;
        }
        $origin = preg_match('~^(https?://[^/?#]+)/[^#\s]*$~D', $value, $found) === 1 ? $found[1] : '';
        if (!self::is_origin($origin)) {
            throw new misconfigured('grantendpoint', 'endpoint');
        }
        return $value;
    }

    /**
     * Who signs assertions for that endpoint.
     *
     * @return assertion_signer
     */
    public function assertion_signer(): assertion_signer {
        $endpoint = $this->grant_endpoint();
        if ($endpoint === null) {
            throw new misconfigured('grantendpoint', 'noendpoint');
        }
        return new assertion_signer($endpoint, $this->text('assertkeypath'), $this->text('assertkeyid'));
    }

    /**
     * Moodle's own origin.
     *
     * @return string
     */
    public function own_origin(): string {
        global $CFG;
        return preg_match('~^https?://[^/]+~', $CFG->wwwroot, $found) === 1 ? strtolower($found[0]) : '';
    }

    /**
     * Whether the text is an origin as browsers write it: https, or http on this machine alone.
     *
     * @param string $value
     * @return bool
     */
    private static function is_origin(string $value): bool {
        $label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
        $host = "{$label}(?:\.{$label})*";
        if (preg_match("~^(https?)://({$host})(?::([1-9]\d{0,4}))?$~D", $value, $parts) !== 1) {
            return false;
        }
        $islocal = $parts[2] === '127.0.0.1' || preg_match('/(?:^|\.)localhost$/D', $parts[2]) === 1;
        $isdefault = ($parts[3] ?? '') === ($parts[1] === 'https' ? '443' : '80');
        return !$isdefault && ($parts[1] === 'https' || $islocal);
    }

    /**
     * One setting as text.
     *
     * @param string $name
     * @return string
     */
    private function text(string $name): string {
        return trim((string) ($this->config->$name ?? ''));
    }

    /**
     * Whether a setting is ticked.
     *
     * @param string $name
     * @return bool
     */
    private function is_on(string $name): bool {
        return !empty($this->config->$name);
    }
}
