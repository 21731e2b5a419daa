import assert from "node:assert/strict";
import { test } from "node:test";
import { isScope, scope } from "../../server-kit/scope.js";

const edge = "https://cdn.school.example";
const lesson = scope.directory(edge, "courses", "101");

test("a directory's resource ends in slash and star, so course 101 never covers course 1010", () => {
  assert.equal(lesson.resource, "https://cdn.school.example/courses/101/*");
  assert.equal(lesson.covers(`${edge}/courses/1010/index.m3u8`), false);
  assert.equal(lesson.covers(`${edge}/courses/101/hls/1080p/a.ts?v=2`), true);
});

test("a file's resource is its exact URL", () => {
  const file = scope.file(edge, "courses", "trailer.mp4");
  assert.equal(file.resource, `${edge}/courses/trailer.mp4`);
  assert.equal(file.url(), file.resource);
  assert.equal(file.covers(file.resource), true);
  assert.equal(file.covers(`${file.resource}?v=1`), false);
  assert.equal(file.covers(`${file.resource}/x`), false);
});

test("the whole host is covered only by the function that says so", () => {
  assert.throws(() => scope.directory(edge), /dangerouslyWide/);
  assert.throws(() => scope.file(edge), TypeError);
  assert.equal(scope.dangerouslyWide(edge).resource, `${edge}/*`);
});

test("a URL is built inside the scope", () => {
  assert.equal(
    lesson.url("hls", "index.m3u8"),
    `${edge}/courses/101/hls/index.m3u8`,
  );
  assert.throws(() => lesson.url(), TypeError);
  assert.throws(() => lesson.url(".."), { code: "bad-request" });
});

for (const origin of [
  "https://cdn.school.example/",
  "https://cdn.school.example/courses",
  "https://CDN.school.example",
  "https://cdn.school.example:443",
  "https://user:pass@cdn.school.example",
  "https://*.school.example",
  "https://cdn.school.example?x",
  "https://cdn.school.example.",
  "https://cdn..example",
  "https://schüle.example",
  "http://cdn.school.example",
  "http://localhost.evil.example",
  "ftp://cdn.school.example",
  "//cdn.school.example",
  "cdn.school.example",
  "*",
  "null",
  "",
  undefined,
])
  test(`no scope is made for the origin ${JSON.stringify(origin)}`, () => {
    assert.throws(
      () => scope.directory(origin as string, "a"),
      (error: Error) =>
        error instanceof TypeError &&
        error.message.startsWith("`origin` is ") &&
        !error.message.includes("pass"),
    );
  });

for (const origin of [
  "http://localhost:8080",
  "http://127.0.0.1:1",
  "http://[::1]:8080",
  "http://edge.demo.localhost:3003",
  "https://cdn.school.example:8443",
])
  test(`a scope is made for the origin ${origin}`, () => {
    assert.equal(scope.directory(origin, "a").resource, `${origin}/a/*`);
  });

const hostileSegments = [
  "*", "?", "a*", "%2A", "%2e%2e", "..", ".", "", "a/b", "a\\b", "a b", "ä", "a\n", "a\0", "a#b", "a%b",
  "https:", "\u202e", "\ud800", "x".repeat(10_000),
]; // prettier-ignore
for (const segment of [...hostileSegments, undefined, null, 7])
  test(`no scope is made with the segment ${JSON.stringify(segment)?.slice(0, 20)}`, () => {
    for (const make of [scope.directory, scope.file])
      assert.throws(() => make(edge, "courses", segment as string), {
        code: "bad-request",
      });
  });

for (const url of [
  `${edge}/courses/101/`,
  `${edge}/courses/101`,
  `${edge}/courses/101/../202/index.m3u8`,
  `${edge}/courses/101/%2e%2e/202/index.m3u8`,
  `${edge}/courses/101/.%2E/202/index.m3u8`,
  `${edge}/courses/101//index.m3u8`,
  `${edge}/courses/101/a%2fb`,
  `${edge}/courses/101/a%5cb`,
  `${edge}/courses/101/..\\202`,
  `${edge}/courses/101/*`,
  `${edge}/courses/101/%2A`,
  `${edge}/courses/101/%3f`,
  `${edge}/courses/101/%252e%252e/x`,
  `${edge}/courses/101/%c0%ae%c0%ae/x`,
  `${edge}/courses/101/%00`,
  `${edge}/courses/101/a#b`,
  `${edge}/courses/101/ä`,
  `${edge}/courses/101/a b`,
  `${edge}/courses/101/a?x=*`,
  `${edge}/courses/101/a?`,
  `${edge}/COURSES/101/a`,
  `https://cdn.school.example.evil.example/courses/101/a`,
  `https://cdn.school.example:444/courses/101/a`,
  `https://cdn.school.example@evil.example/courses/101/a`,
  `http://cdn.school.example/courses/101/a`,
  `https:/cdn.school.example/courses/101/a`,
  "",
])
  test(`the scope does not cover ${url}`, () => {
    assert.equal(lesson.covers(url), false);
  });

test("a URL with escaped letters and a query is covered", () => {
  assert.equal(lesson.covers(`${edge}/courses/101/caf%C3%A9.m3u8?v=1`), true);
  assert.equal(lesson.covers(new URL(`${edge}/courses/101/a.m3u8`)), true);
});

test("an ID with slashes becomes segments, and a hostile one a bad request", () => {
  assert.deepEqual(scope.segments("math/lesson-1"), ["math", "lesson-1"]);
  for (const id of [
    "",
    "/",
    "a/",
    "/a",
    "a//b",
    "../b",
    "a/../b",
    "a/*",
    "%2e%2e/a",
  ])
    assert.throws(() => scope.segments(id), { code: "bad-request" }, id);
  assert.throws(() => scope.segments(undefined), { code: "bad-request" });
});

test("an object that looks like a scope is none", () => {
  assert.equal(isScope(lesson), true);
  const copy = { ...lesson, resource: "https://cdn.school.example/*" };
  assert.equal(isScope(copy), false);
  assert.equal(isScope(Object.create(lesson)), false);
  assert.equal(isScope("https://cdn.school.example/*"), false);
  assert.throws(() => {
    (lesson as unknown as { resource: string }).resource = "*";
  }, TypeError);
});
