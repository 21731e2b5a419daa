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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'ID des Zusicherungsschlüssels';
$string['assertkeyid_desc'] = 'Nur wenn der Freigabe-Server mehrere Schlüssel kennt: wird als „kid“ mitgesendet.';
$string['assertkeypath'] = 'Datei des Zusicherungsschlüssels';
$string['assertkeypath_desc'] = 'Absoluter Pfad eines privaten Schlüssels (PEM, RSA oder P-256) oder eines gemeinsamen Geheimnisses von mindestens 32 Byte, außerhalb der Ordner von Moodle.';
$string['cdnorigin'] = 'Adresse des CDN';
$string['cdnorigin_desc'] = 'Zum Beispiel https://cdn.school.example, ohne Schrägstrich am Ende. Am besten ein Host unterhalb der Domain von Moodle.';
$string['check'] = 'Einrichtung prüfen';
$string['check_ask'] = 'CDN anfragen';
$string['check_assertion'] = 'Schlüssel für Zusicherungen';
$string['check_cdn'] = 'Adresse des CDN';
$string['check_cookies'] = 'Der Browser sendet Moodles Cookies an das CDN';
$string['check_endpoint'] = 'Freigabe-Server';
$string['check_grant'] = 'Testfreigabe: signiert und geprüft';
$string['check_https'] = 'Moodle wird über https erreicht';
$string['check_idnumber'] = 'Wer ändern kann, welche Videos ein Kurs abspielen darf';
$string['check_idnumber_roles'] = 'Diese Rollen können die ID-Nummer ihres Kurses ändern und damit Videos aus jedem Ordner abspielen: {$a}. Nutzen Sie in der Kursliste id:42 statt ID-Nummern, oder entziehen Sie ihnen moodle/course:changeidnumber.';
$string['check_key'] = 'Signaturschlüssel';
$string['check_key_world'] = 'Jedes Konto des Rechners darf die Datei lesen. Erlauben Sie es nur dem Webserver.';
$string['check_keypairid'] = 'ID des Signaturschlüssels';
$string['check_order'] = 'Der Filter ist an und steht über Moodles Medienfilter';
$string['check_order_below'] = 'Schalten Sie ihn unter „Filter verwalten“ ein und schieben Sie ihn über „Multimedia-Plugins“.';
$string['check_player'] = 'Der Player gehört zum Plugin';
$string['check_player_missing'] = 'Installieren Sie die Zip-Datei des Plugins; im Quellcode ist kein Player enthalten.';
$string['check_prefixes'] = 'Ordner der Kurse';
$string['check_request'] = 'Testanfrage';
$string['check_request_none'] = 'Keine Antwort';
$string['check_request_path'] = 'Geben Sie die Adresse einer Playlist auf dem CDN an.';
$string['check_request_with'] = 'Das CDN sendet die Datei mit einer Freigabe (200)';
$string['check_request_without'] = 'Das CDN verweigert die Datei ohne Freigabe (403)';
$string['check_src'] = 'Adresse einer Playlist für eine Testanfrage an das CDN';
$string['cookiedomain'] = 'Gemeinsame Domain';
$string['cookiedomain_desc'] = 'Was Moodle und das CDN gemeinsam haben, zum Beispiel school.example. Leer, wenn beide ein Host sind.';
$string['courses'] = 'Welche Videos zu welchem Kurs gehören';
$string['elsewhere'] = 'Ein Freigabe-Server anstelle von Moodle';
$string['elsewhere_desc'] = 'Nur wenn server-kit von secure-hls-player die Freigaben auf einem anderen Rechner signiert. Moodle sagt ihm dann mit Zusicherungen, die eine Minute gelten, wer zusehen darf.';
$string['eventgrantissued'] = 'Videozugriff gewährt';
$string['eventgrantrefused'] = 'Videozugriff verweigert';
$string['filtername'] = 'Geschützte Videos';
$string['grantendpoint'] = 'Adresse des Freigabe-Servers';
$string['grantendpoint_desc'] = 'Zum Beispiel https://video.school.example/grant. Leer: Moodle signiert.';
$string['hash'] = 'Hash';
$string['hash_desc'] = 'SHA-256, außer etwas vor dem CDN kennt nur SHA-1.';
$string['keypairid'] = 'ID des Signaturschlüssels';
$string['keypairid_desc'] = 'Die ID, die CloudFront für den öffentlichen Schlüssel anzeigt, zum Beispiel K2JCJMDEHXQW5F.';
$string['keypath'] = 'Datei des Signaturschlüssels';
$string['keypath_desc'] = 'Absoluter Pfad des privaten Schlüssels (PEM, RSA oder P-256), außerhalb der Ordner von Moodle. Der Schlüssel selbst steht nie in der Datenbank.';
$string['novideo'] = 'Dieses Video ist nicht verfügbar.';
$string['novideoteacher'] = 'Dieses Video ist nicht verfügbar: Die Adresse gehört nicht zum CDN, oder zu diesem Kurs gehört kein Ordner.';
$string['partitioned'] = 'Moodle wird in Frames anderer Websites angezeigt';
$string['partitioned_desc'] = 'Setzt die Cookies als SameSite=None und Partitioned. Lassen Sie es aus, wenn Moodle eine eigene Website ist.';
$string['pluginname'] = 'Geschützte Videos (Secure HLS)';
$string['prefixmap'] = 'Kursliste';
$string['prefixmap_desc'] = 'Ein Kurs pro Zeile, mit einem oder mehreren Ordnern: MATH-1 => courses/101, shared/maths. Nach ID-Nummer oder nach id: id:42 => courses/42. Ein Kurs der Liste hat diese Ordner und keine anderen.';
$string['prefixtemplate'] = 'Ordner eines Kurses';
$string['prefixtemplate_desc'] = 'Mit {idnumber} oder {id} darin. Leer: Nur die Kurse der Liste haben Videos. Wer die ID-Nummer eines Kurses ändern darf, wählt seine Videos.';
$string['privacy:metadata:cdn'] = 'Der Browser der zuschauenden Person lädt Videos vom CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'Die IP-Adresse, die der Browser sendet.';
$string['privacy:metadata:cdn:video'] = 'Welches Video geladen wird.';
$string['privacy:metadata:grantendpoint'] = 'Wenn ein Freigabe-Server eingestellt ist, erfährt er, wer zusehen will.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Ein Pseudonym der Person, das nur diese Website zuordnen kann.';
$string['privacy:metadata:grantendpoint:video'] = 'Welches Video die Person sehen will.';
$string['problem_domain'] = 'Geben Sie mindestens zwei Teile in Kleinbuchstaben an, zum Beispiel school.example.';
$string['problem_endpoint'] = 'Geben Sie die ganze Adresse an, zum Beispiel https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle und das CDN müssen beide Hosts dieser Domain sein, sonst sendet der Browser keine Cookies.';
$string['problem_hash'] = 'Wählen Sie SHA-256 oder SHA-1.';
$string['problem_keykind'] = 'Der Schlüssel ist weder RSA mit mindestens 2048 Bit noch P-256.';
$string['problem_keypairid'] = 'Geben Sie die ID an, die CloudFront für den öffentlichen Schlüssel anzeigt.';
$string['problem_map'] = 'Diese Zeilen der Liste sind nicht lesbar: {$a}.';
$string['problem_nodomain'] = 'Geben Sie die Domain an, die Moodle und das CDN gemeinsam haben.';
$string['problem_noendpoint'] = 'Geben Sie die Adresse des Freigabe-Servers an.';
$string['problem_nofile'] = 'Die Datei fehlt, oder der Webserver darf sie nicht lesen.';
$string['problem_nokey'] = 'Die Datei enthält keinen privaten Schlüssel (PEM, ohne Passwort).';
$string['problem_noprefix'] = 'Kein Kurs hat einen Ordner: Geben Sie den Ordner eines Kurses oder die Liste an.';
$string['problem_nosigning'] = 'OpenSSL signiert mit diesem Schlüssel und Hash nicht.';
$string['problem_origin'] = 'Geben Sie genau eine Adresse an, zum Beispiel https://cdn.school.example.';
$string['problem_secret'] = 'Die Datei enthält weder einen privaten Schlüssel noch ein Geheimnis von mindestens 32 Byte.';
$string['problem_servedfile'] = 'Die Datei liegt in einem Ordner von Moodle: Verschieben Sie sie.';
$string['securehls:watch'] = 'Geschützte Videos ansehen';
$string['status_good'] = 'Gut';
$string['status_problem'] = 'Problem';
$string['status_warning'] = 'Warnung';
$string['watch'] = 'Video ansehen';
$string['watchtitle'] = 'Ansehen: {$a}';
