import assert from "node:assert/strict";
import { createHmac, createSecretKey, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import {
  deriveContentKeys,
  listContentKeys,
} from "../../../server-kit/index.js";

const secret = Buffer.alloc(32, "master secret of the school ");
const hex = (key: Uint8Array | undefined) => Buffer.from(key!).toString("hex");

test("a listed key is found by its ID, as bytes or as digits, and no other is", async () => {
  const key = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");
  for (const keys of [
    listContentKeys({ "lesson-1": key, "lesson-2": hex(key).toUpperCase() }),
    listContentKeys(new Map<string, Uint8Array | string>([["lesson-1", key], ["lesson-2", hex(key)]])), // prettier-ignore
  ]) {
    assert.equal(hex(await keys("lesson-1")), hex(key));
    assert.equal(hex(await keys("lesson-2")), hex(key));
    for (const keyId of ["lesson-3", "", "constructor", "__proto__"])
      assert.equal(await keys(keyId), undefined, keyId);
  }
});

test("a list that changes afterwards changes no key", async () => {
  const key = Buffer.alloc(16, 1);
  const keys = listContentKeys({ a: key });
  key.fill(2);
  assert.equal(hex(await keys("a")), "01".repeat(16));
});

test("what is not a key of 16 bytes is told at once, and never shown", () => {
  for (const key of [
    Buffer.alloc(15, 7),
    Buffer.alloc(17, 7),
    Buffer.alloc(0),
    "07".repeat(15),
    "0x" + "07".repeat(16),
    "s3cr3t-s3cr3t-16",
    [...Buffer.alloc(16)],
    undefined,
  ])
    assert.throws(
      () => listContentKeys({ good: Buffer.alloc(16), "s3cr3t-id": key as never }), // prettier-ignore
      (error) =>
        error instanceof TypeError &&
        /^`keys\[1\]` is /.test(error.message) &&
        !/s3cr3t|07/.test(error.message),
    );
  for (const keys of [undefined, null, "a", () => undefined])
    assert.throws(
      () => listContentKeys(keys as never),
      /^TypeError: `keys` is/,
    );
});

test("derived keys are HKDF's, so that other software derives the same", async () => {
  // RFC 5869 by hand: no salt means 32 zero bytes; the first block of the expansion holds the 16 bytes.
  const prk = createHmac("sha256", Buffer.alloc(32)).update(secret).digest();
  const expected = createHmac("sha256", prk)
    .update("secure-hls-player content key lesson-1\x01")
    .digest("hex")
    .slice(0, 32);
  for (const given of [secret, createSecretKey(secret), secret.toString()])
    assert.equal(hex(await deriveContentKeys(given)("lesson-1")), expected);
});

test("derived keys stay what they are: whoever has encrypted by them can play for ever", async () => {
  assert.equal(
    hex(await deriveContentKeys("a secret of thirty-two characters")("math/lesson-1")), // prettier-ignore
    "dddaffcedb882b7ae09f4b84ccc4123d",
  );
});

test("each ID and each secret has a key of its own", async () => {
  const keys = deriveContentKeys(secret);
  const other = deriveContentKeys(Buffer.alloc(32, "another secret"));
  const all = await Promise.all([keys("a"), keys("b"), keys(""), keys("a "), keys("ä"), other("a")]); // prettier-ignore
  assert.equal(new Set(all.map(hex)).size, 6);
  for (const key of all) assert.equal(key!.byteLength, 16);
});

test("an ID too long for HKDF has no key", async () => {
  const keys = deriveContentKeys(secret);
  assert.ok(await keys("ü".repeat(497)));
  assert.equal(await keys("ü".repeat(498)), undefined);
});

test("a secret that is wiped by its owner goes on working, and a key that is handed out is a copy", async () => {
  const own = Buffer.from(secret);
  const keys = deriveContentKeys(own);
  const before = hex(await keys("a"));
  own.fill(0);
  (await keys("a"))!.fill(0);
  assert.equal(hex(await keys("a")), before);
});

test("a secret too short to keep anything is told at once, and never shown", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  for (const short of [
    "",
    "s3cr3t-s3cr3t-s3cr3t-s3cr3t-31ch",
    Buffer.alloc(31),
    undefined,
    null,
    32,
    privateKey,
  ])
    // prettier-ignore
    assert.throws(
      () => deriveContentKeys((typeof short === "string" ? short.slice(0, 31) : short) as never), // prettier-ignore
      (error) =>
        error instanceof TypeError &&
        error.message.startsWith("`masterSecret` is ") &&
        !error.message.includes("s3cr3t"),
    );
});
