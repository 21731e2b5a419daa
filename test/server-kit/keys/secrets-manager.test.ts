import assert from "node:assert/strict";
import { after, beforeEach, describe, it } from "node:test";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createSigner } from "../../../server-kit/index.js";
import {
  keysFromSecretsManager,
  type SecretsManagerKeysOptions,
} from "../../../server-kit/keys/secrets-manager.js";
import {
  createAwsJsonServer,
  type AwsReply,
} from "../../support/aws-json-server.js";
import { causeOf, isGood, lesson, listen, p256, stoppedClocks } from "./harness.js"; // prettier-ignore

const [one, two] = [p256(), p256()];
const expiresAt = 1_790_000_900;
const secretId = "cloudfront/signing";

let reply: AwsReply;
const service = await createAwsJsonServer(() => reply);
const client = new SecretsManagerClient(service.client);
after(async () => {
  client.destroy();
  await service.close();
});

const secret = (value: unknown): AwsReply => ({
  body: {
    Name: secretId,
    SecretString: typeof value === "string" ? value : JSON.stringify(value),
  },
});
const first = { keyPairId: "K1", privateKey: one.pem };
const second = { keyPairId: "K2", privateKey: two.pem };

function make(options: Partial<SecretsManagerKeysOptions> = {}) {
  return keysFromSecretsManager({ client, secretId, ...options });
}

beforeEach(() => {
  reply = secret(first);
  service.requests.length = 0;
});

describe("keys in Secrets Manager", () => {
  it("sign, with ID, key and hash of one secret", async () => {
    reply = secret({ ...first, hash: "SHA256" });
    const keys = make();
    const signed = await createSigner({ keys })(lesson, { expiresAt });
    assert.equal(signed.keyPairId, "K1");
    assert.ok(isGood(signed, one.publicKey));
    assert.deepEqual(service.requests, [
      { operation: "GetSecretValue", input: { SecretId: secretId } },
    ]);
    reply = secret({ ...first, hash: "SHA1" });
    const old = await createSigner({ keys: make() })(lesson, { expiresAt });
    assert.equal("hashAlgorithm" in old, false);
  });

  it("are asked for once by 100 grants at a time", async () => {
    const keys = make();
    await Promise.all(Array.from({ length: 100 }, () => keys.current()));
    assert.equal(service.requests.length, 1);
  });

  it("are read again after five minutes, and a grant does not wait for that", async () => {
    using clock = stoppedClocks();
    const { log, until, entries } = listen();
    const keys = make({ log });
    await keys.current();
    reply = secret(second);
    clock.pass(299);
    await keys.current();
    assert.equal(service.requests.length, 1);
    clock.pass(1);
    const served = keys.current();
    assert.equal(served instanceof Promise, false);
    await until("keys-refreshed", 2);
    assert.equal((await keys.current()).keyPairId, "K2");
    assert.deepEqual(entries, [
      { event: "keys-refreshed", keyPairId: "K1" },
      { event: "keys-refreshed", keyPairId: "K2" },
    ]);
    assert.deepEqual(keys.status(), {
      signing: { keyPairId: "K2", since: undefined },
      others: [],
      refreshedAt: clock.now(),
      refreshError: undefined,
    });
  });

  it("serve on through an outage, which is told once an attempt", async () => {
    using clock = stoppedClocks();
    const { log, until, entries } = listen();
    const keys = make({ log });
    await keys.current();
    reply = { error: "InternalServiceError", status: 500, message: "Down." };
    clock.pass(300);
    await keys.current();
    await until("keys-refresh-failed");
    for (let grant = 0; grant < 50; grant++)
      assert.equal((await keys.current()).keyPairId, "K1");
    assert.equal(service.requests.length, 2);
    assert.match(keys.status().refreshError!, /InternalServiceError: Down\./);
    clock.pass(86_400);
    assert.equal((await keys.current()).keyPairId, "K1");
    await until("keys-refresh-failed", 2);
    assert.equal(service.requests.length, 3);
    reply = secret(second);
    clock.pass(5);
    await keys.current();
    await until("keys-refreshed", 2);
    assert.equal((await keys.current()).keyPairId, "K2");
    assert.equal(keys.status().refreshError, undefined);
    const failed = entries.filter((each) => "error" in each);
    assert.equal(failed.length, 2);
  });

  it("are neither read more often nor kept longer when the wall clock is set", async () => {
    using clock = stoppedClocks();
    const { log, until } = listen();
    const keys = make({ log });
    await keys.current();
    for (const seconds of [-7 * 86_400, 14 * 86_400]) {
      clock.setWallClock(seconds);
      await keys.current();
      assert.equal(service.requests.length, 1);
    }
    clock.setWallClock(-30 * 86_400);
    clock.pass(300);
    await keys.current();
    await until("keys-refreshed", 2);
  });

  it("switch at the moment that the secret names, without another look at it", async () => {
    using clock = stoppedClocks();
    const from = clock.now() + 100;
    reply = secret({ keys: [first, { ...second, from }] });
    const keys = make();
    assert.equal((await keys.current()).keyPairId, "K1");
    assert.deepEqual(keys.status().others, [{ keyPairId: "K2", from }]);
    clock.pass(99);
    assert.equal((await keys.current()).keyPairId, "K1");
    clock.pass(1);
    assert.equal((await keys.current()).keyPairId, "K2");
    assert.deepEqual(keys.status().signing, { keyPairId: "K2", since: from });
    assert.equal(service.requests.length, 1);
  });

  it("that none signs with yet do not replace those that do", async () => {
    using clock = stoppedClocks();
    const { log, until } = listen();
    const keys = make({ log });
    await keys.current();
    reply = secret({ keys: [{ ...second, from: clock.now() + 600 }] });
    clock.pass(300);
    await keys.current();
    await until("keys-refresh-failed");
    assert.equal((await keys.current()).keyPairId, "K1");
    assert.match(keys.status().refreshError!, /No key signs yet/);
  });

  it("of which none signs after all, as the clock went back, are unavailable", async () => {
    using clock = stoppedClocks();
    reply = secret({ keys: [{ ...second, from: clock.now() - 60 }] });
    const keys = make();
    await keys.current();
    clock.setWallClock(-3_600);
    const { cause } = await causeOf(() => keys.current());
    assert.match(cause, /set the clock right/);
  });

  it("that do not come are given up", async () => {
    reply = "silence";
    const keys = make({ timeoutSeconds: 1 });
    const { cause } = await causeOf(() => keys.current());
    assert.match(cause, /did not hand out the secret cloudfront\/signing\. Its answer took longer than 1 s/); // prettier-ignore
  });

  it("of a service that cannot be reached are unavailable", async () => {
    const { port } = new URL(service.client.endpoint);
    const gone = await createAwsJsonServer(() => "silence");
    await gone.close();
    assert.notEqual(new URL(gone.client.endpoint).port, port);
    const keys = make({ client: new SecretsManagerClient(gone.client) });
    const { cause } = await causeOf(() => keys.current());
    assert.match(cause, /ECONNREFUSED/);
  });
});

describe("a secret that gives no key is keys-unavailable, and the log says why:", () => {
  const denied = "User: arn:aws:iam::111122223333:user/app is not authorized to perform: secretsmanager:GetSecretValue"; // prettier-ignore
  for (const [name, answer, message] of [
    [
      "there is none",
      {
        error: "ResourceNotFoundException",
        message: "Secrets Manager can't find the specified secret.",
      },
      /ResourceNotFoundException: Secrets Manager can't find/,
    ],
    [
      "denied",
      { error: "AccessDeniedException", message: denied },
      /AccessDeniedException: User: .* is not authorized/,
    ],
    ["empty", secret(""), /SecretString is empty/],
    ["without a value", { body: { Name: secretId } }, /SecretString is empty/],
    [
      "binary",
      {
        body: {
          SecretBinary: Buffer.from(JSON.stringify(first)).toString("base64"),
        },
      },
      /binary.*Store it as text/,
    ],
    [
      "truncated JSON",
      secret(JSON.stringify(first).slice(0, 150)),
      /The secret cloudfront\/signing cannot be used\. It is a string of 150 characters, but no JSON/,
    ],
    ["PEM alone", secret(one.pem), /PEM, without the ID/],
    [
      "a public key",
      secret({ ...first, privateKey: one.publicPem }),
      /`privateKey`.*public key/,
    ],
    [
      "half a PEM",
      secret({ ...first, privateKey: one.pem.slice(0, 120) }),
      /`privateKey` is a string of 120 characters/,
    ],
    [
      "a truncated answer",
      {
        text: `{"SecretString": ${JSON.stringify(JSON.stringify(first)).slice(0, 120)}`,
      },
      /SyntaxError: the answer cannot be read/,
    ],
    [
      "an answer with a key in its error",
      { error: "Odd", message: one.pem },
      /Odd\.$/,
    ],
  ] as [string, AwsReply, RegExp][])
    // prettier-ignore
    it(name, async () => {
      reply = answer;
      const { log, entries } = listen();
      const keys = make({ log });
      const { cause, error } = await causeOf(() => keys.current());
      assert.match(cause, message);
      assert.match(cause, /cloudfront\/signing/);
      assert.equal(keys.status().refreshError, cause);
      assert.deepEqual(entries, [
        { event: "keys-refresh-failed", error: error.cause },
      ]);
      // A second grant in the pause is refused without another request.
      await causeOf(() => createSigner({ keys })(lesson, { expiresAt }));
      assert.equal(service.requests.length, 1);
    });
});

for (const [name, options, option] of [
  ["no client", { client: undefined as never }, "client"],
  ["a client's options", { client: service.client as never }, "client"],
  ["no secret", { secretId: undefined as never }, "secretId"],
  ["milliseconds", { cacheSeconds: 300_000 }, "cacheSeconds"],
] as const)
  it(`a key provider with ${name} is refused at once`, () => {
    assert.throws(() => make(options), new RegExp(`^TypeError: \`${option}\``));
  });
