import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { pathGuard } from "../../../server-kit/aws/path-guard.js";
import { scope } from "../../../server-kit/scope.js";

interface Viewer {
  uri: string;
  method: string;
}

/** The function as CloudFront gets it, in a context that has nothing but the language. */
const { input } = pathGuard().cli;
const source = Buffer.from(input.FunctionCode, "base64").toString();
const context = createContext({});
runInContext(source, context);

function ask(uri: string): Viewer | { statusCode: number } {
  context["event"] = { request: { method: "GET", uri } };
  return runInContext("handler(event)", context) as Viewer;
}

const isRefused = (uri: string): boolean => {
  const answer = ask(uri);
  return "statusCode" in answer && answer.statusCode === 400;
};

const hostile = [
  "/lesson-1/../lesson-2/index.m3u8",
  "/lesson-1/..",
  "/../lesson-2/index.m3u8",
  "/lesson-1/./index.m3u8",
  "/lesson-1/.",
  "/lesson-1/..;/lesson-2/index.m3u8",
  "/lesson-1/%2e%2e/lesson-2/index.m3u8",
  "/lesson-1/%2E%2E/lesson-2/index.m3u8",
  "/lesson-1/.%2e/lesson-2/index.m3u8",
  "/lesson-1/..%2flesson-2/index.m3u8",
  "/lesson-1%2f..%2Flesson-2/index.m3u8",
  "/lesson-1%2findex.m3u8",
  "//lesson-1/index.m3u8",
  "/lesson-1//index.m3u8",
  "/lesson-1/index.m3u8//",
  "/lesson-1\\..\\lesson-2\\index.m3u8",
  "/lesson-1/%5c..%5Clesson-2",
  "/lesson-1/%252e%252e/lesson-2/index.m3u8",
  "/lesson-1/%c0%ae%c0%ae/lesson-2/index.m3u8",
  "/lesson-1/%C1%9C/index.m3u8",
  "/lesson-1/index.m3u8%00.jpg",
  "/lesson-1/%0d%0aSet-Cookie:a=b",
  "/lesson-1/%2A",
  "/lesson-1/index.m3u8%3fa=b",
  "/lesson-1/%23",
  "/lesson-1/%zz/index.m3u8",
  "/lesson-1/index.m3u8%",
];

const sound = [
  "/",
  "/lesson-1/v7/index.m3u8",
  "/lesson-1/v7/index_1080p_00001.ts",
  "/courses/a..b/c.../index.m3u8",
  "/lesson-1/.well-known",
  "/lesson-1/name%20with%20spaces.mp4",
  "/lesson-1/%C3%BCbung.vtt",
  "/.auth/grant",
];

describe("the path guard", () => {
  for (const uri of hostile)
    test(`answers 400 to ${JSON.stringify(uri)}`, () => {
      assert.ok(isRefused(uri), "It lets it through.");
    });

  for (const uri of sound)
    test(`lets ${uri} through, unchanged`, () => {
      const answer = ask(uri) as Viewer;
      assert.deepEqual({ ...answer }, { method: "GET", uri });
    });

  test("lets every path through that a scope signs", () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,20}$/);
    fc.assert(
      fc.property(fc.array(segment, { minLength: 2 }), ([first, ...rest]) => {
        const lesson = scope.directory("https://cdn.school.example", first!);
        const { pathname } = new URL(lesson.url(...rest));
        assert.ok(!isRefused(pathname), pathname);
      }),
    );
  });

  test("lets nothing through that a URL parser reads as another path, however it is spelt", () => {
    const part = fc.constantFrom(
      "/",
      ".",
      "..",
      "%2e",
      "%2E",
      "%2f",
      "%5C",
      "\\",
      "a",
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const path = `/a/${parts.join("")}`;
        const read = new URL(path, "https://cdn.school.example").pathname;
        // The same, or refused.
        assert.ok(read === path || isRefused(path), path);
      }),
      { numRuns: 2_000 },
    );
  });

  test("answers at once to a long path that almost matches", () => {
    const begin = performance.now();
    assert.ok(!isRefused(`/${"a.".repeat(4_000)}`), "It refuses it.");
    assert.ok(performance.now() - begin < 1_000, "It takes a second.");
  });

  test("fits CloudFront: 10 KB, and not a word of what only Node has", () => {
    assert.ok(Buffer.byteLength(source) < 10_240, "It is too large.");
    assert.doesNotMatch(source, /\b(?:require|import|process|Buffer|URL)\b/);
  });
});
