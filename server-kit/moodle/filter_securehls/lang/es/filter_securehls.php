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
 * Spanish texts.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'ID de la clave de aserción';
$string['assertkeyid_desc'] = 'Solo si el servidor de acceso conoce varias claves: se envía como «kid».';
$string['assertkeypath'] = 'Archivo de la clave de aserción';
$string['assertkeypath_desc'] = 'Ruta absoluta de una clave privada (PEM, RSA o P-256) o de un secreto compartido de al menos 32 bytes, fuera de las carpetas de Moodle.';
$string['cdnorigin'] = 'Dirección de la CDN';
$string['cdnorigin_desc'] = 'Por ejemplo https://cdn.school.example, sin barra al final. Lo mejor es un host del dominio de Moodle.';
$string['check'] = 'Comprobar la configuración';
$string['check_ask'] = 'Consultar la CDN';
$string['check_assertion'] = 'Clave para aserciones';
$string['check_cdn'] = 'Dirección de la CDN';
$string['check_cookies'] = 'El navegador envía las cookies de Moodle a la CDN';
$string['check_endpoint'] = 'Servidor de acceso';
$string['check_grant'] = 'Acceso de prueba: firmado y verificado';
$string['check_https'] = 'Se llega a Moodle por https';
$string['check_idnumber'] = 'Quién puede cambiar qué vídeos reproduce un curso';
$string['check_idnumber_roles'] = 'Estos roles pueden cambiar el número de identificación de su curso y así reproducir los vídeos de cualquier carpeta: {$a}. En la lista de cursos, use id:42 en lugar de números de identificación o quíteles moodle/course:changeidnumber.';
$string['check_key'] = 'Clave de firma';
$string['check_key_world'] = 'Cualquier cuenta de la máquina puede leer el archivo. Permítaselo solo al servidor web.';
$string['check_keypairid'] = 'ID de la clave de firma';
$string['check_order'] = 'El filtro está activo y por encima del filtro multimedia de Moodle';
$string['check_order_below'] = 'Actívelo y muévalo por encima de «Plugins multimedia» en la gestión de filtros.';
$string['check_player'] = 'El reproductor forma parte del plugin';
$string['check_player_missing'] = 'Instale el zip del plugin; su código fuente no incluye el reproductor.';
$string['check_prefixes'] = 'Carpetas de los cursos';
$string['check_request'] = 'Petición de prueba';
$string['check_request_none'] = 'Sin respuesta';
$string['check_request_path'] = 'Indique la dirección de una lista de reproducción en la CDN.';
$string['check_request_with'] = 'La CDN envía el archivo con acceso (200)';
$string['check_request_without'] = 'La CDN rechaza el archivo sin acceso (403)';
$string['check_src'] = 'Dirección de una lista de reproducción, para una petición de prueba a la CDN';
$string['cookiedomain'] = 'Dominio común';
$string['cookiedomain_desc'] = 'Lo que Moodle y la CDN tienen en común, por ejemplo school.example. Vacío si ambos son un solo host.';
$string['courses'] = 'Qué vídeos pertenecen a qué curso';
$string['elsewhere'] = 'Un servidor de acceso en lugar de Moodle';
$string['elsewhere_desc'] = 'Solo si server-kit de secure-hls-player firma los accesos en otra máquina. Moodle le dice entonces quién puede ver, con aserciones válidas durante un minuto.';
$string['eventgrantissued'] = 'Acceso a vídeo concedido';
$string['eventgrantrefused'] = 'Acceso a vídeo denegado';
$string['filtername'] = 'Vídeos protegidos';
$string['grantendpoint'] = 'Dirección del servidor de acceso';
$string['grantendpoint_desc'] = 'Por ejemplo https://video.school.example/grant. Vacío: firma Moodle.';
$string['hash'] = 'Hash';
$string['hash_desc'] = 'SHA-256, salvo que algo delante de la CDN solo conozca SHA-1.';
$string['keypairid'] = 'ID de la clave de firma';
$string['keypairid_desc'] = 'El ID que CloudFront muestra para la clave pública, por ejemplo K2JCJMDEHXQW5F.';
$string['keypath'] = 'Archivo de la clave de firma';
$string['keypath_desc'] = 'Ruta absoluta de la clave privada (PEM, RSA o P-256), fuera de las carpetas de Moodle. La clave nunca se guarda en la base de datos.';
$string['novideo'] = 'Este vídeo no está disponible.';
$string['novideoteacher'] = 'Este vídeo no está disponible: la dirección no es de la CDN o este curso no tiene carpeta.';
$string['partitioned'] = 'Moodle se muestra en marcos de otros sitios';
$string['partitioned_desc'] = 'Crea las cookies con SameSite=None y Partitioned. Déjelo desactivado si Moodle es un sitio propio.';
$string['pluginname'] = 'Vídeos protegidos (Secure HLS)';
$string['prefixmap'] = 'Lista de cursos';
$string['prefixmap_desc'] = 'Un curso por línea, con una o más carpetas: MATH-1 => courses/101, shared/maths. Por número de identificación o por id: id:42 => courses/42. Un curso de la lista tiene esas carpetas y ninguna otra.';
$string['prefixtemplate'] = 'Carpeta de un curso';
$string['prefixtemplate_desc'] = 'Con {idnumber} o {id}. Vacío: solo los cursos de la lista tienen vídeos. Quien puede cambiar el número de identificación de un curso elige sus vídeos.';
$string['privacy:metadata:cdn'] = 'El navegador del espectador carga vídeos de la CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'La dirección IP que envía el navegador.';
$string['privacy:metadata:cdn:video'] = 'Qué vídeo se carga.';
$string['privacy:metadata:grantendpoint'] = 'Si hay un servidor de acceso configurado, se le dice quién quiere ver.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Un seudónimo del usuario que solo este sitio puede asociar.';
$string['privacy:metadata:grantendpoint:video'] = 'Qué vídeo quiere ver el usuario.';
$string['problem_domain'] = 'Indique al menos dos partes en minúsculas, por ejemplo school.example.';
$string['problem_endpoint'] = 'Indique la dirección completa, por ejemplo https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle y la CDN deben ser hosts de este dominio; si no, el navegador no envía cookies.';
$string['problem_hash'] = 'Elija SHA-256 o SHA-1.';
$string['problem_keykind'] = 'La clave no es RSA de al menos 2048 bits ni P-256.';
$string['problem_keypairid'] = 'Indique el ID que CloudFront muestra para la clave pública.';
$string['problem_map'] = 'Estas líneas de la lista no se pueden leer: {$a}.';
$string['problem_nodomain'] = 'Indique el dominio que Moodle y la CDN tienen en común.';
$string['problem_noendpoint'] = 'Indique la dirección del servidor de acceso.';
$string['problem_nofile'] = 'El archivo no existe o el servidor web no puede leerlo.';
$string['problem_nokey'] = 'El archivo no contiene ninguna clave privada (PEM, sin contraseña).';
$string['problem_noprefix'] = 'Ningún curso tiene carpeta: indique la carpeta de un curso o la lista.';
$string['problem_nosigning'] = 'OpenSSL no firma con esta clave y este hash.';
$string['problem_origin'] = 'Indique una dirección exacta, por ejemplo https://cdn.school.example.';
$string['problem_secret'] = 'El archivo no contiene ni una clave privada ni un secreto de al menos 32 bytes.';
$string['problem_servedfile'] = 'El archivo está en una carpeta de Moodle: muévalo.';
$string['securehls:watch'] = 'Ver vídeos protegidos';
$string['status_good'] = 'Bien';
$string['status_problem'] = 'Problema';
$string['status_warning'] = 'Advertencia';
$string['watch'] = 'Ver el vídeo';
$string['watchtitle'] = 'Ver: {$a}';
