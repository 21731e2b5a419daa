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
 * Signs what a grant endpoint elsewhere is told of a viewer: a JWT that is good for a minute, and for one request.
 *
 * Nothing in it names him: `sub` is a hash that only this Moodle can make.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class assertion_signer {
    /** @var int Seconds that an assertion is good for. */
    public const SECONDS = 60;

    /** @var int Bytes of a shared secret: shorter ones can be guessed from one token. */
    private const SHORTEST_SECRET = 32;

    /** @var string Whom it is for. */
    private string $audience;

    /** @var string The file of the key. */
    private string $path;

    /** @var string|null By which the other side knows the key. */
    private ?string $keyid;

    /**
     * Takes whom it is for, and where the key is.
     *
     * @param string $audience URL of the grant endpoint
     * @param string $path of a PEM file, or of a file with a secret
     * @param string $keyid may be empty
     */
    public function __construct(string $audience, string $path, string $keyid) {
        $this->audience = $audience;
        $this->path = $path;
        $this->keyid = $keyid === '' ? null : $keyid;
    }

    /**
     * An assertion.
     *
     * @param viewer $viewer
     * @param string $prefix
     * @param string $path of the video, the only one that it is good for
     * @return string
     */
    public function sign(viewer $viewer, string $prefix, string $path): string {
        global $CFG, $USER;
        [$key, $algorithm] = $this->key();
        $now = time();
        return \Firebase\JWT\JWT::encode([
            'iss' => $CFG->wwwroot,
            'aud' => $this->audience,
            'sub' => self::pseudonym((int) $USER->id),
            'video' => $path,
            'prefix' => $prefix,
            'ctx' => $viewer->context->id,
            'iat' => $now,
            'exp' => $now + self::SECONDS,
            'jti' => bin2hex(random_bytes(16)),
        ], $key, $algorithm, $this->keyid);
    }

    /**
     * What a user is called outside of this Moodle: the same for ever, and of no use elsewhere.
     *
     * @param int $userid
     * @return string
     */
    public static function pseudonym(int $userid): string {
        return hash_hmac('sha256', "viewer {$userid}", get_site_identifier());
    }

    /**
     * The key, and the algorithm that it is for.
     *
     * @return array
     */
    public function key(): array {
        $secret = trim(key_file::read($this->path, 'assertkeypath'));
        if (str_contains($secret, 'PRIVATE KEY')) {
            $key = signing_key::from_file($this->path, 'assertkeypath');
            return [$key->openssl(), $key->kind === 'RSA' ? 'RS256' : 'ES256'];
        }
        if (strlen($secret) < self::SHORTEST_SECRET) {
            throw new misconfigured('assertkeypath', 'secret');
        }
        return [$secret, 'HS256'];
    }
}
