import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
  GrantError,
  grantErrorStatus,
  problemResponse,
  unavailableError,
  type GrantErrorCode,
  type ServerErrorReason,
} from "../../server-kit/index.js";
import { checkAnswer, checkRequest, listed } from "../support/openapi.js";

/** `Record` makes TypeScript say when one is missing. */
const reasons = Object.keys({
  "store-unavailable": true,
  "keys-unavailable": true,
  "issuer-unavailable": true,
  "entitlements-unavailable": true,
  "origin-unavailable": true,
} satisfies Record<ServerErrorReason, true>) as ServerErrorReason[];

const codes = Object.keys(grantErrorStatus) as GrantErrorCode[];

describe("docs/openapi.json", () => {
  test("lists every code and every reason, and no other", () => {
    assert.deepEqual(listed("code").toSorted(), codes.toSorted());
    assert.deepEqual(listed("reason").toSorted(), reasons.toSorted());
  });

  for (const code of codes)
    test(`has an answer for ${code}`, async () => {
      const devices =
        code === "session-limit"
          ? [{ sessionId: "s1", label: "Firefox", lastSeenSecondsAgo: 3 }]
          : undefined;
      const error = new GrantError(code, "No.", {
        devices,
        retryAfterSeconds: 1,
      });
      await checkAnswer("POST", problemResponse(error));
    });

  for (const reason of reasons)
    test(`has an answer for ${reason}, and docs/errors.md a heading`, async () => {
      const response = problemResponse(unavailableError(reason, new Error()));
      assert.equal(response.status, 503);
      await checkAnswer("POST", response);
      assert.match(
        readFileSync("docs/errors.md", "utf8"),
        new RegExp(`^### ${reason}$`, "m"),
      );
    });

  const answer = (body: object, init: ResponseInit = {}) =>
    new Response(JSON.stringify(body), {
      headers: { "Content-Type": "application/json" },
      ...init,
    });
  const problem = {
    type: "urn:secure-hls-player:errors:not-entitled",
    title: "No",
    status: 403,
    code: "not-entitled",
  };
  for (const [what, response] of [
    ["a life of no seconds", answer({ expiresIn: 0 })],
    ["a relative video", answer({ videoUrl: "index.m3u8" })],
    ["a session ID of other characters", answer({ sessionId: "a b" })],
    ["another content type", new Response("{}")],
    [
      "a grant that may be stored",
      answer(
        {},
        {
          headers: {
            "Content-Type": "application/json",
            "Cache-Control": "max-age=60",
          },
        },
      ),
    ],
    ["a refusal that is no problem", answer({}, { status: 403 })],
    ["another success", answer({}, { status: 201 })],
    [
      "devices with another code",
      answer(
        { ...problem, devices: [] },
        {
          status: 403,
          headers: { "Content-Type": "application/problem+json" },
        },
      ),
    ],
    [
      "a code of its own",
      answer(
        { ...problem, code: "no" },
        {
          status: 403,
          headers: { "Content-Type": "application/problem+json" },
        },
      ),
    ],
  ] as [string, Response][])
    // prettier-ignore
    test(`has none for ${what}`, async () => {
      await assert.rejects(checkAnswer("POST", response), assert.AssertionError);
    });

  test("knows what a request is", () => {
    checkRequest("GrantRequest", {
      videoId: "a",
      sessionId: "b",
      takeOver: "c",
      more: 1,
    });
    assert.throws(() => checkRequest("GrantRequest", { videoId: "" }));
    assert.throws(() => checkRequest("ReleaseRequest", {}));
  });
});
