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
 * Italian texts.
 *
 * @package    mod_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['completiondetail:watched'] = 'Guardare almeno il {$a}% del video';
$string['completionwatched'] = 'Lo studente deve guardare almeno';
$string['completionwatched_help'] = 'La parte del video da guardare, come la conta il server: ciò che si salta o si guarda due volte non aggiunge nulla, e nessuno può aver guardato più del tempo trascorso.';
$string['eventreportviewed'] = 'Report visualizzato';
$string['eventvideocompleted'] = 'Video completato';
$string['modulename'] = 'Video protetto';
$string['modulename_help'] = 'Un video che solo gli iscritti possono guardare. Conta ciò che è stato davvero guardato, riprende da dove si era arrivati e può essere completato e valutato in base alla parte guardata.';
$string['modulenameplural'] = 'Video protetti';
$string['noscale'] = 'Una scala non dice quanto è stato guardato. Scegliere i punti o nessuna valutazione.';
$string['notingroup'] = 'Non è in alcun gruppo di cui possa vedere qui i membri.';
$string['percentwrong'] = 'Inserire un numero da 1 a 100.';
$string['playback'] = 'Riproduzione';
$string['playitonce'] = 'Riproduca questo video una volta: solo allora Moodle ne conosce la durata. Fino ad allora nessuno può completarlo né essere valutato; ciò che viene guardato nel frattempo conterà in seguito.';
$string['pluginadministration'] = 'Amministrazione del video protetto';
$string['pluginname'] = 'Video protetto';
$string['poster'] = 'Immagine di anteprima';
$string['poster_help'] = 'Indirizzo di un’immagine pubblica mostrata prima della riproduzione.';
$string['posterwrong'] = 'Inserire un indirizzo come https://www.school.example/lesson-1.jpg.';
$string['privacy:metadata:progress'] = 'Ciò che ogni persona ha guardato di un video.';
$string['privacy:metadata:progress:best'] = 'La parte più grande mai guardata, da cui è fatta la valutazione.';
$string['privacy:metadata:progress:credit'] = 'Quanto poteva essere guardato di nuovo secondo l’orologio e quando è stato contato.';
$string['privacy:metadata:progress:duration'] = 'Quanto dura il video.';
$string['privacy:metadata:progress:position'] = 'Dove si trovava la persona l’ultima volta.';
$string['privacy:metadata:progress:ranges'] = 'Quali secondi del video sono stati guardati e quanti sono.';
$string['privacy:metadata:progress:times'] = 'Quando è iniziata la visione, quando è stata comunicata l’ultima volta e quando è stato guardato abbastanza.';
$string['privacy:metadata:progress:userid'] = 'Chi ha guardato.';
$string['report'] = 'Chi ha guardato cosa';
$string['report_completed'] = 'Completato';
$string['report_lastwatched'] = 'Guardato l’ultima volta';
$string['report_parts'] = 'Parti guardate';
$string['report_watched'] = 'Guardato';
$string['resetprogress'] = 'Elimina ciò che è stato guardato';
$string['resume'] = 'Dove si era arrivati';
$string['resume_ask'] = 'Proporre di riprendere da lì';
$string['resume_auto'] = 'Riprendere subito da lì';
$string['resume_help'] = 'Il punto raggiunto è noto su tutti i propri dispositivi.';
$string['resume_off'] = 'Cominciare sempre da capo';
$string['search:activity'] = 'Video protetto: nome e descrizione';
$string['securehls:addinstance'] = 'Aggiungere un video protetto';
$string['securehls:view'] = 'Vedere un video protetto';
$string['securehls:viewreports'] = 'Vedere chi ha guardato cosa';
$string['seekpolicy'] = 'Spostamento nel video';
$string['seekpolicy_free'] = 'Ovunque';
$string['seekpolicy_help'] = 'Ciò che il lettore permette. Ciò che conta come guardato non ne dipende.';
$string['seekpolicy_none'] = 'In nessun punto';
$string['seekpolicy_watched'] = 'Solo dove è già stato guardato';
$string['src'] = 'Video';
$string['src_help'] = 'Il suo nome nella cartella del corso, come lesson-1, o l’indirizzo completo di una playlist nella CDN. Se un altro video prende il suo posto, tutti lo cominciano da capo; completamenti e valutazioni restano.';
$string['srcwrong'] = 'Non è un video della CDN, oppure il corso non vi ha una cartella.';
$string['youwatched'] = 'Hai guardato il {$a}% del video.';
