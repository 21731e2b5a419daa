<?php
// Moodle's privacy API: https://moodledev.io/docs/apis/subsystems/privacy.

namespace core_privacy\local\metadata {
    interface provider {
        public static function get_metadata(collection $collection): collection;
    }

    final class collection {
        private array $items = [];

        public function __construct(private string $component = '') {
        }

        public function add_external_location_link(string $name, array $fields, string $summary): self {
            $this->items[] = new type($name, $fields, $summary);
            return $this;
        }

        public function add_database_table(string $name, array $fields, string $summary): self {
            $this->items[] = new type($name, $fields, $summary);
            return $this;
        }

        public function get_collection(): array {
            return $this->items;
        }
    }

    final class type {
        public function __construct(private string $name, private array $fields, private string $summary) {
        }

        public function get_name(): string {
            return $this->name;
        }

        public function get_privacy_fields(): array {
            return $this->fields;
        }

        public function get_summary(): string {
            return $this->summary;
        }
    }
}

namespace core_privacy\local\request {
    interface data_provider {
    }

    interface core_data_provider extends data_provider {
    }

    interface core_user_data_provider extends core_data_provider {
        public static function get_contexts_for_userid(int $userid): contextlist;

        public static function export_user_data(approved_contextlist $contextlist);

        public static function delete_data_for_all_users_in_context(\context $context);

        public static function delete_data_for_user(approved_contextlist $contextlist);
    }

    interface core_userlist_provider {
        public static function get_users_in_context(userlist $userlist);

        public static function delete_data_for_users(approved_userlist $userlist);
    }

    class contextlist implements \IteratorAggregate, \Countable {
        protected array $contextids = [];

        public function add_from_sql(string $sql, array $params): self {
            global $DB;
            $this->contextids = [...$this->contextids, ...$DB->get_fieldset_sql($sql, $params)];
            return $this;
        }

        public function get_contextids(): array {
            return $this->contextids;
        }

        public function get_contexts(): array {
            return array_map(static fn($id): \context => \context::instance_by_id((int) $id), $this->contextids);
        }

        public function getIterator(): \ArrayIterator {
            return new \ArrayIterator($this->get_contexts());
        }

        public function count(): int {
            return count($this->contextids);
        }
    }

    final class approved_contextlist extends contextlist {
        public function __construct(private \stdClass $user, string $component, array $contextids) {
            $this->contextids = $contextids;
        }

        public function get_user(): \stdClass {
            return $this->user;
        }
    }

    class userlist {
        protected array $userids = [];

        public function __construct(private \context $context, private string $component) {
        }

        public function add_from_sql(string $fieldname, string $sql, array $params): self {
            global $DB;
            foreach ($DB->get_recordset_sql($sql, $params) as $record) {
                $this->userids[] = (int) $record->$fieldname;
            }
            return $this;
        }

        public function get_context(): \context {
            return $this->context;
        }

        public function get_userids(): array {
            return $this->userids;
        }
    }

    final class approved_userlist extends userlist {
        public function __construct(\context $context, string $component, array $userids) {
            parent::__construct($context, $component);
            $this->userids = $userids;
        }
    }

    final class transform {
        public static function datetime($time): string {
            return gmdate('j F Y, H:i', (int) $time);
        }

        public static function yesno($value): string {
            return $value ? 'Yes' : 'No';
        }
    }

    final class helper {
        public static function get_context_data(\context $context, \stdClass $user): \stdClass {
            return (object) ['name' => "Activity {$context->instanceid}"];
        }

        public static function export_context_files(\context $context, \stdClass $user): void {
        }
    }

    /** What was exported, by context. */
    final class writer {
        private static array $writers = [];
        private array $data = [];

        public static function reset(): void {
            self::$writers = [];
        }

        public static function with_context(\context $context): self {
            return self::$writers[$context->id] ??= new self();
        }

        public function export_data(array $subcontext, \stdClass $data): self {
            $this->data[implode('/', $subcontext)] = $data;
            return $this;
        }

        public function get_data(array $subcontext = []) {
            return $this->data[implode('/', $subcontext)] ?? [];
        }

        public function has_any_data(): bool {
            return $this->data !== [];
        }
    }
}

namespace core_privacy\local\request\plugin {
    interface provider extends \core_privacy\local\request\core_user_data_provider {
    }
}
