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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'معرّف مفتاح الإفادات';
$string['assertkeyid_desc'] = 'فقط إذا كان خادم الأذونات يعرف عدة مفاتيح: يُرسل باسم "kid".';
$string['assertkeypath'] = 'ملف مفتاح الإفادات';
$string['assertkeypath_desc'] = 'المسار المطلق لمفتاح خاص (PEM، RSA أو P-256) أو لسرّ مشترك من 32 بايت على الأقل، خارج مجلدات Moodle.';
$string['cdnorigin'] = 'عنوان CDN';
$string['cdnorigin_desc'] = 'مثل https://cdn.school.example دون شرطة مائلة في النهاية. والأفضل مضيف ضمن نطاق Moodle.';
$string['check'] = 'فحص الإعداد';
$string['check_ask'] = 'سؤال CDN';
$string['check_assertion'] = 'مفتاح الإفادات';
$string['check_cdn'] = 'عنوان CDN';
$string['check_cookies'] = 'يرسل المتصفح ملفات تعريف ارتباط Moodle إلى CDN';
$string['check_endpoint'] = 'خادم الأذونات';
$string['check_grant'] = 'إذن تجريبي: وُقّع وجرى التحقق منه';
$string['check_https'] = 'يُفتح Moodle عبر https';
$string['check_idnumber'] = 'من يستطيع تغيير مقاطع الفيديو التي يشغّلها المقرر';
$string['check_idnumber_roles'] = 'تستطيع هذه الأدوار تغيير الرقم المعرّف لمقررها، وبذلك تشغيل مقاطع الفيديو في أي مجلد: {$a}. استخدم في قائمة المقررات id:42 بدل الأرقام المعرّفة، أو انزع منها moodle/course:changeidnumber.';
$string['check_key'] = 'مفتاح التوقيع';
$string['check_key_world'] = 'يستطيع كل حساب على الجهاز قراءة الملف. اسمح بذلك لخادم الويب وحده.';
$string['check_keypairid'] = 'معرّف مفتاح التوقيع';
$string['check_order'] = 'المرشّح مفعّل وفوق مرشّح الوسائط في Moodle';
$string['check_order_below'] = 'فعّله وانقله فوق "ملحقات الوسائط المتعددة" في إدارة المرشّحات.';
$string['check_player'] = 'المشغّل جزء من الإضافة';
$string['check_player_missing'] = 'ثبّت ملف zip الخاص بالإضافة؛ فشيفرتها المصدرية لا تحوي المشغّل.';
$string['check_prefixes'] = 'مجلدات المقررات';
$string['check_request'] = 'طلب تجريبي';
$string['check_request_none'] = 'لا جواب';
$string['check_request_path'] = 'أدخل عنوان قائمة تشغيل على CDN.';
$string['check_request_with'] = 'يرسل CDN الملف مع إذن (200)';
$string['check_request_without'] = 'يرفض CDN الملف دون إذن (403)';
$string['check_src'] = 'عنوان قائمة تشغيل، لطلب تجريبي إلى CDN';
$string['cookiedomain'] = 'النطاق المشترك';
$string['cookiedomain_desc'] = 'ما يشترك فيه Moodle وCDN، مثل school.example. اتركه فارغًا إذا كانا مضيفًا واحدًا.';
$string['courses'] = 'أي مقاطع فيديو تخص أي مقرر';
$string['elsewhere'] = 'خادم أذونات بدلًا من Moodle';
$string['elsewhere_desc'] = 'فقط إذا كان server-kit من secure-hls-player يوقّع الأذونات على جهاز آخر. عندئذ يخبره Moodle بمن يجوز له المشاهدة بإفادات صالحة لمدة دقيقة.';
$string['eventgrantissued'] = 'مُنح الوصول إلى فيديو';
$string['eventgrantrefused'] = 'رُفض الوصول إلى فيديو';
$string['filtername'] = 'مقاطع فيديو محمية';
$string['grantendpoint'] = 'عنوان خادم الأذونات';
$string['grantendpoint_desc'] = 'مثل https://video.school.example/grant. فارغ: يوقّع Moodle.';
$string['hash'] = 'دالة التجزئة';
$string['hash_desc'] = 'SHA-256، إلا إذا كان شيء أمام CDN لا يعرف سوى SHA-1.';
$string['keypairid'] = 'معرّف مفتاح التوقيع';
$string['keypairid_desc'] = 'المعرّف الذي يعرضه CloudFront للمفتاح العام، مثل K2JCJMDEHXQW5F.';
$string['keypath'] = 'ملف مفتاح التوقيع';
$string['keypath_desc'] = 'المسار المطلق للمفتاح الخاص (PEM، RSA أو P-256) خارج مجلدات Moodle. ولا يُحفظ المفتاح نفسه في قاعدة البيانات أبدًا.';
$string['novideo'] = 'هذا الفيديو غير متاح.';
$string['novideoteacher'] = 'هذا الفيديو غير متاح: العنوان ليس من CDN، أو لا مجلد لهذا المقرر.';
$string['partitioned'] = 'يُعرض Moodle في إطارات مواقع أخرى';
$string['partitioned_desc'] = 'يضبط ملفات تعريف الارتباط على SameSite=None وPartitioned. اتركه معطّلًا إذا كان Moodle موقعًا قائمًا بذاته.';
$string['pluginname'] = 'مقاطع فيديو محمية (Secure HLS)';
$string['prefixmap'] = 'قائمة المقررات';
$string['prefixmap_desc'] = 'مقرر في كل سطر، مع مجلد واحد أو أكثر: MATH-1 => courses/101, shared/maths. بالرقم المعرّف، أو بالمعرّف id: id:42 => courses/42. للمقرر المذكور في القائمة هذه المجلدات دون غيرها.';
$string['prefixtemplate'] = 'مجلد المقرر';
$string['prefixtemplate_desc'] = 'يحتوي على {idnumber} أو {id}. فارغ: لا فيديو إلا لمقررات القائمة. ومن يستطيع تغيير الرقم المعرّف للمقرر يختار مقاطع الفيديو فيه.';
$string['privacy:metadata:cdn'] = 'يحمّل متصفح المشاهد مقاطع الفيديو من CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'عنوان IP الذي يرسله المتصفح.';
$string['privacy:metadata:cdn:video'] = 'أي فيديو يُحمّل.';
$string['privacy:metadata:grantendpoint'] = 'إذا ضُبط خادم أذونات، يُخبر بمن يريد المشاهدة.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'اسم مستعار للمستخدم لا يستطيع ربطه به إلا هذا الموقع.';
$string['privacy:metadata:grantendpoint:video'] = 'أي فيديو يريد المستخدم مشاهدته.';
$string['problem_domain'] = 'أدخل جزأين على الأقل بأحرف صغيرة، مثل school.example.';
$string['problem_endpoint'] = 'أدخل العنوان كاملًا، مثل https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'يجب أن يكون Moodle وCDN كلاهما مضيفين ضمن هذا النطاق، وإلا فلن يرسل المتصفح ملفات تعريف الارتباط.';
$string['problem_hash'] = 'اختر SHA-256 أو SHA-1.';
$string['problem_keykind'] = 'المفتاح ليس RSA من 2048 بت على الأقل ولا P-256.';
$string['problem_keypairid'] = 'أدخل المعرّف الذي يعرضه CloudFront للمفتاح العام.';
$string['problem_map'] = 'تتعذر قراءة هذه الأسطر من القائمة: {$a}.';
$string['problem_nodomain'] = 'أدخل النطاق المشترك بين Moodle وCDN.';
$string['problem_noendpoint'] = 'أدخل عنوان خادم الأذونات.';
$string['problem_nofile'] = 'الملف غير موجود، أو لا يستطيع خادم الويب قراءته.';
$string['problem_nokey'] = 'لا يحتوي الملف على مفتاح خاص (PEM دون كلمة مرور).';
$string['problem_noprefix'] = 'لا مجلد لأي مقرر: أدخل مجلد المقرر أو القائمة.';
$string['problem_nosigning'] = 'لا يوقّع OpenSSL بهذا المفتاح ودالة التجزئة هذه.';
$string['problem_origin'] = 'أدخل عنوانًا واحدًا دقيقًا، مثل https://cdn.school.example.';
$string['problem_secret'] = 'لا يحتوي الملف على مفتاح خاص ولا على سرّ من 32 بايت على الأقل.';
$string['problem_servedfile'] = 'الملف في أحد مجلدات Moodle: انقله إلى مكان آخر.';
$string['securehls:watch'] = 'مشاهدة مقاطع الفيديو المحمية';
$string['status_good'] = 'جيد';
$string['status_problem'] = 'مشكلة';
$string['status_warning'] = 'تحذير';
$string['watch'] = 'مشاهدة الفيديو';
$string['watchtitle'] = 'مشاهدة: {$a}';
