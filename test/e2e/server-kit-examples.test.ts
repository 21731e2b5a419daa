import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import S3rver from "s3rver";
import { startDynamoDB } from "../support/dynamodb.js";
import { createAwsJsonServer } from "../support/aws-json-server.js";
import { examplesOf } from "../support/examples.js";
import { createKmsServer, vaultKey } from "../support/kms-server.js";
import { startRedis } from "../support/redis-server.js";
import type { ExampleResult } from "../support/run-examples.js";

const pages = [
  "docs/server-kit.md",
  "docs/lms/ghost.md",
  "docs/lms/open-edx.md",
];
const examples = pages.flatMap(examplesOf);

/** In the checkout, so that the package's own name leads to what was built of it, and packages are found. */
const folder = mkdtempSync("test/.examples-");
const results = new Map<string, ExampleResult>();
const closing: (() => Promise<unknown> | void)[] = [];

before(async () => {
  const files = examples.map(({ code, check }, index) => {
    const file = resolve(folder, `${index}.ts`);
    const text = `${code}\n${check}\n`.replaceAll(
      '"../test/support/',
      '"../support/',
    );
    writeFileSync(file, text);
    return file;
  });
  mkdirSync(join(folder, "media"));
  cpSync("demo/media/lesson-1/ts", join(folder, "media/lesson-1"), {
    recursive: true,
  });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      "--import",
      import.meta.resolve("tsx"),
      resolve("test/support/run-examples.ts"),
      ...files,
    ],
    {
      cwd: folder,
      env: { ...process.env, ...(await surroundings()) },
      maxBuffer: 16_000_000,
    },
  );
  for (const line of stdout.split("\n"))
    if (line.startsWith('{"file":')) {
      const result = JSON.parse(line) as ExampleResult;
      results.set(result.file, result);
    }
});

after(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const close of closing) await close();
});

/** The services that the examples talk to, at the wire; the real clients find them by AWS's own variables. */
async function surroundings(): Promise<Record<string, string>> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const secret = JSON.stringify({ keyPairId: "K2", privateKey });
  const keysFile = resolve(folder, "keys.json");
  writeFileSync(keysFile, secret);
  const secrets = await createAwsJsonServer(() => ({
    body: { SecretString: secret },
  }));
  const kms = await createKmsServer(
    new Map([["alias/cloudfront-2026", vaultKey("ECC_NIST_P256", "2026")]]),
  );
  const dynamodb = await startDynamoDB();
  const redis = await startRedis();
  const s3 = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: mkdtempSync(resolve(folder, "s3-")),
  });
  const { port } = (await s3.run()) as AddressInfo;
  closing.push(secrets.close, kms.close, dynamodb.close, redis.close, () =>
    s3.close(),
  );
  return {
    CLOUDFRONT_KEY_PAIR_ID: "K2JCJMDEHXQW5F",
    CLOUDFRONT_PRIVATE_KEY: privateKey,
    CLOUDFRONT_KEYS: keysFile,
    REDIS_URL: redis.socket,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "S3RVER",
    AWS_SECRET_ACCESS_KEY: "S3RVER",
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.client.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.client.endpoint,
  };
}

describe(`the examples of ${pages.join(", ")}, run with the built package`, () => {
  examples.forEach(({ place, throws }, index) => {
    test(`${place} does what it says`, () => {
      const result = results.get(resolve(folder, `${index}.ts`));
      assert.ok(result, "It was not run: one before it ended the process.");
      if (throws === undefined) assert.equal(result.error, undefined);
      else assert.ok(result.error?.includes(throws), `${result.error}`);
    });
  });

  test("each have a check, or say what they throw", () => {
    assert.ok(examples.length > 20, `${examples.length}`);
    assert.deepEqual(
      examples
        .filter(
          ({ check, throws, code }) =>
            !check && !throws && !/^test\(/m.test(code),
        )
        .map(({ place }) => place),
      [],
    );
  });
});
