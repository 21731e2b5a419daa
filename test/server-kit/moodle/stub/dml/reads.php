<?php
// What reads from the database.

trait stub_reads {
    public function get_recordset_sql($sql, ?array $params = null, $limitfrom = 0, $limitnum = 0): moodle_recordset {
        if ($limitfrom || $limitnum) {
            $sql .= ' LIMIT ' . ((int) $limitnum ?: -1) . ' OFFSET ' . (int) $limitfrom;
        }
        [$sql, $params] = $this->prepared($sql, $params);
        try {
            $statement = $this->pdo->prepare($sql);
            $statement->execute($params);
            return new moodle_recordset($statement->fetchAll(PDO::FETCH_OBJ));
        } catch (PDOException $error) {
            throw new dml_read_exception($error->getMessage());
        }
    }

    public function get_records_sql($sql, ?array $params = null, $limitfrom = 0, $limitnum = 0): array {
        $records = [];
        foreach ($this->get_recordset_sql($sql, $params, $limitfrom, $limitnum) as $record) {
            $key = current((array) $record);
            if (isset($records[$key])) {
                debugging("Did you remember to make the first column something unique? Duplicate value '{$key}' found.");
            }
            $records[$key] = $record;
        }
        return $records;
    }

    public function get_recordset_select($table, $select, ?array $params = null, $sort = '', $fields = '*', $from = 0, $num = 0) {
        return $this->get_recordset_sql($this->select($table, $select, $fields, $sort), $params, $from, $num);
    }

    public function get_recordset($table, ?array $conditions = null, $sort = '', $fields = '*', $limitfrom = 0, $limitnum = 0) {
        [$select, $params] = $this->where($table, $conditions);
        return $this->get_recordset_select($table, $select, $params, $sort, $fields, $limitfrom, $limitnum);
    }

    public function get_records_select($table, $select, ?array $params = null, $sort = '', $fields = '*', $from = 0, $num = 0): array {
        return $this->get_records_sql($this->select($table, $select, $fields, $sort), $params, $from, $num);
    }

    public function get_records($table, ?array $conditions = null, $sort = '', $fields = '*', $limitfrom = 0, $limitnum = 0): array {
        [$select, $params] = $this->where($table, $conditions);
        return $this->get_records_select($table, $select, $params, $sort, $fields, $limitfrom, $limitnum);
    }

    public function get_records_list($table, $field, array $values, $sort = '', $fields = '*'): array {
        if ($values === []) {
            return [];
        }
        [$in, $params] = $this->get_in_or_equal($values);
        return $this->get_records_select($table, "{$field} {$in}", $params, $sort, $fields);
    }

    /** The first two columns, `[first => second]`. */
    public function get_records_sql_menu($sql, ?array $params = null): array {
        $menu = [];
        foreach ($this->get_recordset_sql($sql, $params) as $record) {
            [$key, $value] = array_values((array) $record) + [1 => null];
            $menu[$key] = $value;
        }
        return $menu;
    }

    public function get_records_menu($table, ?array $conditions = null, $sort = '', $fields = '*'): array {
        [$select, $params] = $this->where($table, $conditions);
        return $this->get_records_sql_menu($this->select($table, $select, $fields, $sort), $params);
    }

    public function get_record_sql($sql, ?array $params = null, $strictness = IGNORE_MISSING) {
        $records = iterator_to_array($this->get_recordset_sql($sql, $params, 0, 2), false);
        if ($records === []) {
            return $strictness === MUST_EXIST ? throw new dml_missing_record_exception('invalidrecord') : false;
        }
        if (count($records) > 1) {
            if ($strictness === MUST_EXIST) {
                throw new dml_multiple_records_exception('multiplerecordsfound');
            }
            $strictness === IGNORE_MULTIPLE || debugging('Error: mdb->get_record() found more than one record!');
        }
        return $records[0];
    }

    public function get_record_select($table, $select, ?array $params = null, $fields = '*', $strictness = IGNORE_MISSING) {
        return $this->get_record_sql($this->select($table, $select, $fields), $params, $strictness);
    }

    public function get_record($table, array $conditions, $fields = '*', $strictness = IGNORE_MISSING) {
        [$select, $params] = $this->where($table, $conditions);
        return $this->get_record_select($table, $select, $params, $fields, $strictness);
    }

    public function get_field_sql($sql, ?array $params = null, $strictness = IGNORE_MISSING) {
        $record = $this->get_record_sql($sql, $params, $strictness);
        return $record === false ? false : current((array) $record);
    }

    public function get_field($table, $return, array $conditions, $strictness = IGNORE_MISSING) {
        [$select, $params] = $this->where($table, $conditions);
        return $this->get_field_sql($this->select($table, $select, $return), $params, $strictness);
    }

    public function get_fieldset_sql($sql, ?array $params = null): array {
        return array_map(static fn($record) => current((array) $record), iterator_to_array($this->get_recordset_sql($sql, $params)));
    }

    public function get_fieldset_select($table, $return, $select, ?array $params = null): array {
        return $this->get_fieldset_sql($this->select($table, $select, $return), $params);
    }

    public function count_records_sql($sql, ?array $params = null): int {
        return (int) $this->get_field_sql($sql, $params, MUST_EXIST);
    }

    public function count_records_select($table, $select, ?array $params = null, $countitem = 'COUNT(*)'): int {
        return $this->count_records_sql($this->select($table, $select, $countitem), $params);
    }

    public function count_records($table, ?array $conditions = null): int {
        [$select, $params] = $this->where($table, $conditions);
        return $this->count_records_select($table, $select, $params);
    }

    public function record_exists_sql($sql, ?array $params = null): bool {
        return count($this->get_recordset_sql($sql, $params, 0, 1)) > 0;
    }

    public function record_exists_select($table, $select, ?array $params = null): bool {
        return $this->record_exists_sql($this->select($table, $select, '1'), $params);
    }

    public function record_exists($table, array $conditions): bool {
        [$select, $params] = $this->where($table, $conditions);
        return $this->record_exists_select($table, $select, $params);
    }
}
