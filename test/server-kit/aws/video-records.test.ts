import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { buildJob } from "../../../server-kit/aws/mediaconvert/index.js";
import { onJobChange } from "../../../server-kit/aws/mediaconvert/jobs.js";
import { createVideoRecords } from "../../../server-kit/aws/video-records.js";
import { GrantError } from "../../../server-kit/index.js";
import { startDynamoDB, type DynamoDB } from "../../support/dynamodb.js";

let dynamodb: DynamoDB;
before(async () => {
  dynamodb = await startDynamoDB();
  await dynamodb.createTable("videos", "videoId");
});
after(() => dynamodb.close());

const records = () =>
  createVideoRecords({ client: dynamodb.client(), tableName: "videos" });

let count = 0;
const newVideo = () => `courses/lesson-${(count += 1)}`;

/** As EventBridge delivers it, of a job as `buildJob` makes it. */
function event(
  videoId: string,
  { version = 1, status = "COMPLETE", at = 1_000 } = {},
) {
  const { UserMetadata: userMetadata } = buildJob({
    input: "s3://school-uploads/a.mp4",
    output: "s3://school-videos/a",
    role: "arn:aws:iam::111122223333:role/mediaconvert",
    videoId,
    version,
  });
  return {
    source: "aws.mediaconvert",
    "detail-type": "MediaConvert Job State Change",
    time: "2026-11-26T10:00:00Z",
    detail: {
      timestamp: at,
      jobId: `job-${version}`,
      status,
      userMetadata,
      ...(status === "STATUS_UPDATE" && {
        jobProgress: { jobPercentComplete: 40 },
      }),
      ...(status === "ERROR" && { errorCode: 1404, errorMessage: "secret" }),
      ...(status === "COMPLETE" && {
        outputGroupDetails: [
          {
            type: "HLS_GROUP",
            outputDetails: [{ durationInMs: 12_400 }, { durationInMs: 12_345 }],
          },
          { type: "FILE_GROUP", outputDetails: [{}] },
        ],
      }),
    },
  };
}

const item = async (videoId: string) => {
  const get = new GetCommand({ TableName: "videos", Key: { videoId } });
  return (await dynamodb.client().send(get)).Item;
};

test("a video is not there while its job runs, and is once it is complete", async () => {
  const videoId = newVideo();
  const handler = onJobChange({ records: records() });
  const missing = () =>
    assert.rejects(
      records().find(videoId),
      (error) => error instanceof GrantError && error.code === "not-found",
    );
  await missing();
  await handler(event(videoId, { status: "PROGRESSING" }));
  await handler(event(videoId, { status: "STATUS_UPDATE", at: 2_000 }));
  assert.deepEqual((await item(videoId))!["job"], { percent: 40 });
  await missing();
  await handler(event(videoId, { at: 3_000 }));
  assert.deepEqual(await records().find(videoId), {
    video: "v1/index.m3u8",
    isHls: true,
    posterUrl: "v1/poster.0000001.jpg",
    durationSeconds: 12.4,
  });
});

test("the pictures of the timeline are listed before the record names them", async () => {
  const videoId = newVideo();
  const done: string[] = [];
  const handler = onJobChange({
    records: {
      record: async (change) => void done.push(change.files!.storyboard!),
    },
    writeFile: async ({ bucket, key, body, contentType }) =>
      void done.push(bucket, key, body, contentType),
  });
  await handler(event(videoId));
  const [bucket, key, body, contentType, recorded] = done;
  assert.equal(`${bucket}/${key}`, "school-videos/a/v1/storyboard.vtt");
  assert.equal(contentType, "text/vtt; charset=utf-8");
  assert.equal(recorded, "v1/storyboard.vtt");
  assert.equal(
    body,
    `WEBVTT

00:00:00.000 --> 00:00:05.000
storyboard.0000000.jpg

00:00:05.000 --> 00:00:10.000
storyboard.0000001.jpg

00:00:10.000 --> 00:00:12.400
storyboard.0000002.jpg
`,
  );
});

test("a version that fails leaves the one before it to be played", async () => {
  const videoId = newVideo();
  const handler = onJobChange({ records: records() });
  await handler(event(videoId));
  await handler(event(videoId, { version: 2, status: "ERROR", at: 2_000 }));
  assert.equal((await records().find(videoId)).video, "v1/index.m3u8");
  const found = await item(videoId);
  assert.equal(found!["jobState"], "failed");
  assert.deepEqual(found!["job"], { errorCode: 1404 });
});

test("whatever the order and however often events come, the newest version that is ready is played", async () => {
  const events = [
    { version: 1, status: "PROGRESSING", at: 1_000 },
    { version: 1, status: "STATUS_UPDATE", at: 2_000 },
    { version: 1, status: "COMPLETE", at: 3_000 },
    { version: 2, status: "PROGRESSING", at: 1_500 },
    { version: 2, status: "COMPLETE", at: 2_500 },
    { version: 3, status: "PROGRESSING", at: 4_000 },
    { version: 3, status: "ERROR", at: 5_000 },
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.shuffledSubarray(events),
      async (first, again) => {
        const videoId = newVideo();
        const handler = onJobChange({ records: records() });
        for (const each of [...first, ...again])
          await handler(event(videoId, each));
        assert.equal((await records().find(videoId)).video, "v2/index.m3u8");
        const found = await item(videoId);
        assert.equal(
          `${found!["jobVersion"]} ${found!["jobState"]}`,
          "3 failed",
        );
      },
    ),
    { numRuns: 30 },
  );
});

test("events that are no news of a job by buildJob change nothing", async () => {
  const told: unknown[] = [];
  const handler = onJobChange({
    records: { record: async (change) => told.push(change) },
  });
  const sound = event("a");
  for (const other of [
    {},
    undefined,
    { ...sound, source: "aws.s3" },
    { ...sound, detail: { ...sound.detail, userMetadata: {} } },
    { ...sound, detail: { ...sound.detail, status: "NEW_WARNING" } },
    { ...sound, detail: { ...sound.detail, status: "QUEUE_HOP" } },
  ])
    assert.equal(await handler(other), undefined);
  assert.deepEqual(told, []);
});

test("when DynamoDB cannot be reached, the event is delivered again, and a grant says that it is not now", async () => {
  const away = createVideoRecords({
    client: dynamodb.client("http://127.0.0.1:9"),
    tableName: "videos",
  });
  await assert.rejects(onJobChange({ records: away })(event(newVideo())));
  await assert.rejects(
    away.find("a"),
    (error) =>
      error instanceof GrantError && error.reason === "origin-unavailable",
  );
});

for (const [what, make, message] of [
  [
    "no client",
    () => createVideoRecords({ client: undefined as never, tableName: "a" }),
    /`client`/,
  ],
  [
    "no table",
    () => createVideoRecords({ client: dynamodb.client(), tableName: "" }),
    /`tableName`/,
  ],
  ["no records", () => onJobChange({ records: {} as never }), /`records`/],
  [
    "a writer that is none",
    () => onJobChange({ records: records(), writeFile: "s3" as never }),
    /`writeFile`/,
  ],
] as [string, () => unknown, RegExp][])
  test(`${what} is told when the handler is made`, () => {
    assert.throws(
      make,
      (error: Error) =>
        error instanceof TypeError && message.test(error.message),
    );
  });
