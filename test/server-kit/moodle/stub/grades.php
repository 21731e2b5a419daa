<?php
// The gradebook.

function grade_update(
    string $source,
    $courseid,
    string $itemtype,
    string $itemmodule,
    $iteminstance,
    int $itemnumber,
    $grades = null,
    ?array $itemdetails = null,
    bool $isbulkupdate = false
): int {
    global $DB;
    $of = ['module' => $itemmodule, 'instance' => $iteminstance];
    stub_site::$gradeitems["{$itemmodule} {$iteminstance}"] = $itemdetails;
    if (!empty($itemdetails['reset']) || !empty($itemdetails['deleted'])) {
        $DB->delete_records('stub_grades', $of);
    }
    // One grade, or several, each an object or an array.
    $grades = $grades === null ? [] : (array) $grades;
    foreach (isset($grades['userid']) ? [$grades] : $grades as $grade) {
        $row = $of + (array) $grade;
        $DB->delete_records('stub_grades', array_diff_key($row, ['rawgrade' => 0]));
        $DB->insert_record('stub_grades', $row);
        stub_site::note("grade {$row['rawgrade']} of {$row['userid']}");
    }
    stub_site::$gradeupdates++;
    return GRADE_UPDATE_OK;
}

/** As lib/gradelib.php: the grades of a user, by item. */
function grade_get_grades($courseid, $itemtype, $itemmodule, $iteminstance, $userid = null): stdClass {
    global $DB;
    $of = ['module' => $itemmodule, 'instance' => $iteminstance, 'userid' => $userid];
    $grade = $DB->get_field('stub_grades', 'rawgrade', $of);
    return (object) ['items' => [(object) ['grades' => [$userid => (object) ['grade' => $grade === false ? null : $grade]]]]];
}
