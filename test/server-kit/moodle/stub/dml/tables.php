<?php
// The tables of an XMLDB file: their columns, and the SQL that makes them.

final class stub_column {
    public function __construct(
        public string $name,
        public string $type,
        public int $length,
        public int $decimals,
        public bool $notnull,
        public ?string $default
    ) {
    }

    /** What is written for a value. Databases that check are the measure: PostgreSQL, where MySQL would cut. */
    public function written($value) {
        if ($value === null || is_scalar($value) === false) {
            return $value === null ? null : throw new coding_exception("A value of {$this->name} is not scalar.");
        }
        if ($this->type === 'int' || $this->type === 'number') {
            $value = is_bool($value) ? (int) $value : $value;
            if (!is_numeric($value)) {
                throw new dml_write_exception("{$this->name} is no number");
            }
            return $this->type === 'int' ? (int) $value : round((float) $value, $this->decimals);
        }
        $value = is_bool($value) ? (string) (int) $value : (string) $value;
        if ($this->type === 'char' && count(preg_split('//u', $value, -1, PREG_SPLIT_NO_EMPTY)) > $this->length) {
            throw new dml_write_exception("{$this->name} is longer than {$this->length}");
        }
        return $value;
    }

    public function sql(): string {
        if ($this->name === 'id') {
            return 'id INTEGER PRIMARY KEY AUTOINCREMENT';
        }
        $types = ['int' => 'INTEGER', 'number' => 'REAL', 'char' => 'TEXT', 'text' => 'TEXT'];
        $default = $this->default === null ? '' : " DEFAULT '{$this->default}'";
        return "\"{$this->name}\" {$types[$this->type]}" . ($this->notnull ? ' NOT NULL' : '') . $default;
    }
}

final class stub_tables {
    /** @var array<string, array<string, stub_column>> */
    public array $columns = [];
    /** @var string[] */
    private array $sql = [];

    /** @param string[] $files */
    public function __construct(array $files) {
        foreach ($files as $file) {
            foreach (simplexml_load_file($file)->TABLES->TABLE as $table) {
                $this->add($table);
            }
        }
    }

    public function create(PDO $pdo): void {
        foreach ($this->sql as $sql) {
            $pdo->exec($sql);
        }
    }

    private function add(SimpleXMLElement $table): void {
        $name = (string) $table['NAME'];
        foreach ($table->FIELDS->FIELD as $field) {
            $this->columns[$name][(string) $field['NAME']] = new stub_column(
                (string) $field['NAME'],
                (string) $field['TYPE'],
                (int) $field['LENGTH'],
                (int) $field['DECIMALS'],
                (string) $field['NOTNULL'] === 'true',
                isset($field['DEFAULT']) ? (string) $field['DEFAULT'] : null
            );
        }
        $columns = implode(', ', array_map(static fn(stub_column $column): string => $column->sql(), $this->columns[$name]));
        $this->sql[] = "CREATE TABLE IF NOT EXISTS mdl_{$name} ({$columns})";
        foreach ($table->INDEXES->INDEX ?? [] as $index) {
            $unique = (string) $index['UNIQUE'] === 'true' ? 'UNIQUE' : '';
            $this->sql[] = "CREATE {$unique} INDEX IF NOT EXISTS \"{$name}-{$index['NAME']}\" ON mdl_{$name} ({$index['FIELDS']})";
        }
    }
}
