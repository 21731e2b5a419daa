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
 * The cookies that carry a grant to the CDN. They are written as raw headers: setcookie() would turn the `~` of CloudFront's
 * base64 into `%7E`.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class grant_cookies {
    /** @var string[] CloudFront's names, after `CloudFront-`. A stale one beside the others makes the edge refuse. */
    private const NAMES = ['Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm'];

    /** @var string Such as `school.example`, or empty. */
    private string $domain;

    /** @var string How the cookies travel between sites. */
    private string $samesite;

    /**
     * Checks that a browser would take the cookies from Moodle, and send them to the CDN.
     *
     * @param string $cdn origin of the CDN
     * @param string $own origin of Moodle
     * @param string $domain what both hosts have in common; empty where they are the same host
     * @param bool $partitioned for a Moodle that is shown in a frame of another site
     */
    public function __construct(string $cdn, string $own, string $domain, bool $partitioned) {
        [$cdnhost, $ownhost] = [parse_url($cdn, PHP_URL_HOST), parse_url($own, PHP_URL_HOST)];
        if ($domain === '' && $cdnhost !== $ownhost) {
            throw new misconfigured('cookiedomain', 'nodomain');
        }
        $label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
        if ($domain !== '' && preg_match("~^(?:{$label}\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$~D", $domain) !== 1) {
            throw new misconfigured('cookiedomain', 'domain');
        }
        if ($domain !== '' && !(self::is_below($cdnhost, $domain) && self::is_below($ownhost, $domain))) {
            throw new misconfigured('cookiedomain', 'foreigndomain');
        }
        $this->domain = $domain;
        $this->samesite = $partitioned ? 'None; Partitioned' : 'Lax';
    }

    /**
     * The values of `Set-Cookie`.
     *
     * @param string[] $values by CloudFront's names
     * @param string $prefix that the grant covers, such as `courses/101/`
     * @return string[]
     */
    public function lines(array $values, string $prefix): array {
        $domain = $this->domain === '' ? '' : "; Domain={$this->domain}";
        $attributes = "{$domain}; Path=/{$prefix}; Secure; HttpOnly; SameSite={$this->samesite}";
        return array_map(static function (string $name) use ($values, $attributes): string {
            $value = $values[$name] ?? null;
            return $value === null
                ? "CloudFront-{$name}={$attributes}; Max-Age=0"
                : "CloudFront-{$name}={$value}{$attributes}";
        }, self::NAMES);
    }

    /**
     * The domain that they are for; empty for Moodle's own host.
     *
     * @return string
     */
    public function domain(): string {
        return $this->domain;
    }

    /**
     * Whether the host is the domain or below it.
     *
     * @param string $host
     * @param string $domain
     * @return bool
     */
    private static function is_below(string $host, string $domain): bool {
        return $host === $domain || str_ends_with($host, ".{$domain}");
    }
}
