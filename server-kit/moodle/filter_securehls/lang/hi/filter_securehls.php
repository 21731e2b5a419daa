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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'अभिकथन कुंजी की ID';
$string['assertkeyid_desc'] = 'केवल तब, जब अनुमति सर्वर कई कुंजियाँ जानता हो: “kid” के रूप में भेजी जाती है।';
$string['assertkeypath'] = 'अभिकथन कुंजी की फ़ाइल';
$string['assertkeypath_desc'] = 'निजी कुंजी (PEM, RSA या P-256) या कम से कम 32 बाइट के साझा रहस्य का पूरा पथ, Moodle के फ़ोल्डरों के बाहर।';
$string['cdnorigin'] = 'CDN का पता';
$string['cdnorigin_desc'] = 'जैसे https://cdn.school.example, अंत में स्लैश के बिना। सबसे अच्छा Moodle के डोमेन का कोई होस्ट है।';
$string['check'] = 'सेटअप जाँचें';
$string['check_ask'] = 'CDN से पूछें';
$string['check_assertion'] = 'अभिकथनों की कुंजी';
$string['check_cdn'] = 'CDN का पता';
$string['check_cookies'] = 'ब्राउज़र Moodle की कुकी CDN को भेजता है';
$string['check_endpoint'] = 'अनुमति सर्वर';
$string['check_grant'] = 'परीक्षण अनुमति: हस्ताक्षरित और सत्यापित';
$string['check_https'] = 'Moodle https से खुलता है';
$string['check_idnumber'] = 'कौन बदल सकता है कि कोर्स कौन-से वीडियो चलाए';
$string['check_idnumber_roles'] = 'ये भूमिकाएँ अपने कोर्स का ID नंबर बदल सकती हैं और इस तरह किसी भी फ़ोल्डर के वीडियो चला सकती हैं: {$a}। कोर्स सूची में ID नंबर की जगह id:42 का उपयोग करें, या उनसे moodle/course:changeidnumber हटा दें।';
$string['check_key'] = 'हस्ताक्षर कुंजी';
$string['check_key_world'] = 'मशीन का हर खाता फ़ाइल पढ़ सकता है। केवल वेब सर्वर को पढ़ने दें।';
$string['check_keypairid'] = 'हस्ताक्षर कुंजी की ID';
$string['check_order'] = 'फ़िल्टर चालू है और Moodle के मीडिया फ़िल्टर के ऊपर है';
$string['check_order_below'] = 'इसे चालू करें और फ़िल्टर प्रबंधन में “मल्टीमीडिया प्लगइन” के ऊपर ले जाएँ।';
$string['check_player'] = 'प्लेयर प्लगइन का हिस्सा है';
$string['check_player_missing'] = 'प्लगइन की zip फ़ाइल इंस्टॉल करें; उसके स्रोत कोड में प्लेयर नहीं है।';
$string['check_prefixes'] = 'कोर्स के फ़ोल्डर';
$string['check_request'] = 'परीक्षण अनुरोध';
$string['check_request_none'] = 'कोई उत्तर नहीं';
$string['check_request_path'] = 'CDN पर किसी प्लेलिस्ट का पता दें।';
$string['check_request_with'] = 'CDN अनुमति के साथ फ़ाइल भेजता है (200)';
$string['check_request_without'] = 'CDN अनुमति के बिना फ़ाइल नहीं देता (403)';
$string['check_src'] = 'CDN को परीक्षण अनुरोध के लिए किसी प्लेलिस्ट का पता';
$string['cookiedomain'] = 'साझा डोमेन';
$string['cookiedomain_desc'] = 'जो Moodle और CDN में समान है, जैसे school.example। दोनों एक ही होस्ट हों तो खाली छोड़ें।';
$string['courses'] = 'कौन-से वीडियो किस कोर्स के हैं';
$string['elsewhere'] = 'Moodle की जगह अनुमति सर्वर';
$string['elsewhere_desc'] = 'केवल तब, जब secure-hls-player का server-kit किसी दूसरी मशीन पर अनुमतियों पर हस्ताक्षर करता हो। तब Moodle उसे एक मिनट तक मान्य अभिकथनों से बताता है कि कौन देख सकता है।';
$string['eventgrantissued'] = 'वीडियो देखने की अनुमति दी गई';
$string['eventgrantrefused'] = 'वीडियो देखने की अनुमति नहीं दी गई';
$string['filtername'] = 'सुरक्षित वीडियो';
$string['grantendpoint'] = 'अनुमति सर्वर का पता';
$string['grantendpoint_desc'] = 'जैसे https://video.school.example/grant। खाली: Moodle हस्ताक्षर करता है।';
$string['hash'] = 'हैश';
$string['hash_desc'] = 'SHA-256, जब तक CDN के आगे की कोई चीज़ केवल SHA-1 न जानती हो।';
$string['keypairid'] = 'हस्ताक्षर कुंजी की ID';
$string['keypairid_desc'] = 'वह ID जो CloudFront सार्वजनिक कुंजी के लिए दिखाता है, जैसे K2JCJMDEHXQW5F।';
$string['keypath'] = 'हस्ताक्षर कुंजी की फ़ाइल';
$string['keypath_desc'] = 'निजी कुंजी (PEM, RSA या P-256) का पूरा पथ, Moodle के फ़ोल्डरों के बाहर। कुंजी स्वयं डेटाबेस में कभी नहीं रखी जाती।';
$string['novideo'] = 'यह वीडियो उपलब्ध नहीं है।';
$string['novideoteacher'] = 'यह वीडियो उपलब्ध नहीं है: पता CDN का नहीं है, या इस कोर्स का कोई फ़ोल्डर नहीं है।';
$string['partitioned'] = 'Moodle दूसरी साइटों के फ़्रेम में दिखाया जाता है';
$string['partitioned_desc'] = 'कुकी को SameSite=None और Partitioned के रूप में सेट करता है। Moodle अपनी अलग साइट हो तो बंद रहने दें।';
$string['pluginname'] = 'सुरक्षित वीडियो (Secure HLS)';
$string['prefixmap'] = 'कोर्स सूची';
$string['prefixmap_desc'] = 'हर पंक्ति में एक कोर्स, एक या अधिक फ़ोल्डरों के साथ: MATH-1 => courses/101, shared/maths। ID नंबर से, या id से: id:42 => courses/42। सूची के कोर्स के केवल यही फ़ोल्डर होते हैं।';
$string['prefixtemplate'] = 'कोर्स का फ़ोल्डर';
$string['prefixtemplate_desc'] = 'इसमें {idnumber} या {id} हो। खाली: केवल सूची के कोर्सों में वीडियो हैं। जो कोर्स का ID नंबर बदल सकता है, वही उसके वीडियो चुनता है।';
$string['privacy:metadata:cdn'] = 'दर्शक का ब्राउज़र CDN से वीडियो लोड करता है।';
$string['privacy:metadata:cdn:ipaddress'] = 'वह IP पता जो ब्राउज़र भेजता है।';
$string['privacy:metadata:cdn:video'] = 'कौन-सा वीडियो लोड होता है।';
$string['privacy:metadata:grantendpoint'] = 'जहाँ अनुमति सर्वर सेट है, उसे बताया जाता है कि कौन देखना चाहता है।';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'उपयोगकर्ता का छद्म नाम, जिसे केवल यह साइट पहचान सकती है।';
$string['privacy:metadata:grantendpoint:video'] = 'उपयोगकर्ता कौन-सा वीडियो देखना चाहता है।';
$string['problem_domain'] = 'छोटे अक्षरों में कम से कम दो भाग दें, जैसे school.example।';
$string['problem_endpoint'] = 'पूरा पता दें, जैसे https://video.school.example/grant।';
$string['problem_foreigndomain'] = 'Moodle और CDN दोनों इस डोमेन के होस्ट होने चाहिए, नहीं तो ब्राउज़र कुकी नहीं भेजता।';
$string['problem_hash'] = 'SHA-256 या SHA-1 चुनें।';
$string['problem_keykind'] = 'कुंजी न तो कम से कम 2048 बिट की RSA है, न P-256।';
$string['problem_keypairid'] = 'वह ID दें जो CloudFront सार्वजनिक कुंजी के लिए दिखाता है।';
$string['problem_map'] = 'सूची की ये पंक्तियाँ पढ़ी नहीं जा सकतीं: {$a}।';
$string['problem_nodomain'] = 'वह डोमेन दें जो Moodle और CDN में समान है।';
$string['problem_noendpoint'] = 'अनुमति सर्वर का पता दें।';
$string['problem_nofile'] = 'फ़ाइल नहीं है, या वेब सर्वर उसे पढ़ नहीं सकता।';
$string['problem_nokey'] = 'फ़ाइल में निजी कुंजी नहीं है (PEM, बिना पासवर्ड)।';
$string['problem_noprefix'] = 'किसी कोर्स का फ़ोल्डर नहीं है: कोर्स का फ़ोल्डर या सूची दें।';
$string['problem_nosigning'] = 'OpenSSL इस कुंजी और हैश से हस्ताक्षर नहीं करता।';
$string['problem_origin'] = 'एक सटीक पता दें, जैसे https://cdn.school.example।';
$string['problem_secret'] = 'फ़ाइल में न निजी कुंजी है, न कम से कम 32 बाइट का रहस्य।';
$string['problem_servedfile'] = 'फ़ाइल Moodle के किसी फ़ोल्डर में है: उसे कहीं और ले जाएँ।';
$string['securehls:watch'] = 'सुरक्षित वीडियो देखना';
$string['status_good'] = 'ठीक';
$string['status_problem'] = 'समस्या';
$string['status_warning'] = 'चेतावनी';
$string['watch'] = 'वीडियो देखें';
$string['watchtitle'] = 'देखें: {$a}';
