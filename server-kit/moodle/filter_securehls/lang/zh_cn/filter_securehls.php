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
 * Chinese texts, in simplified characters.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = '断言密钥的 ID';
$string['assertkeyid_desc'] = '仅当授权服务器有多个密钥时：作为“kid”发送。';
$string['assertkeypath'] = '断言密钥的文件';
$string['assertkeypath_desc'] = '私钥（PEM，RSA 或 P-256）或至少 32 字节的共享密钥的绝对路径，须在 Moodle 的文件夹之外。';
$string['cdnorigin'] = 'CDN 地址';
$string['cdnorigin_desc'] = '例如 https://cdn.school.example，末尾不带斜杠。最好是 Moodle 域名下的主机。';
$string['check'] = '检查设置';
$string['check_ask'] = '询问 CDN';
$string['check_assertion'] = '断言的密钥';
$string['check_cdn'] = 'CDN 地址';
$string['check_cookies'] = '浏览器会把 Moodle 的 Cookie 发送给 CDN';
$string['check_endpoint'] = '授权服务器';
$string['check_grant'] = '测试授权：已签名并验证';
$string['check_https'] = '通过 https 访问 Moodle';
$string['check_idnumber'] = '谁可以更改课程能播放哪些视频';
$string['check_idnumber_roles'] = '这些角色可以更改其课程的编号，从而播放任何文件夹中的视频：{$a}。请在课程列表中用 id:42 代替编号，或取消其 moodle/course:changeidnumber 权限。';
$string['check_key'] = '签名密钥';
$string['check_key_world'] = '这台机器上的所有账户都能读取该文件。请只允许网页服务器读取。';
$string['check_keypairid'] = '签名密钥的 ID';
$string['check_order'] = '过滤器已启用，并位于 Moodle 的媒体过滤器之上';
$string['check_order_below'] = '请启用它，并在过滤器管理中将其移到“多媒体插件”之上。';
$string['check_player'] = '播放器包含在插件中';
$string['check_player_missing'] = '请安装插件的 zip 文件；源代码中不含播放器。';
$string['check_prefixes'] = '课程的文件夹';
$string['check_request'] = '测试请求';
$string['check_request_none'] = '没有响应';
$string['check_request_path'] = '请填写 CDN 上播放列表的地址。';
$string['check_request_with'] = '有授权时 CDN 发送文件（200）';
$string['check_request_without'] = '没有授权时 CDN 拒绝发送文件（403）';
$string['check_src'] = '播放列表的地址，用于向 CDN 发送测试请求';
$string['cookiedomain'] = '共同域名';
$string['cookiedomain_desc'] = 'Moodle 和 CDN 共有的部分，例如 school.example。若为同一主机则留空。';
$string['courses'] = '哪些视频属于哪门课程';
$string['elsewhere'] = '代替 Moodle 的授权服务器';
$string['elsewhere_desc'] = '仅当 secure-hls-player 的 server-kit 在另一台机器上签署授权时使用。Moodle 会用有效期一分钟的断言告诉它谁可以观看。';
$string['eventgrantissued'] = '已允许访问视频';
$string['eventgrantrefused'] = '已拒绝访问视频';
$string['filtername'] = '受保护的视频';
$string['grantendpoint'] = '授权服务器的地址';
$string['grantendpoint_desc'] = '例如 https://video.school.example/grant。留空：由 Moodle 签名。';
$string['hash'] = '哈希';
$string['hash_desc'] = 'SHA-256，除非 CDN 前面有只支持 SHA-1 的环节。';
$string['keypairid'] = '签名密钥的 ID';
$string['keypairid_desc'] = 'CloudFront 为公钥显示的 ID，例如 K2JCJMDEHXQW5F。';
$string['keypath'] = '签名密钥的文件';
$string['keypath_desc'] = '私钥（PEM，RSA 或 P-256）的绝对路径，须在 Moodle 的文件夹之外。密钥本身绝不会保存到数据库中。';
$string['novideo'] = '该视频不可用。';
$string['novideoteacher'] = '该视频不可用：地址不属于 CDN，或者本课程没有文件夹。';
$string['partitioned'] = 'Moodle 显示在其他网站的框架中';
$string['partitioned_desc'] = '将 Cookie 设置为 SameSite=None 和 Partitioned。如果 Moodle 是独立网站，请保持关闭。';
$string['pluginname'] = '受保护的视频 (Secure HLS)';
$string['prefixmap'] = '课程列表';
$string['prefixmap_desc'] = '每行一门课程，带一个或多个文件夹：MATH-1 => courses/101, shared/maths。按编号，或按 id：id:42 => courses/42。列表中的课程只有这些文件夹。';
$string['prefixtemplate'] = '课程的文件夹';
$string['prefixtemplate_desc'] = '其中须含 {idnumber} 或 {id}。留空：只有列表中的课程有视频。能更改课程编号的人就能选择其视频。';
$string['privacy:metadata:cdn'] = '观看者的浏览器从 CDN 加载视频。';
$string['privacy:metadata:cdn:ipaddress'] = '浏览器发送的 IP 地址。';
$string['privacy:metadata:cdn:video'] = '加载哪个视频。';
$string['privacy:metadata:grantendpoint'] = '如果设置了授权服务器，它会得知谁想观看。';
$string['privacy:metadata:grantendpoint:pseudonym'] = '用户的化名，只有本站能够对应到用户。';
$string['privacy:metadata:grantendpoint:video'] = '用户想观看哪个视频。';
$string['problem_domain'] = '请填写至少两段小写字母的域名，例如 school.example。';
$string['problem_endpoint'] = '请填写完整地址，例如 https://video.school.example/grant。';
$string['problem_foreigndomain'] = 'Moodle 和 CDN 都必须是该域名下的主机，否则浏览器不会发送 Cookie。';
$string['problem_hash'] = '请选择 SHA-256 或 SHA-1。';
$string['problem_keykind'] = '密钥既不是 2048 位以上的 RSA，也不是 P-256。';
$string['problem_keypairid'] = '请填写 CloudFront 为公钥显示的 ID。';
$string['problem_map'] = '列表中的这些行无法读取：{$a}。';
$string['problem_nodomain'] = '请填写 Moodle 和 CDN 共有的域名。';
$string['problem_noendpoint'] = '请填写授权服务器的地址。';
$string['problem_nofile'] = '文件不存在，或者网页服务器无法读取。';
$string['problem_nokey'] = '文件中没有私钥（PEM，无密码）。';
$string['problem_noprefix'] = '没有任何课程有文件夹：请填写课程的文件夹或列表。';
$string['problem_nosigning'] = 'OpenSSL 无法用该密钥和哈希签名。';
$string['problem_origin'] = '请填写一个准确的地址，例如 https://cdn.school.example。';
$string['problem_secret'] = '文件中既没有私钥，也没有至少 32 字节的共享密钥。';
$string['problem_servedfile'] = '文件位于 Moodle 的文件夹中：请移到别处。';
$string['securehls:watch'] = '观看受保护的视频';
$string['status_good'] = '正常';
$string['status_problem'] = '问题';
$string['status_warning'] = '警告';
$string['watch'] = '观看视频';
$string['watchtitle'] = '观看：{$a}';
