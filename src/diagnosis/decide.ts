import type { Facts, Reading, Refusal } from "./facts.js";
import { commonDomain, isInsecure, isMixedContent, sameSite } from "./hosts.js";

/** Why a video is refused, as far as a page can find out. Each is a heading in `docs/errors.md`. */
export type Cause =
  | "denied"
  | "offline"
  | "csp"
  | "mixed-content"
  | "no-answer"
  | "cors-wildcard"
  | "cors-no-credentials"
  | "cors-credentials"
  | "cors-missing"
  | "cors-preflight"
  | "cors-or-refused"
  | "cookies-disabled"
  | "cookie-other-domain"
  | "cookie-insecure"
  | "cookie-path"
  | "cookie-not-sent"
  | "cross-site-cookies"
  | "third-party-cookies"
  | "scope"
  | "clock-off"
  | "address-locked"
  | "key-unknown"
  | "signature-missing"
  | "signature-malformed"
  | "signature-refused"
  | "refused-unread"
  | "edge-blocked"
  | "object-forbidden"
  | "object-missing"
  | "edge-error"
  | "not-a-playlist"
  | "media"
  | "answers-now";

/** Milliseconds by which two clocks may differ without anything being wrong. */
const clockToleranceMs = 30_000;

/** What the facts come to: the first that explains the failure, what is certain before what is likely. */
export function decide(facts: Facts): Cause {
  const { page, target, url, violation, answers, code } = facts;
  if (target === "endpoint" && code !== "unreachable") return denied(facts);
  if (!page.online) return "offline";
  if (violation) return "csp";
  if (!answers)
    return isMixedContent(page.origin, url) ? "mixed-content" : "no-answer";
  return target === "endpoint" ? ofEndpoint(facts) : ofEdge(facts);
}

/** It said no in its own words; but a page without its cookies is nobody to it. */
function denied({ code, page, url }: Facts): Cause {
  const barred = page.embedded === "cross-site" && page.storageAccess === false;
  if (code !== "not-signed-in") return "denied";
  if (barred) return "third-party-cookies";
  return sameSite(page.origin, url) ? "denied" : "cross-site-cookies";
}

function ofEndpoint({ asPlayer, plain, anyOrigin, preflight }: Facts): Cause {
  if (!asPlayer.readable)
    return plain?.readable ? credentials(anyOrigin) : "cors-missing";
  return preflight === false ? "cors-preflight" : "answers-now";
}

function ofEdge(facts: Facts): Cause {
  const { asPlayer, plain, anyOrigin, delivered, readBefore, playlist } = facts;
  if (asPlayer.readable) return ofAnswer(facts, asPlayer);
  // Without credentials the same host does let the page read, be it only a refusal.
  if (plain?.readable) return credentials(anyOrigin);
  if (delivered) return "cors-missing";
  if (delivered === false || readBefore || isOk(playlist))
    return ofRefusal(facts, undefined);
  const likely = facts.grant ? ofCookies(facts) : undefined;
  return likely ?? "cors-or-refused";
}

/** Readable without credentials, and not with them. */
function credentials(anyOrigin: boolean | undefined): Cause {
  if (anyOrigin === undefined) return "cors-credentials";
  return anyOrigin ? "cors-wildcard" : "cors-no-credentials";
}

function ofAnswer(
  facts: Facts,
  { status, refusal, playlist }: Reading & { readable: true },
): Cause {
  if (status === 401 || status === 403) return ofRefusal(facts, refusal);
  if (status === 404 || status === 410) return "object-missing";
  if (status >= 300) return "edge-error";
  if (playlist === false && facts.isSource) return "not-a-playlist";
  return facts.code === "playback-failed" ? "media" : "answers-now";
}

/** @param refusal undefined where nothing could be read of it: then it is the edge's own, since S3's would be readable */
function ofRefusal(facts: Facts, refusal: Refusal | undefined): Cause {
  if (refusal === "s3") return "object-forbidden";
  if (refusal === "html") return "edge-blocked";
  if (facts.grant?.covered === false) return "scope";
  if (refusal === "InvalidKey") return "key-unknown";
  if (refusal === "MalformedPolicy" || refusal === "MalformedSignature")
    return "signature-malformed";
  if (refusal === "MissingKey") return nothingArrived(facts);
  const wrong = facts.grant?.terms ? ofTerms(facts) : undefined;
  if (wrong) return wrong;
  const unread = refusal === undefined && facts.grant?.delivery === "cookie";
  // A refusal that cannot be read may mean that nothing arrived: what rules cookies out comes first.
  const cookies = unread ? ofCookies(facts) : undefined;
  if (cookies) return cookies;
  if (isOk(facts.playlist)) return "scope";
  if (isClockOff(facts)) return "clock-off";
  return unread ? "refused-unread" : "signature-refused";
}

function nothingArrived(facts: Facts): Cause {
  if (facts.grant?.delivery !== "cookie") return "signature-missing";
  if (isOk(facts.playlist)) return "cookie-path";
  return ofCookies(facts) ?? "cookie-not-sent";
}

/** What keeps the grant's cookies from arriving, whatever the servers say. */
function ofCookies({ grant, page, endpoint, url }: Facts): Cause | undefined {
  if (grant?.delivery !== "cookie") return undefined;
  if (!page.cookies) return "cookies-disabled";
  const hosts = endpoint && [new URL(endpoint).hostname, new URL(url).hostname];
  if (hosts && !commonDomain(hosts[0]!, hosts[1]!))
    return "cookie-other-domain";
  if (isInsecure(url)) return "cookie-insecure";
  if (page.embedded === "cross-site")
    return page.storageAccess === true
      ? "cross-site-cookies"
      : "third-party-cookies";
  return sameSite(page.origin, url) ? undefined : "cross-site-cookies";
}

/** What a signed URL says of itself that rules it out. */
function ofTerms({ grant, url, clocks }: Facts): Cause | undefined {
  const { resource, endsAt, startsAt, addressLocked } = grant!.terms!;
  if (resource !== undefined && !mayMatch(resource, url)) return "scope";
  const now = clocks.edge ?? clocks.viewer;
  if (endsAt !== undefined && endsAt <= now) return "clock-off";
  if (startsAt !== undefined && startsAt > now) return "clock-off";
  return addressLocked ? "address-locked" : undefined;
}

/** Whether a policy's pattern may match. One with a `?` might mean the URL's own query, which is not known here. */
function mayMatch(resource: string, url: string): boolean {
  if (resource.includes("?")) return true;
  const pattern = resource
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*");
  return new RegExp(`^${pattern}$`).test(url);
}

/** The endpoint's clock against the edge's, or else against the viewer's. */
export function clockOffMs({ clocks }: Facts): number | undefined {
  const { endpoint, edge, viewer } = clocks;
  return endpoint === undefined ? undefined : endpoint - (edge ?? viewer);
}

function isClockOff(facts: Facts): boolean {
  return Math.abs(clockOffMs(facts) ?? 0) > clockToleranceMs;
}

function isOk(reading: Reading | undefined): boolean {
  return reading?.readable === true && reading.status < 300;
}
