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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'Beyan anahtarının kimliği';
$string['assertkeyid_desc'] = 'Yalnızca erişim sunucusu birden çok anahtar biliyorsa: “kid” olarak gönderilir.';
$string['assertkeypath'] = 'Beyan anahtarının dosyası';
$string['assertkeypath_desc'] = 'Özel anahtarın (PEM, RSA veya P-256) ya da en az 32 baytlık ortak bir sırrın, Moodle klasörleri dışındaki tam yolu.';
$string['cdnorigin'] = 'CDN adresi';
$string['cdnorigin_desc'] = 'Örneğin https://cdn.school.example, sonunda eğik çizgi olmadan. En iyisi Moodle’ın alan adındaki bir sunucudur.';
$string['check'] = 'Kurulumu denetle';
$string['check_ask'] = 'CDN’e sor';
$string['check_assertion'] = 'Beyan anahtarı';
$string['check_cdn'] = 'CDN adresi';
$string['check_cookies'] = 'Tarayıcı, Moodle’ın çerezlerini CDN’e gönderir';
$string['check_endpoint'] = 'Erişim sunucusu';
$string['check_grant'] = 'Deneme izni: imzalandı ve doğrulandı';
$string['check_https'] = 'Moodle’a https ile ulaşılır';
$string['check_idnumber'] = 'Bir dersin hangi videoları oynatacağını kim değiştirebilir';
$string['check_idnumber_roles'] = 'Bu roller derslerinin kimlik numarasını değiştirebilir ve böylece her klasördeki videoları oynatabilir: {$a}. Ders listesinde kimlik numaraları yerine id:42 kullanın ya da onlardan moodle/course:changeidnumber yetkisini alın.';
$string['check_key'] = 'İmza anahtarı';
$string['check_key_world'] = 'Makinedeki her hesap dosyayı okuyabilir. Yalnızca web sunucusunun okumasına izin verin.';
$string['check_keypairid'] = 'İmza anahtarının kimliği';
$string['check_order'] = 'Filtre açık ve Moodle’ın medya filtresinin üstünde';
$string['check_order_below'] = 'Açın ve filtre yönetiminde “Çoklu ortam eklentileri”nin üstüne taşıyın.';
$string['check_player'] = 'Oynatıcı eklentinin içinde';
$string['check_player_missing'] = 'Eklentinin zip dosyasını kurun; kaynak kodunda oynatıcı yoktur.';
$string['check_prefixes'] = 'Derslerin klasörleri';
$string['check_request'] = 'Deneme isteği';
$string['check_request_none'] = 'Yanıt yok';
$string['check_request_path'] = 'CDN’deki bir oynatma listesinin adresini verin.';
$string['check_request_with'] = 'CDN, izinle dosyayı gönderir (200)';
$string['check_request_without'] = 'CDN, izinsiz dosyayı reddeder (403)';
$string['check_src'] = 'CDN’e deneme isteği için bir oynatma listesinin adresi';
$string['cookiedomain'] = 'Ortak alan adı';
$string['cookiedomain_desc'] = 'Moodle ile CDN’in ortak yanı, örneğin school.example. İkisi tek sunucuysa boş bırakın.';
$string['courses'] = 'Hangi videolar hangi derse ait';
$string['elsewhere'] = 'Moodle yerine bir erişim sunucusu';
$string['elsewhere_desc'] = 'Yalnızca izinleri başka bir makinede secure-hls-player’ın server-kit’i imzalıyorsa. Moodle ona kimin izleyebileceğini bir dakika geçerli beyanlarla bildirir.';
$string['eventgrantissued'] = 'Video erişimi verildi';
$string['eventgrantrefused'] = 'Video erişimi reddedildi';
$string['filtername'] = 'Korumalı videolar';
$string['grantendpoint'] = 'Erişim sunucusunun adresi';
$string['grantendpoint_desc'] = 'Örneğin https://video.school.example/grant. Boş: Moodle imzalar.';
$string['hash'] = 'Özet';
$string['hash_desc'] = 'SHA-256; yalnızca CDN’in önündeki bir şey sadece SHA-1 biliyorsa SHA-1.';
$string['keypairid'] = 'İmza anahtarının kimliği';
$string['keypairid_desc'] = 'CloudFront’un ortak anahtar için gösterdiği kimlik, örneğin K2JCJMDEHXQW5F.';
$string['keypath'] = 'İmza anahtarının dosyası';
$string['keypath_desc'] = 'Özel anahtarın (PEM, RSA veya P-256) Moodle klasörleri dışındaki tam yolu. Anahtarın kendisi hiçbir zaman veritabanında saklanmaz.';
$string['novideo'] = 'Bu video kullanılamıyor.';
$string['novideoteacher'] = 'Bu video kullanılamıyor: adres CDN’in değil ya da bu derse ait klasör yok.';
$string['partitioned'] = 'Moodle başka sitelerin çerçevelerinde gösteriliyor';
$string['partitioned_desc'] = 'Çerezleri SameSite=None ve Partitioned olarak ayarlar. Moodle kendi başına bir siteyse kapalı bırakın.';
$string['pluginname'] = 'Korumalı videolar (Secure HLS)';
$string['prefixmap'] = 'Ders listesi';
$string['prefixmap_desc'] = 'Her satırda bir ders, bir veya daha çok klasörle: MATH-1 => courses/101, shared/maths. Kimlik numarasına ya da id’ye göre: id:42 => courses/42. Listedeki dersin yalnızca bu klasörleri vardır.';
$string['prefixtemplate'] = 'Bir dersin klasörü';
$string['prefixtemplate_desc'] = 'İçinde {idnumber} veya {id} ile. Boş: yalnızca listedeki derslerin videosu vardır. Bir dersin kimlik numarasını değiştirebilen, videolarını da seçer.';
$string['privacy:metadata:cdn'] = 'İzleyicinin tarayıcısı videoları CDN’den yükler.';
$string['privacy:metadata:cdn:ipaddress'] = 'Tarayıcının gönderdiği IP adresi.';
$string['privacy:metadata:cdn:video'] = 'Hangi videonun yüklendiği.';
$string['privacy:metadata:grantendpoint'] = 'Bir erişim sunucusu ayarlanmışsa, ona kimin izlemek istediği bildirilir.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Kullanıcının, yalnızca bu sitenin eşleyebileceği takma adı.';
$string['privacy:metadata:grantendpoint:video'] = 'Kullanıcının hangi videoyu izlemek istediği.';
$string['problem_domain'] = 'Küçük harflerle en az iki bölüm verin, örneğin school.example.';
$string['problem_endpoint'] = 'Adresin tamamını verin, örneğin https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle ve CDN’in ikisi de bu alan adının sunucusu olmalı, yoksa tarayıcı çerez göndermez.';
$string['problem_hash'] = 'SHA-256 veya SHA-1 seçin.';
$string['problem_keykind'] = 'Anahtar ne en az 2048 bitlik RSA ne de P-256.';
$string['problem_keypairid'] = 'CloudFront’un ortak anahtar için gösterdiği kimliği verin.';
$string['problem_map'] = 'Listenin şu satırları okunamıyor: {$a}.';
$string['problem_nodomain'] = 'Moodle ile CDN’in ortak alan adını verin.';
$string['problem_noendpoint'] = 'Erişim sunucusunun adresini verin.';
$string['problem_nofile'] = 'Dosya yok ya da web sunucusu onu okuyamıyor.';
$string['problem_nokey'] = 'Dosyada özel anahtar yok (PEM, parolasız).';
$string['problem_noprefix'] = 'Hiçbir dersin klasörü yok: bir dersin klasörünü ya da listeyi verin.';
$string['problem_nosigning'] = 'OpenSSL bu anahtar ve özetle imzalamıyor.';
$string['problem_origin'] = 'Tek bir tam adres verin, örneğin https://cdn.school.example.';
$string['problem_secret'] = 'Dosyada ne özel anahtar ne de en az 32 baytlık bir sır var.';
$string['problem_servedfile'] = 'Dosya Moodle’ın bir klasöründe: başka yere taşıyın.';
$string['securehls:watch'] = 'Korumalı videoları izleme';
$string['status_good'] = 'İyi';
$string['status_problem'] = 'Sorun';
$string['status_warning'] = 'Uyarı';
$string['watch'] = 'Videoyu izle';
$string['watchtitle'] = 'İzle: {$a}';
