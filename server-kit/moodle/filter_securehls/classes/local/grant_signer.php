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
 * Signs a CloudFront policy for one folder.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @see        https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html
 */
final class grant_signer {
    /** @var signing_key */
    private signing_key $key;

    /** @var string */
    private string $keypairid;

    /** @var string `SHA256` or `SHA1`. */
    private string $hash;

    /**
     * Takes the key, CloudFront's name of it, and the hash.
     *
     * @param signing_key $key
     * @param string $keypairid
     * @param string $hash
     */
    public function __construct(signing_key $key, string $keypairid, string $hash) {
        $this->key = $key;
        $this->keypairid = $keypairid;
        $this->hash = $hash;
    }

    /**
     * The values of the cookies, by CloudFront's names.
     *
     * @param string $cdn origin
     * @param string $prefix such as `courses/101/`; only {@see video_path::prefix()} makes one
     * @param int $expires epoch seconds
     * @return string[]
     */
    public function sign(string $cdn, string $prefix, int $expires): array {
        $policy = self::policy($cdn, $prefix, $expires);
        $values = [
            'Policy' => self::spell($policy),
            'Signature' => self::spell($this->key->sign($policy, $this->hash)),
            'Key-Pair-Id' => $this->keypairid,
        ];
        return $this->hash === 'SHA256' ? $values + ['Hash-Algorithm' => 'SHA256'] : $values;
    }

    /**
     * What is signed: everything below the folder, until then.
     *
     * @param string $cdn
     * @param string $prefix
     * @param int $expires
     * @return string
     */
    private static function policy(string $cdn, string $prefix, int $expires): string {
        if (video_path::prefix($prefix) !== $prefix) {
            throw new \coding_exception('A grant covers one folder.');
        }
        $condition = ['DateLessThan' => ['AWS:EpochTime' => $expires]];
        $statement = ['Resource' => "{$cdn}/{$prefix}*", 'Condition' => $condition];
        return json_encode(['Statement' => [$statement]], JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
    }

    /**
     * CloudFront's spelling of base64.
     *
     * @param string $bytes
     * @return string
     */
    private static function spell(string $bytes): string {
        return strtr(base64_encode($bytes), '+=/', '-_~');
    }
}
