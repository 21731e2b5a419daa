import { findsFaults, type Fault } from "../../support/doctor-faults.js";
import { lms, sign } from "../../support/doctor-stage.js";
import type { Flaws } from "../../support/doctor-stage.js";

/** The endpoint with other headers; on grants alone, or on its refusals too. */
const headers = (
  change: Record<string, string | null>,
  only?: (status: number) => boolean,
): Flaws => ({
  spoilGrant(all, { method }, status) {
    if (method !== "POST" || (only && !only(status))) return;
    for (const [name, value] of Object.entries(change))
      if (value === null) delete all[name];
      else all[name] = value;
  },
});

const answers = (
  status: number,
  body: string,
  type = "application/json",
): Flaws => ({
  insteadOfEndpoint(request, response) {
    if (request.method !== "POST") return false;
    response
      .writeHead(status, {
        "Content-Type": type,
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": lms,
        "Access-Control-Allow-Credentials": "true",
        Vary: "Origin",
      })
      .end(body);
    return true;
  },
});

const faults: Record<string, Fault> = {
  "a viewer who may not watch": {
    flaws: { grant: { authorize: () => false } },
    finds: ["denied"],
    says: /403, not-entitled/,
  },
  "a token that nobody knows": {
    options: { grantHeaders: { Authorization: "Bearer of nothing at all" } },
    finds: ["denied"],
  },
  "an endpoint that is down": {
    flaws: answers(502, "Bad gateway", "text/plain"),
    finds: ["endpoint-error"],
  },
  "a log-in page": {
    flaws: answers(200, "<!doctype html><title>Log in</title>", "text/html"),
    finds: ["bad-response"],
    says: /a web page/,
  },
  "a redirect to the log-in page": {
    flaws: {
      insteadOfEndpoint: ({ method }, response) => {
        if (method !== "POST") return false;
        response
          .writeHead(302, {
            Location: "/login?state=a-secret-state",
            "Access-Control-Allow-Origin": lms,
            "Access-Control-Allow-Credentials": "true",
            Vary: "Origin",
          })
          .end();
        return true;
      },
    },
    finds: ["bad-response"],
  },
  "no OPTIONS": {
    flaws: {
      insteadOfEndpoint: ({ method }, response) => {
        if (method === "OPTIONS") response.writeHead(401).end();
        return method === "OPTIONS";
      },
    },
    finds: ["cors-preflight"],
    says: /: 401/,
  },
  "a preflight that does not allow Authorization": {
    flaws: {
      spoilGrant(all, { method }) {
        if (method === "OPTIONS")
          all["access-control-allow-headers"] = "Content-Type";
      },
    },
    finds: ["cors-preflight"],
    says: /without authorization/,
  },
  "another origin": {
    flaws: headers({
      "access-control-allow-origin": "https://www.school.example",
    }),
    finds: ["cors-missing"],
    says: /they name https:\/\/www\.school\.example/,
  },
  "any origin, by *": {
    flaws: headers({ "access-control-allow-origin": "*" }),
    finds: ["cors-wildcard"],
  },
  "no credentials": {
    flaws: headers({ "access-control-allow-credentials": null }),
    finds: ["cors-no-credentials"],
  },
  "any origin, by repeating it": {
    flaws: {
      spoilGrant(all, request) {
        all["access-control-allow-origin"] = request.headers.origin ?? "*";
        all["access-control-allow-credentials"] = "true";
      },
    },
    finds: ["cors-any-origin"],
  },
  "no CORS headers on refusals": {
    flaws: headers(
      { "access-control-allow-origin": null },
      (status) => status >= 400,
    ),
    finds: ["cors-missing-on-refusals"],
  },
  "no Vary": {
    flaws: headers({ vary: null }),
    finds: ["vary-missing"],
  },
  "grants that caches keep": {
    flaws: headers({ "cache-control": "private" }),
    finds: ["grant-cacheable"],
  },
  "grants for a week": {
    flaws: {
      signer: (whole, terms) =>
        sign(whole, { ...terms, expiresAt: terms.expiresAt + 7 * 86_400 }),
    },
    // The endpoint still says that they last 15 minutes.
    finds: ["grant-too-long", "clock-off"],
    says: /lasts 168 hours/,
  },
  "a fall back on the source": {
    flaws: {
      entitlement: { video: "lesson-1.mp4" },
      files: {
        "courses/lesson-1/lesson-1.mp4": Buffer.from("\0\0\0\x18ftypisom"),
      },
    },
    finds: [
      "raw-file-granted",
      "other-video",
      "not-a-playlist",
      "raw-file-in-grant",
    ],
  },
  "another lesson's URL": {
    options: { url: "https://cdn.school.example/courses/lesson-3/index.m3u8" },
    finds: ["other-video"],
  },
};

findsFaults(faults);
