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
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Regarder au moins {$a} % de la vidéo';
$string['completionwatched'] = 'L’étudiant doit regarder au moins';
$string['completionwatched_help'] = 'La part de la vidéo à regarder, telle que le serveur la compte : ce qui est sauté ou regardé deux fois n’ajoute rien, et personne ne peut avoir regardé plus que le temps écoulé.';
$string['eventreportviewed'] = 'Rapport consulté';
$string['eventvideocompleted'] = 'Vidéo achevée';
$string['modulename'] = 'Vidéo protégée';
$string['modulename_help'] = 'Une vidéo que seules les personnes inscrites peuvent regarder. Elle compte ce qui a vraiment été regardé, reprend là où l’on était, et peut être achevée et notée selon la part regardée.';
$string['modulenameplural'] = 'Vidéos protégées';
$string['noscale'] = 'Un barème ne dit pas quelle part a été regardée. Choisissez des points, ou aucune note.';
$string['notingroup'] = 'Vous n’êtes dans aucun groupe dont vous pourriez voir les membres ici.';
$string['percentwrong'] = 'Indiquez un nombre de 1 à 100.';
$string['playback'] = 'Lecture';
$string['playitonce'] = 'Lancez cette vidéo une fois : ce n’est qu’alors que Moodle connaît sa durée. D’ici là, personne ne peut l’achever ni être noté ; ce qui est regardé entre-temps comptera ensuite.';
$string['pluginadministration'] = 'Administration de la vidéo protégée';
$string['pluginname'] = 'Vidéo protégée';
$string['poster'] = 'Image d’attente';
$string['poster_help'] = 'Adresse d’une image publique affichée avant la lecture de la vidéo.';
$string['posterwrong'] = 'Indiquez une adresse telle que https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'Ce que chaque personne a regardé d’une vidéo.';
$string['privacy:metadata:progress:best'] = 'La plus grande part jamais regardée, dont est faite la note.';
$string['privacy:metadata:progress:credit'] = 'Combien pouvait être nouvellement regardé d’après l’horloge, et quand cela a été compté.';
$string['privacy:metadata:progress:duration'] = 'La durée de la vidéo.';
$string['privacy:metadata:progress:position'] = 'Où la personne était en dernier.';
$string['privacy:metadata:progress:ranges'] = 'Quelles secondes de la vidéo ont été regardées, et combien il y en a.';
$string['privacy:metadata:progress:times'] = 'Quand le visionnage a commencé, quand il a été signalé en dernier et quand assez a été regardé.';
$string['privacy:metadata:progress:userid'] = 'Qui a regardé.';
$string['report'] = 'Qui a regardé quoi';
$string['report_completed'] = 'Terminé';
$string['report_lastwatched'] = 'Regardé en dernier';
$string['report_parts'] = 'Parties regardées';
$string['report_watched'] = 'Regardé';
$string['resetprogress'] = 'Supprimer ce qui a été regardé';
$string['resume'] = 'Là où l’on était';
$string['resume_ask'] = 'Proposer d’y reprendre';
$string['resume_auto'] = 'Y reprendre aussitôt';
$string['resume_help'] = 'L’endroit où l’on était est connu sur tous ses appareils.';
$string['resume_off'] = 'Toujours recommencer au début';
$string['search:activity'] = 'Vidéo protégée : nom et description';
$string['securehls:addinstance'] = 'Ajouter une vidéo protégée';
$string['securehls:view'] = 'Voir une vidéo protégée';
$string['securehls:viewreports'] = 'Voir qui a regardé quoi';
$string['seekpolicy'] = 'Déplacement dans la vidéo';
$string['seekpolicy_free'] = 'Partout';
$string['seekpolicy_help'] = 'Ce que le lecteur permet. Ce qui compte comme regardé n’en dépend pas.';
$string['seekpolicy_none'] = 'Nulle part';
$string['seekpolicy_watched'] = 'Seulement là où elle a déjà été regardée';
$string['src'] = 'Vidéo';
$string['src_help'] = 'Son nom dans le dossier du cours, par exemple lesson-1, ou l’adresse complète d’une playlist du CDN. Si une autre vidéo la remplace, chacun la commence du début ; les achèvements et les notes restent.';
$string['srcwrong'] = 'Ce n’est pas une vidéo du CDN, ou le cours n’y a pas de dossier.';
$string['youwatched'] = 'Vous avez regardé {$a} % de la vidéo.';
