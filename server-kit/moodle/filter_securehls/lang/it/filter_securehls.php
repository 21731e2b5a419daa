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
 * @package    filter_securehls
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['assertkeyid'] = 'ID della chiave di asserzione';
$string['assertkeyid_desc'] = 'Solo se il server di accesso conosce più chiavi: inviato come «kid».';
$string['assertkeypath'] = 'File della chiave di asserzione';
$string['assertkeypath_desc'] = 'Percorso assoluto di una chiave privata (PEM, RSA o P-256) o di un segreto condiviso di almeno 32 byte, fuori dalle cartelle di Moodle.';
$string['cdnorigin'] = 'Indirizzo della CDN';
$string['cdnorigin_desc'] = 'Per esempio https://cdn.school.example, senza barra finale. Meglio un host del dominio di Moodle.';
$string['check'] = 'Verifica la configurazione';
$string['check_ask'] = 'Interroga la CDN';
$string['check_assertion'] = 'Chiave per le asserzioni';
$string['check_cdn'] = 'Indirizzo della CDN';
$string['check_cookies'] = 'Il browser invia i cookie di Moodle alla CDN';
$string['check_endpoint'] = 'Server di accesso';
$string['check_grant'] = 'Accesso di prova: firmato e verificato';
$string['check_https'] = 'Moodle si raggiunge via https';
$string['check_idnumber'] = 'Chi può cambiare quali video riproduce un corso';
$string['check_idnumber_roles'] = 'Questi ruoli possono cambiare il codice identificativo del proprio corso e quindi riprodurre i video di qualsiasi cartella: {$a}. Nell’elenco dei corsi usare id:42 al posto dei codici identificativi, oppure togliere loro moodle/course:changeidnumber.';
$string['check_key'] = 'Chiave di firma';
$string['check_key_world'] = 'Ogni account della macchina può leggere il file. Consentirlo solo al server web.';
$string['check_keypairid'] = 'ID della chiave di firma';
$string['check_order'] = 'Il filtro è attivo e sopra il filtro multimediale di Moodle';
$string['check_order_below'] = 'Attivarlo e spostarlo sopra «Plugin multimediali» nella gestione dei filtri.';
$string['check_player'] = 'Il lettore fa parte del plugin';
$string['check_player_missing'] = 'Installare lo zip del plugin; il codice sorgente non contiene il lettore.';
$string['check_prefixes'] = 'Cartelle dei corsi';
$string['check_request'] = 'Richiesta di prova';
$string['check_request_none'] = 'Nessuna risposta';
$string['check_request_path'] = 'Indicare l’indirizzo di una playlist sulla CDN.';
$string['check_request_with'] = 'La CDN invia il file con un accesso (200)';
$string['check_request_without'] = 'La CDN rifiuta il file senza accesso (403)';
$string['check_src'] = 'Indirizzo di una playlist, per una richiesta di prova alla CDN';
$string['cookiedomain'] = 'Dominio comune';
$string['cookiedomain_desc'] = 'Ciò che Moodle e la CDN hanno in comune, per esempio school.example. Vuoto se sono lo stesso host.';
$string['courses'] = 'Quali video appartengono a quale corso';
$string['elsewhere'] = 'Un server di accesso al posto di Moodle';
$string['elsewhere_desc'] = 'Solo se server-kit di secure-hls-player firma gli accessi su un’altra macchina. Moodle gli dice allora chi può guardare, con asserzioni valide un minuto.';
$string['eventgrantissued'] = 'Accesso al video concesso';
$string['eventgrantrefused'] = 'Accesso al video negato';
$string['filtername'] = 'Video protetti';
$string['grantendpoint'] = 'Indirizzo del server di accesso';
$string['grantendpoint_desc'] = 'Per esempio https://video.school.example/grant. Vuoto: firma Moodle.';
$string['hash'] = 'Hash';
$string['hash_desc'] = 'SHA-256, a meno che qualcosa davanti alla CDN conosca solo SHA-1.';
$string['keypairid'] = 'ID della chiave di firma';
$string['keypairid_desc'] = 'L’ID che CloudFront mostra per la chiave pubblica, per esempio K2JCJMDEHXQW5F.';
$string['keypath'] = 'File della chiave di firma';
$string['keypath_desc'] = 'Percorso assoluto della chiave privata (PEM, RSA o P-256), fuori dalle cartelle di Moodle. La chiave non viene mai salvata nel database.';
$string['novideo'] = 'Questo video non è disponibile.';
$string['novideoteacher'] = 'Questo video non è disponibile: l’indirizzo non è della CDN oppure nessuna cartella appartiene a questo corso.';
$string['partitioned'] = 'Moodle è mostrato in frame di altri siti';
$string['partitioned_desc'] = 'Imposta i cookie con SameSite=None e Partitioned. Lasciare disattivato se Moodle è un sito a sé.';
$string['pluginname'] = 'Video protetti (Secure HLS)';
$string['prefixmap'] = 'Elenco dei corsi';
$string['prefixmap_desc'] = 'Un corso per riga, con una o più cartelle: MATH-1 => courses/101, shared/maths. Per codice identificativo o per id: id:42 => courses/42. Un corso dell’elenco ha queste cartelle e nessun’altra.';
$string['prefixtemplate'] = 'Cartella di un corso';
$string['prefixtemplate_desc'] = 'Con {idnumber} o {id}. Vuoto: solo i corsi dell’elenco hanno video. Chi può cambiare il codice identificativo di un corso ne sceglie i video.';
$string['privacy:metadata:cdn'] = 'Il browser dello spettatore carica i video dalla CDN.';
$string['privacy:metadata:cdn:ipaddress'] = 'L’indirizzo IP inviato dal browser.';
$string['privacy:metadata:cdn:video'] = 'Quale video viene caricato.';
$string['privacy:metadata:grantendpoint'] = 'Se è impostato un server di accesso, gli viene detto chi vuole guardare.';
$string['privacy:metadata:grantendpoint:pseudonym'] = 'Uno pseudonimo dell’utente, che solo questo sito può assegnare.';
$string['privacy:metadata:grantendpoint:video'] = 'Quale video l’utente vuole guardare.';
$string['problem_domain'] = 'Indicare almeno due parti in minuscolo, per esempio school.example.';
$string['problem_endpoint'] = 'Indicare l’indirizzo completo, per esempio https://video.school.example/grant.';
$string['problem_foreigndomain'] = 'Moodle e la CDN devono essere entrambi host di questo dominio, altrimenti il browser non invia cookie.';
$string['problem_hash'] = 'Scegliere SHA-256 o SHA-1.';
$string['problem_keykind'] = 'La chiave non è né RSA di almeno 2048 bit né P-256.';
$string['problem_keypairid'] = 'Indicare l’ID che CloudFront mostra per la chiave pubblica.';
$string['problem_map'] = 'Queste righe dell’elenco non sono leggibili: {$a}.';
$string['problem_nodomain'] = 'Indicare il dominio che Moodle e la CDN hanno in comune.';
$string['problem_noendpoint'] = 'Indicare l’indirizzo del server di accesso.';
$string['problem_nofile'] = 'Il file non c’è o il server web non può leggerlo.';
$string['problem_nokey'] = 'Il file non contiene una chiave privata (PEM, senza password).';
$string['problem_noprefix'] = 'Nessun corso ha una cartella: indicare la cartella di un corso o l’elenco.';
$string['problem_nosigning'] = 'OpenSSL non firma con questa chiave e questo hash.';
$string['problem_origin'] = 'Indicare un solo indirizzo esatto, per esempio https://cdn.school.example.';
$string['problem_secret'] = 'Il file non contiene né una chiave privata né un segreto di almeno 32 byte.';
$string['problem_servedfile'] = 'Il file si trova in una cartella di Moodle: spostarlo.';
$string['securehls:watch'] = 'Guardare i video protetti';
$string['status_good'] = 'Bene';
$string['status_problem'] = 'Problema';
$string['status_warning'] = 'Avviso';
$string['watch'] = 'Guarda il video';
$string['watchtitle'] = 'Guarda: {$a}';
