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

/**
 * English texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Watch at least {$a}% of the video';
$string['completionwatched'] = 'Student must watch at least';
$string['completionwatched_help'] = 'The share of the video that has to be watched, as the server counts it: what is sought over or watched twice adds nothing, and nobody can have watched more than time has passed.';
$string['eventreportviewed'] = 'Report viewed';
$string['eventvideocompleted'] = 'Video completed';
$string['modulename'] = 'Protected video';
$string['modulename_help'] = 'A video that only those who are enrolled can watch. It counts what was really watched, goes on where the viewer was, and can be completed and graded by the share that was watched.';
$string['modulenameplural'] = 'Protected videos';
$string['noscale'] = 'A scale says nothing of how much was watched. Choose points, or none.';
$string['notingroup'] = 'You are in no group whose members you could see here.';
$string['percentwrong'] = 'Give a number from 1 to 100.';
$string['playback'] = 'Playback';
$string['playitonce'] = 'Play this video once: only then does Moodle know how long it is. Until then nobody can complete it or be graded; what is watched meanwhile counts afterwards.';
$string['pluginadministration'] = 'Administration of the protected video';
$string['pluginname'] = 'Protected video';
$string['poster'] = 'Poster';
$string['poster_help'] = 'Address of a public picture that is shown before the video plays.';
$string['posterwrong'] = 'Give an address such as https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'What each viewer has watched of a video.';
$string['privacy:metadata:progress:best'] = 'The largest share that was ever watched, of which the grade is made.';
$string['privacy:metadata:progress:credit'] = 'How much could be newly watched by the clock, and when that was counted.';
$string['privacy:metadata:progress:duration'] = 'How long the video is.';
$string['privacy:metadata:progress:position'] = 'Where the viewer was last.';
$string['privacy:metadata:progress:ranges'] = 'Which seconds of the video were watched, and how many they are.';
$string['privacy:metadata:progress:times'] = 'When watching began, when it was reported last, and when enough was watched.';
$string['privacy:metadata:progress:userid'] = 'Who has watched.';
$string['report'] = 'Who watched what';
$string['report_completed'] = 'Completed';
$string['report_lastwatched'] = 'Last watched';
$string['report_parts'] = 'Parts watched';
$string['report_watched'] = 'Watched';
$string['resetprogress'] = 'Delete what was watched';
$string['resume'] = 'Where the viewer was';
$string['resume_ask'] = 'Offer to go on there';
$string['resume_auto'] = 'Go on there at once';
$string['resume_help'] = 'Where the viewer was is known on all of his devices.';
$string['resume_off'] = 'Always begin anew';
$string['search:activity'] = 'Protected video: name and description';
$string['securehls:addinstance'] = 'Add a protected video';
$string['securehls:view'] = 'View a protected video';
$string['securehls:viewreports'] = 'See who watched what';
$string['seekpolicy'] = 'Seeking';
$string['seekpolicy_free'] = 'Anywhere';
$string['seekpolicy_help'] = 'What the player allows. What counts as watched does not depend on it.';
$string['seekpolicy_none'] = 'Nowhere';
$string['seekpolicy_watched'] = 'Only where it was watched already';
$string['src'] = 'Video';
$string['src_help'] = 'Its name in the course\'s folder, such as lesson-1, or the whole address of a playlist on the CDN. Another video in its place is begun anew by everybody; completions and grades stay.';
$string['srcwrong'] = 'This is no video on the CDN, or the course has no folder there.';
$string['youwatched'] = 'You have watched {$a}% of the video.';
