// What the log says, in words.

const reasons = {
  expired: "the grant is over",
  "no-signature": "there is no signature",
  "unknown-key": "the key is unknown",
  "bad-signature": "the signature is wrong",
  "other-resource": "the grant is for other files",
};

/** Whether a request is for a key, which the grant endpoint's host has. */
export function isKeyRequest({ host, path }) {
  return host === "grant" && /^(\/\.auth)?\/key\//.test(path);
}

/** What kind of file at the edge a path is, as a row of the timeline. */
export function kindOf(path) {
  if (path.endsWith(".m3u8")) return "playlist";
  if (path.endsWith(".vtt")) return "subtitle file";
  if (path.endsWith(".jpg")) return "poster";
  return /\/audio-[^/]*$/.test(path) ? "audio segment" : "video segment";
}

/** A request that did not go well, in words; undefined for the others, which the timeline shows. */
export function wordsFor(entry) {
  const { host, method, status, code, reason } = entry;
  if (host === "grant") {
    if (method === "DELETE")
      return "The player ends its session at the endpoint.";
    const endpoint = isKeyRequest(entry) ? "key endpoint" : "grant endpoint";
    if (status === 0) return `The ${endpoint} does not answer.`;
    return status >= 400
      ? `The ${endpoint} answers ${status}${code ? `, ${code}` : ""}.`
      : undefined;
  }
  const files = (count) => (count === 1 ? "a file" : `${count} files`);
  if (status === 0)
    return (count) => `The edge does not answer for ${files(count)}.`;
  if (status < 400) return undefined;
  const why = reasons[reason] ?? reason;
  return (count) =>
    `The edge refuses ${files(count)}: ${status}${why ? `, ${why}` : ""}.`;
}

const faultWords = {
  signedOut: ["The viewer is signed out.", "The viewer is signed in again."],
  endpointDown: ["The endpoint is down.", "The endpoint is up again."],
  edgeRefuses: [
    "The edge refuses everything.",
    "The edge checks grants again.",
  ],
  corsOnRefusals: ["Refusals can be read.", "Refusals cannot be read."],
  cookiesBlocked: [
    "The grant’s cookies are blocked.",
    "Cookies are let through again.",
  ],
  offline: ["The network is gone.", "The network is back."],
  latencyMs: ["The network is slow.", "The network is quick again."],
};

/** What is chosen of several, and what it is when nothing is. */
const choiceWords = {
  endpointSaysNo: ["The endpoint says no", "The endpoint says yes again."],
  corsFlaw: [
    "The edge’s CORS headers are wrong",
    "The edge’s CORS headers are right again.",
  ],
  endpointCorsFlaw: [
    "The endpoint’s CORS headers are wrong",
    "The endpoint’s CORS headers are right again.",
  ],
  grantFlaw: ["New grants are wrong", "New grants are right again."],
};

/** What a change of the switches means, one sentence each. */
export function wordsForFaults(faults, before) {
  const words = [];
  for (const [name, [on, off]] of Object.entries(faultWords))
    if (Boolean(faults[name]) !== Boolean(before[name]))
      words.push(faults[name] ? on : off);
  for (const [name, [on, off]] of Object.entries(choiceWords))
    if (faults[name] !== before[name])
      words.push(faults[name] ? `${on}: ${faults[name]}.` : off);
  return words.map((sentence) => `Switch: ${sentence}`);
}

/** What the machine is doing, in words. */
export function wordsForState({ state, grants, retryAt, error }, now) {
  const grant = grants.at(-1);
  const seconds = (at) => `${Math.max(0, (at - now) / 1_000).toFixed(0)} s`;
  const alive = grant && grant.expiresAt > now;
  switch (state) {
    case "idle":
      return "Nothing is asked for yet.";
    case "requesting":
      return "Asks the endpoint for a grant.";
    case "active":
      return alive
        ? `Holds grant ${grant.number}, and asks for the next after about ${Math.round((grant.expiresAt - grant.issuedAt) / 1_500)} of its ${Math.round((grant.expiresAt - grant.issuedAt) / 1_000)} seconds.`
        : "Holds a grant that is over; the next request asks for another.";
    case "retrying":
      return `The last request failed. Tries again in ${seconds(retryAt)}${alive ? "; plays on with the grant it has." : "."}`;
    case "blocked":
      return error
        ? `Has stopped asking: ${error.code}. Mend it, then press “Try again” in the player.`
        : "Has stopped asking.";
    case "lapsed":
      return "Nobody has watched for a while. Asks again on play.";
    default:
      return "Over.";
  }
}
