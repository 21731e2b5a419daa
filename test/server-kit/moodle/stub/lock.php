<?php
// Moodle's locks, as files: https://moodledev.io/docs/apis/core/lock.

namespace core\lock {
    final class lock_config {
        public static function get_lock_factory(string $type): lock_factory {
            return new lock_factory($type);
        }
    }

    final class lock_factory {
        public function __construct(private string $type) {
        }

        /** @return lock|false */
        public function get_lock($resource, $timeout, $maxlifetime = 86400) {
            $folder = $GLOBALS['CFG']->dataroot . '/lock';
            is_dir($folder) || @mkdir($folder);
            $file = fopen("{$folder}/" . sha1("{$this->type} {$resource}"), 'c');
            for ($until = microtime(true) + $timeout; !flock($file, LOCK_EX | LOCK_NB); usleep(10_000)) {
                if (microtime(true) >= $until) {
                    return false;
                }
            }
            return new lock($file);
        }
    }

    final class lock {
        public function __construct(private $file) {
        }

        public function release(): bool {
            $released = $this->file !== null && flock($this->file, LOCK_UN);
            $this->file = null;
            return $released;
        }

        /** As Moodle does under PHPUnit and for developers. */
        public function __destruct() {
            if ($this->file !== null) {
                $this->release();
                throw new \coding_exception('A lock was created but not released.');
            }
        }
    }
}
