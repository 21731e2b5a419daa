<?php
// Backup and restore of activities: a plugin's define_structure() is run for real, writes XML from the database and is fed
// with it. https://moodledev.io/docs/apis/subsystems/backup

class backup {
    public const VAR_ACTIVITYID = -21;
    public const VAR_PARENTID = -81;
}

class backup_nested_element {
    public ?backup_nested_element $parent = null;
    /** @var backup_nested_element[] */
    private array $children = [];
    private ?array $source = null;
    private array $ids = [];
    private array $files = [];

    public function __construct(public string $name, private array $attributes = [], private array $finals = []) {
    }

    public function add_child(backup_nested_element $child): void {
        $child->parent = $this;
        $this->children[] = $child;
    }

    public function set_source_table($table, $params, $sortby = null): void {
        $this->source = [$table, $params, $sortby ?? ''];
    }

    public function annotate_ids($itemname, $elementname): void {
        in_array($elementname, $this->finals, true) || throw new coding_exception("No element {$elementname}.");
        $this->ids[$itemname] = $elementname;
    }

    public function annotate_files($component, $filearea, $elementname, $filesctxid = null): void {
        $this->files[] = "{$component} {$filearea}";
    }

    /** The element for each row of its source, or once where it has none and holds others. */
    public function write(stub_backup $backup, DOMElement $into, ?string $parentid): void {
        global $DB;
        $rows = [null];
        if ($this->source !== null || $this->finals !== []) {
            [$table, $params, $sort] = $this->source ?? [null, [], ''];
            $values = [backup::VAR_ACTIVITYID => $backup->activityid, backup::VAR_PARENTID => $parentid];
            $conditions = array_map(static fn($param) => $values[$param], $params);
            $rows = $table === null ? [] : $DB->get_records($table, $conditions, $sort);
        }
        $backup->files = [...$backup->files, ...$this->files];
        foreach ($rows as $row) {
            $element = $into->appendChild($into->ownerDocument->createElement($this->name));
            foreach ($this->attributes as $name) {
                $element->setAttribute($name, $row->$name);
            }
            foreach ($this->finals as $name) {
                // A column that is not there is a mistake of the plugin's.
                property_exists($row, $name) || throw new coding_exception("No column {$name}.");
                $text = $row->$name === null ? '$@NULL@$' : $backup->encode($row->$name);
                $element->appendChild($into->ownerDocument->createElement($name))->append($text);
            }
            foreach ($this->ids as $itemname => $name) {
                $backup->ids[$itemname][] = $row->$name;
            }
            foreach ($this->children as $child) {
                $child->write($backup, $element, $row->id ?? $parentid);
            }
        }
    }
}

abstract class backup_activity_task {
    /** @var backup_activity_structure_step[] */
    public array $steps = [];

    abstract protected function define_my_settings();

    abstract protected function define_my_steps();

    abstract public static function encode_content_links($content);

    protected function add_step($step): void {
        $this->steps[] = $step;
    }

    public function build(): void {
        $this->define_my_settings();
        $this->define_my_steps();
    }
}

abstract class backup_activity_structure_step {
    public bool $userinfo = false;

    public function __construct(public string $name, public string $filename) {
    }

    abstract protected function define_structure();

    protected function get_setting_value($name) {
        return $name === 'userinfo' ? $this->userinfo : throw new coding_exception("No setting {$name}.");
    }

    protected function prepare_activity_structure($element): backup_nested_element {
        $activity = new backup_nested_element('activity');
        $activity->add_child($element);
        return $activity;
    }

    public function structure(): backup_nested_element {
        return $this->define_structure();
    }
}

/** One activity, backed up. */
final class stub_backup {
    public array $ids = [];
    public array $files = [];
    public string $activityid;
    public string $xml;
    private string $task;

    public function __construct(public stdClass $cm, bool $userinfo) {
        global $CFG;
        $folder = "{$CFG->dirroot}/mod/{$cm->modname}/backup/moodle2";
        require_once("{$folder}/backup_{$cm->modname}_activity_task.class.php");
        $this->task = "backup_{$cm->modname}_activity_task";
        $this->activityid = $cm->instance;
        $task = new $this->task();
        $task->build();
        $document = new DOMDocument();
        foreach ($task->steps as $step) {
            $step->userinfo = $userinfo;
            $root = $document->appendChild($document->createElement('root'));
            $step->structure()->write($this, $root, null);
        }
        $this->xml = $document->saveXML($document->documentElement->firstChild);
    }

    public function encode(string $text): string {
        return $this->task::encode_content_links($text);
    }
}
