import type { Texts } from "./texts.js";

/** The grant's cookies. */
export const cookieTexts = {
  "cookie-missing": {
    cause: "Of the grant's cookies {cookies} is missing.",
    mend: "Set CloudFront-Policy (or CloudFront-Expires), CloudFront-Signature and CloudFront-Key-Pair-Id; API gateways drop all but one Set-Cookie line where they are not told that there are several.",
  },
  "cookie-misspelt": {
    cause: "The cookie {cookie} is misspelt: CloudFront looks for {meant}.",
    mend: "Write the name exactly so, upper and lower case included.",
  },
  "cookie-encoded": {
    cause:
      "The value of {cookie} is URL-encoded ({escape} for {character}), and nothing decodes cookies: the signature is broken.",
    mend: "Set the cookie raw: in PHP by header() or setrawcookie() instead of setcookie(), elsewhere with the encoding switched off.",
  },
  "cookie-other-domain": {
    cause:
      "The grant's cookies cannot reach the edge: the endpoint is {endpoint}, the edge {edge}, and the cookies have {domain}.",
    mend: "{advice}",
  },
  "cookie-path": {
    cause: "The grant's cookies have Path={path}, which does not cover {url}.",
    mend: "Set Path to a folder that holds all files of the video, as the policy's Resource does.",
  },
  "cookie-not-secure": {
    cause:
      "{cookies} lack Secure, so that browsers also send them by plain http.",
    mend: "Add Secure.",
  },
  "cookie-insecure": {
    cause:
      "The edge {edge} is plain http, and the grant's cookies are Secure: browsers send those by https alone.",
    mend: "Serve the files by https.",
  },
  "cookie-none-insecure": {
    cause:
      "{cookies} have SameSite=None without Secure, which browsers do not take.",
    mend: "Add Secure; and if page and edge are of one site, SameSite=Lax is enough.",
  },
  "cookie-readable": {
    cause:
      "{cookies} lack HttpOnly, so that every script of the site can read and send them elsewhere.",
    mend: "Add HttpOnly.",
  },
  "cookie-too-wide": {
    cause:
      "Endpoint and edge are one host, and still the cookies have Domain={domain}: every host below it gets them.",
    mend: "Leave Domain out; the cookies then stay on {edge}.",
  },
  "cross-site-cookies": {
    cause:
      "The edge {edge} is on another site than the page ({origin}), and cookies with SameSite={sameSite} do not travel there.",
    mend: "Give the edge a host name of the page's own domain; otherwise SameSite=None; Secure; Partitioned, or query delivery.",
  },
  "cookie-duplicate": {
    cause:
      "The endpoint sets {cookie} more than once, with several Domains or Paths: browsers keep and send them all, and which one the edge takes is not documented.",
    mend: "Keep to one Domain and Path, and clear the other.",
  },
  "cookie-stale": {
    cause:
      "The viewer's browser still sends {cookies} of an older grant, which this one neither replaces nor clears.",
    mend: "Clear all five names (Policy, Expires, Signature, Key-Pair-Id, Hash-Algorithm) that a grant does not use, under the Domain and Path that they were set with, each time.",
  },
  "cookie-expired": {
    cause:
      "{cookies} are set with an end in the past, so that browsers drop them at once.",
    mend: "Leave Expires and Max-Age out (AWS advises so), or set the clock of the machine that writes them.",
  },
  "policy-and-expires": {
    cause:
      "The grant has both Policy and Expires: it is either of a custom or of a canned policy.",
    mend: "Send the one that was signed, and clear the other.",
  },
} as const satisfies Texts;
