<?php
// Writes to standard output what the activity's rules answer to the reports on standard input, `[{threshold, duration,
// steps: [{at, learned, report}]}]` as JSON: `[[{status, body}]]`. `at` is in epoch milliseconds, and a step without a report reads.

use filter_securehls\local\refusal;
use mod_securehls\local\progress_answer;
use mod_securehls\local\progress_record;
use mod_securehls\local\progress_report;
use mod_securehls\local\progress_rules;

spl_autoload_register(static function (string $class): void {
    [$plugin, $rest] = explode('\\', $class, 2);
    require(dirname(__DIR__, 3) . "/server-kit/moodle/{$plugin}/classes/" . strtr($rest, '\\', '/') . '.php');
});

/** As the table has it: in text, to the millisecond. */
function kept(progress_record $record): progress_record {
    $columns = array_map(static fn($value) => $value === null ? null : (string) $value, $record->columns());
    return progress_record::of_row((object) ($columns + ['id' => '1']));
}

$answers = [];
foreach (json_decode(stream_get_contents(STDIN), true) as ['threshold' => $threshold, 'duration' => $duration, 'steps' => $steps]) {
    $rules = new progress_rules($threshold);
    $record = null;
    $answered = [];
    foreach ($steps as $step) {
        $duration = $step['learned'] ?? $duration;
        if (!array_key_exists('report', $step)) {
            $answered[] = ['status' => 200, 'body' => progress_answer::progress($record)];
            continue;
        }
        try {
            $verdict = $rules->judge($record, new progress_report($step['report']), $duration, $step['at']);
            $record = kept($verdict->record);
            $answered[] = $verdict->reason === null
                ? ['status' => 200, 'body' => progress_answer::progress($record), 'first' => $verdict->is_first_completion()]
                : ['status' => 422, 'body' => progress_answer::implausible($verdict)];
        } catch (refusal $refusal) {
            $answered[] = ['status' => $refusal->status, 'body' => $refusal->problem()];
        }
    }
    $answers[] = $answered;
}
echo json_encode($answers, JSON_UNESCAPED_SLASHES);
