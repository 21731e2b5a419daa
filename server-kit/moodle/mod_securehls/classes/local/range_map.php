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

/**
 * Which parts of a video were watched: in words, and as a bar with the watched parts filled.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class range_map {
    /** @var array[] `[[start, end], ...]` in seconds. */
    private array $ranges;

    /** @var float Seconds that the video lasts. */
    private float $duration;

    /**
     * Takes what is in the table.
     *
     * @param string|null $ranges JSON
     * @param float $duration seconds
     */
    public function __construct(?string $ranges, float $duration) {
        $this->ranges = json_decode($ranges ?? '[]', true) ?? [];
        $this->duration = $duration;
    }

    /**
     * In words, such as `0:00–1:30, 1:02:05–1:03:00`.
     *
     * @return string
     */
    public function text(): string {
        $text = static fn(array $range): string => self::time($range[0]) . '–' . self::time($range[1]);
        return implode(', ', array_map($text, $this->ranges));
    }

    /**
     * As a bar, with the words for those who do not see it.
     *
     * @return string HTML; empty where nothing was watched
     */
    public function html(): string {
        if ($this->ranges === [] || $this->duration <= 0) {
            return '';
        }
        $part = static fn(float $x, float $width, array $more): string => \html_writer::tag('rect', '', [
            'x' => round($x, 3), 'width' => round($width, 3), 'height' => 8,
        ] + $more);
        $parts = $part(0, 100, ['fill-opacity' => '0.15']);
        foreach ($this->ranges as [$start, $end]) {
            $parts .= $part($start / $this->duration * 100, ($end - $start) / $this->duration * 100, []);
        }
        return \html_writer::tag('svg', \html_writer::tag('title', s($this->text())) . $parts, [
            'role' => 'img', 'viewBox' => '0 0 100 8', 'width' => 200, 'height' => 16, 'preserveAspectRatio' => 'none',
            'fill' => 'currentColor', 'class' => 'text-primary',
        ]);
    }

    /**
     * A time of the video, such as `1:02:05`.
     *
     * @param float $seconds
     * @return string
     */
    private static function time(float $seconds): string {
        $whole = (int) floor($seconds + 1e-6);
        $short = sprintf('%02d', $whole % 60);
        $minutes = intdiv($whole, 60);
        return $minutes < 60
            ? "{$minutes}:{$short}"
            : intdiv($minutes, 60) . ':' . sprintf('%02d', $minutes % 60) . ":{$short}";
    }
}
