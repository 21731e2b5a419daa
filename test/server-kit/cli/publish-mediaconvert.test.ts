import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import { onUpload } from "../../../server-kit/aws/mediaconvert/jobs.js";
import { startDynamoDB, type DynamoDB } from "../../support/dynamodb.js";
import { changes, makeVideo, school, stackOutputs } from "./publish-school.js";

let dynamodb: DynamoDB;
const { file: video, discard } = makeVideo();
before(async () => {
  dynamodb = await startDynamoDB();
  await dynamodb.createTable("videos", "videoId");
});
after(async () => {
  discard();
  await dynamodb.close();
});

let count = 0;
const here = () => ["--id", `lecture-${(count += 1)}`];

test("publish: original and captions uploaded, job sent to the stack's queue and watched, recorded", async (t) => {
  const { cwd, s3, mediaConvert, publish, find } = await school(
    t,
    dynamodb,
    video,
  );
  writeFileSync(join(cwd, "lesson-1.de.vtt"), "WEBVTT\n");
  const { exitCode, out, err } = await publish(["--as-version", "7"]);
  assert.equal(exitCode, 0, err);
  assert.match(out, /^lesson-1 is published: version 7, 12 s$/m);
  assert.match(
    out,
    /https:\/\/cdn\.school\.example\/lesson-1\/v7\/index\.m3u8/,
  );
  assert.match(
    out,
    /<secure-hls-player grant-endpoint="https:\/\/cdn\.school\.example\/\.auth\/grant" video-id="lesson-1" controls><\/secure-hls-player>$/m,
  );
  const [job] = mediaConvert.jobs;
  assert.equal(job!.queue, stackOutputs.MediaConvertQueue);
  const input = job!.settings.inputs[0]!;
  assert.equal(input.fileInput, "s3://school-uploads/lesson-1.mp4");
  assert.match(
    JSON.stringify(input.captionSelectors),
    /s3:\/\/school-uploads\/lesson-1\.de\.vtt/,
  );
  const outputs = JSON.stringify(job!.settings.outputGroups);
  assert.match(outputs, /s3:\/\/school-media\/lesson-1\/v7\/index/);
  assert.doesNotMatch(outputs, /360p/, "larger than the source");
  assert.ok(s3.objects.has("school-uploads/lesson-1.mp4"), "the original");
  assert.match(
    s3.objects.get("school-media/lesson-1/v7/storyboard.vtt")!.body.toString(),
    /^WEBVTT/,
  );
  assert.deepEqual(await find("lesson-1"), {
    video: "v7/index.m3u8",
    isHls: true,
    posterUrl: "v7/poster.0000001.jpg",
    storyboardUrl: "v7/storyboard.vtt",
    durationSeconds: 12,
  });
});

test("interrupted after each step, the same line goes on: no second upload, no second job", async (t) => {
  const { s3, mediaConvert, table, publish, forget } = await school(
    t,
    dynamodb,
    video,
  );
  const args = here();
  const interrupted = async (
    service: { onRequest: (request: string) => void },
    at: RegExp,
  ) => {
    forget();
    const ending = new AbortController();
    service.onRequest = (request) => {
      if (at.test(request)) ending.abort();
    };
    const { exitCode, out, err } = await publish(args, {
      signal: ending.signal,
    });
    assert.equal(exitCode, 3, out + err);
    assert.match(err, /Interrupted at .*The same line goes on from there/);
  };
  // It is there, but the answer was not heard.
  await interrupted(s3, /^PUT/);
  assert.ok(s3.objects.size === 1, "the original");

  // It has become a job, but the answer was not heard, however often it was sent.
  forget();
  mediaConvert.isUnheard = true;
  const unheard = await publish(args);
  assert.equal(unheard.exitCode, 3, unheard.err);
  mediaConvert.isUnheard = false;
  assert.deepEqual(changes(s3.requests), [], "uploaded twice");
  assert.equal(mediaConvert.jobs.length, 1);
  // A minute later the service no longer knows the token.
  mediaConvert.jobs[0]!.clientRequestToken = "";

  await interrupted(mediaConvert, /^GET jobs\/job-1$/);
  assert.deepEqual(s3.requests, [], "asked S3");
  assert.deepEqual(changes(mediaConvert.requests), [], "sent twice");

  forget();
  table.isDown = true;
  const unrecorded = await publish(args);
  assert.equal(unrecorded.exitCode, 3);
  assert.match(unrecorded.err, /goes on; done: upload, job\./);
  assert.match(unrecorded.err, /step record: The table videos/);
  assert.ok(mediaConvert.requests.length > 0, "was not watched");

  forget();
  const last = await publish(args);
  assert.equal(last.exitCode, 0, last.err);
  assert.match(last.err, /goes on; done: upload, job, watch\./);
  assert.deepEqual(mediaConvert.requests, ["GET jobs/job-1"]);
  assert.equal(mediaConvert.jobs.length, 1);

  forget();
  const again = await publish(args);
  assert.equal(again.out, last.out);
  assert.deepEqual(
    [s3.requests, mediaConvert.requests, table.requests],
    [[], [], 0],
  );
});

test("a large original goes on in the midst", async (t) => {
  const { cwd, s3, publish, forget } = await school(t, dynamodb, video);
  truncateSync(join(cwd, "lesson-1.mp4"), 40 * 1_048_576);
  const args = here();
  const ending = new AbortController();
  const parts = () =>
    s3.requests.filter((request) => request.includes("?partNumber="));
  s3.onRequest = () => {
    if (parts().length === 2) ending.abort();
  };
  const stopped = await publish(args, { signal: ending.signal });
  assert.equal(stopped.exitCode, 3, stopped.err);
  const name = `school-uploads/${args[1]}.mp4`;
  const sent = new Set(changes(s3.requests));
  assert.ok(!s3.objects.has(name), "it is there already");

  forget();
  const last = await publish(args);
  assert.equal(last.exitCode, 0, last.err);
  assert.deepEqual(
    changes(s3.requests).filter((request) => sent.has(request)),
    [],
    "sent twice",
  );
  assert.equal(parts().length, 1);
  assert.equal(s3.objects.get(name)!.body.length, 40 * 1_048_576);

  forget();
  const restarted = await publish([...args, "--restart"]);
  assert.equal(restarted.exitCode, 0, restarted.err);
  assert.deepEqual(
    changes(s3.requests).filter((request) => request.includes("uploads")),
    [],
    "what is there with the same bytes",
  );
});

test("a job that fails: why, and the same line makes a new one of the upload that is there", async (t) => {
  const { cwd, s3, mediaConvert, type, forget, find } = await school(
    t,
    dynamodb,
    video,
  );
  mkdirSync(join(cwd, "week"));
  for (const name of ["mon.mp4", "tue.mp4"])
    copyFileSync(video, join(cwd, "week", name));
  const line = [
    ...["publish", "week", "--outputs", "outputs.json", "--every", "1s"],
  ];
  mediaConvert.outcome = ({ id }) =>
    id === "job-1"
      ? { status: "ERROR", errorMessage: "The role may not read the file." }
      : { status: "COMPLETE" };
  const first = await type(line);
  assert.equal(first.exitCode, 1, first.err);
  assert.match(first.out, /^tue is published/m);
  assert.match(
    first.out,
    /^mon is not published\. The job job-1 failed: The role may not read the file\. The same line makes a new one\.$/m,
  );
  await assert.rejects(find("mon"));
  // The second was sent before the first was waited for.
  assert.deepEqual(changes(mediaConvert.requests), ["POST jobs", "POST jobs"]);
  assert.ok(
    mediaConvert.requests.indexOf("GET jobs/job-1") > 1,
    mediaConvert.requests.join(),
  );

  forget();
  const second = await type([...line, "--json"]);
  assert.equal(second.exitCode, 0, second.err);
  assert.deepEqual(changes(s3.requests), [
    `PUT school-media/mon/v${mediaConvert.jobs[2]!.userMetadata.version}/storyboard.vtt`,
  ]);
  assert.deepEqual(changes(mediaConvert.requests), ["POST jobs"]);
  assert.equal(mediaConvert.jobs.length, 3);
  assert.deepEqual(
    second
      .json<{ videos: { videoId: string }[] }>()
      .videos.map(({ videoId }) => videoId),
    ["mon", "tue"],
  );
});

test("where the stack's rule makes the job, it is found and watched, and no other is made", async (t) => {
  const { cwd, s3, mediaConvert, publish, forget, find } = await school(
    t,
    dynamodb,
    video,
    { UploadRule: "Uploaded" },
  );
  writeFileSync(join(cwd, "lesson-1.de.vtt"), "WEBVTT\n");
  const client = new MediaConvertClient({ maxAttempts: 1 });
  t.after(() => client.destroy());
  const uploaded = onUpload({
    client,
    jobOf: ({ key }) => ({
      output: `s3://school-media/${key.replace(/\.\w+$/, "")}`,
      role: stackOutputs.MediaConvertRole,
      queue: stackOutputs.MediaConvertQueue,
    }),
  });
  let told = 0;
  s3.onObject = (name) => {
    const [bucket = "", ...key] = name.split("/");
    if (bucket !== "school-uploads") return;
    told += 1;
    // At another second than an upload before it.
    const at = s3.objects.get(name)!.at.getTime() + told * 1_000;
    void uploaded({
      "detail-type": "Object Created",
      time: new Date(at).toISOString(),
      detail: { bucket: { name: bucket }, object: { key: key.join("/") } },
    });
  };
  const args = here();
  const refused = await publish([...args, "--container", "cmaf"]);
  assert.equal(refused.exitCode, 2);
  assert.match(refused.err, /^error: --container: the rule Uploaded makes/);

  mediaConvert.outcome = () => ({
    status: "ERROR",
    errorMessage: "No picture.",
  });
  const failed = await publish(args);
  assert.equal(failed.exitCode, 1, failed.err);
  assert.match(failed.err, /captions of lecture-\d are not sent/);
  assert.match(failed.out, /The job job-1 failed: No picture\./);
  assert.equal(mediaConvert.jobs.length, 1);

  // The rule hears of uploads alone: it is sent once more.
  forget();
  mediaConvert.outcome = () => ({ status: "COMPLETE" });
  const { exitCode, out, err } = await publish(args);
  assert.equal(exitCode, 0, err);
  const version = mediaConvert.jobs[1]!.userMetadata.version!;
  assert.match(out, new RegExp(`is published: version ${version}, 12 s`));
  assert.equal(told, 2);
  assert.equal(mediaConvert.jobs.length, 2);
  assert.equal((await find(args[1]!)).video, `v${version}/index.m3u8`);

  // A rule that does not do what it says.
  s3.onObject = () => undefined;
  const silent = await publish([...args, "--restart", "--job-within", "1s"]);
  assert.equal(silent.exitCode, 3);
  assert.match(
    silent.err,
    /step job: The rule Uploaded has made no job of the upload\. Look at the logs/,
  );
});

test("a file that the stack's rule does not hear of is named before anybody waits for its job", async (t) => {
  const { cwd, type } = await school(t, dynamodb, video, {
    UploadRule: "Uploaded",
  });
  copyFileSync(video, join(cwd, "lesson-2.MTS"));
  const plan = async (file: string) => {
    const { exitCode, err } = await type(
      ["publish", file, "--outputs", "outputs.json", "--dry-run"],
      {},
    );
    assert.equal(exitCode, 0, err);
    return err;
  };
  assert.match(
    await plan("lesson-2.MTS"),
    /^lesson-2: the rule Uploaded makes jobs of \.mp4 .*alone, unless the stack's suffixes name \.mts as well\. With --upload-rule none/,
  );
  assert.equal(await plan("lesson-1.mp4"), "");
});

test("--dry-run asks nobody and writes nothing; the plan says what is done", async (t) => {
  const { s3, mediaConvert, table, publish, forget } = await school(
    t,
    dynamodb,
    video,
  );
  const args = [...here(), "--as-version", "2"];
  const nobody = () =>
    assert.deepEqual(
      [s3.requests, mediaConvert.requests, table.requests],
      [[], [], 0],
    );
  const planned = await publish([...args, "--dry-run"]);
  assert.equal(planned.exitCode, 0, planned.err);
  nobody();
  assert.match(
    planned.out,
    /^lecture-\d, version 2:\n {2}Would send .*lesson-1\.mp4 to s3:\/\/school-uploads\/lecture-\d\.mp4\n {2}Would send the job .*\n {2}Would watch the job to its end\n {2}Would record it in the table videos\n$/,
  );
  table.isDown = true;
  await publish(args);
  forget();
  const rest = await publish([...args, "--dry-run", "--json"]);
  nobody();
  assert.deepEqual(
    rest
      .json<{ videos: { steps: { step: string; done: boolean }[] }[] }>()
      .videos[0]!.steps.map(({ step, done }) => [step, done]),
    [
      ["upload", true],
      ["job", true],
      ["watch", true],
      ["record", false],
    ],
  );
});
