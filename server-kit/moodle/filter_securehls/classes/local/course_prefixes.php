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
 * Which folders of the CDN belong to a course: those of the administrator's map, otherwise the one that is made of the
 * course's ID number.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class course_prefixes {
    /** @var string[][] Prefixes by what stands before the arrow: an ID number, or `id:` and the course's id. */
    private array $map;

    /** @var string Such as `courses/{idnumber}/`; empty where only the map counts. */
    private string $template;

    /**
     * Takes the two settings as they are stored. What is wrong in them counts for nothing.
     *
     * @param string $map one course a line
     * @param string $template
     */
    public function __construct(string $map, string $template) {
        $this->map = self::read_map($map)['map'];
        $this->template = trim($template);
    }

    /**
     * The course's prefixes, such as `courses/101/`; none where it has no videos.
     *
     * @param \stdClass $course a record with `id` and `idnumber`
     * @return string[]
     */
    public function of(\stdClass $course): array {
        // Not trimmed: to Moodle " MATH-1" is nobody's yet, so that any teacher may take it.
        $idnumber = (string) ($course->idnumber ?? '');
        return $this->map['id:' . (int) $course->id]
            ?? (self::is_of_id($idnumber) ? null : $this->map[$idnumber] ?? null)
            ?? $this->by_template((int) $course->id, $idnumber);
    }

    /**
     * The one of the course's prefixes under which the video lies; null where it is another course's.
     *
     * @param \stdClass $course
     * @param string $path of the video
     * @return string|null
     */
    public function covering(\stdClass $course, string $path): ?string {
        foreach ($this->of($course) as $prefix) {
            if (str_starts_with($path, $prefix)) {
                return $prefix;
            }
        }
        return null;
    }

    /**
     * Reads the map, and says which lines of it cannot be read.
     *
     * @param string $text lines such as `MATH-1 => courses/101, shared/maths` or `id:42 => courses/42`
     * @return array `map` and, as line numbers, `wrong`
     */
    public static function read_map(string $text): array {
        $map = [];
        $wrong = [];
        foreach (preg_split('/\R/', $text) as $index => $line) {
            $line = trim($line);
            if ($line === '' || $line[0] === '#') {
                continue;
            }
            $parts = array_map('trim', explode('=>', $line));
            $prefixes = array_map([video_path::class, 'prefix'], explode(',', $parts[1] ?? ''));
            $iskey = $parts[0] !== '' && (!self::is_of_id($parts[0]) || preg_match('/^id:[1-9]\d*$/D', $parts[0]) === 1);
            if (count($parts) !== 2 || !$iskey || in_array(null, $prefixes, true) || isset($map[$parts[0]])) {
                $wrong[] = $index + 1;
                continue;
            }
            $map[$parts[0]] = $prefixes;
        }
        return ['map' => $map, 'wrong' => $wrong];
    }

    /**
     * Whether teachers' ID numbers decide what a course may play.
     *
     * @return bool
     */
    public function uses_idnumber(): bool {
        $idnumbers = array_filter(array_keys($this->map), static fn($key): bool => !self::is_of_id((string) $key));
        return $idnumbers !== [] || $this->is_made_of_idnumber();
    }

    /**
     * Whether what stands before an arrow speaks of a course's id. An ID number of that form, which any teacher may type, is
     * never looked up.
     *
     * @param string $key
     * @return bool
     */
    private static function is_of_id(string $key): bool {
        return str_starts_with($key, 'id:');
    }

    /**
     * Whether the template has the ID number in it.
     *
     * @return bool
     */
    private function is_made_of_idnumber(): bool {
        return str_contains($this->template, '{idnumber}');
    }

    /**
     * The prefix that the template makes. An ID number with a slash, a space or a dot-dot in it makes none.
     *
     * @param int $id
     * @param string $idnumber
     * @return string[]
     */
    private function by_template(int $id, string $idnumber): array {
        // Without one of the two every course would have the same videos.
        if (!str_contains($this->template, '{id}') && !$this->is_made_of_idnumber()) {
            return [];
        }
        if ($this->is_made_of_idnumber() && !video_path::is_plain_segment($idnumber)) {
            return [];
        }
        $prefix = video_path::prefix(strtr($this->template, ['{id}' => $id, '{idnumber}' => $idnumber]));
        return $prefix === null ? [] : [$prefix];
    }
}
