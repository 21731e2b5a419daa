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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'アサーション鍵の ID';
$string['assertkeyid_desc'] = '許可サーバーが複数の鍵を持つ場合のみ。「kid」として送信されます。';
$string['assertkeypath'] = 'アサーション鍵のファイル';
$string['assertkeypath_desc'] = '秘密鍵 (PEM、RSA または P-256) または 32 バイト以上の共有シークレットの絶対パス。Moodle のフォルダの外に置いてください。';
$string['cdnorigin'] = 'CDN のアドレス';
$string['cdnorigin_desc'] = '例: https://cdn.school.example。末尾にスラッシュを付けないでください。Moodle と同じドメインのホストが最適です。';
$string['check'] = '設定を確認する';
$string['check_ask'] = 'CDN に問い合わせる';
$string['check_assertion'] = 'アサーション用の鍵';
$string['check_cdn'] = 'CDN のアドレス';
$string['check_cookies'] = 'ブラウザが Moodle の Cookie を CDN に送信する';
$string['check_endpoint'] = '許可サーバー';
$string['check_grant'] = 'テスト用の許可: 署名と検証';
$string['check_https'] = 'Moodle に https でアクセスできる';
$string['check_idnumber'] = 'コースで再生できる動画を変更できる人';
$string['check_idnumber_roles'] = '次のロールはコースの ID ナンバーを変更でき、任意のフォルダの動画を再生できます: {$a}。コースの一覧で ID ナンバーの代わりに id:42 を使うか、moodle/course:changeidnumber を外してください。';
$string['check_key'] = '署名鍵';
$string['check_key_world'] = 'このマシンのすべてのアカウントがファイルを読み取れます。ウェブサーバーだけが読めるようにしてください。';
$string['check_keypairid'] = '署名鍵の ID';
$string['check_order'] = 'フィルタが有効で、Moodle のメディアフィルタより上にある';
$string['check_order_below'] = '有効にして、フィルタの管理で「マルチメディアプラグイン」より上に移動してください。';
$string['check_player'] = 'プレーヤーがプラグインに含まれている';
$string['check_player_missing'] = 'プラグインの zip をインストールしてください。ソースコードにはプレーヤーが含まれていません。';
$string['check_prefixes'] = 'コースのフォルダ';
$string['check_request'] = 'テストリクエスト';
$string['check_request_none'] = '応答なし';
$string['check_request_path'] = 'CDN 上のプレイリストのアドレスを入力してください。';
$string['check_request_with'] = '許可があれば CDN がファイルを送信する (200)';
$string['check_request_without'] = '許可がなければ CDN がファイルを拒否する (403)';
$string['check_src'] = 'CDN へのテストリクエストに使うプレイリストのアドレス';
$string['cookiedomain'] = '共通ドメイン';
$string['cookiedomain_desc'] = 'Moodle と CDN に共通する部分。例: school.example。同じホストの場合は空にします。';
$string['courses'] = '動画とコースの対応';
$string['elsewhere'] = 'Moodle の代わりの許可サーバー';
$string['elsewhere_desc'] = 'secure-hls-player の server-kit が別のマシンで許可に署名する場合のみ。Moodle は 1 分間有効なアサーションで、誰が視聴できるかを伝えます。';
$string['eventgrantissued'] = '動画へのアクセスが許可されました';
$string['eventgrantrefused'] = '動画へのアクセスが拒否されました';
$string['filtername'] = '保護された動画';
$string['grantendpoint'] = '許可サーバーのアドレス';
$string['grantendpoint_desc'] = '例: https://video.school.example/grant。空の場合は Moodle が署名します。';
$string['hash'] = 'ハッシュ';
$string['hash_desc'] = 'CDN の手前に SHA-1 しか扱えないものがない限り、SHA-256 を使います。';
$string['keypairid'] = '署名鍵の ID';
$string['keypairid_desc'] = 'CloudFront が公開鍵に表示する ID。例: K2JCJMDEHXQW5F。';
$string['keypath'] = '署名鍵のファイル';
$string['keypath_desc'] = '秘密鍵 (PEM、RSA または P-256) の絶対パス。Moodle のフォルダの外に置いてください。鍵そのものがデータベースに保存されることはありません。';
$string['novideo'] = 'この動画は利用できません。';
$string['novideoteacher'] = 'この動画は利用できません。アドレスが CDN のものでないか、このコースにフォルダがありません。';
$string['partitioned'] = 'Moodle が他のサイトのフレーム内に表示される';
$string['partitioned_desc'] = 'Cookie を SameSite=None と Partitioned で設定します。Moodle が独立したサイトの場合はオフのままにしてください。';
$string['pluginname'] = '保護された動画 (Secure HLS)';
$string['prefixmap'] = 'コースの一覧';
$string['prefixmap_desc'] = '1 行に 1 コース、フォルダは 1 つ以上: MATH-1 => courses/101, shared/maths。ID ナンバーまたは id で指定: id:42 => courses/42。一覧にあるコースのフォルダはこれだけになります。';
$string['prefixtemplate'] = 'コースのフォルダ';
$string['prefixtemplate_desc'] = '{idnumber} または {id} を含めます。空の場合、動画があるのは一覧のコースだけです。コースの ID ナンバーを変更できる人は、その動画を選べます。';
$string['privacy:metadata:cdn'] = '視聴者のブラウザは CDN から動画を読み込みます。';
$string['privacy:metadata:cdn:ipaddress'] = 'ブラウザが送信する IP アドレス。';
$string['privacy:metadata:cdn:video'] = 'どの動画が読み込まれるか。';
$string['privacy:metadata:grantendpoint'] = '許可サーバーが設定されている場合、誰が視聴しようとしているかが伝えられます。';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'このサイトだけが対応付けられるユーザの仮名。';
$string['privacy:metadata:grantendpoint:video'] = 'ユーザがどの動画を視聴しようとしているか。';
$string['problem_domain'] = '小文字で 2 つ以上の部分を入力してください。例: school.example。';
$string['problem_endpoint'] = 'アドレス全体を入力してください。例: https://video.school.example/grant。';
$string['problem_foreigndomain'] = 'Moodle と CDN の両方がこのドメインのホストでなければ、ブラウザは Cookie を送信しません。';
$string['problem_hash'] = 'SHA-256 または SHA-1 を選択してください。';
$string['problem_keykind'] = '鍵が 2048 ビット以上の RSA でも P-256 でもありません。';
$string['problem_keypairid'] = 'CloudFront が公開鍵に表示する ID を入力してください。';
$string['problem_map'] = '一覧の次の行を読み取れません: {$a}。';
$string['problem_nodomain'] = 'Moodle と CDN に共通するドメインを入力してください。';
$string['problem_noendpoint'] = '許可サーバーのアドレスを入力してください。';
$string['problem_nofile'] = 'ファイルがないか、ウェブサーバーが読み取れません。';
$string['problem_nokey'] = 'ファイルに秘密鍵 (PEM、パスワードなし) がありません。';
$string['problem_noprefix'] = 'フォルダのあるコースがありません。コースのフォルダか一覧を入力してください。';
$string['problem_nosigning'] = 'OpenSSL はこの鍵とハッシュで署名できません。';
$string['problem_origin'] = '正確なアドレスを 1 つ入力してください。例: https://cdn.school.example。';
$string['problem_secret'] = 'ファイルに秘密鍵も 32 バイト以上のシークレットもありません。';
$string['problem_servedfile'] = 'ファイルが Moodle のフォルダにあります。別の場所に移してください。';
$string['securehls:watch'] = '保護された動画を視聴する';
$string['status_good'] = '良好';
$string['status_problem'] = '問題';
$string['status_warning'] = '警告';
$string['watch'] = '動画を見る';
$string['watchtitle'] = '見る: {$a}';
