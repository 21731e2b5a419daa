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
 * Chinese texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = '至少观看视频的 {$a}%';
$string['completionwatched'] = '学生至少须观看';
$string['completionwatched_help'] = '须观看的视频比例，以服务器的计算为准：跳过或重复观看的部分不计入，任何人观看的内容都不可能多于已过去的时间。';
$string['eventreportviewed'] = '已查看报告';
$string['eventvideocompleted'] = '视频已完成';
$string['modulename'] = '受保护的视频';
$string['modulename_help'] = '只有已选课者才能观看的视频。它计算真正观看的部分，从上次的位置继续，并可按观看比例完成和评分。';
$string['modulenameplural'] = '受保护的视频';
$string['noscale'] = '等级无法说明观看了多少。请选择分数，或不评分。';
$string['notingroup'] = '您不在任何可以在此查看其成员的小组中。';
$string['percentwrong'] = '请输入 1 到 100 之间的数字。';
$string['playback'] = '播放';
$string['playitonce'] = '请播放一次此视频：只有这样 Moodle 才知道它的时长。在此之前，任何人都无法完成它，也不会获得成绩；期间观看的内容之后会计入。';
$string['pluginadministration'] = '受保护视频的管理';
$string['pluginname'] = '受保护的视频';
$string['poster'] = '封面图片';
$string['poster_help'] = '视频播放前显示的公开图片的地址。';
$string['posterwrong'] = '请输入类似 https://www.school.example/lesson-1.jpg 的地址。';
$string['privacy:metadata:progress'] = '每位观众观看了视频的哪些内容。';
$string['privacy:metadata:progress:best'] = '曾经观看过的最大比例，成绩由此得出。';
$string['privacy:metadata:progress:credit'] = '按时钟计算可以新观看多少，以及何时计算。';
$string['privacy:metadata:progress:duration'] = '视频的长度。';
$string['privacy:metadata:progress:position'] = '观众上次所在的位置。';
$string['privacy:metadata:progress:ranges'] = '观看了视频的哪些秒，以及共多少秒。';
$string['privacy:metadata:progress:times'] = '何时开始观看、何时最后一次上报，以及何时观看足够。';
$string['privacy:metadata:progress:userid'] = '谁观看了。';
$string['report'] = '谁观看了什么';
$string['report_completed'] = '已完成';
$string['report_lastwatched'] = '上次观看';
$string['report_parts'] = '已观看部分';
$string['report_watched'] = '已观看';
$string['resetprogress'] = '删除观看记录';
$string['resume'] = '上次的位置';
$string['resume_ask'] = '提示从该处继续';
$string['resume_auto'] = '立即从该处继续';
$string['resume_help'] = '上次的位置在观看者的所有设备上都可知。';
$string['resume_off'] = '总是从头开始';
$string['search:activity'] = '受保护的视频：名称和描述';
$string['securehls:addinstance'] = '添加受保护的视频';
$string['securehls:view'] = '查看受保护的视频';
$string['securehls:viewreports'] = '查看谁观看了什么';
$string['seekpolicy'] = '跳转';
$string['seekpolicy_free'] = '任意位置';
$string['seekpolicy_help'] = '播放器所允许的范围。哪些算作已观看与此无关。';
$string['seekpolicy_none'] = '不可跳转';
$string['seekpolicy_watched'] = '仅限已观看的部分';
$string['src'] = '视频';
$string['src_help'] = '它在课程文件夹中的名称，例如 lesson-1，或 CDN 上播放列表的完整地址。换成另一个视频后，所有人从头开始；完成情况和成绩保留。';
$string['srcwrong'] = '这不是 CDN 上的视频，或者该课程在那里没有文件夹。';
$string['youwatched'] = '您已观看视频的 {$a}%。';
