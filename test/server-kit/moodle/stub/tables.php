<?php
// Moodle's tables (lib/tablelib.php) and names of users (user/classes/fields.php).

namespace core_user {
    final class fields {
        private bool $names = false;

        public static function for_identity(?\context $context, bool $allowcustom = true): self {
            return new self();
        }

        public function with_name(): self {
            $this->names = true;
            return $this;
        }

        public function get_required_fields(array $limitpurposes = []): array {
            return $this->names ? ['firstname', 'lastname', 'idnumber', 'email'] : ['idnumber', 'email'];
        }

        public function get_sql(
            string $alias = '',
            bool $namedparams = false,
            string $prefix = '',
            string $renameid = '',
            bool $leadingcomma = true
        ): \stdClass {
            $selects = implode(', ', array_map(static fn(string $field): string => "{$alias}.{$field}", $this->get_required_fields()));
            return (object) ['selects' => ($leadingcomma ? ', ' : '') . $selects, 'joins' => '', 'params' => [], 'mappings' => []];
        }

        public static function get_display_name(string $field): string {
            return $field;
        }
    }
}

namespace {
    const TABLE_P_BOTTOM = 2;

    /** HTML, or what stands for a downloaded file: a line of JSON for each row. */
    class table_sql {
        public $useridfield = 'userid';
        private array $columns = [];
        private array $headers = [];
        private array $unsorted = [];
        private string $header = '';
        private string $sort = '';
        private string $download = '';
        private array $sql = [];
        private string $url = '';

        public function __construct($uniqueid) {
        }

        public function define_columns($columns): void {
            $this->columns = $columns;
        }

        public function define_headers($headers): void {
            $this->headers = $headers;
        }

        public function define_header_column(string $column): void {
            $this->header = $column;
        }

        public function define_baseurl($url): void {
            $this->url = (new moodle_url($url))->out(false);
        }

        public function sortable($bool, $defaultcolumn = null, $defaultorder = SORT_ASC): void {
            $this->sort = $defaultcolumn;
        }

        public function no_sorting($column): void {
            $this->unsorted[] = $column;
        }

        public function collapsible($bool): void {
        }

        public function is_downloadable($downloadable = null): bool {
            return true;
        }

        public function show_download_buttons_at($showat): void {
        }

        public function is_downloading($download = null, $filename = '', $sheettitle = ''): string {
            return $download === null ? $this->download : $this->download = $download;
        }

        public function set_sql($fields, $from, $where, array $params = []): void {
            $this->sql = [$fields, $from, $where, $params];
        }

        public function col_fullname($row): string {
            $name = s("{$row->firstname} {$row->lastname}");
            $id = $row->{$this->useridfield};
            return $this->download === '' ? html_writer::link(new moodle_url('/user/view.php', ['id' => $id]), $name) : $name;
        }

        public function out($pagesize, $useinitialsbar, $downloadhelpbutton = ''): void {
            global $DB;
            [$fields, $from, $where, $params] = $this->sql;
            $asked = optional_param('tsort', '', PARAM_ALPHA);
            $isallowed = in_array($asked, $this->columns, true) && !in_array($asked, $this->unsorted, true);
            $sort = $isallowed ? $asked : $this->sort;
            $isall = $this->download !== '';
            $rows = $DB->get_records_sql(
                "SELECT {$fields} FROM {$from} WHERE {$where} ORDER BY {$sort}, 1",
                $params,
                $isall ? 0 : $pagesize * optional_param('page', 0, PARAM_INT),
                $isall ? 0 : $pagesize
            );
            $cells = array_map(fn($row): array => array_map(fn(string $column) => $this->cell($column, $row), $this->columns), $rows);
            if ($isall) {
                header("Content-Type: text/{$this->download}");
                exit(implode("\n", array_map('json_encode', [$this->headers, ...$cells])));
            }
            $heads = array_map(fn(string $head): string => html_writer::tag('th', $head, ['scope' => 'col']), $this->headers);
            $lines = array_map(fn(array $line): string => html_writer::tag('tr', implode('', $line)), [$heads, ...$cells]);
            $total = $DB->count_records_sql("SELECT COUNT(1) FROM {$from} WHERE {$where}", $params);
            echo html_writer::tag('table', implode('', $lines), ['data-total' => $total, 'data-url' => $this->url]);
        }

        public function other_cols($column, $row) {
            return null;
        }

        /** Written as it is, whatever is in it. */
        private function cell(string $column, stdClass $row): string {
            $method = "col_{$column}";
            $text = (string) (method_exists($this, $method) ? $this->$method($row) : $this->other_cols($column, $row) ?? $row->$column);
            if ($this->download !== '') {
                return $text;
            }
            return $column === $this->header ? html_writer::tag('th', $text, ['scope' => 'row']) : html_writer::tag('td', $text);
        }
    }

    function userdate($date, $format = ''): string {
        return gmdate('Y-m-d H:i', (int) $date);
    }

    function clean_filename($string): string {
        return preg_replace('~[/\\\\<>:"|?*]~', '', $string);
    }
}
