import { clockOffMs, type Cause } from "./decide.js";
import type { Facts } from "./facts.js";
import { commonDomain } from "./hosts.js";

/**
 * The cause in one paragraph, for the author of the page: what is wrong, where, and how to mend it. Names hosts, paths,
 * headers and cookie attributes; never a signature, the value of a cookie or a query.
 */
export function explain(cause: Cause, facts: Facts): string {
  return texts[cause](facts);
}

const texts: Readonly<Record<Cause, (facts: Facts) => string>> = {
  denied: ({ message, url }) =>
    `The grant endpoint ${url} was asked and says no: ${message} What it says is in its own log; nothing is wrong between it and this page.`,

  offline: () =>
    "The browser says that it is offline. The player goes on by itself when the network is back.",

  csp: ({ violation, url }) =>
    violation?.source === "blob:"
      ? "The page's Content-Security-Policy blocks the media that the player makes of the stream: add blob: and data: to media-src."
      : `The page's Content-Security-Policy blocks ${url}: add ${violation?.source ?? originOf(url)} to ${violation?.directive ?? "connect-src"}.`,

  "mixed-content": ({ page, url }) =>
    `The page is https (${page.origin}) and ${url} is plain http, which browsers block as mixed content. Serve it by https, and write https: into the ${hostOf(url) === hostOf(page.origin) ? "URL" : "grant's videoUrl or the attribute that names it"}.`,

  "no-answer": (facts) =>
    `${who(facts)} ${facts.url} does not answer at all: the host name is wrong or not in DNS, its certificate is not valid, a firewall or an ad blocker stops the request, or it is down. The browser's console has the reason (net::ERR_…), which pages are not told.`,

  "cors-wildcard": (facts) =>
    `${who(facts)} ${hostOf(facts.url)} answers with Access-Control-Allow-Origin: *, and browsers refuse * for requests with cookies, as these are. It has to name this page's origin and allow credentials: ${corsHeaders(facts)}, and Vary: Origin. ${inCloudFront(facts)}`,

  "cors-no-credentials": (facts) =>
    `${who(facts)} ${hostOf(facts.url)} names this page's origin, but its answers lack Access-Control-Allow-Credentials: true, and these requests carry cookies. ${inCloudFront(facts)}`,

  "cors-credentials": (facts) =>
    `${who(facts)} ${hostOf(facts.url)} lets this page read answers without cookies, but not with them: either its Access-Control-Allow-Origin is *, which browsers refuse together with cookies, or Access-Control-Allow-Credentials: true is missing. It has to send ${corsHeaders(facts)}, and Vary: Origin. ${inCloudFront(facts)}`,

  "cors-missing": (facts) =>
    facts.target === "endpoint"
      ? `The grant endpoint ${facts.url} answers, but without CORS headers for this page: add ${facts.page.origin} to its origins. Every answer has to have them, refusals too: ${corsHeaders(facts)}, and Vary: Origin.`
      : `The edge sends ${facts.url}, but without CORS headers that let this page read it${needsCookies(facts) ? " with cookies" : ""}: they are missing${needsCookies(facts) ? ", name another origin, or are * (or lack Access-Control-Allow-Credentials: true), which browsers refuse with cookies" : " or name another origin"}. It has to send ${corsHeaders(facts)}, and Vary: Origin. ${inCloudFront(facts)}`,

  "cors-preflight": ({ url }) =>
    `The grant endpoint ${url} answers this page, but not its preflight (OPTIONS): it has to allow the header Content-Type, and each header of grantHeaders, in Access-Control-Allow-Headers, with a status of 2xx, and without asking for a sign-in: preflights carry no cookies.`,

  "cors-or-refused": ({ url, page }) =>
    `The edge answers ${url}, but this page may not read the answer, and this browser does not say more. Look at the request in the browser's network tab. Status 200: CORS headers are missing, for ${page.origin}. Status 403: the edge refuses the signature, and its body says why; CloudFront's own 403s usually carry no CORS headers.`,

  "cookies-disabled": () =>
    "Cookies are switched off in this browser, and the grant is delivered by cookies. The viewer has to allow them; with query delivery no cookies are needed.",

  "cookie-other-domain": ({ endpoint, url }) =>
    `The grant's cookies cannot reach the edge: the grant endpoint is ${hostOf(endpoint)}, the edge ${hostOf(url)}, and no Domain attribute covers both. Give the edge a host name under the endpoint's domain, or serve the endpoint as a path of the edge's own host, or use query delivery.`,

  "cookie-insecure": ({ url }) =>
    `The edge ${originOf(url)} is plain http, and the grant's cookies are Secure: browsers send those over https alone. Serve the files by https.`,

  "cookie-path": ({ url, grant }) =>
    `The grant's cookies reach ${pathOf(grant?.src)} but not ${pathOf(url)} on the same host (MissingKey): their Path attribute is narrower than the video. It has to be a folder that holds all of its files, as the policy's Resource does.`,

  "cookie-not-sent": (facts) =>
    `No cookie of the grant reached the edge ${hostOf(facts.url)} (MissingKey). Look at Set-Cookie in the grant endpoint's answer: ${cookieAttributes(facts)}. If all of that is right, this browser blocks cookies for the site.`,

  "cross-site-cookies": ({ page, url, target }) =>
    target === "endpoint"
      ? `The grant endpoint ${url} knows no viewer. It is on another site than this page (${page.origin}), so the browser sends it a session cookie only if that is SameSite=None; Secure, and many block even this. Serve the endpoint on a host of the page's own domain, or send a token with grantHeaders.`
      : `The edge ${hostOf(url)} is on another site than the page${page.embedded === "cross-site" ? " that this frame is in" : ` (${page.origin})`}, and cookies with SameSite=Lax do not travel there; browsers block many with None. Best is an edge on a host of the page's own domain; otherwise cookies with SameSite=None; Secure; Partitioned, or query delivery.`,

  "third-party-cookies": ({ page, url, target }) =>
    `This page (${page.origin}) is in a frame of another site, and the browser gives it no cookies there: those of ${hostOf(url)} count as third-party cookies.${target === "endpoint" ? " So the grant endpoint knows no viewer." : ""} Set them with SameSite=None; Secure; Partitioned, or use query delivery. The viewer can allow them by a click (document.requestStorageAccess()), if they are SameSite=None; Chrome then sends them to this page's own origin alone, and to another host only if that answers with Activate-Storage-Access.`,

  scope: ({ url, grant, asPlayer }) =>
    `The grant does not cover ${url}. ${grant?.terms?.resource ? `Its policy's Resource is ${grant.terms.resource.split("?", 1)[0]}.` : grant?.covered === false ? `It is for ${grant.delivery === "query" ? "the one file that was signed" : `files of ${originOf(grant.src)}`}.` : `It does cover ${grant?.src}.`} Give it the folder that holds all files of the video, ending in /*: scope.directory(…) of server-kit.${grant?.delivery === "cookie" && !asPlayer.readable ? " The cookies' Path has to be above that file as well (the body of the 403, in the network tab, then says MissingKey and not AccessDenied)." : ""}`,

  "clock-off": (facts) => {
    const off = clockOffMs(facts);
    const { startsAt } = facts.grant?.terms ?? {};
    const early = startsAt !== undefined && startsAt > now(facts);
    return `The grant is ${early ? "not valid yet" : "over"} by the edge's clock although it was issued a moment ago: the clock of the machine that signs is wrong${off === undefined || Math.abs(off) < 1_000 ? "" : ` (${span(off)} ${off < 0 ? "behind" : "ahead of"} ${facts.clocks.edge === undefined ? "this computer's" : "the edge's"})`}, or its policy's times are not in seconds. Set that machine's clock by NTP.`;
  },

  "address-locked": ({ url }) =>
    `The grant is for one IPv4 address (IpAddress in its policy), and the edge sees this viewer at another: by IPv6, by a proxy or VPN, or on another network than the grant endpoint does (${hostOf(url)}). Leave the address out.`,

  "key-unknown": ({ url }) =>
    `The edge does not know the key pair ID of the signature (InvalidKey): the public key that belongs to it is not in a key group of the behavior for ${pathOf(url)}, or the endpoint signs with an ID of another distribution.`,

  "signature-missing": ({ grant }) =>
    grant
      ? "The edge got no signature (MissingKey): the videoUrl of the grant endpoint has to carry Policy (or Expires), Signature and Key-Pair-Id, all three."
      : "The edge wants a signature (MissingKey), and there is no grant: the player has a src alone. Name a grant-endpoint, or give the file a behavior without key groups.",

  "signature-malformed": () =>
    "The edge cannot read the signature (MalformedPolicy or MalformedSignature): it was broken on the way. Policy and signature are base64 with + = / written as - _ ~, times are whole seconds as numbers, and there is one statement. createSigner of server-kit does this.",

  "signature-refused": (facts) =>
    facts.grant?.delivery === "query"
      ? `The edge refuses the signature of ${facts.url}, whose end and Resource look right: most likely the private key is not the one of the public key with that key pair ID${isRead(facts) ? "" : ", or that key is in no key group of the behavior"}, or the hash differs (a SHA-256 signature needs Hash-Algorithm=SHA256), or the URL was changed after it was signed.`
      : `The edge ${hostOf(facts.url)} refuses the grant's cookies (AccessDenied). ${signatureFaults(facts)}`,

  "refused-unread": (facts) =>
    `The edge ${hostOf(facts.url)} refuses the file although the grant is new, and its 403 has no CORS headers, so that this page may not read why: look at the body of the 403 in the network tab. MissingKey: no cookie arrived; in the endpoint's Set-Cookie ${cookieAttributes(facts)}. InvalidKey: the public key is in no key group of the behavior. AccessDenied: ${signatureFaults(facts)}`,

  "edge-blocked": ({ url }) =>
    `The edge ${hostOf(url)} refuses the request before it looks at signatures, with a web page for an answer: a firewall (WAF), a geographic restriction, or a method that the behavior does not allow.`,

  "object-forbidden": ({ url }) =>
    `The signature is good: the edge let the request through, and the bucket behind it refuses (403 with a RequestId). S3 says so of a file that does not exist when the distribution may not list the bucket: is there a file ${pathOf(url)}? If there is, the bucket policy does not let the distribution read it (s3:GetObject by origin access control), or its KMS key does not.`,

  "object-missing": ({ url }) =>
    `There is no file ${url} (404). The signature was good. Check the path against the bucket: upper and lower case count, and a playlist names its files relative to itself.`,

  "edge-error": (facts) =>
    `The edge answers ${facts.url} with ${statusOf(facts)}: it does not reach the origin behind it, or the origin fails. Look at the distribution's log.`,

  "not-a-playlist": ({ url }) =>
    `${url} comes, but it is no HLS playlist: it does not begin with #EXTM3U. Often it is the HTML of a custom error page with status 200, or the video file itself; then the grant has to say isHls: false.`,

  media: ({ url, message }) =>
    `${url} comes as it should, so this is about the media, not about permission: ${message} Try the stream in a plain hls.js page; H.264 with AAC plays everywhere.`,

  "answers-now": (facts) =>
    `${facts.url} can be reached and read now, so what was wrong has passed, or it happens only at times: one server of several, a copy in a cache that was stored without CORS headers (Vary: Origin is missing), or cookies that came late. Press “Try again”.`,
};

function who({ target }: Facts): string {
  return target === "endpoint" ? "The grant endpoint" : "The edge";
}

function corsHeaders(facts: Facts): string {
  const allow = `Access-Control-Allow-Origin: ${facts.page.origin}`;
  return needsCookies(facts)
    ? `${allow} with Access-Control-Allow-Credentials: true`
    : allow;
}

function needsCookies({ target, grant }: Facts): boolean {
  return target === "endpoint" || grant?.delivery === "cookie";
}

function inCloudFront({ target }: Facts): string {
  return target === "endpoint"
    ? "createGrantHandler does so for its origins."
    : "In CloudFront that is the CORS part of the behavior's response headers policy, with override on.";
}

/** What Set-Cookie has to look like for the cookies to reach the edge. */
function cookieAttributes({ endpoint, url }: Facts): string {
  const [from, to] = [hostOf(endpoint), hostOf(url)];
  const domain =
    endpoint === undefined
      ? "their Domain has to cover the edge's host"
      : from === to
        ? "they need no Domain, as endpoint and edge are one host"
        : `they need Domain=${commonDomain(from, to)}, as the endpoint is ${from} (cookies.domain)`;
  return `${domain}, their Path has to be a folder above ${pathOf(url)}, and the endpoint's answer Access-Control-Allow-Credentials: true`;
}

/** What makes an edge refuse cookies that did arrive. */
function signatureFaults({ url }: Facts): string {
  return `In this order: the policy's Resource does not match ${url} (scheme, host and path, ending in /*); the private key is not the one of the public key with that key pair ID; cookies of an older set-up, with another Domain or Path, are sent first: clear them.`;
}

function isRead({ asPlayer }: Facts): boolean {
  return asPlayer.readable;
}

function statusOf({ asPlayer }: Facts): number {
  return asPlayer.readable ? asPlayer.status : 0;
}

function now({ clocks }: Facts): number {
  return clocks.edge ?? clocks.viewer;
}

function span(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 2) return `${Math.round(Math.abs(ms) / 1_000)} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

function hostOf(url = ""): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}

function originOf(url = ""): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function pathOf(url = ""): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
