import type { Texts } from "./texts.js";

/** The grant endpoint, and what pages may read of it and of the edge. */
export const endpointTexts = {
  denied: {
    cause: "The grant endpoint was asked and says no: {status}{code}.",
    mend: "Give the headers of a viewer who may watch, and the right videoId; the endpoint's own log says why.",
  },
  "endpoint-error": {
    cause: "The grant endpoint {url} does not answer grant requests: {status}.",
    mend: "Look whether POST of JSON arrives there, and at the endpoint's log.",
  },
  "bad-response": {
    cause: "The grant endpoint answers with {what} instead of a grant.",
    mend: "Let it answer 401 instead of leading to a log-in page, and JSON as in docs/wire.md.",
  },
  "grant-cacheable": {
    cause:
      "The grant endpoint's answer may be kept in caches: Cache-Control lacks no-store.",
    mend: "Send Cache-Control: no-store with every answer, since it holds a signature or sets one.",
  },
  "grant-too-long": {
    cause: "A grant lasts {hours} hours, and cannot be taken back so long.",
    mend: "Let it last minutes, such as 900 seconds: the player renews it.",
  },
  "raw-file-granted": {
    cause: "The grant is for a whole file, {url}, instead of a stream.",
    mend: "Name the multivariant playlist in videoUrl, and answer with an error where the stream is not made yet; never fall back on the source.",
  },
  "other-video": {
    cause: "The grant is for {granted}, and not for {url}.",
    mend: "Give the URL that the endpoint names, or the videoId of this video.",
  },
  "cors-preflight": {
    cause:
      "{who} refuses the preflight of a page of {origin}: {status}{lacking}.",
    mend: "Answer OPTIONS with 204 before any sign-in is asked for, with the page's origin, POST, Content-Type and each header of grantHeaders allowed.",
  },
  "cors-missing": {
    cause:
      "{who} answers without CORS headers for {origin}, so that its pages cannot read it{seen}.",
    mend: "Send Access-Control-Allow-Origin: {origin} with Access-Control-Allow-Credentials: true, and Vary: Origin; in CloudFront by the CORS part of the behavior's response headers policy, with override on.",
  },
  "cors-missing-on-refusals": {
    cause:
      "{who} sends CORS headers with its grants, but not with its refusals ({status}): the page then sees a network error instead of the reason.",
    mend: "Send the same CORS headers with every answer, also with those of a firewall or an error handler in front.",
  },
  "cors-wildcard": {
    cause:
      "{who} answers with Access-Control-Allow-Origin: *, which browsers refuse for requests with cookies.",
    mend: "Name {origin} instead, with Access-Control-Allow-Credentials: true and Vary: Origin.",
  },
  "cors-no-credentials": {
    cause:
      "{who} names the origin, but its answers lack Access-Control-Allow-Credentials: true, and these requests carry cookies.",
    mend: "Send that header as well.",
  },
  "cors-any-origin": {
    cause:
      "{who} lets pages of any origin read its answers with the viewer's cookies: it repeats whatever origin asks.",
    mend: "Compare the origin with a list, exactly, as origins of createGrantHandler does.",
  },
  "vary-missing": {
    cause:
      "{who} names the page's origin, but without Vary: Origin, so that a copy in a cache is given to pages of other origins, or without the header.",
    mend: "Send Vary: Origin with every answer, also where the request has no Origin.",
  },
} as const satisfies Texts;
