import assert from "node:assert/strict";
import { test } from "node:test";
import { checkHeaderSize } from "../../server-kit/index.js";

const withHeaders = (headers: Record<string, string>): Request =>
  new Request("https://api.school.example/grant", { headers });

test("headers up to the limit pass, and a byte more is a bad request", () => {
  // "a: " and the end of the line are five bytes.
  checkHeaderSize(withHeaders({ a: "x".repeat(95) }), 100);
  assert.throws(
    () => checkHeaderSize(withHeaders({ a: "x".repeat(96) }), 100),
    {
      name: "GrantError",
      code: "bad-request",
      message: "The headers are longer than 100 bytes.",
    },
  );
});

test("all lines count together", () => {
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_value, index) => [`x-${index}`, "12345"]),
  );
  assert.throws(() => checkHeaderSize(withHeaders(many), 200));
  checkHeaderSize(withHeaders(many), 400);
});

test("without a limit of one's own it is 16 KiB", () => {
  checkHeaderSize(withHeaders({ cookie: "x".repeat(16_000) }));
  assert.throws(() =>
    checkHeaderSize(withHeaders({ cookie: "x".repeat(16_400) })),
  );
});
