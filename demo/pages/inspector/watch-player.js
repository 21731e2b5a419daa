import { realNow } from "./clock.js";

const sampleMs = 200;
/** Shorter stops are the browser's own, such as a decoder that catches its breath. */
const stallMs = 600;
const keepMs = 100_000;

/**
 * Follows the player by its public events and properties alone.
 * @param {import("../../../src/index.js").SecureHlsPlayer} player
 * @param {(kind: "" | "ok" | "warn" | "bad", words: string) => void} say
 */
export function watchPlayer(player, say) {
  const watched = {
    /** @type {{ number: number, issuedAt: number, expiresAt: number }[]} */
    grants: [],
    /** @type {{ at: number, ahead: number }[]} seconds in the buffer */
    buffer: [],
    /** @type {number[]} when playback waited for data */
    waits: [],
    renewals: 0,
    waiting: 0,
    stalledMs: 0,
    retryAt: 0,
    error: null,
    /** The first grant may come before the inspector: then the endpoint's own log tells of it. */
    missed({ at, durationMs, expiresIn }) {
      if (watched.grants.length === 0 && watched.state === "active")
        addGrant(at + durationMs, at + expiresIn * 1_000);
    },
    get state() {
      return player.grantState ?? "idle";
    },
  };
  let started = false;

  function addGrant(issuedAt, expiresAt) {
    const number = (watched.grants.at(-1)?.number ?? 0) + 1;
    watched.error = null;
    watched.grants.push({ number, issuedAt, expiresAt });
    const seconds = Math.round((expiresAt - issuedAt) / 1_000);
    say("ok", `Grant ${number} is here. It lasts ${seconds} more seconds.`);
  }
  function onGrant({ type, detail }) {
    if (type === "grant-renewed") watched.renewals++;
    // The event's time is by the viewer's clock, which may be wrong.
    addGrant(realNow(), realNow() + detail.expiresAt - Date.now());
  }
  player.addEventListener("grant-issued", onGrant);
  player.addEventListener("grant-renewed", onGrant);
  player.addEventListener("grant-retrying", ({ detail }) => {
    watched.retryAt = realNow() + detail.retryAt - Date.now();
    const seconds = ((watched.retryAt - realNow()) / 1_000).toFixed(1);
    say(
      "warn",
      `Try ${detail.attempt} failed (${detail.error.code}). Next one in ${seconds} seconds.`,
    );
  });
  player.addEventListener("error", ({ detail }) => {
    watched.error = detail;
    say("bad", `The player stops: ${detail.code}. ${detail.message}`);
  });
  player.addEventListener("playing", () => {
    if (!started) say("ok", "Playback has started.");
    started = true;
  });
  player.addEventListener("waiting", () => {
    // A seek waits by nature.
    if (!started || player.media.seeking) return;
    watched.waiting++;
    watched.waits.push(realNow());
    say("bad", "The buffer is empty: playback waits.");
  });

  let lastTime = -1;
  let lastMoved = performance.now();
  setInterval(() => {
    const { media } = player;
    if (!media) return;
    const at = realNow();
    const ahead = aheadOf(media);
    watched.buffer.push({ at, ahead });
    while (watched.buffer[0].at < at - keepMs) watched.buffer.shift();

    const now = performance.now();
    started ||= media.currentTime > 0 && !media.paused;
    const still = media.currentTime === lastTime;
    const should = started && !media.paused && !media.seeking && !media.ended;
    if (should && still && now - lastMoved > stallMs && !document.hidden)
      watched.stalledMs += sampleMs;
    if (!still || !should) lastMoved = now;
    lastTime = media.currentTime;
  }, sampleMs);

  return watched;
}

/** Seconds that can be played without another byte. */
function aheadOf({ buffered, currentTime }) {
  for (let index = 0; index < buffered.length; index++)
    if (
      buffered.start(index) <= currentTime + 0.1 &&
      buffered.end(index) > currentTime
    )
      return buffered.end(index) - currentTime;
  return 0;
}
