<?php
// Moodle's transactions, in which each may hold others.

class moodle_transaction {
    public function __construct(private ?moodle_database $database) {
    }

    public function is_disposed(): bool {
        return $this->database === null;
    }

    public function dispose(): void {
        $this->database = null;
    }

    public function allow_commit(): void {
        $this->require_open()->commit_delegated_transaction($this);
    }

    /** Throws the exception again, as Moodle does. */
    public function rollback($e): void {
        $this->require_open()->rollback_delegated_transaction($this, $e);
    }

    private function require_open(): moodle_database {
        return $this->database ?? throw new dml_transaction_exception('Transactions already disposed');
    }
}

/**
 * As PostgreSQL's READ COMMITTED, which Moodle runs in: what is read before something is written locks nothing, so that two
 * requests that read, think and write lose one another's work here as well. From the first write on the others wait.
 */
trait stub_transactions {
    /** @var moodle_transaction[] */
    private array $transactions = [];
    private bool $begun = false;
    private bool $failed = false;

    public function start_delegated_transaction(): moodle_transaction {
        return $this->transactions[] = new moodle_transaction($this);
    }

    public function is_transaction_started(): bool {
        return $this->transactions !== [];
    }

    public function commit_delegated_transaction(moodle_transaction $transaction): void {
        $this->leave($transaction);
        if ($this->transactions === []) {
            $failed = $this->failed;
            $this->finish($failed ? 'ROLLBACK' : 'COMMIT');
            if ($failed) {
                throw new dml_transaction_exception('Tried to commit transaction after lower level rollback');
            }
        }
    }

    public function rollback_delegated_transaction(moodle_transaction $transaction, $e): void {
        $this->leave($transaction);
        $this->failed = true;
        if ($this->transactions === []) {
            $this->finish('ROLLBACK');
        }
        throw $e;
    }

    public function force_transaction_rollback(): void {
        foreach ($this->transactions as $transaction) {
            $transaction->dispose();
        }
        $this->transactions = [];
        $this->finish('ROLLBACK');
    }

    /** Before each write. */
    private function begin(): void {
        if ($this->transactions !== [] && !$this->begun) {
            $this->pdo->exec('BEGIN IMMEDIATE');
            $this->begun = true;
        }
    }

    private function leave(moodle_transaction $transaction): void {
        if (array_pop($this->transactions) !== $transaction) {
            throw new dml_transaction_exception('Invalid transaction commit attempt');
        }
        $transaction->dispose();
    }

    private function finish(string $sql): void {
        if ($this->begun) {
            $this->pdo->exec($sql);
        }
        $this->begun = $this->failed = false;
    }
}
