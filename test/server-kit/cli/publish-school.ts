import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { createVideoRecords } from "../../../server-kit/aws/video-records.js";
import type { DynamoDB } from "../../support/dynamodb.js";
import { startStub } from "../../support/http-stub.js";
import { startMediaConvert } from "../../support/mediaconvert-stub.js";
import { startS3 } from "../../support/s3-stub.js";
import { commandLine, type Options } from "./command-line.js";

/** A video of four seconds; call it once. @returns its path, and what throws it away */
export function makeVideo(): { file: string; discard: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "video-"));
  const file = join(folder, "lesson.mp4");
  const { status, stderr } = spawnSync(
    "ffmpeg",
    [
      ..."-hide_banner -loglevel error -f lavfi -i testsrc2=size=426x240:rate=25:duration=4".split(
        " ",
      ),
      ..."-f lavfi -i sine=frequency=440:duration=4 -c:v libx264 -preset ultrafast -pix_fmt yuv420p".split(
        " ",
      ),
      ...["-c:a", "aac", "-metadata:s:a:0", "language=deu", file],
    ],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  return { file, discard: () => rmSync(folder, { recursive: true }) };
}

export const stackOutputs = {
  CdnOrigin: "https://cdn.school.example",
  GrantEndpoint: "https://cdn.school.example/.auth/grant",
  DistributionId: "E1",
  DistributionDomain: "d1.cloudfront.net",
  KeyGroupId: "group-1",
  KeyPairIds: "1=K1",
  SigningKeys: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:s",
  UploadBucket: "school-uploads",
  MediaBucket: "school-media",
  SessionsTable: "sessions",
  VideosTable: "videos",
  MediaConvertRole: "arn:aws:iam::111122223333:role/mediaconvert",
  MediaConvertQueue:
    "arn:aws:mediaconvert:eu-central-1:111122223333:queues/lessons",
  UploadRule: "none",
  AlarmTopic: "arn:aws:sns:eu-central-1:111122223333:alarms",
};

/** A folder with a video and the outputs of a stack, and the services that the stack stands on. */
export async function school(
  t: TestContext,
  dynamodb: DynamoDB,
  video: string,
  outputs: Partial<typeof stackOutputs> = {},
) {
  const line = commandLine(t);
  copyFileSync(video, join(line.cwd, "lesson-1.mp4"));
  writeFileSync(
    join(line.cwd, "outputs.json"),
    JSON.stringify({ SecureHls: { ...stackOutputs, ...outputs } }),
  );
  const s3 = await startS3(t);
  const mediaConvert = await startMediaConvert(t);
  const table = { requests: 0, isDown: false };
  const proxy = await startStub(t, async (response, request) => {
    table.requests += 1;
    const body = await buffer(request);
    if (table.isDown) {
      response.writeHead(500, { "Content-Type": "application/x-amz-json-1.0" });
      return response.end('{"__type":"InternalServerError"}');
    }
    const headers = { ...request.headers };
    delete headers.host;
    const answer = await fetch(dynamodb.endpoint, {
      method: "POST",
      headers: headers as Record<string, string>,
      body,
    });
    response.writeHead(answer.status, {
      "Content-Type": answer.headers.get("Content-Type")!,
    });
    return response.end(await answer.text());
  });
  const values = {
    AWS_ENDPOINT_URL_S3: s3.origin,
    AWS_ENDPOINT_URL_MEDIACONVERT: mediaConvert.origin,
    AWS_ENDPOINT_URL_DYNAMODB: proxy.origin,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "A",
    AWS_SECRET_ACCESS_KEY: "S",
    AWS_MAX_ATTEMPTS: "1",
  };
  Object.assign(process.env, values);
  t.after(() => {
    for (const name of Object.keys(values)) delete process.env[name];
  });
  const publish = (args: readonly string[] = [], options: Options = {}) =>
    line.type(
      [
        ...["publish", "lesson-1.mp4", "--outputs", "outputs.json"],
        ...["--every", "1s", ...args],
      ],
      options,
    );
  /** Every service is asked as if for the first time. */
  const forget = () => {
    s3.requests.length = 0;
    mediaConvert.requests.length = 0;
    table.requests = 0;
    s3.onRequest = mediaConvert.onRequest = () => {};
    table.isDown = false;
  };
  const find = (videoId: string) =>
    createVideoRecords({
      client: dynamodb.client(),
      tableName: "videos",
    }).find(videoId);
  return { ...line, s3, mediaConvert, table, publish, forget, find };
}

/** What is asked of S3 that changes something. */
export const changes = (requests: readonly string[]) =>
  requests.filter((request) => /^(?:PUT|POST)/.test(request));
