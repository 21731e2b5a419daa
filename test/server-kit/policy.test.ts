import assert from "node:assert/strict";
import { test } from "node:test";
import { readPolicy } from "../../server-kit/edge/read-policy.js";
import { cannedPolicy, customPolicy } from "../../server-kit/policy.js";
import { scope } from "../../server-kit/scope.js";

const edge = "https://cdn.school.example";
const lesson = scope.directory(edge, "lesson-1");
const trailer = scope.file(edge, "trailer.mp4");
const expiresAt = 1_790_000_900;

test("a canned policy has the very bytes that CloudFront builds again", () => {
  assert.equal(
    cannedPolicy(trailer, expiresAt),
    '{"Statement":[{"Resource":"https://cdn.school.example/trailer.mp4","Condition":{"DateLessThan":{"AWS:EpochTime":1790000900}}}]}',
  );
});

test("a custom policy has one statement, without white space", () => {
  assert.equal(
    customPolicy(lesson, {
      expiresAt,
      startsAt: 1_790_000_000,
      ipAddress: "192.0.2.0/24",
    }),
    '{"Statement":[{"Resource":"https://cdn.school.example/lesson-1/*","Condition":{"DateLessThan":{"AWS:EpochTime":1790000900},"DateGreaterThan":{"AWS:EpochTime":1790000000},"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}}}]}',
  );
});

test("a canned policy for a directory is refused, as it could never match", () => {
  assert.throws(() => cannedPolicy(lesson, expiresAt), /`canned`/);
});

test("the latest date is signed as any other, and the edge takes it", () => {
  const policy = customPolicy(lesson, { expiresAt: 2_147_483_647 });
  assert.equal(readPolicy(Buffer.from(policy))?.expiresAt, 2_147_483_647);
});

for (const wrong of [
  2_147_483_648, // the edge calls it malformed
  1_790_000_900_000,
  900,
  -1,
  0,
  1_790_000_900.5,
  NaN,
  Infinity,
  "1790000900",
  undefined,
  new Date(),
])
  // prettier-ignore
  test(`${String(wrong)} is not taken for epoch seconds`, () => {
    assert.throws(
      () => customPolicy(lesson, { expiresAt: wrong as number }),
      /TypeError: `expiresAt`/,
    );
    if (wrong !== undefined)
      assert.throws(
        () => customPolicy(lesson, { expiresAt, startsAt: wrong as number }),
        /TypeError: `startsAt`/,
      );
  });

test("a grant that ends before it starts is refused", () => {
  assert.throws(
    () => customPolicy(lesson, { expiresAt, startsAt: expiresAt }),
    /`startsAt`.*before `expiresAt`/,
  );
});

for (const [given, signed] of [
  ["192.0.2.10", "192.0.2.10/32"],
  ["10.0.0.0/8", "10.0.0.0/8"],
  ["255.255.255.255/1", "255.255.255.255/1"],
])
  test(`${given} is signed as ${signed}`, () => {
    const policy = customPolicy(lesson, { expiresAt, ipAddress: given });
    assert.ok(policy.endsWith(`{"AWS:SourceIp":"${signed}"}}}]}`));
  });

for (const wrong of [
  "0.0.0.0/0",
  "::1",
  "2001:db8::/32",
  "::ffff:192.0.2.1",
  "192.0.2",
  "192.0.2.256",
  "192.0.2.1/33",
  "192.0.2.1/",
  "192.0.2.01",
  "1. .3.4",
  "192.0.2.1\n",
  "*",
  "",
  null,
  0,
])
  // prettier-ignore
  test(`${JSON.stringify(wrong)} is no address to restrict to`, () => {
    assert.throws(
      () => customPolicy(lesson, { expiresAt, ipAddress: wrong as string }),
      /TypeError: `ipAddress`/,
    );
  });
