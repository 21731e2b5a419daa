<?php
// Pages of settings, as far as settings.php needs them.

class admin_setting {
    public function __construct(public string $name, public $visiblename = '', public $description = '', public $defaultsetting = null) {
    }
}

class admin_setting_heading extends admin_setting {
}

class admin_setting_configtext extends admin_setting {
}

class admin_setting_configcheckbox extends admin_setting {
}

class admin_setting_configselect extends admin_setting {
}

class admin_setting_configtextarea extends admin_setting {
    public function validate($data) {
        return true;
    }
}
