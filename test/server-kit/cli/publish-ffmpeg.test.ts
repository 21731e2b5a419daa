import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startDynamoDB, type DynamoDB } from "../../support/dynamodb.js";
import { changes, makeVideo, school } from "./publish-school.js";

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
/** An ID of its own for each test, and ffmpeg. */
const here = () => ["--with", "ffmpeg", "--id", `lesson-${(count += 1)}`];

test("publish --with ffmpeg: packaged, uploaded, recorded, and what goes into the page", async (t) => {
  const { cwd, s3, mediaConvert, publish, find } = await school(
    t,
    dynamodb,
    video,
  );
  writeFileSync(
    join(cwd, "lesson-1.de.srt"),
    "1\n00:00:01,000 --> 00:00:03,000\nGuten Tag\n",
  );
  const { exitCode, out, err } = await publish([
    ...["--with", "ffmpeg", "--under", "courses/a/", "--as-version", "7"],
  ]);
  assert.equal(exitCode, 0, err);
  const id = "courses/a/lesson-1";
  assert.equal(
    out,
    `${id} is published: version 7, 4 s
  Lesson:         https://cdn.school.example/${id}/v7/index.m3u8
  Grant endpoint: https://cdn.school.example/.auth/grant
  <secure-hls-player grant-endpoint="https://cdn.school.example/.auth/grant" video-id="${id}" controls></secure-hls-player>
`,
  );
  assert.deepEqual(mediaConvert.requests, []);
  const folder = `school-media/${id}/v7`;
  assert.equal(changes(s3.requests).at(-1), `PUT ${folder}/index.m3u8`);
  const playlist = s3.objects.get(`${folder}/index.m3u8`)!;
  assert.equal(playlist.contentType, "application/vnd.apple.mpegurl");
  assert.equal(playlist.cacheControl, "private, no-cache");
  assert.match(playlist.body.toString(), /index_captions_de\.m3u8/);
  const { durationSeconds, ...found } = await find(id);
  assert.deepEqual(found, {
    video: "v7/index.m3u8",
    isHls: true,
    posterUrl: "v7/poster.jpg",
    storyboardUrl: "v7/storyboard.vtt",
  });
  assert.ok(Math.abs(durationSeconds! - 4) < 0.2, `${durationSeconds} s`);
  assert.ok(
    !existsSync(join(cwd, `.secure-hls/${encodeURIComponent(id)}`)),
    "what was packaged is left behind",
  );
});

test("interrupted after each step, the same line goes on: what is done is not done again", async (t) => {
  const { s3, table, publish, forget } = await school(t, dynamodb, video);
  const args = here();
  const interrupted = async (
    begin: (abort: () => void) => { onErr?: (text: string) => void },
  ) => {
    const ending = new AbortController();
    const hooks = begin(() => ending.abort());
    const said = await publish(args, { signal: ending.signal, ...hooks });
    assert.equal(said.exitCode, 3, said.out + said.err);
    assert.match(said.err, /Interrupted at .*The same line goes on from there/);
    return said;
  };
  // While it packages: nothing has been asked.
  await interrupted((abort) => ({
    onErr: (text: string) => {
      if (text.startsWith("Packaging")) abort();
    },
  }));
  assert.deepEqual([s3.requests, table.requests], [[], 0]);

  // At the third file.
  const third = await interrupted((abort) => {
    s3.onRequest = () => {
      if (changes(s3.requests).length === 3) abort();
    };
    return {};
  });
  assert.match(third.err, /^Packaging/m);
  const there = [...s3.objects.keys()];
  assert.ok(there.length >= 2, `${there.length} files are there`);

  // When all files are there, before it is recorded.
  forget();
  table.isDown = true;
  const all = await publish(args);
  assert.equal(all.exitCode, 3, all.err);
  assert.match(all.err, /step record: The table videos: InternalServerError/);
  assert.doesNotMatch(all.err, /^Packaging/m, "packaged once more");
  const sent = changes(s3.requests).map((line) => line.replace("PUT ", ""));
  assert.deepEqual(
    sent.filter((name) => there.slice(0, 2).includes(name)),
    [],
    "sent once more",
  );
  assert.ok(sent.length > 5, `${sent.length} files sent`);

  forget();
  const last = await publish(args);
  assert.equal(last.exitCode, 0, last.err);
  assert.match(last.err, /goes on; done: package, upload\./);
  assert.deepEqual(s3.requests, []);
  assert.equal(table.requests, 2);

  forget();
  const again = await publish(args);
  assert.equal(again.exitCode, 0, again.err);
  assert.match(again.err, /was published already; --restart/);
  assert.equal(again.out, last.out);
  assert.deepEqual([s3.requests, table.requests], [[], 0]);
});

test("a changed source, changed options, --restart: a version of its own, and why", async (t) => {
  const { cwd, s3, publish, forget } = await school(t, dynamodb, video);
  const args = [...here(), "--json"];
  type Said = { videos: { version: number }[] };
  const first = (await publish(args)).json<Said>().videos[0]!.version;

  writeFileSync(
    join(cwd, "lesson-1.mp4"),
    Buffer.concat([
      readFileSync(join(cwd, "lesson-1.mp4")),
      // An empty box: another file, the same video.
      Buffer.from([0, 0, 0, 8, ...Buffer.from("free")]),
    ]),
  );
  forget();
  const changed = await publish(args);
  assert.equal(changed.exitCode, 0, changed.err);
  assert.match(changed.err, /begins anew: the video has changed\./);
  const second = changed.json<Said>().videos[0]!.version;
  assert.ok(second > first, `${second} after ${first}`);
  assert.ok(
    changes(s3.requests).every((line) => line.includes(`/v${second}/`)),
    "the old version was touched",
  );

  const other = await publish([...args, "--container", "cmaf"]);
  assert.match(other.err, /begins anew: --container has changed\./);
  assert.ok(other.json<Said>().videos[0]!.version > second, "the same version");

  forget();
  const restarted = await publish([
    ...args,
    "--container",
    "cmaf",
    "--restart",
  ]);
  assert.equal(restarted.exitCode, 0, restarted.err);
  assert.ok(changes(s3.requests).length > 5, "nothing was sent");
});

test("a version that is there is not written over by another video", async (t) => {
  const { publish, s3, forget } = await school(t, dynamodb, video);
  const args = [...here(), "--as-version", "3"];
  assert.equal((await publish(args)).exitCode, 0);
  forget();
  const { exitCode, err } = await publish([...args, "--ladder", "apple"]);
  assert.equal(exitCode, 2);
  assert.match(err, /--as-version 3 is there already.*Give --as-version 4/);
  assert.deepEqual(s3.requests, []);
});

test("the state holds no key, and is readable to its owner alone", async (t) => {
  const { cwd, publish } = await school(t, dynamodb, video);
  const key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  const said = await publish([
    ...[...here(), "--state", "state.json", "--key", key],
    ...["--key-url", "https://api.school.example/keys?keyId=lesson-1"],
  ]);
  assert.equal(said.exitCode, 0, said.err);
  const state = readFileSync(join(cwd, "state.json"), "utf8");
  assert.ok(!(state + said.out + said.err).includes(key), "the key");
});

test("without a stack: every option that is missing is named", async (t) => {
  const { cwd, type, s3 } = await school(t, dynamodb, video);
  const line = ["publish", "lesson-1.mp4"];
  const none = await type(line);
  assert.equal(none.exitCode, 2);
  assert.match(none.err, /--media-bucket is missing\. Give it, or --stack/);
  const all = await type([
    ...[...line, ...here(), "--media-bucket", "school-media"],
    ...["--videos-table", "videos", "--json"],
  ]);
  assert.equal(all.exitCode, 0, all.err);
  assert.ok(s3.requests.length > 0, "nothing was sent");
  for (const [args, message] of [
    [["--ladder", "automated"], /--ladder automated is for MediaConvert/],
    [["--id", "../x"], /--id/],
    [["--stack", "S", "--outputs", "outputs.json"], /either --stack or/],
    [["--outputs", "none.json"], /--outputs none\.json: there is no such file/],
  ] as const) {
    const { exitCode, err } = await type([
      ...[...line, "--media-bucket", "m-m", "--videos-table", "v", ...args],
    ]);
    assert.equal(exitCode, 2, err);
    assert.match(err, message);
  }
  writeFileSync(join(cwd, "state.json"), "{}");
  const foreign = await type([
    ...[...line, "--media-bucket", "m-m", "--videos-table", "v"],
    ...["--state", "state.json"],
  ]);
  assert.equal(foreign.exitCode, 2);
  assert.match(foreign.err, /--state .*Delete it to begin anew/);
});

test("what AWS refuses: which step, and that the same line goes on", async (t) => {
  const { s3, publish } = await school(t, dynamodb, video);
  s3.onRequest = (line) => {
    if (line.startsWith("PUT")) throw new Error("no space");
  };
  const { exitCode, err } = await publish(here());
  assert.equal(exitCode, 3);
  assert.match(
    err,
    /step upload: s3:\/\/school-media\/.*: InternalError: no space The same line goes on from there\./,
  );
});
