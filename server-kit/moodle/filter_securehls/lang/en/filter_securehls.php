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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'ID of the assertion key';
$string['assertkeyid_desc'] = 'Only where the grant server knows several keys: sent as "kid".';
$string['assertkeypath'] = 'File of the assertion key';
$string['assertkeypath_desc'] = 'Absolute path of a private key (PEM, RSA or P-256) or of a shared secret of at least 32 bytes, outside the folders of Moodle.';
$string['cdnorigin'] = 'Address of the CDN';
$string['cdnorigin_desc'] = 'Such as https://cdn.school.example, without a slash at the end. Best is a host below Moodle\'s own domain.';
$string['check'] = 'Check the setup';
$string['check_ask'] = 'Ask the CDN';
$string['check_assertion'] = 'Key for assertions';
$string['check_cdn'] = 'Address of the CDN';
$string['check_cookies'] = 'The browser sends Moodle\'s cookies to the CDN';
$string['check_endpoint'] = 'Grant server';
$string['check_grant'] = 'Test grant: signed and verified';
$string['check_https'] = 'Moodle is reached by https';
$string['check_idnumber'] = 'Who can change which videos a course may play';
$string['check_idnumber_roles'] = 'These roles can change the ID number of their course, and so play the videos of any folder: {$a}. In the list of courses use id:42 in place of ID numbers, or take moodle/course:changeidnumber from them.';
$string['check_key'] = 'Signing key';
$string['check_key_world'] = 'Every account of the machine may read the file. Let only the web server read it.';
$string['check_keypairid'] = 'ID of the signing key';
$string['check_order'] = 'The filter is on, and above Moodle\'s media filter';
$string['check_order_below'] = 'Switch it on, and move it above "Multimedia plugins" under Manage filters.';
$string['check_player'] = 'The player is part of the plugin';
$string['check_player_missing'] = 'Install the zip of the plugin; its source code has no player in it.';
$string['check_prefixes'] = 'Folders of courses';
$string['check_request'] = 'Test request';
$string['check_request_none'] = 'No answer';
$string['check_request_path'] = 'Give the address of a playlist on the CDN.';
$string['check_request_with'] = 'The CDN sends the file with a grant (200)';
$string['check_request_without'] = 'The CDN refuses the file without a grant (403)';
$string['check_src'] = 'Address of a playlist, for a test request to the CDN';
$string['cookiedomain'] = 'Common domain';
$string['cookiedomain_desc'] = 'What Moodle and the CDN have in common, such as school.example. Empty where both are one host.';
$string['courses'] = 'Which videos belong to which course';
$string['elsewhere'] = 'A grant server in place of Moodle';
$string['elsewhere_desc'] = 'Only where server-kit of secure-hls-player signs grants on another machine. Moodle then tells it who may watch, by assertions that are good for a minute.';
$string['eventgrantissued'] = 'Video access granted';
$string['eventgrantrefused'] = 'Video access refused';
$string['filtername'] = 'Protected videos';
$string['grantendpoint'] = 'Address of the grant server';
$string['grantendpoint_desc'] = 'Such as https://video.school.example/grant. Empty: Moodle signs.';
$string['hash'] = 'Hash';
$string['hash_desc'] = 'SHA-256, unless something in front of the CDN only knows SHA-1.';
$string['keypairid'] = 'ID of the signing key';
$string['keypairid_desc'] = 'The ID that CloudFront shows for the public key, such as K2JCJMDEHXQW5F.';
$string['keypath'] = 'File of the signing key';
$string['keypath_desc'] = 'Absolute path of the private key (PEM, RSA or P-256), outside the folders of Moodle. The key itself is never stored in the database.';
$string['novideo'] = 'This video is not available.';
$string['novideoteacher'] = 'This video is not available: the address is not one of the CDN, or no folder belongs to this course.';
$string['partitioned'] = 'Moodle is shown in frames of other sites';
$string['partitioned_desc'] = 'Sets the cookies as SameSite=None and Partitioned. Leave it off where Moodle is a site of its own.';
$string['pluginname'] = 'Protected videos (Secure HLS)';
$string['prefixmap'] = 'List of courses';
$string['prefixmap_desc'] = 'One course a line, with one or more folders: MATH-1 => courses/101, shared/maths. By ID number, or by id: id:42 => courses/42. A course in the list has these folders and no other.';
$string['prefixtemplate'] = 'Folder of a course';
$string['prefixtemplate_desc'] = 'With {idnumber} or {id} in it. Empty: only the courses of the list have videos. Who may change the ID number of a course chooses its videos.';
$string['privacy:metadata:cdn'] = 'The viewer\'s browser loads videos from the CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'The IP address that the browser sends.';
$string['privacy:metadata:cdn:video'] = 'Which video is loaded.';
$string['privacy:metadata:grantendpoint'] = 'Where a grant server is set, it is told who wants to watch.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'A pseudonym of the user, which only this site can assign.';
$string['privacy:metadata:grantendpoint:video'] = 'Which video the user wants to watch.';
$string['problem_domain'] = 'Give two labels or more in lower case, such as school.example.';
$string['problem_endpoint'] = 'Give the whole address, such as https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle and the CDN must both be hosts of this domain, otherwise the browser sends no cookies.';
$string['problem_hash'] = 'Choose SHA-256 or SHA-1.';
$string['problem_keykind'] = 'The key is neither RSA of 2048 bits or more nor P-256.';
$string['problem_keypairid'] = 'Give the ID that CloudFront shows for the public key.';
$string['problem_map'] = 'These lines of the list cannot be read: {$a}.';
$string['problem_nodomain'] = 'Name the domain that Moodle and the CDN have in common.';
$string['problem_noendpoint'] = 'Give the address of the grant server.';
$string['problem_nofile'] = 'The file is not there, or the web server may not read it.';
$string['problem_nokey'] = 'The file has no private key in it (PEM, without a password).';
$string['problem_noprefix'] = 'No course has a folder: give the folder of a course, or the list.';
$string['problem_nosigning'] = 'OpenSSL does not sign with this key and hash.';
$string['problem_origin'] = 'Give one exact address, such as https://cdn.school.example.';
$string['problem_secret'] = 'The file has neither a private key nor a secret of 32 bytes or more in it.';
$string['problem_servedfile'] = 'The file lies in a folder of Moodle: move it elsewhere.';
$string['securehls:watch'] = 'Watch protected videos';
$string['status_good'] = 'Good';
$string['status_problem'] = 'Problem';
$string['status_warning'] = 'Warning';
$string['watch'] = 'Watch the video';
$string['watchtitle'] = 'Watch: {$a}';
