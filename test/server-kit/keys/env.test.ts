import assert from "node:assert/strict";
import { test } from "node:test";
import { createSigner, keysFromEnv } from "../../../server-kit/index.js";
import { isGood, lesson, p256 } from "./harness.js";

const key = p256();
const expiresAt = 1_790_000_900;
const env = {
  CLOUDFRONT_KEY_PAIR_ID: "K1",
  CLOUDFRONT_PRIVATE_KEY: key.pem,
};

for (const [name, pem] of [
  ["as it is", key.pem],
  ["with its line breaks spelt out", key.pem.replaceAll("\n", "\\n")],
  ["between blanks", `  ${key.pem}\n\n`],
])
  test(`a key in the environment signs, its PEM ${name}`, async () => {
    const keys = keysFromEnv({ env: { ...env, CLOUDFRONT_PRIVATE_KEY: pem } });
    const signed = await createSigner({ keys })(lesson, { expiresAt });
    assert.equal(signed.keyPairId, "K1");
    assert.ok(isGood(signed, key.publicKey));
    assert.deepEqual(keys.status(), {
      signing: { keyPairId: "K1", since: undefined },
      others: [],
      refreshedAt: undefined,
      refreshError: undefined,
    });
  });

test("variables may have names of one's own, and are those of the process otherwise", async () => {
  const keys = keysFromEnv({
    keyPairId: "ID",
    privateKey: "PEM",
    hash: "SHA1",
    env: { ID: "K7", PEM: key.pem },
  });
  const { keyPairId, hash } = await keys.current();
  assert.deepEqual([keyPairId, hash], ["K7", "SHA1"]);
  assert.throws(() => keysFromEnv(), /CLOUDFRONT_KEY_PAIR_ID is not set/);
});

for (const [name, changed, message] of [
  [
    "no ID",
    { CLOUDFRONT_KEY_PAIR_ID: undefined },
    /variable CLOUDFRONT_KEY_PAIR_ID is not set/,
  ],
  [
    "an empty ID",
    { CLOUDFRONT_KEY_PAIR_ID: " " },
    /CLOUDFRONT_KEY_PAIR_ID is empty/,
  ],
  [
    "an ID that is none",
    { CLOUDFRONT_KEY_PAIR_ID: key.pem },
    /`CLOUDFRONT_KEY_PAIR_ID`/,
  ],
  [
    "no key",
    { CLOUDFRONT_PRIVATE_KEY: undefined },
    /variable CLOUDFRONT_PRIVATE_KEY is not set/,
  ],
  [
    "half a key",
    { CLOUDFRONT_PRIVATE_KEY: key.pem.slice(0, 90) },
    /`CLOUDFRONT_PRIVATE_KEY`/,
  ],
  [
    "a public key",
    { CLOUDFRONT_PRIVATE_KEY: key.publicPem },
    /`CLOUDFRONT_PRIVATE_KEY`.*public/,
  ],
] as [string, object, RegExp][])
  // prettier-ignore
  test(`with ${name} nothing starts, and the variable is named`, () => {
    assert.throws(
      () => keysFromEnv({ env: { ...env, ...changed } }),
      (error: Error) => {
        assert.ok(error instanceof TypeError);
        assert.match(error.message, message);
        assert.doesNotMatch(`${error.stack}`, /BEGIN|MIG/);
        return true;
      },
    );
  });

test("a key in place of a variable's name is refused, and not repeated", () => {
  assert.throws(
    () => keysFromEnv({ privateKey: key.pem, env }),
    (error: Error) =>
      /`privateKey`/.test(error.message) && !error.message.includes("MIG"),
  );
  assert.throws(() => keysFromEnv({ hash: "MD5" as "SHA1", env }), /`hash`/);
});
