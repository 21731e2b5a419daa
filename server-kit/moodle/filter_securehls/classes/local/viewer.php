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

namespace filter_securehls\local;

/**
 * Who asks, and in which course: that is what decides. What the author of a text has typed decides nothing.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class viewer {
    /** @var \context The context of the text that the player stands in. */
    public readonly \context $context;

    /** @var \stdClass The course that it is in. */
    public readonly \stdClass $course;

    /** @var \stdClass|null The activity that it is in. */
    public readonly ?\stdClass $cm;

    /**
     * Takes who has passed.
     *
     * @param \context $context
     * @param \stdClass $course
     * @param \stdClass|null $cm
     */
    private function __construct(\context $context, \stdClass $course, ?\stdClass $cm) {
        $this->context = $context;
        $this->course = $course;
        $this->cm = $cm;
    }

    /**
     * Passes who may see the page that the text is on, and may watch in its course.
     *
     * @param int $contextid
     * @return self
     */
    public static function require_in(int $contextid): self {
        if (!isloggedin() || isguestuser()) {
            throw new refusal('not-signed-in', 'Nobody is signed in, or a guest.');
        }
        try {
            [$context, $course, $cm] = get_context_info_array($contextid);
        } catch (\dml_missing_record_exception) {
            throw new refusal('not-found', 'There is no such context.');
        }
        if (!$course) {
            throw new refusal('not-found', 'The text is in no course, so that no videos belong to it.');
        }
        try {
            // The last argument makes it throw where it would redirect: enrolment, suspension, dates, hidden, restricted.
            require_login($course, false, $cm, false, true);
            require_capability('filter/securehls:watch', $context);
        } catch (\dml_exception $error) {
            throw $error;
        } catch (\moodle_exception) {
            throw new refusal('not-entitled', 'The viewer may not see this page, or not watch in this course.');
        }
        return new self($context, $course, $cm ?: null);
    }

    /**
     * The folder of the course in which the video is.
     *
     * @param course_prefixes $prefixes
     * @param string $path
     * @return string
     */
    public function prefix(course_prefixes $prefixes, string $path): string {
        if ($prefixes->of($this->course) === []) {
            throw new refusal('not-found', 'No videos belong to the course: it has neither an ID number nor an entry in the map.');
        }
        // No matter whether there is such a video: it is another course's.
        return $prefixes->covering($this->course, $path)
            ?? throw new refusal('not-entitled', 'The video does not belong to the course of the text.');
    }
}
