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
 * Arabic texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'مشاهدة {$a}% من الفيديو على الأقل';
$string['completionwatched'] = 'على الطالب أن يشاهد على الأقل';
$string['completionwatched_help'] = 'الجزء الذي تجب مشاهدته من الفيديو كما يحسبه الخادم: ما يُتخطى أو يُشاهد مرتين لا يضيف شيئًا، ولا يمكن لأحد أن يكون قد شاهد أكثر من الوقت المنقضي.';
$string['eventreportviewed'] = 'عُرض التقرير';
$string['eventvideocompleted'] = 'اكتمل الفيديو';
$string['modulename'] = 'فيديو محمي';
$string['modulename_help'] = 'فيديو لا يشاهده إلا المسجلون. يحسب ما شوهد فعلًا، ويتابع من حيث توقف المشاهد، ويمكن إكماله وتقييمه بحسب الجزء الذي شوهد.';
$string['modulenameplural'] = 'فيديوهات محمية';
$string['noscale'] = 'لا يبيّن المقياس مقدار ما شوهد. اختر النقاط أو بلا تقدير.';
$string['notingroup'] = 'لست في أي مجموعة يمكنك رؤية أعضائها هنا.';
$string['percentwrong'] = 'أدخل عددًا من 1 إلى 100.';
$string['playback'] = 'التشغيل';
$string['playitonce'] = 'شغّل هذا الفيديو مرة واحدة: عندها فقط يعرف Moodle مدته. وحتى ذلك الحين لا يمكن لأحد إكماله ولا الحصول على درجة؛ وما يُشاهَد في هذه الأثناء يُحتسب لاحقًا.';
$string['pluginadministration'] = 'إدارة الفيديو المحمي';
$string['pluginname'] = 'فيديو محمي';
$string['poster'] = 'صورة الغلاف';
$string['poster_help'] = 'عنوان صورة عامة تظهر قبل تشغيل الفيديو.';
$string['posterwrong'] = 'أدخل عنوانًا مثل https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'ما شاهده كل شخص من الفيديو.';
$string['privacy:metadata:progress:best'] = 'أكبر نسبة شوهدت على الإطلاق، ومنها تُحسب الدرجة.';
$string['privacy:metadata:progress:credit'] = 'كم كان يمكن مشاهدته من جديد بحسب الساعة، ومتى حُسب ذلك.';
$string['privacy:metadata:progress:duration'] = 'مدة الفيديو.';
$string['privacy:metadata:progress:position'] = 'أين كان المشاهد آخر مرة.';
$string['privacy:metadata:progress:ranges'] = 'أي ثوانٍ من الفيديو شوهدت وكم عددها.';
$string['privacy:metadata:progress:times'] = 'متى بدأت المشاهدة، ومتى أُبلغ عنها آخر مرة، ومتى شوهد ما يكفي.';
$string['privacy:metadata:progress:userid'] = 'من الذي شاهد.';
$string['report'] = 'من شاهد ماذا';
$string['report_completed'] = 'اكتمل';
$string['report_lastwatched'] = 'آخر مشاهدة';
$string['report_parts'] = 'الأجزاء المشاهَدة';
$string['report_watched'] = 'شوهد';
$string['resetprogress'] = 'حذف ما شوهد';
$string['resume'] = 'حيث توقف المشاهد';
$string['resume_ask'] = 'عرض المتابعة من هناك';
$string['resume_auto'] = 'المتابعة من هناك فورًا';
$string['resume_help'] = 'الموضع الذي توقف عنده المشاهد معروف على جميع أجهزته.';
$string['resume_off'] = 'البدء من جديد دائمًا';
$string['search:activity'] = 'فيديو محمي: الاسم والوصف';
$string['securehls:addinstance'] = 'إضافة فيديو محمي';
$string['securehls:view'] = 'عرض فيديو محمي';
$string['securehls:viewreports'] = 'معرفة من شاهد ماذا';
$string['seekpolicy'] = 'التنقل في الفيديو';
$string['seekpolicy_free'] = 'إلى أي موضع';
$string['seekpolicy_help'] = 'ما يسمح به المشغّل. ولا يتوقف عليه ما يُحسب مشاهَدًا.';
$string['seekpolicy_none'] = 'إلى لا موضع';
$string['seekpolicy_watched'] = 'فقط حيث شوهد من قبل';
$string['src'] = 'الفيديو';
$string['src_help'] = 'اسمه في مجلد المقرر، مثل lesson-1، أو العنوان الكامل لقائمة تشغيل على شبكة CDN. إذا وُضع فيديو آخر مكانه بدأه الجميع من جديد، وتبقى الإكمالات والتقديرات.';
$string['srcwrong'] = 'هذا ليس فيديو على شبكة CDN، أو ليس للمقرر مجلد هناك.';
$string['youwatched'] = 'لقد شاهدت {$a}% من الفيديو.';
