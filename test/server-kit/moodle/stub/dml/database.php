<?php
// Moodle's database, on SQLite: https://moodledev.io/docs/apis/core/dml. Values come back as text, as real drivers give them.

const SQL_PARAMS_NAMED = 1;
const SQL_PARAMS_QM = 2;
const IGNORE_MULTIPLE = 1;

class moodle_recordset extends ArrayIterator {
    public function close(): void {
    }
}

class moodle_database {
    use stub_transactions;
    use stub_sql;
    use stub_reads;

    private PDO $pdo;

    public function __construct(string $file, private stub_tables $tables) {
        $this->pdo = new PDO("sqlite:{$file}", null, null, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_STRINGIFY_FETCHES => true,
            // Seconds for which one process waits for another.
            PDO::ATTR_TIMEOUT => 60,
        ]);
        $this->pdo->exec('PRAGMA synchronous = OFF');
        $this->pdo->exec('PRAGMA journal_mode = WAL');
        $this->pdo->exec('BEGIN IMMEDIATE');
        $tables->create($this->pdo);
        $this->pdo->exec('COMMIT');
    }

    public function insert_record($table, $dataobject, $returnid = true, $bulk = false) {
        $row = (array) $dataobject;
        unset($row['id']);
        return $this->insert('INSERT', $table, $row);
    }

    public function insert_records($table, $dataobjects): void {
        foreach ($dataobjects as $dataobject) {
            $this->insert_record($table, $dataobject);
        }
    }

    /** With the ID that it has. */
    public function import_record($table, $dataobject): bool {
        return $this->insert('INSERT', $table, (array) $dataobject) > 0;
    }

    /** Not one of Moodle's: a row with its ID, in place of the one that was there. Writes nothing where it is the same. */
    public function stub_put(string $table, array $row): void {
        $before = (array) $this->get_record($table, ['id' => $row['id']]);
        $row = $this->known($table, $row);
        if (array_diff_assoc(array_map('strval', $row), $before) !== []) {
            $this->insert('INSERT OR REPLACE', $table, $row);
        }
    }

    public function update_record($table, $dataobject, $bulk = false): bool {
        $row = $this->known($table, (array) $dataobject);
        $id = $row['id'] ?? throw new coding_exception('update_record() must have an id');
        unset($row['id']);
        $sets = implode(', ', array_map(static fn(string $name): string => "{$name} = ?", array_keys($row)));
        return $row === [] || $this->execute("UPDATE {{$table}} SET {$sets} WHERE id = ?", [...array_values($row), $id]);
    }

    public function set_field($table, $newfield, $newvalue, ?array $conditions = null): bool {
        [$select, $params] = $this->where($table, $conditions);
        return $this->set_field_select($table, $newfield, $newvalue, $select, $params);
    }

    public function set_field_select($table, $newfield, $newvalue, $select, ?array $params = null): bool {
        $value = $this->column($table, $newfield)->written($newvalue);
        [$set, $name] = array_is_list($params ?? []) ? ['?', 0] : [':stubnewvalue', 'stubnewvalue'];
        $params = $name === 0 ? [$value, ...$params ?? []] : $params + [$name => $value];
        return $this->execute("UPDATE {{$table}} SET {$newfield} = {$set}" . ($select ? " WHERE {$select}" : ''), $params);
    }

    public function delete_records($table, ?array $conditions = null): bool {
        [$select, $params] = $this->where($table, $conditions);
        return $this->delete_records_select($table, $select, $params);
    }

    public function delete_records_select($table, $select, ?array $params = null): bool {
        $this->column($table, 'id');
        return $this->execute("DELETE FROM {{$table}}" . ($select ? " WHERE {$select}" : ''), $params);
    }

    public function delete_records_list($table, $field, array $values): bool {
        if ($values === []) {
            return true;
        }
        [$in, $params] = $this->get_in_or_equal($values);
        return $this->delete_records_select($table, "{$field} {$in}", $params);
    }

    public function execute($sql, ?array $params = null): bool {
        [$sql, $params] = $this->prepared($sql, $params);
        $this->begin();
        try {
            $this->pdo->prepare($sql)->execute($params);
            return true;
        } catch (PDOException $error) {
            throw new dml_write_exception($error->getMessage());
        }
    }

    private function insert(string $verb, string $table, array $row) {
        $row = $this->known($table, $row);
        if ($row === []) {
            throw new coding_exception('insert_record() no fields found.');
        }
        $marks = implode(', ', array_fill(0, count($row), '?'));
        $this->execute("{$verb} INTO {{$table}} (" . implode(', ', array_keys($row)) . ") VALUES ({$marks})", array_values($row));
        return (int) $this->pdo->lastInsertId();
    }

    /** What of a row has a column, as it is written. Moodle passes over the rest. */
    private function known(string $table, array $row): array {
        $this->column($table, 'id');
        $known = array_intersect_key($row, $this->tables->columns[$table]);
        return array_combine(
            array_keys($known),
            array_map(fn(string $name, $value) => $this->column($table, $name)->written($value), array_keys($known), $known)
        );
    }
}
