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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'Identyfikator klucza poświadczeń';
$string['assertkeyid_desc'] = 'Tylko jeśli serwer dostępu zna kilka kluczy: wysyłany jako „kid”.';
$string['assertkeypath'] = 'Plik klucza poświadczeń';
$string['assertkeypath_desc'] = 'Bezwzględna ścieżka klucza prywatnego (PEM, RSA lub P-256) albo wspólnego sekretu o długości co najmniej 32 bajtów, poza folderami Moodle.';
$string['cdnorigin'] = 'Adres CDN';
$string['cdnorigin_desc'] = 'Na przykład https://cdn.school.example, bez ukośnika na końcu. Najlepiej host w domenie Moodle.';
$string['check'] = 'Sprawdź konfigurację';
$string['check_ask'] = 'Zapytaj CDN';
$string['check_assertion'] = 'Klucz poświadczeń';
$string['check_cdn'] = 'Adres CDN';
$string['check_cookies'] = 'Przeglądarka wysyła ciasteczka Moodle do CDN';
$string['check_endpoint'] = 'Serwer dostępu';
$string['check_grant'] = 'Dostęp testowy: podpisany i sprawdzony';
$string['check_https'] = 'Moodle jest dostępne przez https';
$string['check_idnumber'] = 'Kto może zmienić, które filmy odtwarza kurs';
$string['check_idnumber_roles'] = 'Te role mogą zmienić numer ID swojego kursu, a więc odtwarzać filmy z dowolnego folderu: {$a}. Na liście kursów użyj id:42 zamiast numerów ID albo odbierz im moodle/course:changeidnumber.';
$string['check_key'] = 'Klucz podpisu';
$string['check_key_world'] = 'Plik może odczytać każde konto na tym komputerze. Pozwól na to tylko serwerowi WWW.';
$string['check_keypairid'] = 'Identyfikator klucza podpisu';
$string['check_order'] = 'Filtr jest włączony i stoi nad filtrem multimediów Moodle';
$string['check_order_below'] = 'Włącz go i przesuń nad „Wtyczki multimedialne” w zarządzaniu filtrami.';
$string['check_player'] = 'Odtwarzacz jest częścią wtyczki';
$string['check_player_missing'] = 'Zainstaluj plik zip wtyczki; w kodzie źródłowym nie ma odtwarzacza.';
$string['check_prefixes'] = 'Foldery kursów';
$string['check_request'] = 'Zapytanie testowe';
$string['check_request_none'] = 'Brak odpowiedzi';
$string['check_request_path'] = 'Podaj adres listy odtwarzania w CDN.';
$string['check_request_with'] = 'CDN wysyła plik przy dostępie (200)';
$string['check_request_without'] = 'CDN odmawia pliku bez dostępu (403)';
$string['check_src'] = 'Adres listy odtwarzania, do zapytania testowego do CDN';
$string['cookiedomain'] = 'Wspólna domena';
$string['cookiedomain_desc'] = 'To, co wspólne dla Moodle i CDN, na przykład school.example. Puste, jeśli to jeden host.';
$string['courses'] = 'Które filmy należą do którego kursu';
$string['elsewhere'] = 'Serwer dostępu zamiast Moodle';
$string['elsewhere_desc'] = 'Tylko jeśli server-kit z secure-hls-player podpisuje dostęp na innym komputerze. Moodle mówi mu wtedy, kto może oglądać, przez poświadczenia ważne minutę.';
$string['eventgrantissued'] = 'Przyznano dostęp do filmu';
$string['eventgrantrefused'] = 'Odmówiono dostępu do filmu';
$string['filtername'] = 'Chronione filmy';
$string['grantendpoint'] = 'Adres serwera dostępu';
$string['grantendpoint_desc'] = 'Na przykład https://video.school.example/grant. Puste: podpisuje Moodle.';
$string['hash'] = 'Skrót';
$string['hash_desc'] = 'SHA-256, chyba że coś przed CDN zna tylko SHA-1.';
$string['keypairid'] = 'Identyfikator klucza podpisu';
$string['keypairid_desc'] = 'Identyfikator, który CloudFront pokazuje dla klucza publicznego, na przykład K2JCJMDEHXQW5F.';
$string['keypath'] = 'Plik klucza podpisu';
$string['keypath_desc'] = 'Bezwzględna ścieżka klucza prywatnego (PEM, RSA lub P-256), poza folderami Moodle. Sam klucz nigdy nie trafia do bazy danych.';
$string['novideo'] = 'Ten film jest niedostępny.';
$string['novideoteacher'] = 'Ten film jest niedostępny: adres nie należy do CDN albo do tego kursu nie należy żaden folder.';
$string['partitioned'] = 'Moodle jest wyświetlane w ramkach innych witryn';
$string['partitioned_desc'] = 'Ustawia ciasteczka jako SameSite=None i Partitioned. Pozostaw wyłączone, jeśli Moodle jest osobną witryną.';
$string['pluginname'] = 'Chronione filmy (Secure HLS)';
$string['prefixmap'] = 'Lista kursów';
$string['prefixmap_desc'] = 'Jeden kurs w wierszu, z jednym lub kilkoma folderami: MATH-1 => courses/101, shared/maths. Według numeru ID albo według id: id:42 => courses/42. Kurs z listy ma te foldery i żadnych innych.';
$string['prefixtemplate'] = 'Folder kursu';
$string['prefixtemplate_desc'] = 'Z {idnumber} lub {id}. Puste: filmy mają tylko kursy z listy. Kto może zmienić numer ID kursu, wybiera jego filmy.';
$string['privacy:metadata:cdn'] = 'Przeglądarka widza pobiera filmy z CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'Adres IP, który wysyła przeglądarka.';
$string['privacy:metadata:cdn:video'] = 'Który film jest pobierany.';
$string['privacy:metadata:grantendpoint'] = 'Jeśli ustawiono serwer dostępu, dowiaduje się on, kto chce oglądać.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Pseudonim użytkownika, który tylko ta witryna może przypisać.';
$string['privacy:metadata:grantendpoint:video'] = 'Który film chce obejrzeć użytkownik.';
$string['problem_domain'] = 'Podaj co najmniej dwa człony małymi literami, na przykład school.example.';
$string['problem_endpoint'] = 'Podaj cały adres, na przykład https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle i CDN muszą być hostami tej domeny, inaczej przeglądarka nie wyśle ciasteczek.';
$string['problem_hash'] = 'Wybierz SHA-256 lub SHA-1.';
$string['problem_keykind'] = 'Klucz nie jest ani RSA o długości co najmniej 2048 bitów, ani P-256.';
$string['problem_keypairid'] = 'Podaj identyfikator, który CloudFront pokazuje dla klucza publicznego.';
$string['problem_map'] = 'Tych wierszy listy nie można odczytać: {$a}.';
$string['problem_nodomain'] = 'Podaj domenę wspólną dla Moodle i CDN.';
$string['problem_noendpoint'] = 'Podaj adres serwera dostępu.';
$string['problem_nofile'] = 'Pliku nie ma albo serwer WWW nie może go odczytać.';
$string['problem_nokey'] = 'W pliku nie ma klucza prywatnego (PEM, bez hasła).';
$string['problem_noprefix'] = 'Żaden kurs nie ma folderu: podaj folder kursu albo listę.';
$string['problem_nosigning'] = 'OpenSSL nie podpisuje tym kluczem i skrótem.';
$string['problem_origin'] = 'Podaj jeden dokładny adres, na przykład https://cdn.school.example.';
$string['problem_secret'] = 'W pliku nie ma ani klucza prywatnego, ani sekretu o długości co najmniej 32 bajtów.';
$string['problem_servedfile'] = 'Plik leży w folderze Moodle: przenieś go.';
$string['securehls:watch'] = 'Oglądanie chronionych filmów';
$string['status_good'] = 'Dobrze';
$string['status_problem'] = 'Problem';
$string['status_warning'] = 'Ostrzeżenie';
$string['watch'] = 'Obejrzyj film';
$string['watchtitle'] = 'Obejrzyj: {$a}';
