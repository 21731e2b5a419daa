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
 * Why a grant is refused, as the player understands it.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class refusal extends \Exception {
    /** @var array[] HTTP status and title by code, the same as those of every other grant endpoint. */
    private const CODES = [
        'bad-request' => [400, 'The request is not a grant request'],
        'not-signed-in' => [401, 'The viewer is not signed in'],
        'not-entitled' => [403, 'The viewer may not watch this video'],
        'not-found' => [404, 'There is no such video'],
        'server-error' => [500, 'The grant endpoint failed'],
    ];

    /** @var int Seconds after which to ask again when the settings are wrong. */
    private const RETRY_SECONDS = 60;

    /** @var string One of the codes. */
    public readonly string $refusalcode;

    /** @var int The HTTP status. */
    public readonly int $status;

    /** @var string|null What a `server-error` comes from. */
    private ?string $reason;

    /** @var string Methods that are allowed, where it was none of them. */
    private string $methods = '';

    /**
     * Says why.
     *
     * @param string $refusalcode
     * @param string $detail one sentence for developers, which is sent: never a secret or a path of the machine
     * @param int|null $status a finer one than the code's own
     * @param string|null $reason
     */
    public function __construct(string $refusalcode, string $detail, ?int $status = null, ?string $reason = null) {
        parent::__construct($detail);
        $this->refusalcode = $refusalcode;
        $this->status = $status ?? self::CODES[$refusalcode][0];
        $this->reason = $reason;
    }

    /**
     * What a request by another method gets.
     *
     * @param string ...$methods those that are allowed
     * @return self
     */
    public static function of_method(string ...$methods): self {
        $allowed = implode(', ', $methods);
        $refusal = new self('bad-request', "Use {$allowed}.", 405);
        $refusal->methods = $allowed;
        return $refusal;
    }

    /**
     * What a failure of ours looks like to a viewer: nothing of what happened.
     *
     * @param \Throwable $error
     * @return self
     */
    public static function of(\Throwable $error): self {
        if ($error instanceof self) {
            return $error;
        }
        if ($error instanceof misconfigured) {
            return new self('server-error', 'Grants cannot be signed at the moment.', 503, 'keys-unavailable');
        }
        return new self('server-error', 'The grant endpoint failed.');
    }

    /**
     * The answer's body.
     *
     * @return array
     */
    public function problem(): array {
        return [
            'type' => "urn:secure-hls-player:errors:{$this->refusalcode}",
            'title' => self::CODES[$this->refusalcode][1],
            'status' => $this->status,
            'code' => $this->refusalcode,
            'detail' => $this->getMessage(),
        ] + ($this->reason === null ? [] : ['reason' => $this->reason]);
    }

    /**
     * The answer's own headers.
     *
     * @return string[]
     */
    public function headers(): array {
        return match ($this->status) {
            405 => ["Allow: {$this->methods}"],
            503 => ['Retry-After: ' . self::RETRY_SECONDS],
            default => [],
        };
    }
}
