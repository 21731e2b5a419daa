// Shows what goes on between player, grant endpoint and edge. Take it away, and the lesson plays all the same.

import { realNow } from "./clock.js";
import { createEventLog } from "./event-log.js";
import { listen } from "./feed.js";
import { createMachine, setText } from "./machine.js";
import { createSwitches } from "./switches.js";
import { createTimeline } from "./timeline.js";
import { watchPlayer } from "./watch-player.js";
import { isKeyRequest, wordsFor, wordsForFaults } from "./words.js";

const keepMs = 100_000;

const player = document.querySelector("secure-hls-player");
const say = createEventLog(document.getElementById("events"));
const watched = watchPlayer(player, say);
const showSwitches = createSwitches(say);

/** Requests of the time that the timeline shows. */
let requests = [];
/** When something was broken on purpose: from, to. */
const breaks = [];
/** When all grants were made to expire. */
const expiries = [];
const counters = { grantRequests: 0, edgeRequests: 0, refused: 0 };

let faults;
listen({
  request(entry) {
    requests.push(entry);
    if (requests[0].at < realNow() - keepMs)
      requests = requests.filter(({ at }) => at > realNow() - keepMs);
    if (entry.method !== "OPTIONS" && !isKeyRequest(entry))
      counters[entry.host === "grant" ? "grantRequests" : "edgeRequests"]++;
    if (entry.host === "edge" && entry.status === 403) counters.refused++;
    if (entry.expiresIn) watched.missed(entry);
    const words = wordsFor(entry);
    if (words)
      say(
        entry.status === 0 || entry.status >= 500
          ? "warn"
          : entry.status >= 400
            ? "bad"
            : "",
        words,
      );
  },
  faults(next) {
    for (const words of faults ? wordsForFaults(next, faults) : [])
      say("warn", words);
    // What a page may read of a refusal breaks nothing.
    const broken = Object.entries(next).some(
      ([name, value]) => value && name !== "corsOnRefusals",
    );
    const last = breaks.at(-1);
    const open = last && last.to === undefined;
    if (broken && !open) breaks.push({ from: realNow() });
    if (!broken && open) last.to = realNow();
    faults = next;
    showSwitches(next);
  },
  expired(at) {
    expiries.push(at);
    say("warn", "Switch: All grants issued so far have expired.");
  },
  connected(yes) {
    if (!yes)
      say(
        "warn",
        "The demo’s servers cannot be reached. Is npm start still running?",
      );
  },
});

createMachine(watched);
createTimeline(document.getElementById("timeline"), {
  watched,
  breaks,
  expiries,
  get requests() {
    return requests;
  },
});

const places = [...document.querySelectorAll("[data-counter]")];
setInterval(() => {
  const { renewals, waiting, stalledMs } = watched;
  const values = { ...counters, renewals, waiting, stalled: stalledMs / 1_000 };
  for (const place of places) {
    const name = place.dataset.counter;
    const value = values[name];
    setText(
      place,
      name === "stalled" ? `${value.toFixed(value ? 1 : 0)} s` : `${value}`,
    );
    const bad = ["refused", "waiting", "stalled"].includes(name);
    place.classList.toggle("some", bad && value > 0);
  }
}, 250);
