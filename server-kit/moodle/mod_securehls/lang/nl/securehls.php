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
 * Dutch texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Minstens {$a}% van de video bekijken';
$string['completionwatched'] = 'De leerling moet minstens bekijken';
$string['completionwatched_help'] = 'Het deel van de video dat bekeken moet worden, zoals de server het telt: wat wordt overgeslagen of twee keer bekeken telt niet mee, en niemand kan meer bekeken hebben dan er tijd verstreken is.';
$string['eventreportviewed'] = 'Rapport bekeken';
$string['eventvideocompleted'] = 'Video voltooid';
$string['modulename'] = 'Beveiligde video';
$string['modulename_help'] = 'Een video die alleen ingeschreven deelnemers kunnen bekijken. Er wordt geteld wat echt bekeken is, hij gaat verder waar de kijker was, en kan worden voltooid en beoordeeld naar het bekeken deel.';
$string['modulenameplural'] = 'Beveiligde video’s';
$string['noscale'] = 'Een schaal zegt niet hoeveel er bekeken is. Kies punten of geen beoordeling.';
$string['notingroup'] = 'U zit in geen groep waarvan u hier de leden kunt zien.';
$string['percentwrong'] = 'Geef een getal van 1 tot 100.';
$string['playback'] = 'Afspelen';
$string['playitonce'] = 'Speel deze video één keer af: pas dan weet Moodle hoe lang hij duurt. Tot die tijd kan niemand hem voltooien of een cijfer krijgen; wat ondertussen wordt bekeken, telt daarna mee.';
$string['pluginadministration'] = 'Beheer van de beveiligde video';
$string['pluginname'] = 'Beveiligde video';
$string['poster'] = 'Posterafbeelding';
$string['poster_help'] = 'Adres van een openbare afbeelding die te zien is voordat de video speelt.';
$string['posterwrong'] = 'Geef een adres zoals https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'Wat iedere kijker van een video heeft bekeken.';
$string['privacy:metadata:progress:best'] = 'Het grootste deel dat ooit is bekeken, waarvan het cijfer wordt gemaakt.';
$string['privacy:metadata:progress:credit'] = 'Hoeveel er volgens de klok nieuw bekeken kon worden en wanneer dat is geteld.';
$string['privacy:metadata:progress:duration'] = 'Hoe lang de video is.';
$string['privacy:metadata:progress:position'] = 'Waar de kijker het laatst was.';
$string['privacy:metadata:progress:ranges'] = 'Welke seconden van de video zijn bekeken en hoeveel dat er zijn.';
$string['privacy:metadata:progress:times'] = 'Wanneer het kijken begon, wanneer het voor het laatst is gemeld en wanneer er genoeg is bekeken.';
$string['privacy:metadata:progress:userid'] = 'Wie heeft gekeken.';
$string['report'] = 'Wie wat heeft bekeken';
$string['report_completed'] = 'Voltooid';
$string['report_lastwatched'] = 'Laatst bekeken';
$string['report_parts'] = 'Bekeken delen';
$string['report_watched'] = 'Bekeken';
$string['resetprogress'] = 'Verwijderen wat bekeken is';
$string['resume'] = 'Waar de kijker was';
$string['resume_ask'] = 'Aanbieden daar verder te gaan';
$string['resume_auto'] = 'Daar meteen verder gaan';
$string['resume_help'] = 'Waar de kijker was, is op al zijn apparaten bekend.';
$string['resume_off'] = 'Altijd opnieuw beginnen';
$string['search:activity'] = 'Beveiligde video: naam en beschrijving';
$string['securehls:addinstance'] = 'Een beveiligde video toevoegen';
$string['securehls:view'] = 'Een beveiligde video bekijken';
$string['securehls:viewreports'] = 'Zien wie wat heeft bekeken';
$string['seekpolicy'] = 'Spoelen';
$string['seekpolicy_free'] = 'Overal';
$string['seekpolicy_help'] = 'Wat de speler toestaat. Wat als bekeken telt hangt er niet van af.';
$string['seekpolicy_none'] = 'Nergens';
$string['seekpolicy_watched'] = 'Alleen waar hij al bekeken is';
$string['src'] = 'Video';
$string['src_help'] = 'De naam in de map van de cursus, zoals lesson-1, of het hele adres van een afspeellijst op het CDN. Een andere video in zijn plaats begint iedereen opnieuw; voltooiingen en beoordelingen blijven.';
$string['srcwrong'] = 'Dit is geen video op het CDN, of de cursus heeft er geen map.';
$string['youwatched'] = 'Je hebt {$a}% van de video bekeken.';
