import type { Messages } from "./messages.js";

/** Hindi. Quotation marks “ ”; the viewer is “आप”. */
const hi: Messages = {
  play: "चलाएँ",
  pause: "रोकें",
  seek: "स्थिति",
  seekLabel: "{duration} में से {currentTime}",
  played: "चल चुका",
  buffered: "लोड हो चुका",
  currentTime: "मौजूदा समय",
  duration: "कुल समय",
  volume: "आवाज़",
  mute: "आवाज़ बंद करें",
  unmute: "आवाज़ चालू करें",
  captions: "सबटाइटल",
  enableCaptions: "सबटाइटल चालू करें",
  disableCaptions: "सबटाइटल बंद करें",
  off: "बंद",
  settings: "सेटिंग",
  menuBack: "पिछले मेनू पर जाएँ",
  quality: "क्वालिटी",
  auto: "अपने-आप",
  speed: "रफ़्तार",
  normal: "सामान्य",
  pip: "पिक्चर में पिक्चर",
  airplay: "AirPlay",
  enterFullscreen: "पूरी स्क्रीन",
  exitFullscreen: "पूरी स्क्रीन से बाहर जाएँ",

  loading: "वीडियो लोड हो रहा है…",
  loadingLong:
    "इसमें आम तौर से ज़्यादा समय लग रहा है। हो सकता है कि आपका कनेक्शन धीमा हो।",
  playing: "चल रहा है",
  paused: "रुका हुआ है",
  ended: "वीडियो समाप्त हो गया",
  reconnecting: "कनेक्शन टूट गया। फिर से कोशिश हो रही है…",
  offline: "आप ऑफ़लाइन हैं",
  offlineAdvice: "कनेक्शन वापस आते ही वीडियो अपने-आप आगे चलेगा।",

  tryAgain: "फिर से कोशिश करें",
  signIn: "साइन इन करें",
  signInAdvice: "आगे देखने के लिए फिर से साइन इन करें।",
  watchHere: "यहाँ देखें",
  watchHereAdvice: "किसी दूसरे डिवाइस को रोकें और उसकी जगह यहाँ देखें।",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "पिछली गतिविधि: {ago}",

  "not-signed-in.title": "आपने साइन इन नहीं किया है",
  "not-signed-in.advice":
    "फिर से साइन इन करें, जैसे कि इस पेज को रीलोड करके, फिर “{tryAgain}” दबाएँ।",
  "not-entitled.title": "आपके पास इस वीडियो को देखने की अनुमति नहीं है",
  "not-entitled.advice":
    "यह ऐसे कोर्स का हिस्सा है जिसमें आपका नामांकन नहीं है, या आपकी अनुमति समाप्त हो गई है। अपने शिक्षक या कोर्स बेचने वाले से पूछें।",
  "not-found.title": "यह वीडियो मौजूद नहीं है",
  "not-found.advice":
    "हो सकता है कि इसे दूसरी जगह रखा गया हो या हटा दिया गया हो। कृपया अपने शिक्षक को बताएँ।",
  "session-limit.title": "आप बहुत ज़्यादा डिवाइसों पर देख रहे हैं",
  "session-limit.advice":
    "किसी दूसरे डिवाइस पर वीडियो रोकें, फिर “{tryAgain}” दबाएँ।",
  "session-ended.title": "वीडियो किसी दूसरे डिवाइस से रोक दिया गया",
  "session-ended.advice": "यहाँ आगे देखने के लिए “{tryAgain}” दबाएँ।",
  "bad-request.title": "यह वीडियो ठीक से सेट अप नहीं किया गया है",
  "bad-request.advice": "पेज इसे ग़लत तरीक़े से माँग रहा है। कृपया अपने शिक्षक को बताएँ।",
  "bad-response.title": "साइट ने अनपेक्षित जवाब दिया",
  "bad-response.advice":
    "हो सकता है कि आप साइन आउट हो गए हों: इस पेज को रीलोड करें। अगर इससे काम न बने, तो कृपया अपने शिक्षक को बताएँ।",
  "rate-limited.title": "बहुत ज़्यादा अनुरोध हुए",
  "rate-limited.advice": "एक मिनट रुकें, फिर “{tryAgain}” दबाएँ।",
  "server-error.title": "साइट में कोई समस्या है",
  "server-error.advice":
    "इसमें आपकी कोई ग़लती नहीं है, और वीडियो में आपकी जगह सुरक्षित है। एक मिनट बाद “{tryAgain}” दबाएँ।",
  "unreachable.title": "साइट तक नहीं पहुँचा जा सका",
  "unreachable.advice": "अपना इंटरनेट कनेक्शन जाँचें, फिर “{tryAgain}” दबाएँ।",
  "edge-refused.title": "वीडियो सर्वर ने यह वीडियो भेजने से मना कर दिया",
  "edge-refused.advice":
    "आपकी अनुमति नई की गई, फिर भी मना कर दिया गया। इस पेज को रीलोड करें, और अगर आपने इस साइट की कुकी रोकी हैं तो उन्हें अनुमति दें; अगर इससे काम न बने, तो कृपया अपने शिक्षक को बताएँ।",
  "playback-failed.title": "वीडियो नहीं चलाया जा सका",
  "playback-failed.advice":
    "यह ख़राब है, या आपका ब्राउज़र इसे नहीं दिखा सकता। “{tryAgain}” दबाएँ, या कोई दूसरा ब्राउज़र इस्तेमाल करें।",
  "not-supported.title": "यह ब्राउज़र यह वीडियो नहीं चला सकता",
  "not-supported.advice": "अपना ब्राउज़र अपडेट करें, या कोई दूसरा इस्तेमाल करें।",
};
export default hi;
