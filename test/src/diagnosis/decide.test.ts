import { expect } from "@open-wc/testing";
import { decide, type Cause } from "../../../src/diagnosis/decide.js";
import { explain } from "../../../src/diagnosis/explain.js";
import type { Facts, Reading, Refusal } from "../../../src/diagnosis/facts.js";

const edge = "https://cdn.school.example/lesson-1";
const now = 1_800_000_000_000;
const unread: Reading = { readable: false };
const answered = (status: number, more: Partial<Reading> = {}): Reading =>
  ({ readable: true, status, ...more }) as Reading;
const refusedBy = (refusal: Refusal) => answered(403, { refusal });
const ok = answered(200, { playlist: true });

/** The edge refuses a file in cookie delivery; the page may not read why. */
const base: Facts = {
  code: "edge-refused",
  message: "The edge said no.",
  page: {
    origin: "https://lms.school.example",
    online: true,
    cookies: true,
    embedded: "no",
    storageAccess: true,
  },
  target: "edge",
  url: `${edge}/index.m3u8`,
  isSource: true,
  endpoint: "https://api.school.example/grant",
  grant: {
    delivery: "cookie",
    src: `${edge}/index.m3u8`,
    covered: true,
  },
  asPlayer: unread,
  plain: unread,
  answers: true,
  delivered: false,
  readBefore: false,
  clocks: { viewer: now, edge: now, endpoint: now },
};

const page = (change: Partial<Facts["page"]>): Partial<Facts> => ({
  page: { ...base.page, ...change },
});
const segment = { url: `${edge}/1080p.m3u8`, isSource: false, playlist: ok };
const query = (
  terms: Partial<NonNullable<NonNullable<Facts["grant"]>["terms"]>> = {},
): Partial<Facts> => ({
  plain: undefined,
  grant: {
    ...base.grant!,
    delivery: "query",
    terms: {
      resource: `${edge}/*`,
      endsAt: now + 60_000,
      addressLocked: false,
      ...terms,
    },
  },
});
const endpoint: Partial<Facts> = {
  code: "unreachable",
  target: "endpoint",
  url: base.endpoint!,
  isSource: false,
  delivered: undefined,
  grant: undefined!,
};
const iframe = { embedded: "cross-site", storageAccess: false } as const;
const denied = { asPlayer: refusedBy("AccessDenied") };
const missing = { asPlayer: refusedBy("MissingKey") };

const rows: [what: string, change: Partial<Facts>, cause: Cause][] = [
  // the page and the way there
  ["offline", page({ online: false }), "offline"],
  [
    "stopped by the page's policy",
    { violation: { directive: "connect-src", source: edge }, answers: false },
    "csp",
  ],
  [
    "plain http from an https page",
    { url: "http://cdn.school.example/a.m3u8", answers: false },
    "mixed-content",
  ],
  [
    "plain http of this machine, which is none",
    { url: "http://localhost:8080/a.m3u8", answers: false },
    "no-answer",
  ],
  ["nobody answers", { answers: false }, "no-answer"],

  // CORS of the edge
  [
    "readable without cookies only, and by any origin",
    { plain: refusedBy("MissingKey"), anyOrigin: true },
    "cors-wildcard",
  ],
  [
    "readable without cookies only, and by this origin",
    { plain: refusedBy("MissingKey"), anyOrigin: false },
    "cors-no-credentials",
  ],
  [
    "readable without cookies only",
    { plain: refusedBy("MissingKey") },
    "cors-credentials",
  ],
  ["comes, and may not be read", { delivered: true }, "cors-missing"],
  [
    "comes by query, and may not be read",
    { ...query(), delivered: true },
    "cors-missing",
  ],
  ["nothing is known of it", { delivered: undefined }, "cors-or-refused"],
  [
    "nothing is known of it, without a grant",
    { delivered: undefined, grant: undefined! },
    "cors-or-refused",
  ],

  // cookies that do not arrive
  [
    "cookies are off",
    { ...missing, ...page({ cookies: false }) },
    "cookies-disabled",
  ],
  [
    "endpoint and edge have nothing in common",
    { ...missing, endpoint: "https://api.other.example/grant" },
    "cookie-other-domain",
  ],
  [
    "a host of CloudFront's",
    {
      ...missing,
      endpoint: base.endpoint!,
      url: "https://d1.cloudfront.net/a",
    },
    "cookie-other-domain",
  ],
  [
    "and its neighbour, which is a stranger",
    {
      ...missing,
      endpoint: "https://d2.cloudfront.net/grant",
      url: "https://d1.cloudfront.net/a",
    },
    "cookie-other-domain",
  ],
  [
    "nothing in common, where a 403 cannot be read",
    { endpoint: "https://api.other.example/grant" },
    "cookie-other-domain",
  ],
  [
    "an edge that is plain http",
    {
      ...missing,
      url: "http://cdn.school.example/a.m3u8",
      ...page({ origin: "http://lms.school.example" }),
    },
    "cookie-insecure",
  ],
  [
    "a frame of another site",
    { ...missing, ...page(iframe) },
    "third-party-cookies",
  ],
  ["the same, where a 403 cannot be read", page(iframe), "third-party-cookies"],
  [
    "a frame that has its cookies, but Lax ones",
    { ...missing, ...page({ embedded: "cross-site", storageAccess: true }) },
    "cross-site-cookies",
  ],
  [
    "a page of another site than the edge",
    { ...missing, ...page({ origin: "https://lms.other.example" }) },
    "cross-site-cookies",
  ],
  [
    "cookies reach the playlist, not the file",
    { ...missing, ...segment },
    "cookie-path",
  ],
  ["nothing of that", missing, "cookie-not-sent"],
  [
    "nothing of that, with a grant of the page's own making",
    { ...missing, endpoint: undefined },
    "cookie-not-sent",
  ],

  // what the edge refuses
  [
    "outside of the grant",
    { ...query(), grant: { ...query().grant!, covered: false }, ...missing },
    "scope",
  ],
  ["the playlist comes, the file does not", { ...denied, ...segment }, "scope"],
  ["the same, unread", { ...segment }, "scope"],
  [
    "a policy for another folder",
    { ...query({ resource: "https://cdn.school.example/lesson-2/*" }) },
    "scope",
  ],
  [
    "a policy for another scheme",
    {
      ...query({ resource: "http://cdn.school.example/lesson-1/*" }),
      ...denied,
    },
    "scope",
  ],
  ["a policy that is over", { ...query({ endsAt: now - 1 }) }, "clock-off"],
  [
    "a policy that has yet to begin",
    { ...query({ startsAt: now + 60_000 }) },
    "clock-off",
  ],
  [
    "a signer that is an hour ahead",
    { ...denied, clocks: { ...base.clocks, endpoint: now + 3_600_000 } },
    "clock-off",
  ],
  [
    "a viewer's clock that is off, which does no harm",
    { ...denied, clocks: { ...base.clocks, viewer: now + 3_600_000 } },
    "signature-refused",
  ],
  [
    "one address alone",
    { ...query({ addressLocked: true }), ...denied },
    "address-locked",
  ],
  ["an unknown key", { asPlayer: refusedBy("InvalidKey") }, "key-unknown"],
  [
    "a broken policy",
    { asPlayer: refusedBy("MalformedPolicy") },
    "signature-malformed",
  ],
  [
    "a broken signature",
    { asPlayer: refusedBy("MalformedSignature") },
    "signature-malformed",
  ],
  ["no signature in a query", { ...query(), ...missing }, "signature-missing"],
  ["no grant", { ...missing, grant: undefined! }, "signature-missing"],
  ["cookies that are refused", denied, "signature-refused"],
  ["a query that is refused", { ...query(), ...denied }, "signature-refused"],
  ["a query that is refused, unread", query(), "signature-refused"],
  ["refused, and nobody may read why", {}, "refused-unread"],
  [
    "the same, known by what was read before",
    { delivered: undefined, readBefore: true },
    "refused-unread",
  ],
  ["a firewall", { asPlayer: refusedBy("html") }, "edge-blocked"],
  ["the bucket says no", { asPlayer: refusedBy("s3") }, "object-forbidden"],
  [
    "the bucket says no to one file",
    { asPlayer: refusedBy("s3"), ...segment },
    "object-forbidden",
  ],

  // what comes, and does not play
  [
    "no such file",
    { code: "playback-failed", asPlayer: answered(404) },
    "object-missing",
  ],
  [
    "an origin that is down",
    { code: "unreachable", asPlayer: answered(502) },
    "edge-error",
  ],
  [
    "a web page",
    { code: "playback-failed", asPlayer: answered(200, { playlist: false }) },
    "not-a-playlist",
  ],
  [
    "a segment that does not decode",
    {
      code: "playback-failed",
      ...segment,
      asPlayer: answered(200, { playlist: false }),
    },
    "media",
  ],
  ["nothing is wrong any more", { asPlayer: ok }, "answers-now"],

  // the endpoint
  ["it says no", { ...endpoint, code: "not-entitled" }, "denied"],
  ["it knows nobody", { ...endpoint, code: "not-signed-in" }, "denied"],
  [
    "it knows nobody in a frame of another site",
    { ...endpoint, code: "not-signed-in", ...page(iframe) },
    "third-party-cookies",
  ],
  [
    "it knows nobody of another site",
    {
      ...endpoint,
      code: "not-signed-in",
      ...page({ origin: "https://lms.other.example" }),
    },
    "cross-site-cookies",
  ],
  ["it cannot be read", endpoint, "cors-missing"],
  [
    "it cannot be read with cookies",
    { ...endpoint, plain: answered(405), anyOrigin: true },
    "cors-wildcard",
  ],
  [
    "it refuses the preflight",
    { ...endpoint, asPlayer: answered(405), preflight: false },
    "cors-preflight",
  ],
  [
    "it can be read now",
    { ...endpoint, asPlayer: answered(405), preflight: true },
    "answers-now",
  ],
];

describe("the cause of a refusal", () => {
  for (const [what, change, cause] of rows)
    it(`${what}: ${cause}`, () => {
      const facts = { ...base, ...change };
      expect(decide(facts)).to.equal(cause);
      const text = explain(cause, facts);
      expect(text, "one paragraph").to.match(/^[^\n]{60,900}$/);
      expect(text, "whole").not.to.match(/undefined|null|NaN|\[object/);
    });

  it("is tested for every cause that there is", () => {
    const told = new Set(rows.map(([, , cause]) => cause));
    const all: Record<Cause, true> = {
      denied: true,
      offline: true,
      csp: true,
      "mixed-content": true,
      "no-answer": true,
      "cors-wildcard": true,
      "cors-no-credentials": true,
      "cors-credentials": true,
      "cors-missing": true,
      "cors-preflight": true,
      "cors-or-refused": true,
      "cookies-disabled": true,
      "cookie-other-domain": true,
      "cookie-insecure": true,
      "cookie-path": true,
      "cookie-not-sent": true,
      "cross-site-cookies": true,
      "third-party-cookies": true,
      scope: true,
      "clock-off": true,
      "address-locked": true,
      "key-unknown": true,
      "signature-missing": true,
      "signature-malformed": true,
      "signature-refused": true,
      "refused-unread": true,
      "edge-blocked": true,
      "object-forbidden": true,
      "object-missing": true,
      "edge-error": true,
      "not-a-playlist": true,
      media: true,
      "answers-now": true,
    };
    expect([...told].sort()).to.deep.equal(Object.keys(all).sort());
  });
});
