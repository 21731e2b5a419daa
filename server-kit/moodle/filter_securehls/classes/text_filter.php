<?php
// This file is part of Moodle - https://moodle.org/
//
// Moodle is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Moodle is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Moodle.  If not, see <https://www.gnu.org/licenses/>.

namespace filter_securehls;

use filter_securehls\local\medium;
use filter_securehls\local\page_loader;
use filter_securehls\local\player_markup;
use filter_securehls\local\site;
use filter_securehls\local\text_rewriter;
use filter_securehls\local\video_source;

// Moodle 4.4 and older have the base class under another name.
if (class_exists('\core_filters\text_filter')) {
    class_alias('\core_filters\text_filter', 'filter_securehls_base_text_filter');
} else {
    class_alias('\moodle_text_filter', 'filter_securehls_base_text_filter');
}

/**
 * Turns short codes, links and tags of protected videos into players.
 *
 * It runs after Moodle has cleaned the text, so what it writes is not taken away again; and whatever it writes of what an
 * author has typed is checked, and escaped.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class text_filter extends \filter_securehls_base_text_filter {
    /**
     * Called on every page, also for texts that come by AJAX: loads a few lines that wait for a player.
     *
     * @param \moodle_page $page
     * @param \context $context
     */
    public function setup($page, $context) {
        page_loader::require_on($page);
    }

    /**
     * Replaces what stands for a video of the configured CDN.
     *
     * @param string $text HTML
     * @param array $options
     * @return string HTML
     */
    public function filter($text, array $options = []) {
        $site = new site();
        if (!is_string($text) || !$site->has_cdn() || !text_rewriter::may_concern($text, $site->cdn())) {
            return $text;
        }
        $source = new video_source($site->cdn(), $this->course_prefixes($site));
        $markup = new player_markup($this->context, medium::current());
        return (new text_rewriter($source, $markup))->rewrite($text);
    }

    /**
     * The folders of the course that the text is in.
     *
     * @param site $site
     * @return string[]
     */
    private function course_prefixes(site $site): array {
        $coursecontext = $this->context->get_course_context(false);
        return $coursecontext ? $site->prefixes()->of(get_course($coursecontext->instanceid)) : [];
    }
}
