import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { createGrantSession } from "../../../src/sdk/create-grant-session.js";
import type { GrantSession } from "../../../src/sdk/grant-session.js";
import type { GrantSessionOptions } from "../../../src/sdk/grant-session-options.js";
import { AnotherTabsShare } from "./another-tab.js";
import {
  Endpoint,
  fakeTime,
  no,
  settle,
  silence,
  until,
  yes,
  type FakeTime,
} from "./harness.js";

const minutes = 60_000;
const hours = 60 * minutes;
const never = new AbortController().signal;

/** As much of a page as the SDK looks at. */
class Page extends EventTarget {
  readonly document = Object.assign(new EventTarget(), {
    hidden: false,
    baseURI: "https://school.test/course/",
  });

  open(): void {
    Object.assign(globalThis, {
      document: this.document,
      addEventListener: this.addEventListener.bind(this),
    });
  }

  close(): void {
    for (const name of ["document", "addEventListener"])
      Reflect.deleteProperty(globalThis, name);
  }

  tell(type: string, fields: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), fields));
  }

  show(hidden: "hidden" | "visible"): void {
    this.document.hidden = hidden === "hidden";
    this.document.dispatchEvent(new Event("visibilitychange"));
  }
}

class Video extends EventTarget {
  paused = true;

  play(): void {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }

  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  seek(): void {
    this.dispatchEvent(new Event("seeking"));
  }
}

let page: Page;
let video: Video;
let time: FakeTime;
let endpoint: Endpoint;
let sessions: GrantSession[];

beforeEach(() => {
  time = fakeTime();
  page = new Page();
  page.open();
  video = new Video();
  endpoint = new Endpoint();
  sessions = [];
});
afterEach(async () => {
  for (const session of sessions) session.close();
  await time.pass(100);
  const timers = time.timers();
  time.uninstall();
  page.close();
  assert.equal(timers, 0, "a closed session leaves no timer behind");
});

function open(options: Partial<GrantSessionOptions> = {}): GrantSession {
  const session = createGrantSession({
    grantEndpoint: "/grant",
    videoId: "lesson-1",
    share: false,
    fetch: endpoint.fetch,
    random: () => 0.5,
    ...options,
  });
  sessions.push(session);
  return session;
}

/** A session that plays in a visible page. */
async function playing(
  options: Partial<GrantSessionOptions> = {},
): Promise<GrantSession> {
  const session = open(options);
  watch(session);
  await session.start();
  video.play();
  return session;
}

function watch(session: GrantSession): () => void {
  return session.watch(video as unknown as HTMLMediaElement);
}

const events: [string, () => void][] = [
  ["online", () => page.tell("online")],
  ["focus", () => page.tell("focus")],
  ["pageshow", () => page.tell("pageshow")],
  ["pageshow from the cache", () => page.tell("pageshow", { persisted: true })],
  ["visibilitychange", () => page.show("visible")],
  ["play", () => video.play()],
  ["seeking", () => video.seek()],
];

for (const [name, happen] of events) {
  test(`${name} after two hours of sleep makes one grant request`, async () => {
    const session = await playing();
    time.setWallClock(2 * hours);
    happen();
    happen();
    await settle();
    assert.equal(endpoint.asked.length, 2);
    assert.ok(session.usable, "no grant is usable");
  });

  test(`${name} with a fresh grant makes no request`, async () => {
    await playing();
    happen();
    await settle();
    assert.equal(endpoint.asked.length, 1);
  });

  test(`${name} after everything was tried makes a request`, async () => {
    endpoint.answer = () => no("server-error", 503);
    const session = open();
    watch(session);
    void session.start().catch(() => {});
    await time.pass(3 * minutes);
    assert.equal(session.state.name, "blocked");
    endpoint.answer = () => yes();
    video.paused = false;
    happen();
    await settle();
    assert.equal(session.state.name, "active");
  });

  test(`${name} after a no makes no request`, async () => {
    endpoint.answer = () => no("not-entitled", 403);
    const session = open();
    watch(session);
    await session.start().catch(() => {});
    happen();
    await settle();
    assert.equal(endpoint.asked.length, 1);
  });

  test(`${name} before the start makes no request`, async () => {
    watch(open());
    happen();
    await settle();
    assert.equal(endpoint.asked.length, 0);
  });

  test(`${name} after the end makes no request`, async () => {
    const session = await playing();
    session.close();
    await settle();
    const asked = endpoint.asked.length;
    time.setWallClock(2 * hours);
    happen();
    await settle();
    assert.equal(endpoint.asked.length, asked);
  });
}

test("all of them at once after a sleep make one grant request", async () => {
  await playing();
  time.setWallClock(2 * hours);
  for (const [, happen] of events) happen();
  await settle();
  assert.equal(endpoint.asked.length, 2);
});

test("back online: the wait is over", async () => {
  const session = await playing();
  endpoint.answer = () => Promise.reject(new TypeError("Failed to fetch"));
  await time.pass(11 * minutes, 5_000);
  assert.equal(session.state.name, "retrying");
  endpoint.answer = () => yes();
  page.tell("online");
  await settle();
  assert.equal(session.state.name, "active");
});

// Nobody watches

test("paused for five minutes in a hidden page: asks no more", async () => {
  const session = await playing();
  video.pause();
  page.show("hidden");
  await time.pass(5 * minutes - 1_000, 10_000);
  assert.equal(session.state.name, "active");
  await time.pass(1_000);
  assert.equal(session.state.name, "lapsed");
  await time.pass(12 * hours, 10 * minutes);
  assert.equal(endpoint.asked.length, 1);
});

test("looking at the page again asks nothing; play asks again, in the same session, at once", async () => {
  const session = await playing();
  video.pause();
  page.show("hidden");
  await time.pass(2 * hours, 1 * minutes);
  page.show("visible");
  page.tell("focus");
  await settle();
  assert.equal(endpoint.asked.length, 1);
  video.play();
  await settle();
  assert.equal(endpoint.asked.length, 2);
  assert.equal(endpoint.asked[1]!.body.sessionId, "s1");
  assert.equal(session.state.name, "active");
});

test("a seek asks again, too", async () => {
  const session = await playing({ lapseAfterMs: 1_000 });
  video.pause();
  page.show("hidden");
  await time.pass(1_000);
  assert.equal(session.state.name, "lapsed");
  video.seek();
  await settle();
  assert.equal(session.state.name, "active");
});

test("a request to the edge waits for the viewer, however long, and then for the grant", async () => {
  const session = await playing();
  video.pause();
  page.show("hidden");
  await time.pass(5 * minutes, 10_000);
  const ready = session.ready(never);
  let done = false;
  void ready.then(() => (done = true));
  await time.pass(3 * hours, 1 * minutes);
  assert.equal(done, false);
  assert.equal(endpoint.asked.length, 1);
  page.show("visible");
  video.play();
  assert.ok(await ready, "no grant came");
});

test("after the viewer is back the wait has an end again", async () => {
  const session = await playing();
  video.pause();
  page.show("hidden");
  await time.pass(20 * minutes, 10_000);
  const ready = session.ready(never);
  endpoint.answer = silence;
  video.play();
  await time.pass(20_000);
  assert.equal(await ready, undefined);
});

for (const [what, act] of [
  ["played in a hidden page", () => page.show("hidden")],
  ["paused in a visible page", () => video.pause()],
  [
    "paused in a page that is hidden for four minutes at a time",
    async () => {
      video.pause();
      for (let turn = 0; turn < 10; turn++) {
        page.show("hidden");
        await time.pass(4 * minutes, 30_000);
        page.show("visible");
      }
    },
  ],
] as [string, () => unknown][])
  test(`${what}: renews as ever`, async () => {
    const session = await playing();
    await act();
    await time.pass(1 * hours, 30_000);
    assert.equal(session.state.name, "active");
    assert.ok(
      endpoint.asked.length > 5,
      `asked ${endpoint.asked.length} times`,
    );
  });

test("a session that watches nothing does not lapse", async () => {
  const session = open();
  await session.start();
  page.show("hidden");
  await time.pass(1 * hours, 30_000);
  assert.equal(session.state.name, "active");
});

test("a video that is no longer watched does not count", async () => {
  const session = open();
  const stop = watch(session);
  await session.start();
  page.show("hidden");
  stop();
  video.pause();
  await time.pass(10 * minutes, 30_000);
  assert.equal(session.state.name, "active");
  video.play();
  assert.equal(endpoint.asked.length, 2);
});

test("of two videos one that plays keeps the session", async () => {
  const session = await playing();
  const other = new Video();
  session.watch(other as unknown as HTMLMediaElement);
  video.pause();
  page.show("hidden");
  other.play();
  await time.pass(10 * minutes, 30_000);
  assert.equal(session.state.name, "active");
  other.pause();
  await time.pass(5 * minutes, 30_000);
  assert.equal(session.state.name, "lapsed");
});

test("a session that is asking when five minutes are over lapses later", async () => {
  endpoint.answer = () => yes({ expiresIn: 435 });
  const session = await playing({ requestTimeoutMs: 60_000 });
  video.pause();
  page.show("hidden");
  endpoint.answer = silence;
  await time.pass(5 * minutes + 30_000, 10_000);
  assert.equal(session.state.name, "requesting");
  endpoint.answer = () => yes();
  await time.pass(5 * minutes, 10_000);
  assert.equal(session.state.name, "lapsed");
});

test("a closed session watches nothing", async () => {
  const session = await playing();
  session.close();
  video.pause();
  page.show("hidden");
  watch(session);
  await settle();
  assert.equal(time.timers(), 0);
});

// The page goes away

test("leaving the page releases the session, with a request that outlives it", async () => {
  const session = await playing();
  page.tell("pagehide", { persisted: true });
  await settle();
  assert.deepEqual(
    endpoint.releases.map(({ body, keepalive }) => ({ body, keepalive })),
    [{ body: { sessionId: "s1" }, keepalive: true }],
  );
  await time.pass(1 * hours, 1 * minutes);
  assert.equal(endpoint.requests.length, 1);
  session.close();
  await settle();
  assert.equal(endpoint.releases.length, 1, "released once");
});

test("coming back to a page that played asks for a new session, which the release cannot hit", async () => {
  const session = await playing();
  page.tell("pagehide", { persisted: true });
  await settle();
  endpoint.answer = () => yes({ sessionId: "s2" });
  page.tell("pageshow", { persisted: true });
  await settle();
  assert.equal(endpoint.requests.length, 2);
  assert.equal(endpoint.requests[1]!.body.sessionId, undefined);
  assert.equal(session.state.name, "active");
  session.close();
  await settle();
  assert.equal(endpoint.releases[1]!.body.sessionId as unknown, "s2");
});

test("coming back to a paused page asks when play is pressed", async () => {
  await playing();
  video.pause();
  page.tell("pagehide", { persisted: true });
  page.tell("pageshow", { persisted: true });
  await settle();
  assert.equal(endpoint.requests.length, 1);
  video.play();
  await settle();
  assert.equal(endpoint.requests.length, 2);
});

test("coming back to a page whose session watches nothing asks at once: no play would tell it to", async () => {
  const session = open();
  await session.start();
  page.tell("pagehide", { persisted: true });
  await settle();
  assert.equal(session.state.name, "lapsed");
  page.tell("pageshow", { persisted: true });
  await settle();
  assert.equal(endpoint.requests.length, 2);
  assert.equal(session.state.name, "active");
});

test("leaving before the start releases nothing", async () => {
  open();
  page.tell("pagehide");
  await settle();
  assert.equal(endpoint.asked.length, 0);
});

test("of two players with one session the last one to leave releases it", async () => {
  const options = { share: true, videoId: "left-by-two" };
  const first = open(options);
  const second = open(options);
  await Promise.all([first.start(), second.start()]);
  await settle();
  first.close();
  await settle();
  assert.equal(endpoint.releases.length, 0);
  page.tell("pagehide");
  await until(() => endpoint.releases.length > 0);
  assert.equal(endpoint.releases.length, 1);
});

test("three players of one video leave with their page, and with them the session", async () => {
  const options = { share: true, videoId: "left-by-three" };
  const all = [open(options), open(options), open(options)];
  await Promise.all(all.map((session) => session.start()));
  await settle(100);
  page.tell("pagehide");
  await settle();
  for (const { body } of endpoint.releases) assert.equal(body.sessionId, "s1");
  assert.notEqual(endpoint.releases.length, 0);
});

test("the session of another tab outlives this page, and is that tab's to release", async () => {
  const tab = new AnotherTabsShare(
    "POST https://school.test/grant left-to-a-tab",
    () => {},
  );
  await tab.request(async () => ({}), never);
  await time.pass(100); // it holds the lock for as long
  const session = open({
    share: true,
    videoId: "left-to-a-tab",
    grantEndpoint: "https://school.test/grant",
  });
  await session.start();
  await until(() => !tab.alone);
  page.tell("pagehide");
  await until(() => tab.alone);
  await settle();
  assert.equal(endpoint.releases.length, 0);
  tab.close();
});

test("a player that never began does not keep the session of another", async () => {
  const options = { share: true, videoId: "left-by-one" };
  open(options);
  const session = open(options);
  await session.start();
  await settle(100);
  session.close();
  await until(() => endpoint.releases.length > 0);
});
