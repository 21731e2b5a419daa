import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import {
  sendXapi,
  type Statement,
  type XapiOptions,
} from "../../../../src/adapters/xapi/index.js";
import { FakePlayer } from "../../../support/fake-player.js";
import { listen } from "../../../support/listen.js";
import { createLrs } from "../../../support/lrs.js";

const activityId = "https://school.example/lessons/1";

async function viewing(t: TestContext, given: Partial<XapiOptions> = {}) {
  const lrs = createLrs();
  const endpoint = `${await listen(t, lrs.server)}/xapi`;
  const player = new FakePlayer();
  const refused: Error[] = [];
  const sender = sendXapi(player, {
    endpoint,
    auth: "Basic key",
    actor: { mbox: "mailto:ada@school.example" },
    activityId,
    name: "Lesson 1",
    onError: (error) => refused.push(error),
    ...given,
  });
  return { lrs, player, sender, refused };
}

const verbOf = ({ verb }: Statement) => verb.display["en"];
const extension = (
  { context, result }: Statement,
  name: string,
): unknown =>
  ({ ...context.extensions, ...result?.extensions })[
    `https://w3id.org/xapi/video/extensions/${name}`
  ]; // prettier-ignore

test("a lesson that is watched to its end is told in the profile's own words, in order, once each", async (t) => {
  const { lrs, player, sender } = await viewing(t, {
    registration: "ec531277-b57b-4c15-8d91-d292c5b2b8f7",
    parent: "https://school.example/courses/1",
  });
  player.report("play", 0.1);
  player.watchedRanges = [[0.1, 10]];
  player.report("interval", 10);
  player.report("seek", 50, 10);
  player.watchedRanges = [[0.1, 10], [50, 60.0004]]; // prettier-ignore
  player.report("pause", 60);
  player.report("play", 60);
  player.report("hidden", 61);
  player.watchedRanges = [[0.1, 100]];
  player.completed = true;
  player.say("completed");
  player.say("completed");
  player.report("ended", 100);
  player.report("leave", 100);
  await sender.settled();

  assert.deepEqual(lrs.complaints, []);
  assert.deepEqual(lrs.statements.map(verbOf), [
    "initialized",
    "played",
    "seeked",
    "paused",
    "played",
    "completed",
    "paused",
    "terminated",
  ]);
  const [initialized, , seeked, paused, , completed] = lrs.statements;
  assert.equal(extension(initialized!, "completion-threshold"), 0.95);
  assert.equal(extension(initialized!, "length"), 100);
  assert.equal(extension(initialized!, "quality"), 720);
  assert.equal(extension(seeked!, "time-from"), 10);
  assert.equal(extension(seeked!, "time-to"), 50);
  assert.equal(extension(seeked!, "completion-threshold"), undefined);
  assert.equal(extension(lrs.statements.at(-1)!, "completion-threshold"), 0.95);
  assert.equal(extension(paused!, "played-segments"), "0.1[.]10[,]50[.]60");
  assert.equal(extension(paused!, "progress"), 0.199);
  assert.equal(completed!.result!.completion, true);
  assert.match(completed!.result!.duration!, /^PT\d+(\.\d+)?S$/);
  const sessions = lrs.statements.map((each) => extension(each, "session-id"));
  assert.equal(new Set(sessions).size, 1);
  for (const { context } of lrs.statements) {
    assert.equal(context.registration, "ec531277-b57b-4c15-8d91-d292c5b2b8f7");
    assert.deepEqual(context.contextActivities, {
      category: [{ id: "https://w3id.org/xapi/video" }],
      parent: [{ id: "https://school.example/courses/1" }],
    });
  }
});

test("nothing is said of a video that was not played, nor after stop", async (t) => {
  const { lrs, player, sender } = await viewing(t);
  player.say("volumechange");
  player.report("leave");
  player.report("play");
  sender.stop();
  player.report("play");
  player.say("completed");
  await sender.settled();
  assert.deepEqual(lrs.statements.map(verbOf), ["initialized", "played", "terminated"]); // prettier-ignore
});

test("who has stopped cannot stop again, and who begins anew can", async (t) => {
  const { lrs, player, sender } = await viewing(t);
  player.report("pause", 0);
  player.report("play", 0);
  player.report("pause", 5);
  player.report("pause", 5);
  player.report("ended", 5);
  player.report("play", 0);
  player.report("ended", 100);
  await sender.settled();
  assert.deepEqual(lrs.statements.map(verbOf), ["initialized", "played", "paused", "played", "paused"]); // prettier-ignore
});

test("a threshold of 1 is not said, as it is what an LRS takes for granted", async (t) => {
  const { lrs, player, sender } = await viewing(t);
  player.completionThreshold = 1;
  player.report("play");
  await sender.settled();
  assert.equal(extension(lrs.statements[0]!, "completion-threshold"), undefined); // prettier-ignore
});

for (const [written, said] of [
  [undefined, 0.95],
  ["", 0.95],
  ["abc", 0.95],
  [NaN, 0.95],
  ["0", 0.95],
  ["1.5", 0.95],
  ["0.4", 0.4],
  [0.4, 0.4],
] as const)
  test(`the threshold that is said is the one that the player goes by: ${JSON.stringify(written)}, ${typeof written}`, async (t) => {
    const { lrs, player, sender } = await viewing(t);
    player.completionThreshold = written;
    player.report("play");
    await sender.settled();
    assert.deepEqual(lrs.complaints, []);
    assert.equal(extension(lrs.statements[0]!, "completion-threshold"), said);
  });

test("whoever comes back begins another viewing", async (t) => {
  const { lrs, player, sender } = await viewing(t, {
    activityId: (videoId) => `https://school.example/${videoId}`,
  });
  player.report("play");
  player.report("leave");
  player.videoId = "lesson-2";
  player.report("play");
  await sender.settled();
  assert.deepEqual(lrs.statements.map(verbOf), ["initialized", "played", "terminated", "initialized", "played"]); // prettier-ignore
  const ids = lrs.statements.map(({ object }) => (object as { id: string }).id);
  assert.equal(ids[0], "https://school.example/lesson-1");
  assert.equal(ids[4], "https://school.example/lesson-2");
  const [first, , , second] = lrs.statements;
  assert.notEqual(extension(first!, "session-id"), extension(second!, "session-id")); // prettier-ignore
});

test("what the viewer changes is told when he has changed it, not on the way", async (t) => {
  const tracks = Object.assign(new EventTarget(), {
    0: { kind: "captions", mode: "showing", language: "de" },
    length: 1,
  });
  const player = Object.assign(new FakePlayer(), { textTracks: tracks });
  const lrs = createLrs();
  const endpoint = `${await listen(t, lrs.server)}/xapi/`;
  const sender = sendXapi(player as never, { endpoint, auth: "Basic key", actor: { mbox: "mailto:ada@school.example" }, activityId }); // prettier-ignore
  player.report("play");
  await sender.settled();
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  for (const volume of [0.4, 0.3, 0.2]) {
    player.volume = volume;
    player.say("volumechange");
  }
  player.playbackRate = 1.5;
  player.say("ratechange");
  player.say("fullscreenchange");
  tracks.dispatchEvent(new Event("change"));
  mock.timers.tick(500);
  mock.timers.reset();
  await sender.settled();
  assert.deepEqual(lrs.complaints, []);
  const changes = lrs.statements.filter((each) => verbOf(each) === "interacted"); // prettier-ignore
  const told = ["volume", "speed", "full-screen", "cc-subtitle-lang"];
  assert.deepEqual(
    changes.map((each, index) => extension(each, told[index]!)),
    [0.2, "1.5x", false, "de"],
  );
  assert.equal(changes.length, 4);
});

test("what was changed a moment before leaving is none of the next viewing's", async (t) => {
  const { lrs, player, sender } = await viewing(t);
  player.report("play");
  await sender.settled();
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  player.say("volumechange");
  player.report("leave");
  player.report("play");
  mock.timers.tick(500);
  mock.timers.reset();
  await sender.settled();
  assert.deepEqual(lrs.statements.map(verbOf), ["initialized", "played", "terminated", "initialized", "played"]); // prettier-ignore
});

test("silence has no volume, a track that is not shown no language, and the frame around the player is its fullscreen", async (t) => {
  const { lrs, player, sender } = await viewing(t);
  Object.assign(player, {
    muted: true,
    textTracks: [
      { kind: "captions", mode: "hidden", language: "fr" },
      { kind: "metadata", mode: "showing", language: "en" },
      { kind: "subtitles", mode: "showing", language: "" },
    ],
  });
  const frame = { contains: (node: unknown) => node === player };
  Object.assign(globalThis, { document: { fullscreenElement: frame } });
  t.after(() => Reflect.deleteProperty(globalThis, "document"));
  player.report("play");
  await sender.settled();
  const [initialized] = lrs.statements;
  assert.equal(extension(initialized!, "volume"), 0);
  assert.equal(extension(initialized!, "cc-subtitle-lang"), "und");
  assert.equal(extension(initialized!, "full-screen"), true);
});

test("what the LRS did not get is sent again, in order; what it refuses is given up and told", async (t) => {
  const { lrs, player, sender, refused } = await viewing(t);
  t.mock.method(Math, "random", () => 0);
  lrs.faults.push(0, 503, 429);
  player.report("play");
  player.report("pause", 5);
  await sender.settled();
  assert.equal(lrs.requests(), 4);
  assert.deepEqual(lrs.statements.map(verbOf), ["initialized", "played", "paused"]); // prettier-ignore
  lrs.faults.push(403);
  player.report("play", 5);
  await sender.settled();
  assert.equal(lrs.requests(), 5);
  assert.match(refused[0]!.message, /refused 1 statements: 403/);
  player.report("pause", 6);
  await sender.settled();
  assert.deepEqual(lrs.statements.map(verbOf), ["initialized", "played", "paused", "paused"]); // prettier-ignore
  assert.deepEqual(lrs.complaints, []);
});

test("who leaves while the LRS is away sends all that waits once more, in one request that outlives the page", async (t) => {
  const { lrs, player, sender } = await viewing(t);
  const inits: RequestInit[] = [];
  const { fetch } = globalThis;
  t.mock.method(globalThis, "fetch", (url: URL, init: RequestInit) => {
    inits.push(init);
    return fetch(url, init);
  });
  lrs.faults.push(503);
  player.report("play");
  player.report("leave", 3);
  const leaving = inits.find(({ keepalive }) => keepalive);
  const sent = JSON.parse(String(leaving?.body)) as Statement[];
  assert.deepEqual(sent.map(verbOf), ["initialized", "played", "terminated"]);
  await sender.settled();
  assert.deepEqual(lrs.statements.map(verbOf), ["initialized", "played", "terminated"]); // prettier-ignore
});

test("options that cannot be right are told at once", () => {
  const good: XapiOptions = { endpoint: "https://lrs.example/", actor: {}, activityId }; // prettier-ignore
  for (const [option, ...values] of [
    ["endpoint", undefined, "", "/xapi", "ftp://lrs.example"],
    ["actor", undefined, null, "ada"],
    ["activityId", undefined, "", "lesson"],
  ] as const)
    for (const value of values)
      assert.throws(
        () => sendXapi(new FakePlayer(), { ...good, [option]: value } as never),
        { name: "TypeError", message: new RegExp(`^\`${option}\``) },
      );
});
