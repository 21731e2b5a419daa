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
 * Turkish texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Videonun en az %{$a} kadarını izleyin';
$string['completionwatched'] = 'Öğrencinin izlemesi gereken en az pay';
$string['completionwatched_help'] = 'Videonun izlenmesi gereken payı, sunucunun saydığı biçimde: atlanan ya da iki kez izlenen bir şey eklemez ve kimse geçen süreden fazlasını izlemiş olamaz.';
$string['eventreportviewed'] = 'Rapor görüntülendi';
$string['eventvideocompleted'] = 'Video tamamlandı';
$string['modulename'] = 'Korumalı video';
$string['modulename_help'] = 'Yalnızca kayıtlı olanların izleyebildiği bir video. Gerçekten izleneni sayar, izleyicinin kaldığı yerden sürer, izlenen paya göre tamamlanabilir ve notlandırılabilir.';
$string['modulenameplural'] = 'Korumalı videolar';
$string['noscale'] = 'Bir ölçek ne kadar izlendiğini söylemez. Puan ya da not yok seçeneğini seçin.';
$string['notingroup'] = 'Burada üyelerini görebileceğiniz bir grupta değilsiniz.';
$string['percentwrong'] = '1 ile 100 arasında bir sayı girin.';
$string['playback'] = 'Oynatma';
$string['playitonce'] = 'Bu videoyu bir kez oynatın: Moodle ne kadar sürdüğünü ancak o zaman bilir. O zamana kadar kimse onu tamamlayamaz ve not alamaz; bu arada izlenenler sonradan sayılır.';
$string['pluginadministration'] = 'Korumalı videonun yönetimi';
$string['pluginname'] = 'Korumalı video';
$string['poster'] = 'Kapak görseli';
$string['poster_help'] = 'Video oynatılmadan önce gösterilen herkese açık bir görselin adresi.';
$string['posterwrong'] = 'https://www.school.example/lesson-1.jpg gibi bir adres girin.';
$string['privacy:metadata:progress'] = 'Her izleyicinin bir videodan izledikleri.';
$string['privacy:metadata:progress:best'] = 'Şimdiye kadar izlenen en büyük pay; not ondan oluşur.';
$string['privacy:metadata:progress:credit'] = 'Saate göre yeni olarak ne kadar izlenebileceği ve bunun ne zaman sayıldığı.';
$string['privacy:metadata:progress:duration'] = 'Videonun ne kadar sürdüğü.';
$string['privacy:metadata:progress:position'] = 'İzleyicinin en son nerede olduğu.';
$string['privacy:metadata:progress:ranges'] = 'Videonun hangi saniyelerinin izlendiği ve kaç saniye olduğu.';
$string['privacy:metadata:progress:times'] = 'İzlemenin ne zaman başladığı, en son ne zaman bildirildiği ve ne zaman yeterince izlendiği.';
$string['privacy:metadata:progress:userid'] = 'Kimin izlediği.';
$string['report'] = 'Kim neyi izledi';
$string['report_completed'] = 'Tamamlandı';
$string['report_lastwatched'] = 'Son izleme';
$string['report_parts'] = 'İzlenen bölümler';
$string['report_watched'] = 'İzlenen';
$string['resetprogress'] = 'İzlenenleri sil';
$string['resume'] = 'İzleyicinin kaldığı yer';
$string['resume_ask'] = 'Oradan sürdürmeyi önermek';
$string['resume_auto'] = 'Oradan hemen sürdürmek';
$string['resume_help'] = 'İzleyicinin kaldığı yer bütün aygıtlarında bilinir.';
$string['resume_off'] = 'Her zaman baştan başlamak';
$string['search:activity'] = 'Korumalı video: ad ve açıklama';
$string['securehls:addinstance'] = 'Korumalı video ekle';
$string['securehls:view'] = 'Korumalı videoyu görüntüle';
$string['securehls:viewreports'] = 'Kimin neyi izlediğini gör';
$string['seekpolicy'] = 'Sarma';
$string['seekpolicy_free'] = 'Her yere';
$string['seekpolicy_help'] = 'Oynatıcının izin verdiği. İzlenmiş sayılan buna bağlı değildir.';
$string['seekpolicy_none'] = 'Hiçbir yere';
$string['seekpolicy_watched'] = 'Yalnızca daha önce izlenen yere';
$string['src'] = 'Video';
$string['src_help'] = 'Dersin klasöründeki adı, örneğin lesson-1, ya da CDN üzerindeki bir oynatma listesinin tam adresi. Yerine başka bir video konursa herkes baştan başlar; tamamlamalar ve notlar kalır.';
$string['srcwrong'] = 'Bu, CDN üzerinde bir video değil ya da dersin orada klasörü yok.';
$string['youwatched'] = 'Videonun %{$a} kadarını izlediniz.';
