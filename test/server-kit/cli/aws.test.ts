import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { text as textOf } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import { createAwsJsonServer } from "../../support/aws-json-server.js";
import { startStub } from "../../support/http-stub.js";
import { commandLine } from "./command-line.js";

const directory = mkdtempSync(join(tmpdir(), "s3-"));
const s3 = new S3rver({
  address: "127.0.0.1",
  port: 0,
  directory,
  silent: true,
  configureBuckets: [{ name: "school-media" }],
});
/** As a shell has it, for the clients that the commands make. */
const env: Record<string, string> = {
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "S3RVER",
  AWS_SECRET_ACCESS_KEY: "S3RVER",
  AWS_MAX_ATTEMPTS: "1",
};
before(async () => {
  const { port } = await s3.run();
  env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${port}`;
  Object.assign(process.env, env);
});
after(async () => {
  await s3.close();
  rmSync(directory, { recursive: true });
});

function lesson(cwd: string): void {
  mkdirSync(join(cwd, "out/v1"), { recursive: true });
  for (const [name, text] of Object.entries({
    "index.m3u8": "#EXTM3U\nindex_720p.m3u8\n",
    "index_720p.m3u8": "#EXTM3U\nindex_720p_00001.ts\n",
    "index_720p_00001.ts": "segment one",
    "index_720p_00002.ts": "segment two",
    "storyboard.vtt": "WEBVTT\n",
  }))
    writeFileSync(join(cwd, "out/v1", name), text);
}

test("upload sends each file with its type and headers, and the multivariant playlist last", async (t) => {
  const { cwd, type } = commandLine(t);
  lesson(cwd);
  const to = ["--to", "s3://school-media/lesson-1/v1"];
  const planned = await type(["upload", "out/v1", ...to, "--dry-run"]);
  assert.match(
    planned.out,
    /Would send out\/v1\/index\.m3u8 to s3:\/\/school-media\/lesson-1\/v1\/index\.m3u8\n$/,
  );
  const { exitCode, out, err } = await type(["upload", "out/v1", ...to]);
  assert.equal(exitCode, 0, err);
  assert.match(out, /5 files, .*5 sent, 0 there already/);
  const client = new S3Client({ forcePathStyle: true });
  const got = async (name: string) => {
    const { Body, ContentType, CacheControl } = await client.send(
      new GetObjectCommand({
        Bucket: "school-media",
        Key: `lesson-1/v1/${name}`,
      }),
    );
    const text = await (
      Body as { transformToString(): Promise<string> }
    ).transformToString();
    return { text, ContentType, CacheControl };
  };
  assert.deepEqual(await got("index.m3u8"), {
    text: "#EXTM3U\nindex_720p.m3u8\n",
    ContentType: "application/vnd.apple.mpegurl",
    CacheControl: "private, no-cache",
  });
  assert.equal((await got("index_720p_00002.ts")).ContentType, "video/mp2t");

  writeFileSync(join(cwd, "out/v1/index_720p_00002.ts"), "segment 2!!");
  const again = await type(["upload", "out/v1", ...to]);
  assert.match(again.out, /1 sent, 4 there already/);
  assert.equal((await got("index_720p_00002.ts")).text, "segment 2!!");
});

test("upload keeps the order: nothing names what is not there", async (t) => {
  const { cwd, type } = commandLine(t);
  lesson(cwd);
  const stub = await startStub(t, (response, request) => {
    request.resume();
    request.once("end", () => {
      response.statusCode = request.method === "HEAD" ? 404 : 200;
      response.end();
    });
  });
  await withEnv(t, { AWS_ENDPOINT_URL_S3: stub.origin });
  await type(["upload", "out/v1", "--to", "s3://school-media"]);
  const sent = stub.requests
    .filter((request) => request.startsWith("PUT"))
    .map((request) => /\/([^/?]+)(?:\?|$)/.exec(request)![1]);
  assert.deepEqual(sent.slice(-2), ["index_720p.m3u8", "index.m3u8"]);
  assert.equal(sent.length, 5);
});

test("upload says what AWS says, and how to go on", async (t) => {
  const { cwd, type } = commandLine(t);
  lesson(cwd);
  const { exitCode, err } = await type([
    ...["upload", "out/v1", "--to", "s3://another-bucket/x"],
  ]);
  assert.equal(exitCode, 3);
  assert.match(err, /s3:\/\/another-bucket\/x\/.*NoSuchBucket/);
  assert.doesNotMatch(err, /\n {2,}at /);
});

for (const [what, args, message] of [
  ["a place that is none", ["upload", ".", "--to", "school-media"], /s3:\/\//],
  [
    "a folder that is not there",
    ["upload", "none", "--to", "s3://school-media"],
    /no such file/,
  ],
  [
    "a path without its slash",
    ["invalidate", "E1", "lesson-1/*"],
    /begins with/,
  ],
] as const)
  test(`${what}: exit code 2, and the way out`, async (t) => {
    const { type } = commandLine(t);
    const { exitCode, err } = await type(args);
    assert.equal(exitCode, 2);
    assert.match(err, message);
  });

async function withEnv(
  t: TestContext,
  values: Record<string, string>,
): Promise<void> {
  const before = Object.fromEntries(
    Object.keys(values).map((name) => [name, process.env[name]]),
  );
  Object.assign(process.env, values);
  t.after(() => {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
  return Promise.resolve();
}

/** CloudFront at the wire: XML over paths. */
async function cloudFront(t: TestContext) {
  const bodies = new Map<string, string>();
  const stub = await startStub(t, async (response, request) => {
    const path = request.url!.replace("/2020-05-31/", "");
    const body = await textOf(request);
    bodies.set(`${request.method} ${path}`, body);
    const answers: Record<string, string> = {
      "POST public-key":
        "<PublicKey><Id>K2JCJMDEHXQW5F</Id><CreatedTime>2026-11-26T00:00:00Z</CreatedTime></PublicKey>",
      "POST key-group": "<KeyGroup><Id>group-1</Id></KeyGroup>",
      "GET key-group/group-1":
        "<KeyGroup><Id>group-1</Id><KeyGroupConfig><Name>lessons</Name><Items><PublicKey>KOLD</PublicKey></Items></KeyGroupConfig></KeyGroup>",
      "PUT key-group/group-1": "<KeyGroup><Id>group-1</Id></KeyGroup>",
      "GET public-key/KOLD":
        "<PublicKey><Id>KOLD</Id><CreatedTime>2026-01-01T00:00:00Z</CreatedTime></PublicKey>",
      "POST distribution/E1/invalidation":
        "<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>",
    };
    const answer = answers[`${request.method} ${path}`];
    response.writeHead(answer ? 200 : 404, {
      "Content-Type": "text/xml",
      ETag: "E-TAG",
    });
    response.end(
      answer ??
        "<ErrorResponse><Error><Code>NoSuchThing</Code><Message>It is not there.</Message></Error></ErrorResponse>",
    );
  });
  await withEnv(t, { AWS_ENDPOINT_URL_CLOUDFRONT: stub.origin });
  return { stub, bodies };
}

test("keys create --apply does the three steps, and writes over no secret", async (t) => {
  const { type } = commandLine(t);
  const { bodies } = await cloudFront(t);
  let exists = false;
  const secrets = await createAwsJsonServer(({ operation }) =>
    operation === "CreateSecret" && !exists
      ? { body: { Name: "signing" } }
      : { error: "ResourceExistsException", message: "It is there already." },
  );
  t.after(() => secrets.close());
  await withEnv(t, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.client.endpoint,
  });
  const apply = ["keys", "create", "--apply", "--secret", "signing"];
  const { exitCode, out, err } = await type([...apply, "--name", "one"]);
  assert.equal(exitCode, 0, err);
  assert.match(
    out,
    /knows the public half as K2JCJMDEHXQW5F, in the key group group-1/,
  );
  assert.match(bodies.get("POST public-key")!, /BEGIN PUBLIC KEY/);
  assert.match(bodies.get("POST key-group")!, /<PublicKey>K2JCJMDEHXQW5F</);
  const text = String(secrets.requests[0]!.input.SecretString);
  const secret = JSON.parse(text) as Record<string, string>;
  assert.equal(secret.keyPairId, "K2JCJMDEHXQW5F");
  assert.match(secret.privateKey!, /BEGIN PRIVATE KEY/);
  assert.doesNotMatch(out, /BEGIN/);

  exists = true;
  const again = await type([...apply, "--name", "two"]);
  assert.equal(again.exitCode, 3);
  assert.match(again.err, /ResourceExistsException.*keys rotate --secret/);
  assert.deepEqual(
    secrets.requests.map(({ operation }) => operation),
    ["CreateSecret", "CreateSecret"],
  );
});

test("keys create --apply --key-group keeps the keys that are in the group", async (t) => {
  const { type } = commandLine(t);
  const { bodies } = await cloudFront(t);
  const { exitCode, err } = await type([
    ...["keys", "create", "--apply", "--key-group", "group-1"],
  ]);
  assert.equal(exitCode, 0, err);
  assert.match(
    bodies.get("PUT key-group/group-1")!,
    /<PublicKey>KOLD<\/PublicKey><PublicKey>K2JCJMDEHXQW5F</,
  );
});

test("keys status says that CloudFront lacks the key that signs", async (t) => {
  const { type } = commandLine(t);
  await cloudFront(t);
  await type(["keys", "create", "--local"]);
  const { exitCode, out } = await type([
    ...["keys", "status", "--key", "keys/signing.json"],
    ...["--key-group", "group-1"],
  ]);
  assert.equal(exitCode, 1);
  assert.match(out, /NOT IN THE KEY GROUP/);
  assert.match(
    out,
    /^KOLD {2}in the key group, but not here {2}made 2026-01-01/m,
  );
});

test("invalidate asks for the paths", async (t) => {
  const { type } = commandLine(t);
  const { bodies } = await cloudFront(t);
  const { exitCode, out, err } = await type([
    ...["invalidate", "E1", "/lesson-1/v1/*", "/index.html"],
  ]);
  assert.equal(exitCode, 0, err);
  assert.match(out, /I1 has begun/);
  assert.match(
    bodies.get("POST distribution/E1/invalidation")!,
    /<Quantity>2<\/Quantity>.*<Path>\/lesson-1\/v1\/\*<\/Path>/,
  );
  const missing = await type(["invalidate", "E2", "/a"]);
  assert.equal(missing.exitCode, 3);
  assert.match(
    missing.err,
    /The distribution E2: NoSuchThing: It is not there\./,
  );
});
