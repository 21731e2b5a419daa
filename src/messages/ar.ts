import type { Messages } from "./messages.js";

/** Arabic, read from right to left. Quotation marks « ». */
const ar: Messages = {
  play: "تشغيل",
  pause: "إيقاف مؤقت",
  seek: "الموضع",
  seekLabel: "{currentTime} من {duration}",
  played: "تم تشغيله",
  buffered: "تم تحميله",
  currentTime: "الوقت الحالي",
  duration: "المدة",
  volume: "مستوى الصوت",
  mute: "كتم الصوت",
  unmute: "إلغاء كتم الصوت",
  captions: "الترجمة",
  enableCaptions: "تفعيل الترجمة",
  disableCaptions: "إيقاف الترجمة",
  off: "متوقفة",
  settings: "الإعدادات",
  menuBack: "العودة إلى القائمة السابقة",
  quality: "الجودة",
  auto: "تلقائية",
  speed: "السرعة",
  normal: "عادية",
  pip: "صورة داخل صورة",
  airplay: "AirPlay",
  enterFullscreen: "ملء الشاشة",
  exitFullscreen: "الخروج من ملء الشاشة",

  loading: "جارٍ تحميل الفيديو…",
  loadingLong: "يستغرق هذا وقتًا أطول من المعتاد. قد يكون اتصالك بطيئًا.",
  playing: "قيد التشغيل",
  paused: "متوقف مؤقتًا",
  ended: "انتهى الفيديو",
  reconnecting: "انقطع الاتصال. تجري المحاولة مرة أخرى…",
  offline: "أنت غير متصل بالإنترنت",
  offlineAdvice: "سيُستأنف الفيديو من تلقاء نفسه فور عودة الاتصال.",

  tryAgain: "حاول مرة أخرى",
  signIn: "تسجيل الدخول",
  signInAdvice: "سجّل الدخول مرة أخرى لمتابعة المشاهدة.",
  watchHere: "المشاهدة هنا",
  watchHereAdvice: "أوقف جهازًا آخر وشاهد هنا بدلًا منه.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "آخر نشاط: {ago}",

  "not-signed-in.title": "لم تسجّل الدخول",
  "not-signed-in.advice":
    "سجّل الدخول مرة أخرى، بإعادة تحميل هذه الصفحة مثلًا، ثم اضغط على «{tryAgain}».",
  "not-entitled.title": "ليس لديك إذن بمشاهدة هذا الفيديو",
  "not-entitled.advice":
    "هذا الفيديو جزء من دورة لم تسجّل فيها، أو أن مدة اشتراكك انتهت. اسأل معلّمك أو الجهة التي تبيع الدورة.",
  "not-found.title": "هذا الفيديو غير موجود",
  "not-found.advice": "ربما نُقل أو حُذف. يُرجى إبلاغ معلّمك.",
  "session-limit.title": "أنت تشاهد على عدد كبير من الأجهزة",
  "session-limit.advice":
    "أوقف الفيديو على جهاز آخر، ثم اضغط على «{tryAgain}».",
  "session-ended.title": "أُوقف التشغيل من جهاز آخر",
  "session-ended.advice": "اضغط على «{tryAgain}» لمتابعة المشاهدة هنا.",
  "bad-request.title": "لم يُعدّ هذا الفيديو بشكل صحيح",
  "bad-request.advice": "تطلبه الصفحة بطريقة خاطئة. يُرجى إبلاغ معلّمك.",
  "bad-response.title": "أعطى الموقع ردًا غير متوقع",
  "bad-response.advice":
    "ربما سُجّل خروجك: أعد تحميل هذه الصفحة. إذا لم يُجدِ ذلك فيُرجى إبلاغ معلّمك.",
  "rate-limited.title": "عدد الطلبات كبير جدًا",
  "rate-limited.advice": "انتظر دقيقة، ثم اضغط على «{tryAgain}».",
  "server-error.title": "حدثت مشكلة في الموقع",
  "server-error.advice":
    "ليس الخطأ منك، وموضعك في الفيديو محفوظ. اضغط على «{tryAgain}» بعد دقيقة.",
  "unreachable.title": "تعذّر الوصول إلى الموقع",
  "unreachable.advice": "تحقق من اتصالك بالإنترنت، ثم اضغط على «{tryAgain}».",
  "edge-refused.title": "رفض خادم الفيديو إرسال هذا الفيديو",
  "edge-refused.advice":
    "جُدّد إذنك بالمشاهدة، ومع ذلك رُفض. أعد تحميل هذه الصفحة، واسمح بملفات تعريف الارتباط لهذا الموقع إن كنت قد حظرتها؛ وإذا لم يُجدِ ذلك فيُرجى إبلاغ معلّمك.",
  "playback-failed.title": "تعذّر تشغيل الفيديو",
  "playback-failed.advice":
    "إما أنه تالف أو أن متصفحك لا يستطيع عرضه. اضغط على «{tryAgain}» أو استخدم متصفحًا آخر.",
  "not-supported.title": "لا يستطيع هذا المتصفح تشغيل هذا الفيديو",
  "not-supported.advice": "حدّث متصفحك أو استخدم متصفحًا آخر.",
};
export default ar;
