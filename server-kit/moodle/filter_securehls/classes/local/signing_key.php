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
 * A private key in a file. The key itself is never in Moodle's database, in a log, in a message or in a dump.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class signing_key {
    /** @var string `RSA` or `P-256`. */
    public readonly string $kind;

    /** @var \OpenSSLAsymmetricKey */
    private \OpenSSLAsymmetricKey $key;

    /**
     * Takes a key that is good enough.
     *
     * @param \OpenSSLAsymmetricKey $key
     * @param string $setting that names its file
     */
    private function __construct(\OpenSSLAsymmetricKey $key, string $setting) {
        $details = openssl_pkey_get_details($key);
        $isrsa = $details['type'] === OPENSSL_KEYTYPE_RSA && $details['bits'] >= 2048;
        $isp256 = $details['type'] === OPENSSL_KEYTYPE_EC && ($details['ec']['curve_name'] ?? '') === 'prime256v1';
        if (!$isrsa && !$isp256) {
            throw new misconfigured($setting, 'keykind');
        }
        $this->key = $key;
        $this->kind = $isrsa ? 'RSA' : 'P-256';
    }

    /**
     * Reads the key of a file, which must lie where no web server gives it away.
     *
     * @param string $path absolute
     * @param string $setting that names the file
     * @return self
     */
    public static function from_file(string $path, string $setting): self {
        $key = openssl_pkey_get_private(key_file::read($path, $setting));
        // What openssl has to say of it is of no use to anybody, and would be said at the next failure.
        while (openssl_error_string() !== false) {
            continue;
        }
        if ($key === false) {
            throw new misconfigured($setting, 'nokey');
        }
        return new self($key, $setting);
    }

    /**
     * Signs.
     *
     * @param string $data
     * @param string $hash `SHA256` or `SHA1`
     * @return string the signature's bytes; of P-256 as DER
     */
    public function sign(string $data, string $hash): string {
        $signature = '';
        if (!openssl_sign($data, $signature, $this->key, $hash === 'SHA1' ? OPENSSL_ALGO_SHA1 : OPENSSL_ALGO_SHA256)) {
            throw new misconfigured('hash', 'nosigning');
        }
        return $signature;
    }

    /**
     * Whether the signature is this key's.
     *
     * @param string $data
     * @param string $signature
     * @param string $hash
     * @return bool
     */
    public function verifies(string $data, string $signature, string $hash): bool {
        $algorithm = $hash === 'SHA1' ? OPENSSL_ALGO_SHA1 : OPENSSL_ALGO_SHA256;
        return openssl_verify($data, $signature, $this->public_key(), $algorithm) === 1;
    }

    /**
     * The public half, for CloudFront or for who checks assertions.
     *
     * @return string PEM
     */
    public function public_key(): string {
        return openssl_pkey_get_details($this->key)['key'];
    }

    /**
     * The key for a library that signs by itself.
     *
     * @return \OpenSSLAsymmetricKey
     */
    public function openssl(): \OpenSSLAsymmetricKey {
        return $this->key;
    }

    /**
     * Keeps the key out of var_dump and debuggers.
     *
     * @return array
     */
    public function __debugInfo(): array {
        return ['kind' => $this->kind];
    }
}
