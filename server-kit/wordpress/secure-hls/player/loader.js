/**
 * Loads the player, and tells it who is signed in: WordPress's REST API knows that by a nonce beside the session's cookie.
 * The nonce is fetched, so that the page may come from a cache, and may stay open for days.
 *
 * @copyright 2026 The secure-hls-player authors
 * @license GPL-2.0-or-later
 */

/** Milliseconds for which a nonce is used again. It is good for 12 hours at least. */
const KEEP_MS = 3_600_000;

/** The nonce, or that there is none as nobody is signed in; and until when it is used. */
let held = { nonce: Promise.resolve(undefined), until: 0 };

function nonceOf(url) {
  if (Date.now() > held.until)
    held = { nonce: fetchNonce(url), until: Date.now() + KEEP_MS };
  return held.nonce;
}

async function fetchNonce(url) {
  try {
    const response = await fetch(url, { cache: "no-store" });
    const { nonce } = await response.json();
    return typeof nonce === "string" ? nonce : undefined;
  } catch {
    // The grant endpoint says what there is to say. The next request fetches again.
    held.until = 0;
    return undefined;
  }
}

/** Whether the nonce may be sent there: to nobody but this site. */
function isOurs(player) {
  const own = (url) =>
    new URL(url, document.baseURI).origin === location.origin;
  const { nonceUrl } = player.dataset;
  const endpoint = player.getAttribute("grant-endpoint");
  return Boolean(nonceUrl && endpoint) && own(nonceUrl) && own(endpoint);
}

function prepare(player) {
  if (!isOurs(player)) return;
  const { nonceUrl } = player.dataset;
  player.grantHeaders = async () => {
    const nonce = await nonceOf(nonceUrl);
    return nonce === undefined ? {} : { "X-WP-Nonce": nonce };
  };
}

/** What somebody else's session, or an old one, has left behind is refused: once more with a new one, where there is one. */
async function renew(player) {
  const before = await held.nonce;
  held.until = 0;
  const now = await nonceOf(player.dataset.nonceUrl);
  // The player asks again when it is set anew.
  if (now !== undefined && now !== before) prepare(player);
}

const selector = "secure-hls-player[data-nonce-url]";
const prepareIn = (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (node.matches(selector)) prepare(node);
  node.querySelectorAll(selector).forEach(prepare);
};

prepareIn(document.documentElement);
new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach(prepareIn);
}).observe(document.documentElement, { childList: true, subtree: true });

document.addEventListener(
  "error",
  ({ target, detail }) => {
    if (detail?.code === "not-signed-in" && isOurs(target)) void renew(target);
  },
  // It does not bubble.
  { capture: true },
);

void import("./index.js");
