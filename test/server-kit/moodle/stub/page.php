<?php
// Pages: what a script sets of them, and the HTML that comes of it. There is no theme.

class html_writer {
    public static function start_tag(string $name, ?array $attributes = null): string {
        $written = '';
        foreach ($attributes ?? [] as $attribute => $value) {
            $written .= $value === null ? '' : " {$attribute}=\"" . s((string) $value) . '"';
        }
        return "<{$name}{$written}>";
    }

    public static function end_tag(string $name): string {
        return "</{$name}>";
    }

    public static function empty_tag(string $name, ?array $attributes = null): string {
        return self::start_tag($name, $attributes);
    }

    public static function label($text, $for, bool $colonize = true, array $attributes = []): string {
        return self::tag('label', $text, ($for ? ['for' => $for] : []) + $attributes);
    }

    public static function table(html_table $table): string {
        $row = static fn(string $cell, array $cells): string =>
            self::tag('tr', implode('', array_map(static fn($text): string => self::tag($cell, $text), $cells)));
        $rows = array_map(static fn(array $cells): string => $row('td', $cells), $table->data);
        return self::tag('table', $row('th', $table->head) . implode('', $rows));
    }

    public static function tag(string $name, $contents, ?array $attributes = null): string {
        return self::start_tag($name, $attributes) . $contents . self::end_tag($name);
    }

    public static function div($contents, string $class = '', ?array $attributes = null): string {
        return self::tag('div', $contents, ($class === '' ? [] : ['class' => $class]) + ($attributes ?? []));
    }

    public static function span($contents, string $class = '', ?array $attributes = null): string {
        return self::tag('span', $contents, ($class === '' ? [] : ['class' => $class]) + ($attributes ?? []));
    }

    public static function link($url, string $text, ?array $attributes = null): string {
        $href = $url instanceof moodle_url ? $url->out(false) : $url;
        return self::tag('a', $text, ['href' => $href] + ($attributes ?? []));
    }

    public static function alist(array $items, ?array $attributes = null, string $tag = 'ul'): string {
        return self::tag($tag, implode('', array_map(static fn($item) => self::tag('li', $item), $items)), $attributes);
    }
}

class html_table {
    public ?array $head = null;
    public array $data = [];
}

/** $PAGE */
class stub_page {
    public string $title = '';
    public string $heading = '';
    public ?moodle_url $url = null;
    public stub_requires $requires;
    public stub_navbar $navbar;

    public function __construct() {
        $this->requires = new stub_requires();
        $this->navbar = new stub_navbar();
    }

    public function set_context($context): void {
    }

    public function set_url($url, ?array $params = null): void {
        $this->url = new moodle_url($url, $params ?? []);
    }

    public function set_pagelayout(string $layout): void {
    }

    public function set_activity_record($record): void {
    }

    public function set_title(string $title, bool $appendsitename = true): void {
        $this->title = $title;
    }

    public function set_heading(string $heading): void {
        $this->heading = $heading;
    }
}

class stub_requires {
    public array $code = [];
    private array $made = [];

    public function should_create_one_time_item_now(string $thing): bool {
        [$isnew, $this->made[$thing]] = [!isset($this->made[$thing]), true];
        return $isnew;
    }

    public function js_init_code($code, $ondomready = false, ?array $module = null): void {
        $this->code[] = $code;
    }
}

class stub_navbar {
    public function add($text, $action = null): void {
    }
}

/** $OUTPUT */
class stub_output {
    public function header(): string {
        global $PAGE;
        $head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>' . strip_tags($PAGE->title) . '</title>';
        return "<!doctype html><html lang=\"en\"><head>{$head}</head><body><h1>{$PAGE->heading}</h1>";
    }

    public function heading(string $text, int $level = 2): string {
        return html_writer::tag("h{$level}", $text);
    }

    public function notification(string $message, ?string $type = null): string {
        return html_writer::div($message, "alert alert-{$type}");
    }

    public function footer(): string {
        global $PAGE;
        // Each in a function of its own; Moodle has all of them in one.
        $code = array_map(static fn(string $code): string => "(() => {\n{$code}\n})();\n", $PAGE->requires->code);
        return html_writer::tag('script', implode('', $code)) . '</body></html>';
    }
}

function format_string($string, $striplinks = true, $options = null): string {
    $text = strip_tags((string) $string);
    return ($options['escape'] ?? true) ? s($text) : $text;
}

$GLOBALS['PAGE'] = new stub_page();
$GLOBALS['OUTPUT'] = new stub_output();
