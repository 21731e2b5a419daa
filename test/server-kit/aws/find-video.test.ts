import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, mock, test, type TestContext } from "node:test";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import fc from "fast-check";
import S3rver from "s3rver";
import {
  createVideoFinder,
  type VideoFinderOptions,
} from "../../../server-kit/aws/find-video.js";
import {
  createGrantHandler,
  createSigner,
  GrantError,
  scope,
} from "../../../server-kit/index.js";
import { makeKey } from "../../support/issuer.js";
import {
  startStub,
  type HttpStub,
  type StubAnswer,
} from "../../support/http-stub.js";

const cdn = "https://cdn.school.example";
const bucket = "school-videos";
const lesson = (name: string) => scope.directory(cdn, "courses", name);
const directory = mkdtempSync(join(tmpdir(), "s3-"));
const s3 = new S3rver({
  address: "127.0.0.1",
  port: 0,
  directory,
  silent: true,
  configureBuckets: [{ name: bucket }],
});
let client: S3Client;

function clientOf(endpoint: string, maxAttempts = 1): S3Client {
  return new S3Client({
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    forcePathStyle: true,
    maxAttempts,
  });
}

before(async () => {
  const { port } = await s3.run();
  client = clientOf(`http://127.0.0.1:${port}`);
  for (const Key of [
    "courses/hls/index.m3u8",
    "courses/hls/video.mp4",
    "courses/raw/video.mp4",
    "courses/raw/other.mp4",
    "courses/nested/v7/main.m3u8",
    "published/courses/there/index.m3u8",
    "courses/empty/readme.txt",
    "index.m3u8",
  ])
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: "x" }));
});
after(async () => {
  client.destroy();
  await s3.close();
  rmSync(directory, { recursive: true });
});

const finder = (more: Partial<VideoFinderOptions> = {}) =>
  createVideoFinder({ client, bucket, ...more });

const isMissing = (answer: Promise<unknown>) =>
  assert.rejects(answer, (error) => {
    assert.ok(error instanceof GrantError, String(error));
    assert.equal(error.code, "not-found");
    assert.doesNotMatch(error.message, /courses|school/);
    return true;
  });

const isDown = (answer: Promise<unknown>, cause: RegExp) =>
  assert.rejects(answer, (error) => {
    assert.ok(error instanceof GrantError, String(error));
    assert.equal(
      `${error.code} ${error.reason}`,
      "server-error origin-unavailable",
    );
    assert.equal(error.retryAfterSeconds, 5);
    assert.match(String(error.cause), cause);
    assert.doesNotMatch(error.message, /courses|school/);
    return true;
  });

async function stubbed(
  t: TestContext,
  answer: StubAnswer,
  maxAttempts = 1,
): Promise<{ stub: HttpStub; other: S3Client }> {
  const stub = await startStub(t, answer);
  const other = clientOf(stub.origin, maxAttempts);
  t.after(() => other.destroy());
  return { stub, other };
}

const there: StubAnswer = (response) => response.writeHead(200).end();
const missing: StubAnswer = (response) => response.writeHead(404).end();

test("a lesson in HLS is played as HLS, even where the raw file lies beside it", async () => {
  const hls = { video: "index.m3u8", isHls: true };
  assert.deepEqual(await finder()(lesson("hls")), hls);
  assert.deepEqual(await finder({ rawFile: "video.mp4" })(lesson("hls")), hls);
});

test("a lesson that is not HLS yet is not there, and its raw file is not handed out", async () => {
  await isMissing(finder()(lesson("raw")));
});

test("the raw file is played where an option allows it and it is there", async () => {
  assert.deepEqual(await finder({ rawFile: "video.mp4" })(lesson("raw")), {
    video: "video.mp4",
    isHls: false,
  });
  assert.deepEqual(await finder()(lesson("raw"), { rawFile: "other.mp4" }), {
    video: "other.mp4",
    isHls: false,
  });
  await isMissing(finder({ rawFile: "lost.mp4" })(lesson("raw")));
  await isMissing(finder({ rawFile: "video.mp4" })(lesson("empty")));
});

test("the playlist may have another name, for all or for one", async () => {
  const found = { video: "v7/main.m3u8", isHls: true };
  assert.deepEqual(
    await finder({ playlist: "v7/main.m3u8" })(lesson("nested")),
    found,
  );
  assert.deepEqual(
    await finder()(lesson("nested"), { playlist: "v7/main.m3u8" }),
    found,
  );
});

test("the distribution's origin path is where the edge's paths begin", async () => {
  assert.deepEqual(
    await finder({ originPath: "/published" })(lesson("there")),
    { video: "index.m3u8", isHls: true },
  );
  await isMissing(finder()(lesson("there")));
  await isMissing(finder({ originPath: "/published" })(lesson("hls")));
});

test("a whole host is a directory too", async () => {
  assert.deepEqual(await finder()(scope.dangerouslyWide(cdn)), {
    video: "index.m3u8",
    isHls: true,
  });
});

for (const [what, answer, cause] of [
  [
    "refuses",
    (response) => response.writeHead(403).end(),
    /403 for courses\/a\/index.m3u8 in school-videos: either it is not there, and the role lacks s3:ListBucket on the bucket; or the role lacks s3:GetObject/,
  ],
  ["fails", (response) => response.writeHead(500).end(), /./],
  ["asks to slow down", (response) => response.writeHead(503).end(), /./],
  ["is in another region", (response) => response.writeHead(301).end(), /./],
  [
    "does not know the credentials",
    (response) => response.writeHead(400).end(),
    /./,
  ],
  ["hangs up", (response) => response.destroy(), /./],
] as [string, StubAnswer, RegExp][])
  test(`when S3 ${what}, that is not taken for "not there", and the raw file is not handed out`, async (t) => {
    const { stub, other } = await stubbed(t, answer);
    await isDown(
      finder({ client: other, rawFile: "video.mp4" })(lesson("a")),
      cause,
    );
    assert.deepEqual(stub.requests, [`HEAD /${bucket}/courses/a/index.m3u8`]);
  });

test("when S3 fails at the raw file, that is not taken for not there either", async (t) => {
  const { other } = await stubbed(t, (response, { url = "" }) =>
    response.writeHead(url.endsWith(".mp4") ? 403 : 404).end(),
  );
  await isDown(
    finder({ client: other, rawFile: "video.mp4" })(lesson("a")),
    /courses\/a\/video.mp4/,
  );
});

test(
  "when S3 is slow, nothing is played: the request is given up at the time limit, retries included",
  { timeout: 20_000 },
  async (t) => {
    const { stub, other } = await stubbed(t, () => undefined, 10);
    const closed = new Promise<void>((resolve) => {
      stub.answer = (response) => response.once("close", () => resolve());
    });
    const startedAt = performance.now();
    await isDown(
      finder({ client: other, rawFile: "video.mp4", timeoutSeconds: 1 })(
        lesson("a"),
      ),
      /S3 took longer than 1 s/,
    );
    assert.ok(performance.now() - startedAt < 5_000);
    await closed;
    assert.equal(stub.requests.length, 1);
  },
);

test("one time limit holds for the playlist and the raw file together", async (t) => {
  const { other } = await stubbed(t, (response, { url = "" }) => {
    if (url.endsWith(".m3u8"))
      setTimeout(() => response.writeHead(404).end(), 600);
  });
  const startedAt = performance.now();
  await isDown(
    finder({ client: other, rawFile: "video.mp4", timeoutSeconds: 1 })(
      lesson("a"),
    ),
    /longer than 1 s/,
  );
  assert.ok(performance.now() - startedAt < 1_500 + 1_000);
});

test("what was found is not asked for again within a minute, and then it is", async (t) => {
  const { stub, other } = await stubbed(t, there);
  const find = finder({ client: other });
  for (let index = 0; index < 5; index += 1) await find(lesson("a"));
  await find(lesson("b"));
  assert.equal(stub.requests.length, 2);
  const real = performance.now.bind(performance);
  const clock = mock.method(performance, "now", () => real() + 61_000);
  t.after(() => clock.mock.restore());
  await find(lesson("a"));
  assert.equal(stub.requests.length, 3);
});

test("what was not found, or could not be asked, is asked for again", async (t) => {
  const { stub, other } = await stubbed(t, missing);
  const find = finder({ client: other });
  await isMissing(find(lesson("a")));
  stub.answer = (response) => response.writeHead(503).end();
  await isDown(find(lesson("a")), /./);
  stub.answer = there;
  assert.equal((await find(lesson("a"))).isHls, true);
  assert.equal(stub.requests.length, 3);
});

test("a cache of no seconds asks each time", async (t) => {
  const { stub, other } = await stubbed(t, there);
  const find = finder({ client: other, cacheSeconds: 0 });
  await find(lesson("a"));
  await find(lesson("a"));
  assert.equal(stub.requests.length, 2);
});

test("no more videos are kept than there is room for", async (t) => {
  const { stub, other } = await stubbed(t, there);
  const find = finder({ client: other, maxEntries: 2 });
  for (const name of ["a", "b", "c", "c", "b", "a"]) await find(lesson(name));
  assert.equal(stub.requests.length, 4);
});

test("a hundred viewers of one new video cost S3 one request, and another name is another question", async (t) => {
  const { stub, other } = await stubbed(t, there);
  const find = finder({ client: other });
  await Promise.all(Array.from({ length: 100 }, () => find(lesson("a"))));
  assert.equal(stub.requests.length, 1);
  await find(lesson("a"), { playlist: "main.m3u8" });
  await find(lesson("a"), { rawFile: "a.mp4" });
  assert.equal(stub.requests.length, 3);
});

test("what is found is what the grant plays", async () => {
  const find = finder({ rawFile: "video.mp4" });
  const handler = createGrantHandler({
    origins: [],
    signer: createSigner({
      keyPairId: "K1",
      privateKey: makeKey("k").privateKey,
    }),
    authenticate: () => "ada",
    authorize: async (_viewer, videoId = "") => ({
      scope: lesson(videoId),
      ...(await find(lesson(videoId))),
    }),
  });
  const ask = async (videoId: string) => {
    const response = await handler(
      new Request(`https://api.school.example/grant?videoId=${videoId}`),
    );
    const { videoUrl, isHls, code } = (await response.json()) as Record<
      string,
      unknown
    >;
    return [response.status, videoUrl ?? code, isHls];
  };
  assert.deepEqual(await ask("hls"), [
    200,
    `${cdn}/courses/hls/index.m3u8`,
    true,
  ]);
  assert.deepEqual(await ask("raw"), [
    200,
    `${cdn}/courses/raw/video.mp4`,
    false,
  ]);
  assert.deepEqual(await ask("none"), [404, "not-found", undefined]);
});

test("nothing of a request gets to S3 but a checked path", async (t) => {
  const { stub, other } = await stubbed(t, missing);
  const find = finder({ client: other, rawFile: "video.mp4", cacheSeconds: 0 });
  const id = fc.oneof(
    fc
      .array(
        fc.constantFrom(
          "..",
          ".",
          "/",
          "//",
          "\\",
          "*",
          "?",
          "#",
          "%2e",
          "%2F",
          "a",
          "b-1",
          " ",
          "\0",
          "ä",
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  await fc.assert(
    fc.asyncProperty(id, id, async (videoId, rawFile) => {
      stub.requests.length = 0;
      const answer = Promise.resolve().then(() =>
        find(scope.directory(cdn, "courses", ...scope.segments(videoId)), {
          rawFile,
        }),
      );
      await assert.rejects(
        answer,
        (error) =>
          error instanceof GrantError &&
          ["bad-request", "not-found"].includes(error.code),
      );
      for (const request of stub.requests)
        assert.match(
          request,
          /^HEAD \/school-videos\/courses\/(?:(?!\.\.?\/)[\w.~-]+\/)+(?!\.\.?$)[\w.~-]+$/,
        );
    }),
    { numRuns: 80 },
  );
});

test("a string, a scope that somebody made up, or a file is no directory to look in", async () => {
  for (const made of [
    `${cdn}/courses/hls/*`,
    { path: "/courses/hls/", origin: cdn, isFile: false },
    undefined,
    scope.file(cdn, "a.mp4"),
  ])
    await assert.rejects(
      finder()(made as never),
      (error: Error) =>
        error instanceof TypeError && /scope.directory/.test(error.message),
    );
});

for (const [what, options, message] of [
  ["no client", { client: undefined }, /`client` is undefined/],
  ["no bucket", { bucket: "" }, /`bucket` is an empty string/],
  [
    "a playlist that climbs",
    { playlist: "../index.m3u8" },
    /`playlist` is a string/,
  ],
  [
    "a playlist with a slash before it",
    { playlist: "/index.m3u8" },
    /`playlist`/,
  ],
  ["a raw file with a star", { rawFile: "*.mp4" }, /`rawFile`/],
  ["a raw file that is empty", { rawFile: "" }, /`rawFile`/],
  [
    "an origin path that ends in a slash",
    { originPath: "/published/" },
    /`originPath`/,
  ],
  [
    "an origin path without one before it",
    { originPath: "published" },
    /`originPath`/,
  ],
  ["no time at all", { timeoutSeconds: 0 }, /`timeoutSeconds`/],
  ["half a second of cache", { cacheSeconds: 0.5 }, /`cacheSeconds`/],
  ["room for nothing", { maxEntries: 0 }, /`maxEntries`/],
] as [string, object, RegExp][])
  test(`${what} is told when the endpoint starts`, () => {
    assert.throws(
      () => finder(options),
      (error: Error) =>
        error instanceof TypeError && message.test(error.message),
    );
  });
