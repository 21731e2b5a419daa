import assert from "node:assert/strict";
import { test } from "node:test";
import { createCors } from "../../server-kit/cors.js";

const endpoint = "https://api.school.example/grant";
const page = "https://lessons.school.example";
const cors = createCors([page]);
const asked = (headers: Record<string, string>, method = "POST"): Request =>
  new Request(endpoint, { method, headers });

const passed: [string, Record<string, string>][] = [
  ["a listed page of the same site", { Origin: page, "Sec-Fetch-Site": "same-site" }],
  ["a listed page of another site", { Origin: page, "Sec-Fetch-Site": "cross-site" }],
  ["a page of the endpoint's own", { Origin: "https://api.school.example", "Sec-Fetch-Site": "same-origin" }],
  ["a page of the endpoint's own that sends no Origin", { "Sec-Fetch-Site": "same-origin" }],
  ["a program that is no browser", {}],
]; // prettier-ignore
for (const [who, headers] of passed)
  test(`${who} may ask`, () => cors.check(asked(headers)));

const refused: [string, Record<string, string>][] = [
  ["an unlisted page", { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }],
  ["an unlisted page in an old browser", { Origin: "https://evil.example" }],
  ["a sibling that is not listed", { Origin: "https://blog.school.example", "Sec-Fetch-Site": "same-site" }],
  ["a listed name with another ending", { Origin: `${page}.evil.example` }],
  ["a listed host by http", { Origin: "http://lessons.school.example" }],
  ["a listed host at another port", { Origin: `${page}:8443` }],
  ["a sandboxed frame", { Origin: "null", "Sec-Fetch-Site": "cross-site" }],
  ["an image of another site", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" }],
  ["an image of a sibling", { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors" }],
  ["a typed address", { "Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" }],
  ["a form of a listed page", { Origin: page, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate" }],
  ["a plain http page of the endpoint's host", { Origin: "https://api.school.example", "Sec-Fetch-Site": "cross-site" }],
]; // prettier-ignore
for (const [who, headers] of refused)
  for (const method of ["GET", "POST", "DELETE"])
    test(`${who} may not ${method}`, () => {
      assert.throws(() => cors.check(asked(headers, method)), {
        code: "bad-request",
      });
    });

test("only a listed origin can read an answer, and caches keep answers apart", () => {
  for (const [origin, allowed] of [
    [page, page],
    ["https://evil.example", null],
    [undefined, null],
  ] as const) {
    const headers = new Headers();
    cors.expose(asked(origin === undefined ? {} : { Origin: origin }), headers);
    assert.equal(headers.get("Access-Control-Allow-Origin"), allowed);
    assert.equal(
      headers.get("Access-Control-Allow-Credentials"),
      allowed && "true",
    );
    assert.equal(
      headers.get("Access-Control-Expose-Headers"),
      allowed && "Date, Retry-After",
    );
    assert.equal(headers.get("Vary"), "Origin");
  }
});

for (const origins of [
  undefined,
  "https://a.example",
  ["*"],
  ["null"],
  ["https://a.example/"],
  ["https://a.example/x"],
  ["http://a.example"],
  ["https://*.a.example"],
  ["https://A.example"],
  ["https://a.example:443"],
  [""],
  [page, undefined],
])
  // prettier-ignore
  test(`the list ${JSON.stringify(origins)} is refused at once`, () => {
    assert.throws(() => createCors(origins as string[]), /TypeError: `origins/);
  });

test("the message for a slash at the end says how to write it", () => {
  assert.throws(
    () => createCors([`${page}/`]),
    /Write it as "https:\/\/lessons.school.example"/,
  );
});
