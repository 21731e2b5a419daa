/** Nothing that a developer may print, log or send has a word of a private key in it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { inspect } from "node:util";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  createSigner,
  keysFromEnv,
  keysFromFile,
  problemResponse,
  type KeyProvider,
} from "../../../server-kit/index.js";
import { keysFromSecretsManager } from "../../../server-kit/keys/secrets-manager.js";
import {
  createAwsJsonServer,
  type AwsReply,
} from "../../support/aws-json-server.js";
import { lesson, listen, p256, rsa, type Pair } from "./harness.js";

const pairs = [rsa(), p256()];
const folder = mkdtempSync(join(tmpdir(), "silence-"));
let reply: AwsReply;
const service = await createAwsJsonServer(() => reply);
const client = new SecretsManagerClient(service.client);
after(async () => {
  rmSync(folder, { recursive: true });
  client.destroy();
  await service.close();
});

/** Pieces of the key in each spelling that it may be printed in; public halves are no secret. */
function piecesOf({ pem, privateKey, publicPem }: Pair): string[] {
  const lines = (text: string) =>
    text.split("\n").filter((line) => /^[\w+/=]{16,}$/.test(line));
  const { n, e, x, y, crv, kty, ...secret } = privateKey.export({ format: "jwk" }); // prettier-ignore
  assert.ok(kty && (n ?? x) && (e ?? y ?? crv));
  const values = Object.values(secret).map(String);
  const open = lines(publicPem);
  return [
    // A parser quotes no more than a few characters.
    ...lines(pem)
      .filter((line) => !open.includes(line))
      .map((line) => line.slice(0, 8)),
    ...values.map((value) => value.slice(0, 24)),
    ...values.map((value) =>
      Buffer.from(value, "base64url").toString("hex").slice(0, 24),
    ),
    "PRIVATE KEY",
  ];
}

function everyPrint(value: unknown): string {
  const prints = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    String(value),
    JSON.stringify(value) ?? "",
  ];
  for (let error = value; error instanceof Error; error = error.cause)
    prints.push(`${error.message} ${error.stack} ${JSON.stringify(error)}`);
  return prints.join("\n");
}

const failureOf = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => assert.fail("It worked."),
      (error: unknown) => error,
    );

/** Everything that can be seen of a provider that works. */
async function seen(keys: KeyProvider): Promise<unknown[]> {
  const signer = createSigner({ keys });
  const signed = await signer(lesson, { expiresAt: 1_790_000_900 });
  return [keys, signer, signed, await keys.current(), keys.status()];
}

/** Everything that can be seen of one that does not. */
async function seenToFail(keys: KeyProvider): Promise<unknown[]> {
  const error = await failureOf(() => keys.current());
  return [keys, error, keys.status(), await problemResponse(error).text()];
}

for (const pair of pairs)
  test(`a ${pair.privateKey.asymmetricKeyType} key is nowhere to be seen`, async () => {
    const { pem, privateKey } = pair;
    const { log, entries } = listen();
    const good = { keyPairId: "K1", privateKey: pem };
    const env = { CLOUDFRONT_KEY_PAIR_ID: "K1", CLOUDFRONT_PRIVATE_KEY: pem };
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const shown: unknown[] = [
      createSigner({ keyPairId: "K1", privateKey: pem }),
      createSigner({ keyPairId: "K1", privateKey }),
      ...(await seen(keysFromEnv({ env }))),
      ...(await seen(
        keysFromFile({ path: file("pem", pem), keyPairId: "K1", log }),
      )),
    ];
    reply = { body: { SecretString: JSON.stringify(good) } };
    const secretId = "cloudfront/signing";
    shown.push(
      ...(await seen(keysFromSecretsManager({ client, secretId, log }))),
    );

    const text = JSON.stringify(good);
    const broken = [
      text.slice(0, -20),
      `${text}}`,
      pem,
      JSON.stringify(pem),
      JSON.stringify({ [pem]: "K1" }),
      JSON.stringify({ keyPairId: pem, privateKey: pem }),
      JSON.stringify({ ...good, hash: pem }),
      JSON.stringify({ ...good, from: pem }),
      JSON.stringify({ ...good, privateKey: pem.slice(0, pem.length / 2) }),
      JSON.stringify({ ...good, privateKey: [pem] }),
      JSON.stringify({ keys: [good, good] }),
      JSON.stringify({ keys: [good, { ...good, keyPairId: "K2", from: "2001-10-01" }] }),
      JSON.stringify({ keys: pem }),
      JSON.stringify({ keys: { [pem]: pem } }),
    ]; // prettier-ignore
    for (const [index, content] of broken.entries()) {
      shown.push(
        ...(await seenToFail(
          keysFromFile({ path: file(`broken-${index}`, content), log }),
        )),
      );
      reply = { body: { SecretString: content } };
      shown.push(
        ...(await seenToFail(
          keysFromSecretsManager({ client, secretId, log }),
        )),
      );
    }
    for (const odd of [
      { text: `{"SecretString":${JSON.stringify(text)}` },
      { text: `${pem} {"SecretString":1}` },
      { text: pem.split("\n").slice(1).join("") },
      { error: "Odd", message: text },
      { body: { SecretBinary: Buffer.from(text).toString("base64") } },
      { body: { SecretString: { text } } },
    ]) {
      reply = odd;
      shown.push(
        ...(await seenToFail(
          keysFromSecretsManager({ client, secretId, log }),
        )),
      );
    }
    for (const work of [
      () => keysFromEnv({ env: { ...env, CLOUDFRONT_KEY_PAIR_ID: pem } }),
      () => keysFromEnv({ env: { ...env, CLOUDFRONT_PRIVATE_KEY: text } }),
      () => keysFromEnv({ privateKey: pem }),
      () => keysFromFile({ path: "x", keyPairId: pem }),
      () => keysFromSecretsManager({ client: pem as never, secretId: "x" }),
      () => createSigner({ keys: pem as never }),
      () => createSigner({ keyPairId: pem, privateKey: pem }),
    ])
      shown.push(await failureOf(work));

    assert.ok(entries.length > 30);
    const pieces = piecesOf(pair);
    for (const value of [...shown, ...entries]) {
      const print = everyPrint(value);
      for (const piece of pieces)
        assert.ok(!print.includes(piece), "A piece of the key can be seen.");
    }
  });

test("and the search would find it", () => {
  for (const pair of pairs)
    for (const visible of [
      { key: pair.pem.replaceAll("\n", "") },
      new Error("no", { cause: new Error(pair.pem) }),
      pair.privateKey.export({ format: "jwk" }),
    ])
      assert.ok(
        piecesOf(pair).some((piece) => everyPrint(visible).includes(piece)),
      );
});
