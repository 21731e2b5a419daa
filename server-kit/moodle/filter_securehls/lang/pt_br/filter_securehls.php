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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'ID da chave de asserção';
$string['assertkeyid_desc'] = 'Somente se o servidor de acesso conhecer várias chaves: enviado como “kid”.';
$string['assertkeypath'] = 'Arquivo da chave de asserção';
$string['assertkeypath_desc'] = 'Caminho absoluto de uma chave privada (PEM, RSA ou P-256) ou de um segredo compartilhado de pelo menos 32 bytes, fora das pastas do Moodle.';
$string['cdnorigin'] = 'Endereço da CDN';
$string['cdnorigin_desc'] = 'Por exemplo https://cdn.school.example, sem barra no final. O melhor é um host do domínio do Moodle.';
$string['check'] = 'Verificar a configuração';
$string['check_ask'] = 'Consultar a CDN';
$string['check_assertion'] = 'Chave para asserções';
$string['check_cdn'] = 'Endereço da CDN';
$string['check_cookies'] = 'O navegador envia os cookies do Moodle à CDN';
$string['check_endpoint'] = 'Servidor de acesso';
$string['check_grant'] = 'Acesso de teste: assinado e verificado';
$string['check_https'] = 'O Moodle é acessado por https';
$string['check_idnumber'] = 'Quem pode mudar quais vídeos um curso reproduz';
$string['check_idnumber_roles'] = 'Estes papéis podem mudar o número de identificação do seu curso e assim reproduzir os vídeos de qualquer pasta: {$a}. Na lista de cursos, use id:42 em vez de números de identificação ou retire deles moodle/course:changeidnumber.';
$string['check_key'] = 'Chave de assinatura';
$string['check_key_world'] = 'Qualquer conta da máquina pode ler o arquivo. Permita isso só ao servidor web.';
$string['check_keypairid'] = 'ID da chave de assinatura';
$string['check_order'] = 'O filtro está ativo e acima do filtro de mídia do Moodle';
$string['check_order_below'] = 'Ative-o e mova-o para cima de “Plugins multimídia” no gerenciamento de filtros.';
$string['check_player'] = 'O player faz parte do plugin';
$string['check_player_missing'] = 'Instale o zip do plugin; o código-fonte não contém o player.';
$string['check_prefixes'] = 'Pastas dos cursos';
$string['check_request'] = 'Requisição de teste';
$string['check_request_none'] = 'Sem resposta';
$string['check_request_path'] = 'Informe o endereço de uma playlist na CDN.';
$string['check_request_with'] = 'A CDN envia o arquivo com acesso (200)';
$string['check_request_without'] = 'A CDN recusa o arquivo sem acesso (403)';
$string['check_src'] = 'Endereço de uma playlist, para uma requisição de teste à CDN';
$string['cookiedomain'] = 'Domínio comum';
$string['cookiedomain_desc'] = 'O que o Moodle e a CDN têm em comum, por exemplo school.example. Vazio se ambos forem um só host.';
$string['courses'] = 'Quais vídeos pertencem a qual curso';
$string['elsewhere'] = 'Um servidor de acesso no lugar do Moodle';
$string['elsewhere_desc'] = 'Somente se o server-kit do secure-hls-player assinar os acessos em outra máquina. O Moodle então lhe diz quem pode assistir, com asserções válidas por um minuto.';
$string['eventgrantissued'] = 'Acesso a vídeo concedido';
$string['eventgrantrefused'] = 'Acesso a vídeo recusado';
$string['filtername'] = 'Vídeos protegidos';
$string['grantendpoint'] = 'Endereço do servidor de acesso';
$string['grantendpoint_desc'] = 'Por exemplo https://video.school.example/grant. Vazio: o Moodle assina.';
$string['hash'] = 'Hash';
$string['hash_desc'] = 'SHA-256, a menos que algo na frente da CDN só conheça SHA-1.';
$string['keypairid'] = 'ID da chave de assinatura';
$string['keypairid_desc'] = 'O ID que o CloudFront mostra para a chave pública, por exemplo K2JCJMDEHXQW5F.';
$string['keypath'] = 'Arquivo da chave de assinatura';
$string['keypath_desc'] = 'Caminho absoluto da chave privada (PEM, RSA ou P-256), fora das pastas do Moodle. A chave nunca é guardada no banco de dados.';
$string['novideo'] = 'Este vídeo não está disponível.';
$string['novideoteacher'] = 'Este vídeo não está disponível: o endereço não é da CDN, ou nenhuma pasta pertence a este curso.';
$string['partitioned'] = 'O Moodle é exibido em quadros de outros sites';
$string['partitioned_desc'] = 'Define os cookies como SameSite=None e Partitioned. Deixe desativado se o Moodle for um site próprio.';
$string['pluginname'] = 'Vídeos protegidos (Secure HLS)';
$string['prefixmap'] = 'Lista de cursos';
$string['prefixmap_desc'] = 'Um curso por linha, com uma ou mais pastas: MATH-1 => courses/101, shared/maths. Por número de identificação ou por id: id:42 => courses/42. Um curso da lista tem essas pastas e nenhuma outra.';
$string['prefixtemplate'] = 'Pasta de um curso';
$string['prefixtemplate_desc'] = 'Com {idnumber} ou {id}. Vazio: só os cursos da lista têm vídeos. Quem pode mudar o número de identificação de um curso escolhe os vídeos dele.';
$string['privacy:metadata:cdn'] = 'O navegador de quem assiste carrega vídeos da CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'O endereço IP que o navegador envia.';
$string['privacy:metadata:cdn:video'] = 'Qual vídeo é carregado.';
$string['privacy:metadata:grantendpoint'] = 'Se houver um servidor de acesso, ele é informado de quem quer assistir.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Um pseudônimo do usuário, que só este site pode associar.';
$string['privacy:metadata:grantendpoint:video'] = 'Qual vídeo o usuário quer assistir.';
$string['problem_domain'] = 'Informe pelo menos duas partes em minúsculas, por exemplo school.example.';
$string['problem_endpoint'] = 'Informe o endereço completo, por exemplo https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'O Moodle e a CDN devem ser hosts deste domínio; caso contrário, o navegador não envia cookies.';
$string['problem_hash'] = 'Escolha SHA-256 ou SHA-1.';
$string['problem_keykind'] = 'A chave não é RSA de pelo menos 2048 bits nem P-256.';
$string['problem_keypairid'] = 'Informe o ID que o CloudFront mostra para a chave pública.';
$string['problem_map'] = 'Estas linhas da lista não podem ser lidas: {$a}.';
$string['problem_nodomain'] = 'Informe o domínio que o Moodle e a CDN têm em comum.';
$string['problem_noendpoint'] = 'Informe o endereço do servidor de acesso.';
$string['problem_nofile'] = 'O arquivo não existe, ou o servidor web não pode lê-lo.';
$string['problem_nokey'] = 'O arquivo não contém uma chave privada (PEM, sem senha).';
$string['problem_noprefix'] = 'Nenhum curso tem pasta: informe a pasta de um curso ou a lista.';
$string['problem_nosigning'] = 'O OpenSSL não assina com esta chave e este hash.';
$string['problem_origin'] = 'Informe um endereço exato, por exemplo https://cdn.school.example.';
$string['problem_secret'] = 'O arquivo não contém nem uma chave privada nem um segredo de pelo menos 32 bytes.';
$string['problem_servedfile'] = 'O arquivo está em uma pasta do Moodle: mova-o.';
$string['securehls:watch'] = 'Assistir a vídeos protegidos';
$string['status_good'] = 'Bom';
$string['status_problem'] = 'Problema';
$string['status_warning'] = 'Aviso';
$string['watch'] = 'Assistir ao vídeo';
$string['watchtitle'] = 'Assistir: {$a}';
