import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SigningKey } from "../../../server-kit/keys/key-provider.js";
import {
  chooseKey,
  describeRing,
  type KeyRing,
} from "../../../server-kit/keys/key-ring.js";
import { readKeyRing } from "../../../server-kit/keys/read-key-ring.js";
import { p256 } from "./harness.js";

const [one, two] = [p256(), p256()];
const now = 1_790_000_000;

const key = (keyPairId: string, since?: number): SigningKey => ({
  keyPairId,
  since,
  privateKey: one.privateKey,
  hash: "SHA256",
});

describe("the key that signs", () => {
  const ring: KeyRing = [key("K2", 200), key("K1"), key("K3", 300)];
  for (const [time, expected] of [
    [0, "K1"],
    [199.999, "K1"],
    [200, "K2"],
    [299, "K2"],
    [300, "K3"],
    [9_999_999_999, "K3"],
  ] as const)
    it(`at ${time} is ${expected}`, () => {
      assert.equal(chooseKey(ring, time)?.keyPairId, expected);
      assert.equal(chooseKey(ring.toReversed(), time)?.keyPairId, expected);
    });

  it("is none while all are yet to come", () => {
    assert.equal(chooseKey([key("K2", 200)], 199), undefined);
    assert.equal(chooseKey([], 199), undefined);
  });

  it("is told apart from the others in a status, without key material", () => {
    assert.deepEqual(describeRing(ring, 250), {
      signing: { keyPairId: "K2", since: 200 },
      others: [
        { keyPairId: "K1", from: undefined },
        { keyPairId: "K3", from: 300 },
      ],
    });
  });
});

const entry = (keyPairId: string, more: object = {}, pair = one) => ({
  keyPairId,
  privateKey: pair.pem,
  ...more,
});
const read = (value: unknown): KeyRing =>
  readKeyRing(JSON.stringify(value), now);

describe("the JSON of a secret", () => {
  it("may be one key", () => {
    const [only, ...others] = read(entry("K1"));
    assert.equal(only?.keyPairId, "K1");
    assert.equal(only?.hash, "SHA256");
    assert.equal(only?.since, undefined);
    assert.deepEqual(others, []);
  });

  it("may be several, from ISO dates or epoch seconds on", () => {
    const ring = read({
      keys: [
        entry("K1", { hash: "SHA1", from: "2026-01-15T13:00:00+01:00" }),
        entry("K2", { from: 1_900_000_000 }, two),
      ],
    });
    assert.deepEqual(
      ring.map(({ keyPairId, since, hash }) => [keyPairId, since, hash]),
      [
        ["K1", Date.UTC(2026, 0, 15, 12) / 1_000, "SHA1"],
        ["K2", 1_900_000_000, "SHA256"],
      ],
    );
  });

  for (const [name, privateKey] of [
    ["its line breaks spelt out", one.pem.replaceAll("\n", "\\n")],
    ["Windows line breaks spelt out", one.pem.replaceAll("\n", "\\r\\n")],
    ["spaces in their place", one.pem.replaceAll("\n", " ")],
    ["indented lines", one.pem.replaceAll("\n", "\n    ")],
    ["Windows line breaks", one.pem.replaceAll("\n", "\r\n")],
    [
      "the EC form, after its parameters",
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${one.privateKey.export({ type: "sec1", format: "pem" })}`,
    ],
  ] as const)
    it(`may have a PEM with ${name}`, () => {
      const [only] = read({ keyPairId: "K1", privateKey });
      assert.ok(only && "privateKey" in only);
      assert.ok(only.privateKey.equals(one.privateKey));
    });

  const half = JSON.stringify(entry("K1")).slice(0, 150);
  for (const [name, text, message] of [
    ["no JSON", half, /no JSON/],
    ["PEM alone", one.pem, /PEM, without the ID/],
    ["a number", "7", /the number 7/],
    ["null", "null", /null/],
    ["an array", JSON.stringify([entry("K1")]), /an array of 1/],
    ["an empty object", "{}", /`keyPairId` is undefined/],
    ["no keys", { keys: [] }, /`keys` is an array of 0/],
    ["keys that are none", { keys: entry("K1") }, /`keys` is an object/],
    ["a PEM in place of a key", { keys: [one.pem] }, /`keys\[0\]` is a string/],
    ["no ID", { privateKey: one.pem }, /`keyPairId` is undefined/],
    ["the key as its ID", { ...entry(one.pem) }, /`keyPairId` is a string/],
    ["no PEM", { keyPairId: "K1" }, /`privateKey` is undefined/],
    ["a public PEM", { keyPairId: "K1", privateKey: one.publicPem }, /public/],
    [
      "half a PEM",
      { keys: [entry("K1", { privateKey: one.pem.slice(0, 99) })] },
      /`keys\[0\]\.privateKey`/,
    ],
    ["another hash", entry("K1", { hash: "MD5" }), /`hash`/],
    [
      "a misspelt field",
      { keys: [entry("K1"), entry("K2", { form: 1_900_000_000 }, two)] },
      /`keys\[1\]` has a field besides/,
    ],
    [
      "one key beside several",
      { ...entry("K1"), keys: [entry("K1")] },
      /has 2 fields besides keys/,
    ],
    ["a date that is none", entry("K1", { from: "soon" }), /`from`/],
    [
      "a time without a zone",
      entry("K1", { from: "2026-01-15T12:00:00" }),
      /`from`/,
    ],
    ["a day that is none", entry("K1", { from: "2026-13-15" }), /`from`/],
    ["milliseconds", entry("K1", { from: 1_790_000_000_000 }), /`from`/],
    [
      "two with one ID",
      { keys: [entry("K1"), entry("K1", { from: now }, two)] },
      /same keyPairId/,
    ],
    [
      "two that were always there",
      { keys: [entry("K1"), entry("K2", {}, two)] },
      /`keys\[0\]` and `keys\[1\]` would sign from the same moment/,
    ],
    [
      "two from one moment",
      {
        keys: [
          entry("K1", { from: "2030-01-01" }),
          entry("K2", { from: "2030-01-01T01:00:00+01:00" }, two),
        ],
      },
      /same moment/,
    ],
    [
      "one key under two IDs",
      { keys: [entry("K1"), entry("K2", { from: now })] },
      /same private key/,
    ],
    [
      "none that signs yet",
      { keys: [entry("K1", { from: now + 1 })] },
      /No key signs yet: the first begins at 2026-09-/,
    ],
  ] as [string, unknown, RegExp][])
    // prettier-ignore
    it(`is refused with ${name}, and nothing of it is told`, () => {
      assert.throws(
        () =>
          readKeyRing(
            typeof text === "string" ? text : JSON.stringify(text),
            now,
          ),
        (error: Error) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, message);
          assert.equal(error.cause, undefined);
          assert.doesNotMatch(`${error.stack}`, /BEGIN|MI[GHI]|form"/);
          return true;
        },
      );
    });
});
