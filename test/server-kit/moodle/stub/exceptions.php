<?php
// Moodle's exceptions, as far as the plugin meets them.

class moodle_exception extends Exception {
    public function __construct(public string $errorcode, string $module = '', string $link = '', $a = null, ?string $debuginfo = null) {
        parent::__construct($errorcode . ($debuginfo ? " ({$debuginfo})" : ''));
    }
}

class coding_exception extends moodle_exception {
    public function __construct(string $hint) {
        parent::__construct('codingerror', '', '', null, $hint);
    }
}

class require_login_exception extends moodle_exception {
    public function __construct(string $debuginfo) {
        parent::__construct('requireloginerror', '', '', null, $debuginfo);
    }
}

class required_capability_exception extends moodle_exception {
}

class dml_exception extends moodle_exception {
}

class dml_missing_record_exception extends dml_exception {
}

class dml_multiple_records_exception extends dml_exception {
}

class dml_read_exception extends dml_exception {
    public function __construct(string $error) {
        parent::__construct('dmlreadexception', '', '', null, $error);
    }
}

class dml_write_exception extends dml_exception {
    public function __construct(string $error) {
        parent::__construct('dmlwriteexception', '', '', null, $error);
    }
}

class dml_transaction_exception extends dml_exception {
    public function __construct(string $debuginfo) {
        parent::__construct('dmltransactionexception', '', '', null, $debuginfo);
    }
}
