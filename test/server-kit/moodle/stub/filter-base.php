<?php
// The base class of filters, under the name that it has in the version of Moodle that STUB_MOODLE names.

// phpcs:disable
abstract class stub_text_filter {
    public function __construct(protected $context, protected array $localconfig) {
    }

    public function setup($page, $context) {
    }

    abstract public function filter($text, array $options = []);
}
class_alias(stub_text_filter::class, getenv('STUB_MOODLE') === '4.1' ? 'moodle_text_filter' : 'core_filters\text_filter');
