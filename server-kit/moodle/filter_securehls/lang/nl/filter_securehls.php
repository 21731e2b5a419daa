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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'ID van de verklaringssleutel';
$string['assertkeyid_desc'] = 'Alleen als de toegangsserver meerdere sleutels kent: wordt meegestuurd als ‘kid’.';
$string['assertkeypath'] = 'Bestand van de verklaringssleutel';
$string['assertkeypath_desc'] = 'Absoluut pad van een privésleutel (PEM, RSA of P-256) of van een gedeeld geheim van minstens 32 bytes, buiten de mappen van Moodle.';
$string['cdnorigin'] = 'Adres van het CDN';
$string['cdnorigin_desc'] = 'Bijvoorbeeld https://cdn.school.example, zonder schuine streep aan het eind. Het beste is een host onder het domein van Moodle.';
$string['check'] = 'Instellingen controleren';
$string['check_ask'] = 'Het CDN bevragen';
$string['check_assertion'] = 'Sleutel voor verklaringen';
$string['check_cdn'] = 'Adres van het CDN';
$string['check_cookies'] = 'De browser stuurt de cookies van Moodle naar het CDN';
$string['check_endpoint'] = 'Toegangsserver';
$string['check_grant'] = 'Testtoegang: ondertekend en gecontroleerd';
$string['check_https'] = 'Moodle is bereikbaar via https';
$string['check_idnumber'] = 'Wie kan wijzigen welke video’s een cursus mag afspelen';
$string['check_idnumber_roles'] = 'Deze rollen kunnen het ID-nummer van hun cursus wijzigen en zo de video’s van elke map afspelen: {$a}. Gebruik in de cursuslijst id:42 in plaats van ID-nummers, of ontneem hun moodle/course:changeidnumber.';
$string['check_key'] = 'Ondertekeningssleutel';
$string['check_key_world'] = 'Elk account van de machine mag het bestand lezen. Laat alleen de webserver het lezen.';
$string['check_keypairid'] = 'ID van de ondertekeningssleutel';
$string['check_order'] = 'Het filter staat aan, boven het mediafilter van Moodle';
$string['check_order_below'] = 'Zet het aan en verplaats het bij het filterbeheer boven ‘Multimediaplugins’.';
$string['check_player'] = 'De speler hoort bij de plugin';
$string['check_player_missing'] = 'Installeer de zip van de plugin; in de broncode zit geen speler.';
$string['check_prefixes'] = 'Mappen van cursussen';
$string['check_request'] = 'Testverzoek';
$string['check_request_none'] = 'Geen antwoord';
$string['check_request_path'] = 'Geef het adres van een afspeellijst op het CDN.';
$string['check_request_with'] = 'Het CDN stuurt het bestand met toegang (200)';
$string['check_request_without'] = 'Het CDN weigert het bestand zonder toegang (403)';
$string['check_src'] = 'Adres van een afspeellijst, voor een testverzoek aan het CDN';
$string['cookiedomain'] = 'Gemeenschappelijk domein';
$string['cookiedomain_desc'] = 'Wat Moodle en het CDN gemeen hebben, bijvoorbeeld school.example. Leeg als beide één host zijn.';
$string['courses'] = 'Welke video’s bij welke cursus horen';
$string['elsewhere'] = 'Een toegangsserver in plaats van Moodle';
$string['elsewhere_desc'] = 'Alleen als server-kit van secure-hls-player de toegang op een andere machine ondertekent. Moodle vertelt die dan wie mag kijken, met verklaringen die een minuut geldig zijn.';
$string['eventgrantissued'] = 'Toegang tot video verleend';
$string['eventgrantrefused'] = 'Toegang tot video geweigerd';
$string['filtername'] = 'Beveiligde video’s';
$string['grantendpoint'] = 'Adres van de toegangsserver';
$string['grantendpoint_desc'] = 'Bijvoorbeeld https://video.school.example/grant. Leeg: Moodle ondertekent.';
$string['hash'] = 'Hash';
$string['hash_desc'] = 'SHA-256, tenzij iets vóór het CDN alleen SHA-1 kent.';
$string['keypairid'] = 'ID van de ondertekeningssleutel';
$string['keypairid_desc'] = 'De ID die CloudFront voor de publieke sleutel toont, bijvoorbeeld K2JCJMDEHXQW5F.';
$string['keypath'] = 'Bestand van de ondertekeningssleutel';
$string['keypath_desc'] = 'Absoluut pad van de privésleutel (PEM, RSA of P-256), buiten de mappen van Moodle. De sleutel zelf staat nooit in de database.';
$string['novideo'] = 'Deze video is niet beschikbaar.';
$string['novideoteacher'] = 'Deze video is niet beschikbaar: het adres hoort niet bij het CDN, of bij deze cursus hoort geen map.';
$string['partitioned'] = 'Moodle wordt getoond in frames van andere sites';
$string['partitioned_desc'] = 'Zet de cookies als SameSite=None en Partitioned. Laat het uit als Moodle een eigen site is.';
$string['pluginname'] = 'Beveiligde video’s (Secure HLS)';
$string['prefixmap'] = 'Cursuslijst';
$string['prefixmap_desc'] = 'Eén cursus per regel, met een of meer mappen: MATH-1 => courses/101, shared/maths. Op ID-nummer of op id: id:42 => courses/42. Een cursus in de lijst heeft deze mappen en geen andere.';
$string['prefixtemplate'] = 'Map van een cursus';
$string['prefixtemplate_desc'] = 'Met {idnumber} of {id} erin. Leeg: alleen de cursussen in de lijst hebben video’s. Wie het ID-nummer van een cursus mag wijzigen, kiest de video’s ervan.';
$string['privacy:metadata:cdn'] = 'De browser van de kijker laadt video’s van het CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'Het IP-adres dat de browser meestuurt.';
$string['privacy:metadata:cdn:video'] = 'Welke video wordt geladen.';
$string['privacy:metadata:grantendpoint'] = 'Als er een toegangsserver is ingesteld, hoort die wie wil kijken.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Een pseudoniem van de gebruiker, dat alleen deze site kan herleiden.';
$string['privacy:metadata:grantendpoint:video'] = 'Welke video de gebruiker wil bekijken.';
$string['problem_domain'] = 'Geef minstens twee delen in kleine letters, bijvoorbeeld school.example.';
$string['problem_endpoint'] = 'Geef het hele adres, bijvoorbeeld https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle en het CDN moeten allebei hosts van dit domein zijn, anders stuurt de browser geen cookies.';
$string['problem_hash'] = 'Kies SHA-256 of SHA-1.';
$string['problem_keykind'] = 'De sleutel is geen RSA van minstens 2048 bits en geen P-256.';
$string['problem_keypairid'] = 'Geef de ID die CloudFront voor de publieke sleutel toont.';
$string['problem_map'] = 'Deze regels van de lijst zijn niet leesbaar: {$a}.';
$string['problem_nodomain'] = 'Geef het domein dat Moodle en het CDN gemeen hebben.';
$string['problem_noendpoint'] = 'Geef het adres van de toegangsserver.';
$string['problem_nofile'] = 'Het bestand is er niet, of de webserver mag het niet lezen.';
$string['problem_nokey'] = 'In het bestand staat geen privésleutel (PEM, zonder wachtwoord).';
$string['problem_noprefix'] = 'Geen enkele cursus heeft een map: geef de map van een cursus of de lijst.';
$string['problem_nosigning'] = 'OpenSSL ondertekent niet met deze sleutel en hash.';
$string['problem_origin'] = 'Geef één exact adres, bijvoorbeeld https://cdn.school.example.';
$string['problem_secret'] = 'In het bestand staat geen privésleutel en geen geheim van minstens 32 bytes.';
$string['problem_servedfile'] = 'Het bestand ligt in een map van Moodle: verplaats het.';
$string['securehls:watch'] = 'Beveiligde video’s bekijken';
$string['status_good'] = 'Goed';
$string['status_problem'] = 'Probleem';
$string['status_warning'] = 'Waarschuwing';
$string['watch'] = 'Video bekijken';
$string['watchtitle'] = 'Bekijken: {$a}';
