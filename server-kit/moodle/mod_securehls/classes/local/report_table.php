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

use core_user\fields;

/**
 * The report: a line for each student, with what he has watched. It can be downloaded.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class report_table extends \table_sql {
    /** @var string[] Where the table goes to a place in which HTML counts: the page, and files that Moodle writes as HTML. */
    private const IN_HTML = ['', 'html', 'pdf'];

    /**
     * Says what is in it.
     *
     * @param \stdClass $activity
     * @param \context $context the activity's
     * @param int $group whose members; 0 for everybody
     * @param \moodle_url $url of the page
     */
    public function __construct(\stdClass $activity, \context $context, int $group, \moodle_url $url) {
        parent::__construct('mod_securehls_report');
        $identity = fields::for_identity($context, false);
        $columns = ['fullname' => get_string('fullname')];
        foreach ($identity->get_required_fields() as $field) {
            $columns[$field] = fields::get_display_name($field);
        }
        $columns += [
            'fraction' => get_string('report_watched', 'mod_securehls'),
            'ranges' => get_string('report_parts', 'mod_securehls'),
            'reportedat' => get_string('report_lastwatched', 'mod_securehls'),
            'timecompleted' => get_string('report_completed', 'mod_securehls'),
        ];
        $this->define_columns(array_keys($columns));
        $this->define_headers(array_values($columns));
        $this->define_header_column('fullname');
        $this->define_baseurl($url);
        $this->sortable(true, 'lastname');
        $this->no_sorting('ranges');
        $this->collapsible(false);
        $this->useridfield = 'id';
        $this->is_downloadable(true);
        $this->show_download_buttons_at([TABLE_P_BOTTOM]);
        $this->choose($activity, $context, $group, $identity->with_name()->get_sql('u', true)->selects);
    }

    /**
     * The percentage that was watched.
     *
     * @param \stdClass $row
     * @return string
     */
    public function col_fraction($row): string {
        $ranges = json_decode($row->ranges ?? '[]', true) ?? [];
        return activity_video::percent(watched_ranges::fraction($ranges, (float) $row->duration)) . '%';
    }

    /**
     * Which parts were watched.
     *
     * @param \stdClass $row
     * @return string
     */
    public function col_ranges($row): string {
        $map = new range_map($row->ranges, (float) $row->duration);
        return $this->is_downloading() ? $map->text() : $map->html();
    }

    /**
     * When it was watched last.
     *
     * @param \stdClass $row
     * @return string
     */
    public function col_reportedat($row): string {
        return self::date(intdiv((int) $row->reportedat, 1000));
    }

    /**
     * When enough was watched for the first time.
     *
     * @param \stdClass $row
     * @return string
     */
    public function col_timecompleted($row): string {
        return self::date((int) $row->timecompleted);
    }

    /**
     * What identifies a student, such as his ID number: text, which he may have written himself.
     *
     * @param string $column
     * @param \stdClass $row
     * @return string
     */
    public function other_cols($column, $row) {
        $value = (string) ($row->$column ?? '');
        return in_array((string) $this->is_downloading(), self::IN_HTML, true) ? s($value) : $value;
    }

    /**
     * Chooses the lines: students, that is who is enrolled and may view the activity, but not this report.
     *
     * @param \stdClass $activity
     * @param \context $context
     * @param int $group
     * @param string $names SQL of the columns with names, after a comma
     */
    private function choose(\stdClass $activity, \context $context, int $group, string $names): void {
        [$viewers, $params] = get_enrolled_sql($context, 'mod/securehls:view', $group, true);
        [$teachers, $more] = get_enrolled_sql($context, 'mod/securehls:viewreports', 0, true);
        $fraction = 'CASE WHEN p.duration > 0 THEN p.watched / p.duration ELSE 0 END';
        $this->set_sql(
            "u.id{$names}, p.ranges, p.duration, {$fraction} AS fraction, p.reportedat, p.timecompleted",
            '{user} u LEFT JOIN {securehls_progress} p ON p.userid = u.id AND p.securehlsid = :activityid',
            "u.id IN ({$viewers}) AND u.id NOT IN ({$teachers})",
            ['activityid' => $activity->id] + $params + $more
        );
    }

    /**
     * A time in words; nothing for none.
     *
     * @param int $seconds
     * @return string
     */
    private static function date(int $seconds): string {
        return $seconds === 0 ? '' : userdate($seconds, get_string('strftimedatetimeshort', 'langconfig'));
    }
}
