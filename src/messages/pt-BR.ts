import type { Messages } from "./messages.js";

/** Portuguese as in Brazil. Quotation marks “ ”; the viewer is “você”. */
const ptBR: Messages = {
  play: "Reproduzir",
  pause: "Pausar",
  seek: "Posição",
  seekLabel: "{currentTime} de {duration}",
  played: "Reproduzido",
  buffered: "Carregado",
  currentTime: "Tempo atual",
  duration: "Duração",
  volume: "Volume",
  mute: "Desativar som",
  unmute: "Ativar som",
  captions: "Legendas",
  enableCaptions: "Ativar legendas",
  disableCaptions: "Desativar legendas",
  off: "Desativadas",
  settings: "Configurações",
  menuBack: "Voltar ao menu anterior",
  quality: "Qualidade",
  auto: "Automática",
  speed: "Velocidade",
  normal: "Normal",
  pip: "Picture-in-picture",
  airplay: "AirPlay",
  enterFullscreen: "Tela cheia",
  exitFullscreen: "Sair da tela cheia",

  loading: "Carregando o vídeo…",
  loadingLong:
    "Está demorando mais do que o normal. Sua conexão pode estar lenta.",
  playing: "Reproduzindo",
  paused: "Em pausa",
  ended: "O vídeo terminou",
  reconnecting: "Conexão perdida. Tentando de novo…",
  offline: "Você está sem conexão",
  offlineAdvice: "O vídeo continua sozinho assim que a conexão voltar.",

  tryAgain: "Tentar de novo",
  signIn: "Entrar",
  signInAdvice: "Entre novamente na sua conta para continuar assistindo.",
  watchHere: "Assistir aqui",
  watchHereAdvice: "Pare outro dispositivo e assista aqui.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "última atividade: {ago}",

  "not-signed-in.title": "Você não entrou na sua conta",
  "not-signed-in.advice":
    "Entre novamente, por exemplo recarregando esta página, e depois toque em “{tryAgain}”.",
  "not-entitled.title": "Você não tem acesso a este vídeo",
  "not-entitled.advice":
    "Ele faz parte de um curso em que você não está inscrito, ou o seu acesso terminou. Fale com seu professor ou com quem vende o curso.",
  "not-found.title": "Este vídeo não existe",
  "not-found.advice":
    "Talvez tenha sido movido ou removido. Por favor, avise seu professor.",
  "session-limit.title": "Você está assistindo em dispositivos demais",
  "session-limit.advice":
    "Pare o vídeo em outro dispositivo e depois toque em “{tryAgain}”.",
  "session-ended.title": "A reprodução foi encerrada em outro dispositivo",
  "session-ended.advice":
    "Toque em “{tryAgain}” para continuar assistindo aqui.",
  "bad-request.title": "Este vídeo não está configurado corretamente",
  "bad-request.advice":
    "A página o solicita de forma errada. Por favor, avise seu professor.",
  "bad-response.title": "O site deu uma resposta inesperada",
  "bad-response.advice":
    "Talvez você tenha saído da sua conta: recarregue esta página. Se não adiantar, avise seu professor, por favor.",
  "rate-limited.title": "Solicitações demais",
  "rate-limited.advice": "Espere um minuto e depois toque em “{tryAgain}”.",
  "server-error.title": "O site está com um problema",
  "server-error.advice":
    "A culpa não é sua, e o ponto em que você parou fica guardado. Toque em “{tryAgain}” daqui a um minuto.",
  "unreachable.title": "Não foi possível acessar o site",
  "unreachable.advice":
    "Verifique sua conexão com a internet e depois toque em “{tryAgain}”.",
  "edge-refused.title": "O servidor se recusou a enviar este vídeo",
  "edge-refused.advice":
    "Seu acesso foi renovado e mesmo assim recusado. Recarregue esta página e permita os cookies deste site, caso os tenha bloqueado; se não adiantar, avise seu professor, por favor.",
  "playback-failed.title": "Não foi possível reproduzir o vídeo",
  "playback-failed.advice":
    "Ele está danificado ou seu navegador não consegue mostrá-lo. Toque em “{tryAgain}” ou use outro navegador.",
  "not-supported.title": "Este navegador não consegue reproduzir este vídeo",
  "not-supported.advice": "Atualize seu navegador ou use outro.",
};
export default ptBR;
