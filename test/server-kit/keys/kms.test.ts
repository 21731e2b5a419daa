import assert from "node:assert/strict";
import { after, beforeEach, describe, it } from "node:test";
import { KMSClient } from "@aws-sdk/client-kms";
import { createSigner } from "../../../server-kit/index.js";
import { keysFromKms, type KmsKeysOptions } from "../../../server-kit/keys/kms.js"; // prettier-ignore
import { createKmsServer, vaultKey } from "../../support/kms-server.js";
import { causeOf, isGood, lesson, listen, stoppedClocks } from "./harness.js";

const rsa = vaultKey("RSA_2048", "rsa");
const p256 = vaultKey("ECC_NIST_P256", "p256");
const expiresAt = 1_790_000_900;

const kms = await createKmsServer(new Map());
const client = new KMSClient(kms.client);
after(async () => {
  client.destroy();
  await kms.close();
});
beforeEach(() => {
  kms.keys.clear();
  kms.keys.set("rsa", rsa);
  kms.keys.set("alias/p256", p256);
  kms.requests.length = 0;
  kms.intercept = () => undefined;
});

const operations = () => kms.requests.map(({ operation }) => operation);
const made = (operation: string) =>
  operations().filter((each) => each === operation).length;

describe("keys in KMS", () => {
  for (const [keyId, { publicKey }] of [
    ["rsa", rsa],
    ["alias/p256", p256],
  ] as const)
    it(`sign without leaving it: ${keyId}`, async () => {
      const keys = keysFromKms({ client, keyId, keyPairId: "K1" });
      const signer = createSigner({ keys });
      const signed = await signer(lesson, { expiresAt });
      assert.equal(signed.keyPairId, "K1");
      assert.equal(signed.hashAlgorithm, "SHA256");
      assert.match(signed.signature, /^[A-Za-z0-9_~-]+$/);
      assert.ok(isGood(signed, publicKey));
      await signer(lesson, { expiresAt: expiresAt + 1 });
      assert.deepEqual(operations(), ["GetPublicKey", "Sign", "Sign"]);
    });

  it("sign without being told what is watched", async () => {
    const keys = keysFromKms({ client, keyId: "rsa", keyPairId: "K1" });
    const signed = await createSigner({ keys })(lesson, { expiresAt });
    assert.ok(isGood(signed, rsa.publicKey));
    const { Message } = kms.requests.at(-1)!.input;
    assert.equal(Buffer.from(String(Message), "base64").length, 32);
  });

  it("make one signature however many ask for it at a time, and keep it", async () => {
    const keys = keysFromKms({ client, keyId: "rsa", keyPairId: "K1" });
    const signer = createSigner({ keys });
    const grants = await Promise.all(
      Array.from({ length: 100 }, () => signer(lesson, { expiresAt })),
    );
    assert.equal(new Set(grants.map(({ signature }) => signature)).size, 1);
    await signer(lesson, { expiresAt });
    assert.deepEqual(operations(), ["GetPublicKey", "Sign"]);
  });

  it("make one for each that names an address", async () => {
    const keys = keysFromKms({ client, keyId: "alias/p256", keyPairId: "K1" });
    const signer = createSigner({ keys });
    const ipAddress = "192.0.2.1";
    await Promise.all(
      [1, 2, 3].map(() => signer(lesson, { expiresAt, ipAddress })),
    );
    assert.equal(made("Sign"), 3);
  });

  it("are what they were when an alias is moved: the other key has another ID", async () => {
    const keys = keysFromKms({ client, keyId: "alias/p256", keyPairId: "K1" });
    const signer = createSigner({ keys });
    await signer(lesson, { expiresAt });
    kms.keys.set("old", p256).set("alias/p256", rsa);
    const signed = await signer(lesson, { expiresAt: expiresAt + 1 });
    assert.ok(isGood(signed, p256.publicKey));
  });

  it("switch at the moment that is named, and the next one is looked up before", async () => {
    using clock = stoppedClocks();
    const { log, until } = listen();
    const from = clock.now() + 100;
    const keys = keysFromKms({
      client,
      keys: [
        { keyId: "rsa", keyPairId: "K1" },
        { keyId: "alias/p256", keyPairId: "K2", from },
      ],
      log,
    });
    assert.deepEqual(keys.status(), {
      signing: { keyPairId: "K1", since: undefined },
      others: [{ keyPairId: "K2", from }],
      refreshedAt: undefined,
      refreshError: undefined,
    });
    const signer = createSigner({ keys });
    await signer(lesson, { expiresAt });
    await until("keys-refreshed", 2);
    assert.equal(made("GetPublicKey"), 2);
    assert.equal(keys.status().refreshedAt, clock.now());
    clock.pass(100);
    const signed = await signer(lesson, { expiresAt });
    assert.equal(signed.keyPairId, "K2");
    assert.ok(isGood(signed, p256.publicKey));
    assert.equal(made("GetPublicKey"), 2);
    assert.deepEqual(keys.status().signing, { keyPairId: "K2", since: from });
  });

  it("tell of a next key that is denied while the old one signs", async () => {
    using clock = stoppedClocks();
    const { log, until } = listen();
    const keys = keysFromKms({
      client,
      keys: [
        { keyId: "rsa", keyPairId: "K1" },
        { keyId: "alias/none", keyPairId: "K2", from: clock.now() + 100 },
      ],
      log,
    });
    const signer = createSigner({ keys });
    await signer(lesson, { expiresAt });
    await until("keys-refresh-failed");
    assert.match(keys.status().refreshError!, /alias\/none.*NotFoundException/);
    await signer(lesson, { expiresAt: expiresAt + 1 });
    assert.equal(made("GetPublicKey"), 2);
    clock.pass(100);
    await causeOf(() => signer(lesson, { expiresAt }));
  });

  it("that cannot be looked up are keys-unavailable, and asked for again after a pause", async () => {
    using clock = stoppedClocks();
    kms.keys.clear();
    const { log, entries } = listen();
    const keys = keysFromKms({ client, keyId: "rsa", keyPairId: "K1", log });
    const signer = createSigner({ keys });
    for (let grant = 0; grant < 10; grant++) {
      const { cause } = await causeOf(() => signer(lesson, { expiresAt }));
      assert.match(cause, /The KMS key rsa cannot be used\. NotFoundException: Key 'rsa' is unknown/); // prettier-ignore
    }
    assert.deepEqual(operations(), ["GetPublicKey"]);
    assert.equal(entries.length, 1);
    kms.keys.set("rsa", rsa);
    clock.pass(5);
    assert.ok(isGood(await signer(lesson, { expiresAt }), rsa.publicKey));
    assert.equal(keys.status().refreshError, undefined);
  });

  for (const [spec, usage] of [
    ["RSA_4096", "SIGN_VERIFY"],
    ["ECC_NIST_P384", "SIGN_VERIFY"],
    ["RSA_2048", "ENCRYPT_DECRYPT"],
  ])
    it(`of ${spec} for ${usage} are nothing to CloudFront`, async () => {
      kms.keys.set("odd", { ...rsa, arn: "odd", spec: spec!, usage: usage! });
      const keys = keysFromKms({ client, keyId: "odd", keyPairId: "K1" });
      const { cause } = await causeOf(() =>
        createSigner({ keys })(lesson, { expiresAt }),
      );
      assert.match(cause, new RegExp(`It is ${spec} for ${usage}`));
    });

  for (const [name, reply, message] of [
    [
      "is denied",
      { error: "AccessDeniedException", message: "kms:Sign" },
      /KMS did not sign with rsa\. AccessDeniedException: kms:Sign/,
    ],
    [
      "is throttled",
      { error: "ThrottlingException", message: "Rate." },
      /ThrottlingException/,
    ],
    ["answers nothing", { body: {} }, /no signature/],
    ["is silent", "silence", /answer took longer than 1 s/],
  ] as const)
    // prettier-ignore
    it(`that ${name} when asked to sign is keys-unavailable, and the next grant tries anew`, async () => {
      kms.intercept = ({ operation }) =>
        operation === "Sign" ? reply : undefined;
      const keys = keysFromKms({
        client,
        keyId: "rsa",
        keyPairId: "K1",
        timeoutSeconds: 1,
      });
      const signer = createSigner({ keys });
      const { cause } = await causeOf(() => signer(lesson, { expiresAt }));
      assert.match(cause, message);
      kms.intercept = () => undefined;
      assert.ok(isGood(await signer(lesson, { expiresAt }), rsa.publicKey));
    });

  const one = { keyId: "rsa", keyPairId: "K1" };
  const later = { keyId: "alias/p256", keyPairId: "K2", from: "2099-01-01" };
  for (const [name, options, message] of [
    ["no client", { ...one, client: undefined }, /`client`/],
    ["no key", {}, /`keyId`/],
    ["no ID", { keyId: "rsa" }, /`keyPairId`/],
    ["an empty list", { keys: [] }, /`keys` is an array of 0/],
    ["a list beside a key", { ...one, keys: [one] }, /`keys` stands beside/],
    [
      "a wrong date",
      { keys: [one, { ...later, from: "soon" }] },
      /`keys\[1\]\.from`/,
    ],
    [
      "two from the start",
      { keys: [one, { ...later, from: undefined }] },
      /same moment/,
    ],
    [
      "one key under two IDs",
      { keys: [one, { ...later, keyId: "rsa" }] },
      /one KMS key under two IDs/,
    ],
    [
      "two keys under one ID",
      { keys: [one, { ...later, keyPairId: "K1" }] },
      /same keyPairId/,
    ],
    ["none that signs yet", later, /No key signs yet/],
  ] as [string, object, RegExp][])
    // prettier-ignore
    it(`with ${name} are refused at once`, () => {
      assert.throws(
        () => keysFromKms({ client, ...options } as KmsKeysOptions),
        (error: Error) =>
          error instanceof TypeError && message.test(error.message),
      );
    });
});
