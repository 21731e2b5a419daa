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

namespace mod_securehls\local;

use filter_securehls\local\medium;
use filter_securehls\local\player_markup;
use filter_securehls\local\site;

/**
 * What stands on the page of an activity.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class activity_page {
    /** @var \stdClass The activity. */
    private \stdClass $activity;

    /** @var \stdClass The course that it is in. */
    private \stdClass $course;

    /** @var \context The activity's. */
    private \context $context;

    /**
     * Takes the activity.
     *
     * @param \stdClass $activity
     * @param \stdClass $course
     * @param \context $context
     */
    public function __construct(\stdClass $activity, \stdClass $course, \context $context) {
        $this->activity = $activity;
        $this->course = $course;
        $this->context = $context;
    }

    /**
     * The player; where there is no such video, a note that says so.
     *
     * @return string HTML
     */
    public function player(): string {
        $markup = new player_markup($this->context, medium::current());
        $path = activity_video::path($this->activity->src, $this->course);
        if ($path === null) {
            return $markup->missing();
        }
        $url = (new site())->cdn() . "/{$path}";
        return $markup->player($url, $path, $this->attributes(), [], ['progress-endpoint' => $this->endpoint()]);
    }

    /**
     * What a teacher has to do before the video counts for anybody.
     *
     * @return string HTML; empty where there is nothing
     */
    public function advice(): string {
        global $OUTPUT;
        $isauthor = has_capability('moodle/course:manageactivities', $this->context);
        if (!$isauthor || (float) $this->activity->duration > 0) {
            return '';
        }
        return $OUTPUT->notification(get_string('playitonce', 'mod_securehls'), 'info');
    }

    /**
     * What the viewer has watched, in words and as a bar.
     *
     * @param int $userid
     * @return string HTML
     */
    public function record(int $userid): string {
        $record = (new progress_keeper($this->activity))->read($userid);
        $percent = activity_video::percent($record ? $record->fraction() : 0.0);
        $number = \html_writer::span((string) $percent, '', ['data-securehls' => 'percent']);
        $words = \html_writer::tag('p', get_string('youwatched', 'mod_securehls', $number));
        // Said in words already.
        $bar = \html_writer::tag('progress', '', [
            'class' => 'w-100', 'max' => 100, 'value' => $percent, 'aria-hidden' => 'true', 'data-securehls' => 'bar',
        ]);
        return \html_writer::div($words . $bar, 'mod_securehls-record mt-3');
    }

    /**
     * Keeps that up while the video plays.
     *
     * @return string JavaScript
     */
    public function script(): string {
        return <<<'JS'
            for (const player of document.querySelectorAll("secure-hls-player[progress-endpoint]"))
              player.addEventListener("progress-report", ({detail}) => {
                const find = (name) => document.querySelector(`[data-securehls="${name}"]`);
                const percent = Math.floor(detail.watchedFraction * 100 + 1e-6);
                find("percent").textContent = percent;
                find("bar").value = percent;
              });
            JS;
    }

    /**
     * The player's attributes, as an author would write them.
     *
     * @return string[]
     */
    private function attributes(): array {
        return array_filter([
            'aria-label' => format_string($this->activity->name, true, ['context' => $this->context, 'escape' => false]),
            'poster' => $this->activity->poster ?? '',
            'seek-policy' => $this->activity->seekpolicy,
            'resume' => $this->activity->resume,
            'completion-threshold' => (string) activity_video::threshold($this->activity),
        ], static fn(string $value): bool => $value !== '');
    }

    /**
     * Where progress is told. The fragment, which is not sent, tells those apart who share a browser: what it remembers of one
     * is not taken for another's.
     *
     * @return string
     */
    private function endpoint(): string {
        global $USER;
        $url = new \moodle_url('/mod/securehls/progress.php', ['ctx' => $this->context->id]);
        return $url->out(false) . '#' . substr(hash('sha256', get_site_identifier() . " {$USER->id}"), 0, 16);
    }
}
