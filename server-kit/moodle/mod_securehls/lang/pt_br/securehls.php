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
 * Brazilian Portuguese texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Assistir a pelo menos {$a}% do vídeo';
$string['completionwatched'] = 'O aluno deve assistir a pelo menos';
$string['completionwatched_help'] = 'A parte do vídeo que precisa ser assistida, como o servidor a conta: o que é pulado ou assistido duas vezes não soma nada, e ninguém pode ter assistido a mais do que o tempo decorrido.';
$string['eventreportviewed'] = 'Relatório visualizado';
$string['eventvideocompleted'] = 'Vídeo concluído';
$string['modulename'] = 'Vídeo protegido';
$string['modulename_help'] = 'Um vídeo que só quem está inscrito pode assistir. Conta o que foi realmente assistido, continua de onde a pessoa parou e pode ser concluído e avaliado pela parte assistida.';
$string['modulenameplural'] = 'Vídeos protegidos';
$string['noscale'] = 'Uma escala não diz quanto foi assistido. Escolha pontos ou nenhuma nota.';
$string['notingroup'] = 'Você não está em nenhum grupo cujos membros possa ver aqui.';
$string['percentwrong'] = 'Informe um número de 1 a 100.';
$string['playback'] = 'Reprodução';
$string['playitonce'] = 'Reproduza este vídeo uma vez: só então o Moodle sabe quanto ele dura. Até lá, ninguém pode concluí-lo nem receber nota; o que for assistido nesse meio-tempo contará depois.';
$string['pluginadministration'] = 'Administração do vídeo protegido';
$string['pluginname'] = 'Vídeo protegido';
$string['poster'] = 'Imagem de capa';
$string['poster_help'] = 'Endereço de uma imagem pública mostrada antes da reprodução do vídeo.';
$string['posterwrong'] = 'Informe um endereço como https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'O que cada pessoa assistiu de um vídeo.';
$string['privacy:metadata:progress:best'] = 'A maior parte já assistida, da qual é feita a nota.';
$string['privacy:metadata:progress:credit'] = 'Quanto podia ser assistido de novo pelo relógio e quando isso foi contado.';
$string['privacy:metadata:progress:duration'] = 'Quanto dura o vídeo.';
$string['privacy:metadata:progress:position'] = 'Onde a pessoa estava por último.';
$string['privacy:metadata:progress:ranges'] = 'Quais segundos do vídeo foram assistidos e quantos são.';
$string['privacy:metadata:progress:times'] = 'Quando se começou a assistir, quando isso foi informado por último e quando se assistiu o suficiente.';
$string['privacy:metadata:progress:userid'] = 'Quem assistiu.';
$string['report'] = 'Quem assistiu a quê';
$string['report_completed'] = 'Concluído';
$string['report_lastwatched'] = 'Assistido pela última vez';
$string['report_parts'] = 'Partes assistidas';
$string['report_watched'] = 'Assistido';
$string['resetprogress'] = 'Excluir o que foi assistido';
$string['resume'] = 'Onde a pessoa parou';
$string['resume_ask'] = 'Oferecer continuar dali';
$string['resume_auto'] = 'Continuar dali imediatamente';
$string['resume_help'] = 'O ponto em que a pessoa parou é conhecido em todos os seus dispositivos.';
$string['resume_off'] = 'Sempre começar de novo';
$string['search:activity'] = 'Vídeo protegido: nome e descrição';
$string['securehls:addinstance'] = 'Adicionar um vídeo protegido';
$string['securehls:view'] = 'Ver um vídeo protegido';
$string['securehls:viewreports'] = 'Ver quem assistiu a quê';
$string['seekpolicy'] = 'Avanço e retrocesso';
$string['seekpolicy_free'] = 'Para qualquer ponto';
$string['seekpolicy_help'] = 'O que o player permite. O que conta como assistido não depende disso.';
$string['seekpolicy_none'] = 'Para nenhum ponto';
$string['seekpolicy_watched'] = 'Só onde já foi assistido';
$string['src'] = 'Vídeo';
$string['src_help'] = 'Seu nome na pasta do curso, como lesson-1, ou o endereço completo de uma playlist na CDN. Se outro vídeo ocupar o lugar, todos o começam de novo; conclusões e notas permanecem.';
$string['srcwrong'] = 'Não é um vídeo da CDN, ou o curso não tem pasta lá.';
$string['youwatched'] = 'Você assistiu a {$a}% do vídeo.';
