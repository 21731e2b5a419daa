<?php
// SQL as Moodle has it written: tables in braces, parameters of one kind, each of them once.

trait stub_sql {
    private int $inorequal = 0;

    /** @return array [$sql, $params] for PDO */
    private function prepared(string $sql, ?array $params): array {
        $sql = preg_replace('/\{([a-z][a-z0-9_]*)\}/', 'mdl_$1', $sql);
        $params ??= [];
        $bare = preg_replace("/'(?:[^']|'')*'/", "''", $sql);
        preg_match_all('/(?<!:):([a-z][a-z0-9_]*)/', $bare, $named);
        $marks = substr_count($bare, '?');
        if ($named[1] !== [] && $marks > 0) {
            throw new dml_exception('mixedtypesqlparam');
        }
        if ($named[1] === []) {
            return $marks === count($params) ? [$sql, array_values($params)] : throw new dml_exception('invalidqueryparam');
        }
        if (count($named[1]) !== count(array_unique($named[1]))) {
            throw new dml_exception('duplicateparaminsql', '', '', null, $sql);
        }
        foreach ($named[1] as $name) {
            array_key_exists($name, $params) || throw new dml_exception('missingkeyinsql', '', '', null, $name);
        }
        // What the SQL does not name is left out, as Moodle does.
        return [$sql, array_intersect_key($params, array_flip($named[1]))];
    }

    /** @return array [$select, $params] of `[column => value]` */
    private function where(string $table, ?array $conditions): array {
        [$parts, $params] = [[], []];
        foreach ($conditions ?? [] as $name => $value) {
            $column = $this->column($table, $name);
            if ($column->type === 'text') {
                throw new dml_exception('textconditionsnotallowed', '', '', null, $name);
            }
            $parts[] = $value === null ? "{$name} IS NULL" : "{$name} = ?";
            if ($value !== null) {
                $params[] = $column->written($value);
            }
        }
        return [implode(' AND ', $parts), $params];
    }

    private function select(string $table, string $select, string $fields, string $sort = ''): string {
        $this->column($table, 'id');
        return "SELECT {$fields} FROM {{$table}}" . ($select === '' ? '' : " WHERE {$select}") . ($sort === '' ? '' : " ORDER BY {$sort}");
    }

    private function column(string $table, string $name): stub_column {
        return $this->tables->columns[$table][$name] ?? throw new dml_exception('ddlfieldnotexist', '', '', null, "{$table}.{$name}");
    }

    /** @return stub_column[] by name */
    public function get_columns($table, $usecache = true): array {
        return $this->tables->columns[$table] ?? [];
    }

    public function get_in_or_equal($items, $type = SQL_PARAMS_QM, $prefix = 'param', $equal = true, $onemptyitems = false): array {
        $items = array_values((array) $items);
        if ($items === []) {
            if ($onemptyitems === false) {
                throw new coding_exception('moodle_database::get_in_or_equal() does not accept empty arrays');
            }
            $items = [$onemptyitems];
        }
        $params = [];
        foreach ($items as $item) {
            $params[$type === SQL_PARAMS_QM ? count($params) : $prefix . ++$this->inorequal] = $item;
        }
        $marks = array_map(static fn($key): string => is_int($key) ? '?' : ":{$key}", array_keys($params));
        $isone = count($marks) === 1;
        $list = $isone ? $marks[0] : '(' . implode(',', $marks) . ')';
        return [($equal ? ($isone ? '= ' : 'IN ') : ($isone ? '<> ' : 'NOT IN ')) . $list, $params];
    }

    public function sql_compare_text($fieldname, $numchars = 32): string {
        return $fieldname;
    }
}
