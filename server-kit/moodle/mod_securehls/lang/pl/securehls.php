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
 * Polish texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Obejrzeć co najmniej {$a}% filmu';
$string['completionwatched'] = 'Uczestnik musi obejrzeć co najmniej';
$string['completionwatched_help'] = 'Część filmu, którą trzeba obejrzeć, liczona przez serwer: to, co pominięte lub obejrzane dwa razy, nic nie dodaje, i nikt nie mógł obejrzeć więcej, niż upłynęło czasu.';
$string['eventreportviewed'] = 'Wyświetlono raport';
$string['eventvideocompleted'] = 'Film ukończony';
$string['modulename'] = 'Chroniony film';
$string['modulename_help'] = 'Film, który mogą oglądać tylko zapisani. Liczy to, co naprawdę obejrzano, wznawia tam, gdzie przerwano, i można go ukończyć oraz ocenić według obejrzanej części.';
$string['modulenameplural'] = 'Chronione filmy';
$string['noscale'] = 'Skala nie mówi, ile obejrzano. Wybierz punkty albo brak oceny.';
$string['notingroup'] = 'Nie należysz do żadnej grupy, której członków można tu zobaczyć.';
$string['percentwrong'] = 'Podaj liczbę od 1 do 100.';
$string['playback'] = 'Odtwarzanie';
$string['playitonce'] = 'Odtwórz ten film raz: dopiero wtedy Moodle wie, jak długo trwa. Do tego czasu nikt nie może go ukończyć ani otrzymać oceny; to, co zostanie obejrzane w międzyczasie, zostanie zaliczone później.';
$string['pluginadministration'] = 'Administracja chronionym filmem';
$string['pluginname'] = 'Chroniony film';
$string['poster'] = 'Plakat';
$string['poster_help'] = 'Adres publicznego obrazu pokazywanego przed odtworzeniem filmu.';
$string['posterwrong'] = 'Podaj adres taki jak https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'Co każda osoba obejrzała z filmu.';
$string['privacy:metadata:progress:best'] = 'Największa część, jaką kiedykolwiek obejrzano; z niej powstaje ocena.';
$string['privacy:metadata:progress:credit'] = 'Ile według zegara można było obejrzeć na nowo i kiedy to policzono.';
$string['privacy:metadata:progress:duration'] = 'Jak długi jest film.';
$string['privacy:metadata:progress:position'] = 'Gdzie osoba była ostatnio.';
$string['privacy:metadata:progress:ranges'] = 'Które sekundy filmu obejrzano i ile ich jest.';
$string['privacy:metadata:progress:times'] = 'Kiedy zaczęto oglądać, kiedy ostatnio to zgłoszono i kiedy obejrzano dość.';
$string['privacy:metadata:progress:userid'] = 'Kto oglądał.';
$string['report'] = 'Kto co obejrzał';
$string['report_completed'] = 'Ukończono';
$string['report_lastwatched'] = 'Ostatnio oglądano';
$string['report_parts'] = 'Obejrzane części';
$string['report_watched'] = 'Obejrzano';
$string['resetprogress'] = 'Usuń to, co obejrzano';
$string['resume'] = 'Miejsce przerwania';
$string['resume_ask'] = 'Zaproponować wznowienie';
$string['resume_auto'] = 'Wznowić od razu';
$string['resume_help'] = 'Miejsce przerwania jest znane na wszystkich urządzeniach uczestnika.';
$string['resume_off'] = 'Zawsze zaczynać od początku';
$string['search:activity'] = 'Chroniony film: nazwa i opis';
$string['securehls:addinstance'] = 'Dodaj chroniony film';
$string['securehls:view'] = 'Wyświetl chroniony film';
$string['securehls:viewreports'] = 'Zobacz, kto co obejrzał';
$string['seekpolicy'] = 'Przewijanie';
$string['seekpolicy_free'] = 'Wszędzie';
$string['seekpolicy_help'] = 'Na co pozwala odtwarzacz. Nie wpływa to na to, co liczy się jako obejrzane.';
$string['seekpolicy_none'] = 'Nigdzie';
$string['seekpolicy_watched'] = 'Tylko tam, gdzie już obejrzano';
$string['src'] = 'Film';
$string['src_help'] = 'Jego nazwa w folderze kursu, na przykład lesson-1, albo cały adres playlisty w CDN. Inny film w jego miejscu wszyscy zaczynają od nowa; ukończenia i oceny pozostają.';
$string['srcwrong'] = 'To nie jest film w CDN albo kurs nie ma tam folderu.';
$string['youwatched'] = 'Obejrzano {$a}% filmu.';
