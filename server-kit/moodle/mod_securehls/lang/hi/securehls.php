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
 * Hindi texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'वीडियो का कम से कम {$a}% देखें';
$string['completionwatched'] = 'विद्यार्थी को कम से कम देखना होगा';
$string['completionwatched_help'] = 'वीडियो का वह हिस्सा जिसे देखना ज़रूरी है, जैसा सर्वर गिनता है: जो छोड़ा गया या दो बार देखा गया वह कुछ नहीं जोड़ता, और बीते समय से ज़्यादा कोई नहीं देख सकता।';
$string['eventreportviewed'] = 'रिपोर्ट देखी गई';
$string['eventvideocompleted'] = 'वीडियो पूरा हुआ';
$string['modulename'] = 'सुरक्षित वीडियो';
$string['modulename_help'] = 'ऐसा वीडियो जिसे केवल नामांकित लोग देख सकते हैं। जो सचमुच देखा गया वही गिना जाता है, वीडियो वहीं से आगे चलता है जहाँ दर्शक था, और देखे गए हिस्से के आधार पर पूरा और अंकित हो सकता है।';
$string['modulenameplural'] = 'सुरक्षित वीडियो';
$string['noscale'] = 'स्केल से यह पता नहीं चलता कि कितना देखा गया। अंक चुनें, या कोई ग्रेड नहीं।';
$string['notingroup'] = 'आप ऐसे किसी समूह में नहीं हैं जिसके सदस्य आप यहाँ देख सकें।';
$string['percentwrong'] = '1 से 100 तक की संख्या दें।';
$string['playback'] = 'प्लेबैक';
$string['playitonce'] = 'इस वीडियो को एक बार चलाएँ: तभी Moodle को पता चलता है कि यह कितना लंबा है। तब तक कोई इसे पूरा नहीं कर सकता और न किसी को अंक मिल सकते हैं; इस बीच जो देखा जाएगा, वह बाद में गिना जाएगा।';
$string['pluginadministration'] = 'सुरक्षित वीडियो का प्रबंधन';
$string['pluginname'] = 'सुरक्षित वीडियो';
$string['poster'] = 'पोस्टर';
$string['poster_help'] = 'सार्वजनिक चित्र का पता जो वीडियो चलने से पहले दिखता है।';
$string['posterwrong'] = 'https://www.school.example/lesson-1.jpg जैसा पता दें।';
$string['privacy:metadata:progress'] = 'हर दर्शक ने वीडियो का कितना भाग देखा।';
$string['privacy:metadata:progress:best'] = 'अब तक देखा गया सबसे बड़ा हिस्सा, जिससे अंक बनते हैं।';
$string['privacy:metadata:progress:credit'] = 'घड़ी के अनुसार कितना नया देखा जा सकता था, और यह कब गिना गया।';
$string['privacy:metadata:progress:duration'] = 'वीडियो कितना लंबा है।';
$string['privacy:metadata:progress:position'] = 'दर्शक पिछली बार कहाँ था।';
$string['privacy:metadata:progress:ranges'] = 'वीडियो के कौन-से सेकंड देखे गए, और वे कितने हैं।';
$string['privacy:metadata:progress:times'] = 'देखना कब शुरू हुआ, आख़िरी बार कब बताया गया, और कब पर्याप्त देखा गया।';
$string['privacy:metadata:progress:userid'] = 'किसने देखा।';
$string['report'] = 'किसने क्या देखा';
$string['report_completed'] = 'पूरा हुआ';
$string['report_lastwatched'] = 'पिछली बार देखा';
$string['report_parts'] = 'देखे गए भाग';
$string['report_watched'] = 'देखा गया';
$string['resetprogress'] = 'जो देखा गया उसे मिटाएँ';
$string['resume'] = 'दर्शक जहाँ था';
$string['resume_ask'] = 'वहाँ से आगे बढ़ने का प्रस्ताव दें';
$string['resume_auto'] = 'तुरंत वहाँ से आगे बढ़ें';
$string['resume_help'] = 'दर्शक जहाँ था वह उसके सभी उपकरणों पर ज्ञात है।';
$string['resume_off'] = 'हमेशा शुरू से';
$string['search:activity'] = 'सुरक्षित वीडियो: नाम और विवरण';
$string['securehls:addinstance'] = 'सुरक्षित वीडियो जोड़ें';
$string['securehls:view'] = 'सुरक्षित वीडियो देखें';
$string['securehls:viewreports'] = 'देखें कि किसने क्या देखा';
$string['seekpolicy'] = 'आगे-पीछे जाना';
$string['seekpolicy_free'] = 'कहीं भी';
$string['seekpolicy_help'] = 'प्लेयर क्या करने देता है। देखा हुआ क्या गिना जाए यह इस पर निर्भर नहीं।';
$string['seekpolicy_none'] = 'कहीं नहीं';
$string['seekpolicy_watched'] = 'केवल वहाँ जो पहले देखा जा चुका है';
$string['src'] = 'वीडियो';
$string['src_help'] = 'कोर्स के फ़ोल्डर में उसका नाम, जैसे lesson-1, या CDN पर किसी प्लेलिस्ट का पूरा पता। उसकी जगह दूसरा वीडियो रखने पर सब शुरू से देखते हैं; पूर्णता और ग्रेड बने रहते हैं।';
$string['srcwrong'] = 'यह CDN पर कोई वीडियो नहीं है, या कोर्स का वहाँ कोई फ़ोल्डर नहीं है।';
$string['youwatched'] = 'आपने वीडियो का {$a}% देख लिया है।';
