<?php
// Pages of settings (lib/adminlib.php), as far as settings.php needs them.

class admin_settingpage {
    public stdClass $settings;

    public function __construct(public string $name, public $visiblename) {
        $this->settings = new stdClass();
    }

    public function add(admin_setting $setting): bool {
        $this->settings->{$setting->plugin . $setting->name} = $setting;
        return true;
    }
}

class admin_setting {
    public ?string $plugin = null;

    public function __construct(public string $name, public $visiblename = '', public $description = '', public $defaultsetting = null) {
        if (str_contains($name, '/')) {
            [$this->plugin, $this->name] = explode('/', $name);
        }
    }
}

class admin_setting_heading extends admin_setting {
}

class admin_setting_configtext extends admin_setting {
    public function __construct($name, $visiblename, $description, $default, public $paramtype = PARAM_RAW, public $size = null) {
        parent::__construct($name, $visiblename, $description, $default);
    }

    /** Nothing is kept that would have to be cleaned. */
    public function validate($data) {
        return (string) clean_param($data, $this->paramtype) === (string) $data ? true : 'validateerror';
    }
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
