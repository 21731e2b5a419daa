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
 * French texts.
 *
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'Identifiant de la clé d’assertion';
$string['assertkeyid_desc'] = 'Seulement si le serveur d’accès connaît plusieurs clés : transmis comme « kid ».';
$string['assertkeypath'] = 'Fichier de la clé d’assertion';
$string['assertkeypath_desc'] = 'Chemin absolu d’une clé privée (PEM, RSA ou P-256) ou d’un secret partagé d’au moins 32 octets, hors des dossiers de Moodle.';
$string['cdnorigin'] = 'Adresse du CDN';
$string['cdnorigin_desc'] = 'Par exemple https://cdn.school.example, sans barre oblique finale. De préférence un hôte du domaine de Moodle.';
$string['check'] = 'Vérifier la configuration';
$string['check_ask'] = 'Interroger le CDN';
$string['check_assertion'] = 'Clé des assertions';
$string['check_cdn'] = 'Adresse du CDN';
$string['check_cookies'] = 'Le navigateur envoie les cookies de Moodle au CDN';
$string['check_endpoint'] = 'Serveur d’accès';
$string['check_grant'] = 'Accès de test : signé et vérifié';
$string['check_https'] = 'Moodle est accessible en https';
$string['check_idnumber'] = 'Qui peut changer les vidéos qu’un cours peut lire';
$string['check_idnumber_roles'] = 'Ces rôles peuvent changer le numéro d’identification de leur cours, et donc lire les vidéos de n’importe quel dossier : {$a}. Dans la liste des cours, utilisez id:42 au lieu des numéros d’identification, ou retirez-leur moodle/course:changeidnumber.';
$string['check_key'] = 'Clé de signature';
$string['check_key_world'] = 'Tous les comptes de la machine peuvent lire le fichier. Réservez sa lecture au serveur web.';
$string['check_keypairid'] = 'Identifiant de la clé de signature';
$string['check_order'] = 'Le filtre est actif et placé au-dessus du filtre multimédia de Moodle';
$string['check_order_below'] = 'Activez-le et placez-le au-dessus de « Plugins multimédia » dans la gestion des filtres.';
$string['check_player'] = 'Le lecteur fait partie du plugin';
$string['check_player_missing'] = 'Installez le fichier zip du plugin ; son code source ne contient pas le lecteur.';
$string['check_prefixes'] = 'Dossiers des cours';
$string['check_request'] = 'Requête de test';
$string['check_request_none'] = 'Aucune réponse';
$string['check_request_path'] = 'Indiquez l’adresse d’une playlist sur le CDN.';
$string['check_request_with'] = 'Le CDN envoie le fichier avec un accès (200)';
$string['check_request_without'] = 'Le CDN refuse le fichier sans accès (403)';
$string['check_src'] = 'Adresse d’une playlist, pour une requête de test au CDN';
$string['cookiedomain'] = 'Domaine commun';
$string['cookiedomain_desc'] = 'Ce que Moodle et le CDN ont en commun, par exemple school.example. Vide si les deux sont un seul hôte.';
$string['courses'] = 'Quelles vidéos appartiennent à quel cours';
$string['elsewhere'] = 'Un serveur d’accès à la place de Moodle';
$string['elsewhere_desc'] = 'Seulement si server-kit de secure-hls-player signe les accès sur une autre machine. Moodle lui indique alors qui peut regarder, par des assertions valables une minute.';
$string['eventgrantissued'] = 'Accès à une vidéo accordé';
$string['eventgrantrefused'] = 'Accès à une vidéo refusé';
$string['filtername'] = 'Vidéos protégées';
$string['grantendpoint'] = 'Adresse du serveur d’accès';
$string['grantendpoint_desc'] = 'Par exemple https://video.school.example/grant. Vide : Moodle signe.';
$string['hash'] = 'Hachage';
$string['hash_desc'] = 'SHA-256, sauf si un élément devant le CDN ne connaît que SHA-1.';
$string['keypairid'] = 'Identifiant de la clé de signature';
$string['keypairid_desc'] = 'L’identifiant que CloudFront affiche pour la clé publique, par exemple K2JCJMDEHXQW5F.';
$string['keypath'] = 'Fichier de la clé de signature';
$string['keypath_desc'] = 'Chemin absolu de la clé privée (PEM, RSA ou P-256), hors des dossiers de Moodle. La clé elle-même n’est jamais enregistrée dans la base de données.';
$string['novideo'] = 'Cette vidéo n’est pas disponible.';
$string['novideoteacher'] = 'Cette vidéo n’est pas disponible : l’adresse n’est pas celle du CDN, ou aucun dossier n’appartient à ce cours.';
$string['partitioned'] = 'Moodle est affiché dans des cadres d’autres sites';
$string['partitioned_desc'] = 'Définit les cookies avec SameSite=None et Partitioned. Laissez désactivé si Moodle est un site à part entière.';
$string['pluginname'] = 'Vidéos protégées (Secure HLS)';
$string['prefixmap'] = 'Liste des cours';
$string['prefixmap_desc'] = 'Un cours par ligne, avec un ou plusieurs dossiers : MATH-1 => courses/101, shared/maths. Par numéro d’identification ou par id : id:42 => courses/42. Un cours de la liste a ces dossiers et aucun autre.';
$string['prefixtemplate'] = 'Dossier d’un cours';
$string['prefixtemplate_desc'] = 'Avec {idnumber} ou {id}. Vide : seuls les cours de la liste ont des vidéos. Qui peut changer le numéro d’identification d’un cours choisit ses vidéos.';
$string['privacy:metadata:cdn'] = 'Le navigateur du spectateur charge les vidéos depuis le CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'L’adresse IP envoyée par le navigateur.';
$string['privacy:metadata:cdn:video'] = 'La vidéo qui est chargée.';
$string['privacy:metadata:grantendpoint'] = 'Si un serveur d’accès est configuré, il apprend qui veut regarder.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Un pseudonyme de l’utilisateur, que seul ce site peut attribuer.';
$string['privacy:metadata:grantendpoint:video'] = 'La vidéo que l’utilisateur veut regarder.';
$string['problem_domain'] = 'Indiquez au moins deux éléments en minuscules, par exemple school.example.';
$string['problem_endpoint'] = 'Indiquez l’adresse complète, par exemple https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle et le CDN doivent tous deux être des hôtes de ce domaine, sinon le navigateur n’envoie pas de cookies.';
$string['problem_hash'] = 'Choisissez SHA-256 ou SHA-1.';
$string['problem_keykind'] = 'La clé n’est ni RSA d’au moins 2048 bits, ni P-256.';
$string['problem_keypairid'] = 'Indiquez l’identifiant que CloudFront affiche pour la clé publique.';
$string['problem_map'] = 'Ces lignes de la liste sont illisibles : {$a}.';
$string['problem_nodomain'] = 'Indiquez le domaine que Moodle et le CDN ont en commun.';
$string['problem_noendpoint'] = 'Indiquez l’adresse du serveur d’accès.';
$string['problem_nofile'] = 'Le fichier n’existe pas, ou le serveur web ne peut pas le lire.';
$string['problem_nokey'] = 'Le fichier ne contient pas de clé privée (PEM, sans mot de passe).';
$string['problem_noprefix'] = 'Aucun cours n’a de dossier : indiquez le dossier d’un cours, ou la liste.';
$string['problem_nosigning'] = 'OpenSSL ne signe pas avec cette clé et ce hachage.';
$string['problem_origin'] = 'Indiquez une adresse exacte, par exemple https://cdn.school.example.';
$string['problem_secret'] = 'Le fichier ne contient ni clé privée ni secret d’au moins 32 octets.';
$string['problem_servedfile'] = 'Le fichier se trouve dans un dossier de Moodle : déplacez-le.';
$string['securehls:watch'] = 'Regarder les vidéos protégées';
$string['status_good'] = 'Correct';
$string['status_problem'] = 'Problème';
$string['status_warning'] = 'Avertissement';
$string['watch'] = 'Regarder la vidéo';
$string['watchtitle'] = 'Regarder : {$a}';
