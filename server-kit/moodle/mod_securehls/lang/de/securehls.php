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
 * German texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Mindestens {$a} % des Videos ansehen';
$string['completionwatched'] = 'Ansehen müssen Lernende mindestens';
$string['completionwatched_help'] = 'Der Anteil des Videos, der angesehen werden muss, so wie der Server ihn zählt: Was übersprungen oder zweimal angesehen wird, zählt nicht hinzu, und niemand kann mehr angesehen haben, als Zeit vergangen ist.';
$string['eventreportviewed'] = 'Bericht angesehen';
$string['eventvideocompleted'] = 'Video abgeschlossen';
$string['modulename'] = 'Geschütztes Video';
$string['modulename_help'] = 'Ein Video, das nur Eingeschriebene ansehen können. Gezählt wird, was wirklich angesehen wurde; es geht weiter, wo man war, und der angesehene Anteil kann für Abschluss und Bewertung gelten.';
$string['modulenameplural'] = 'Geschützte Videos';
$string['noscale'] = 'Eine Skala sagt nicht, wie viel angesehen wurde. Wählen Sie Punkte oder keine Bewertung.';
$string['notingroup'] = 'Sie sind in keiner Gruppe, deren Mitglieder Sie hier sehen könnten.';
$string['percentwrong'] = 'Geben Sie eine Zahl von 1 bis 100 ein.';
$string['playback'] = 'Wiedergabe';
$string['playitonce'] = 'Spielen Sie dieses Video einmal ab: Erst dann weiß Moodle, wie lang es ist. Bis dahin kann es niemand abschließen, und niemand wird bewertet; was inzwischen angesehen wird, zählt danach.';
$string['pluginadministration'] = 'Verwaltung des geschützten Videos';
$string['pluginname'] = 'Geschütztes Video';
$string['poster'] = 'Vorschaubild';
$string['poster_help'] = 'Adresse eines öffentlichen Bildes, das vor dem Abspielen zu sehen ist.';
$string['posterwrong'] = 'Geben Sie eine Adresse an wie https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'Was jede Person von einem Video angesehen hat.';
$string['privacy:metadata:progress:best'] = 'Der größte Anteil, der je angesehen wurde; aus ihm wird die Bewertung.';
$string['privacy:metadata:progress:credit'] = 'Wie viel nach der Uhr neu angesehen werden konnte und wann das gezählt wurde.';
$string['privacy:metadata:progress:duration'] = 'Wie lang das Video ist.';
$string['privacy:metadata:progress:position'] = 'Wo die Person zuletzt war.';
$string['privacy:metadata:progress:ranges'] = 'Welche Sekunden des Videos angesehen wurden und wie viele es sind.';
$string['privacy:metadata:progress:times'] = 'Wann das Ansehen begann, wann es zuletzt gemeldet wurde und wann genug angesehen war.';
$string['privacy:metadata:progress:userid'] = 'Wer es angesehen hat.';
$string['report'] = 'Wer was angesehen hat';
$string['report_completed'] = 'Abgeschlossen';
$string['report_lastwatched'] = 'Zuletzt angesehen';
$string['report_parts'] = 'Angesehene Teile';
$string['report_watched'] = 'Angesehen';
$string['resetprogress'] = 'Löschen, was angesehen wurde';
$string['resume'] = 'Wo man war';
$string['resume_ask'] = 'Anbieten, dort weiterzusehen';
$string['resume_auto'] = 'Gleich dort weitersehen';
$string['resume_help'] = 'Wo man war, ist auf allen eigenen Geräten bekannt.';
$string['resume_off'] = 'Immer von vorn beginnen';
$string['search:activity'] = 'Geschütztes Video: Name und Beschreibung';
$string['securehls:addinstance'] = 'Geschütztes Video hinzufügen';
$string['securehls:view'] = 'Geschütztes Video ansehen';
$string['securehls:viewreports'] = 'Sehen, wer was angesehen hat';
$string['seekpolicy'] = 'Spulen';
$string['seekpolicy_free'] = 'Überallhin';
$string['seekpolicy_help'] = 'Was der Player erlaubt. Was als angesehen zählt, hängt nicht davon ab.';
$string['seekpolicy_none'] = 'Nirgendwohin';
$string['seekpolicy_watched'] = 'Nur, wo es schon angesehen wurde';
$string['src'] = 'Video';
$string['src_help'] = 'Sein Name im Ordner des Kurses, etwa lesson-1, oder die ganze Adresse einer Playlist im CDN. Ein anderes Video an seiner Stelle beginnen alle von vorn; Abschlüsse und Bewertungen bleiben.';
$string['srcwrong'] = 'Das ist kein Video im CDN, oder der Kurs hat dort keinen Ordner.';
$string['youwatched'] = 'Sie haben {$a} % des Videos angesehen.';
