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
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Ver al menos el {$a} % del vídeo';
$string['completionwatched'] = 'El estudiante debe ver al menos';
$string['completionwatched_help'] = 'La parte del vídeo que hay que ver, según la cuenta el servidor: lo que se salta o se ve dos veces no suma nada, y nadie puede haber visto más que el tiempo transcurrido.';
$string['eventreportviewed'] = 'Informe visto';
$string['eventvideocompleted'] = 'Vídeo completado';
$string['modulename'] = 'Vídeo protegido';
$string['modulename_help'] = 'Un vídeo que solo pueden ver las personas inscritas. Cuenta lo que se ha visto de verdad, sigue donde se quedó cada una y puede completarse y calificarse por la parte vista.';
$string['modulenameplural'] = 'Vídeos protegidos';
$string['noscale'] = 'Una escala no dice cuánto se ha visto. Elija puntos o ninguna calificación.';
$string['notingroup'] = 'No está en ningún grupo cuyos miembros pueda ver aquí.';
$string['percentwrong'] = 'Escriba un número del 1 al 100.';
$string['playback'] = 'Reproducción';
$string['playitonce'] = 'Reproduzca este vídeo una vez: solo entonces sabe Moodle cuánto dura. Hasta entonces nadie puede completarlo ni recibir una calificación; lo que se vea mientras tanto contará después.';
$string['pluginadministration'] = 'Administración del vídeo protegido';
$string['pluginname'] = 'Vídeo protegido';
$string['poster'] = 'Imagen de portada';
$string['poster_help'] = 'Dirección de una imagen pública que se muestra antes de reproducir el vídeo.';
$string['posterwrong'] = 'Escriba una dirección como https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'Lo que cada persona ha visto de un vídeo.';
$string['privacy:metadata:progress:best'] = 'La mayor parte que se ha visto nunca, de la que sale la calificación.';
$string['privacy:metadata:progress:credit'] = 'Cuánto se podía ver de nuevo según el reloj y cuándo se contó.';
$string['privacy:metadata:progress:duration'] = 'Cuánto dura el vídeo.';
$string['privacy:metadata:progress:position'] = 'Dónde estaba la persona por última vez.';
$string['privacy:metadata:progress:ranges'] = 'Qué segundos del vídeo se han visto y cuántos son.';
$string['privacy:metadata:progress:times'] = 'Cuándo se empezó a ver, cuándo se comunicó por última vez y cuándo se había visto lo suficiente.';
$string['privacy:metadata:progress:userid'] = 'Quién lo ha visto.';
$string['report'] = 'Quién ha visto qué';
$string['report_completed'] = 'Completado';
$string['report_lastwatched'] = 'Visto por última vez';
$string['report_parts'] = 'Partes vistas';
$string['report_watched'] = 'Visto';
$string['resetprogress'] = 'Borrar lo que se ha visto';
$string['resume'] = 'Donde se quedó';
$string['resume_ask'] = 'Ofrecer seguir desde allí';
$string['resume_auto'] = 'Seguir desde allí al momento';
$string['resume_help'] = 'El punto en que se quedó se conoce en todos sus dispositivos.';
$string['resume_off'] = 'Empezar siempre de nuevo';
$string['search:activity'] = 'Vídeo protegido: nombre y descripción';
$string['securehls:addinstance'] = 'Añadir un vídeo protegido';
$string['securehls:view'] = 'Ver un vídeo protegido';
$string['securehls:viewreports'] = 'Ver quién ha visto qué';
$string['seekpolicy'] = 'Avance y retroceso';
$string['seekpolicy_free'] = 'A cualquier punto';
$string['seekpolicy_help'] = 'Lo que permite el reproductor. Lo que cuenta como visto no depende de ello.';
$string['seekpolicy_none'] = 'A ningún punto';
$string['seekpolicy_watched'] = 'Solo donde ya se ha visto';
$string['src'] = 'Vídeo';
$string['src_help'] = 'Su nombre en la carpeta del curso, como lesson-1, o la dirección completa de una lista de reproducción en la CDN. Si se pone otro vídeo en su lugar, todos lo empiezan de nuevo; las finalizaciones y calificaciones se conservan.';
$string['srcwrong'] = 'No es un vídeo de la CDN, o el curso no tiene carpeta allí.';
$string['youwatched'] = 'Ha visto el {$a} % del vídeo.';
