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
 * Japanese texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = '動画の {$a}% 以上を視聴する';
$string['completionwatched'] = '学生が視聴する最低限の割合';
$string['completionwatched_help'] = '視聴が必要な動画の割合です。サーバの数え方によります。飛ばした部分や二度見た部分は加算されず、経過した時間より多くを視聴したことにはなりません。';
$string['eventreportviewed'] = 'レポートを表示した';
$string['eventvideocompleted'] = '動画の視聴完了';
$string['modulename'] = '保護された動画';
$string['modulename_help'] = '登録された人だけが視聴できる動画です。実際に視聴された部分を数え、前回の位置から続けられ、視聴した割合で完了や評定ができます。';
$string['modulenameplural'] = '保護された動画';
$string['noscale'] = '尺度ではどれだけ視聴したか分かりません。評点、または評定なしを選んでください。';
$string['notingroup'] = 'ここでメンバーを見られるグループに入っていません。';
$string['percentwrong'] = '1 から 100 までの数を入力してください。';
$string['playback'] = '再生';
$string['playitonce'] = 'この動画を一度再生してください。そうすることで初めて Moodle に動画の長さが分かります。それまでは誰も完了できず、評定も付きません。その間に視聴された分は後から数えられます。';
$string['pluginadministration'] = '保護された動画の管理';
$string['pluginname'] = '保護された動画';
$string['poster'] = 'ポスター';
$string['poster_help'] = '再生前に表示される公開画像のアドレスです。';
$string['posterwrong'] = 'https://www.school.example/lesson-1.jpg のようなアドレスを入力してください。';
$string['privacy:metadata:progress'] = '各視聴者が動画のどこを視聴したか。';
$string['privacy:metadata:progress:best'] = 'これまでに視聴した最大の割合。評点はこれから決まります。';
$string['privacy:metadata:progress:credit'] = '時計によれば新たに視聴できた時間と、それを数えた時刻。';
$string['privacy:metadata:progress:duration'] = '動画の長さ。';
$string['privacy:metadata:progress:position'] = '視聴者が最後にいた位置。';
$string['privacy:metadata:progress:ranges'] = '動画のどの秒が視聴され、合計何秒か。';
$string['privacy:metadata:progress:times'] = '視聴を始めた時刻、最後に報告された時刻、十分に視聴した時刻。';
$string['privacy:metadata:progress:userid'] = '誰が視聴したか。';
$string['report'] = '誰が何を視聴したか';
$string['report_completed'] = '完了';
$string['report_lastwatched'] = '最後の視聴';
$string['report_parts'] = '視聴した部分';
$string['report_watched'] = '視聴済み';
$string['resetprogress'] = '視聴の記録を削除する';
$string['resume'] = '前回の位置';
$string['resume_ask'] = 'そこから続けるか尋ねる';
$string['resume_auto'] = 'すぐにそこから続ける';
$string['resume_help'] = '前回の位置は本人のすべての端末で分かります。';
$string['resume_off'] = '常に最初から始める';
$string['search:activity'] = '保護された動画: 名称と説明';
$string['securehls:addinstance'] = '保護された動画を追加する';
$string['securehls:view'] = '保護された動画を表示する';
$string['securehls:viewreports'] = '誰が何を視聴したかを見る';
$string['seekpolicy'] = 'シーク';
$string['seekpolicy_free'] = 'どこへでも';
$string['seekpolicy_help'] = 'プレーヤーが許す範囲です。視聴したと数えられる部分には影響しません。';
$string['seekpolicy_none'] = 'どこへも不可';
$string['seekpolicy_watched'] = 'すでに視聴した部分のみ';
$string['src'] = '動画';
$string['src_help'] = 'コースのフォルダ内での名前 (lesson-1 など)、または CDN 上のプレイリストの完全なアドレスです。別の動画に替えると全員が最初から始めます。完了と評定は残ります。';
$string['srcwrong'] = 'CDN 上の動画ではないか、コースのフォルダがありません。';
$string['youwatched'] = 'この動画の {$a}% を視聴しました。';
