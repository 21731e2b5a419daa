<?php
// Classes of Moodle that live in namespaces.

namespace core\session {
    final class manager {
        public static function write_close(): void {
            // What is written into it from now on is lost.
            \stub_site::$session ??= json_encode($GLOBALS['SESSION']);
            \stub_site::$sessionisopen = false;
            \stub_site::note('session closed');
        }
    }
}

namespace core\event {
    abstract class base {
        public const LEVEL_OTHER = 0;
        public const LEVEL_TEACHING = 1;
        public const LEVEL_PARTICIPATING = 2;
        public int $userid = 0;
        public int $contextid = 0;
        public int $contextinstanceid = 0;
        public ?int $objectid = null;
        public array $other = [];
        protected array $data = [];
        /** Only of an event that has just happened: one that is read from the log has to look for it. */
        private \context|false|null $context = null;

        abstract protected function init();

        final public static function create(array $data): static {
            $event = new static();
            $event->init();
            $event->context = $data['context'];
            $event->contextid = $data['context']->id;
            $event->contextinstanceid = $data['context']->instanceid;
            $event->objectid = isset($data['objectid']) ? (int) $data['objectid'] : null;
            $event->userid = (int) ($data['userid'] ?? $GLOBALS['USER']->id);
            $event->other = $data['other'] ?? [];
            $event->data += $data + ['eventname' => static::class];
            return $event;
        }

        /** As the log shows it later. */
        final public static function restore(array $data, array $logextra): self {
            $event = $data['eventname']::create($data);
            $event->context = null;
            return $event;
        }

        public function get_context() {
            return $this->context ??= \context::instance_by_id($this->contextid, IGNORE_MISSING);
        }

        public function get_url() {
            return null;
        }

        public static function get_objectid_mapping() {
            return false;
        }

        public static function get_other_mapping() {
            \debugging('In order to restore course logs accurately the event must define get_other_mapping().');
        }

        public function get_data(): array {
            return $this->data;
        }

        public function add_record_snapshot($table, $record): void {
        }

        final public function trigger(): void {
            // Moodle's log hears of it when the transaction is over, and of none that is rolled back.
            if ($GLOBALS['DB']->is_transaction_started()) {
                return;
            }
            \stub_site::$events[] = $this;
            \stub_site::note('event ' . $this->get_description());
        }
    }
}

namespace core\event {
    abstract class course_module_viewed extends base {
        public function get_description() {
            return "The user with id '{$this->userid}' viewed the '{$this->data['objecttable']}' activity with the "
                . "course module id '{$this->contextinstanceid}'.";
        }
    }

    abstract class course_module_instance_list_viewed extends base {
        protected function init() {
        }

        public function get_description() {
            return "The user with id '{$this->userid}' viewed the instance list.";
        }
    }
}

namespace core_search {
    abstract class base_activity {
    }
}

namespace Firebase\JWT {
    /** What firebase/php-jwt, which is part of Moodle, makes of a payload. */
    final class JWT {
        public static function encode(array $payload, $key, string $alg, ?string $keyid = null): string {
            $header = ['typ' => 'JWT', 'alg' => $alg] + ($keyid === null ? [] : ['kid' => $keyid]);
            $spell = static fn(string $bytes): string => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
            $input = $spell(json_encode($header)) . '.' . $spell(json_encode($payload, JSON_UNESCAPED_SLASHES));
            if ($alg === 'HS256') {
                return $input . '.' . $spell(hash_hmac('sha256', $input, $key, true));
            }
            openssl_sign($input, $signature, $key, OPENSSL_ALGO_SHA256);
            return $input . '.' . $spell($alg === 'ES256' ? self::from_der($signature) : $signature);
        }

        /** The two numbers of an ECDSA signature, 32 bytes each. */
        private static function from_der(string $der): string {
            $numbers = '';
            for ($at = 2; $at < strlen($der); $at += 2 + $length) {
                $length = ord($der[$at + 1]);
                $numbers .= str_pad(ltrim(substr($der, $at + 2, $length), "\0"), 32, "\0", STR_PAD_LEFT);
            }
            return $numbers;
        }
    }
}
