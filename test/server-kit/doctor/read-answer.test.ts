import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  passedTheEdge,
  readRefusal,
} from "../../../server-kit/doctor/read-answer.js";

const answer = (status: number, body: string, server = "CloudFront") => ({
  answered: true as const,
  status,
  headers: { server },
  body: Buffer.from(body),
  at: 0,
});

const xml = (code: string, more = "") =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Access denied</Message>${more}</Error>`;

describe("who refused, and why, by the body", () => {
  for (const code of [
    "MissingKey",
    "InvalidKey",
    "MalformedSignature",
    "MalformedPolicy",
    "AccessDenied",
  ])
    test(`the edge: ${code}`, () => {
      assert.equal(readRefusal(answer(403, xml(code))), code);
      assert.equal(passedTheEdge(answer(403, xml(code))), false);
    });

  test("the bucket, by its RequestId, whatever the Server header says", () => {
    const refusal = answer(
      403,
      xml("AccessDenied", "<RequestId>8Z</RequestId><HostId>x</HostId>"),
    );
    assert.equal(readRefusal(refusal), "s3");
    assert.equal(passedTheEdge(refusal), true);
  });

  test("a firewall, by its web page", () => {
    const page = answer(403, "<!DOCTYPE HTML><HTML>Request blocked.</HTML>");
    assert.equal(readRefusal(page), "html");
    assert.equal(passedTheEdge(page), false);
  });

  test("nobody: a 404 has passed the edge, a 502 says nothing", () => {
    assert.equal(readRefusal(answer(404, "")), undefined);
    assert.equal(passedTheEdge(answer(404, "")), true);
    assert.equal(passedTheEdge(answer(502, "")), false);
  });
});
