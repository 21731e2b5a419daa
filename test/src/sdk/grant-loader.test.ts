import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import Hls from "hls.js";
import type {
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
  LoaderStats,
} from "hls.js";
import { PlayerError } from "../../../src/errors.js";
import { createGrantSession } from "../../../src/sdk/create-grant-session.js";
import { createGrantLoader } from "../../../src/sdk/grant-loader.js";
import type { GrantSession } from "../../../src/sdk/grant-session.js";
import type { GrantSessionOptions } from "../../../src/sdk/grant-session-options.js";
import type { LoaderClass } from "../../../src/sdk/init-segment-loader.js";
import {
  Endpoint,
  fakeTime,
  no,
  playlist,
  settle,
  silence,
  yes,
  type FakeTime,
} from "./harness.js";

const segment = "https://edge.test/lesson-1/1.ts";
const elsewhere = "https://other.test/lesson-1/1.ts";
const signature = `Policy=${btoa(
  JSON.stringify({
    Statement: [{ Resource: "https://edge.test/lesson-1/*" }],
  }),
).replace(/=/g, "_")}&Signature=s3cr3t&Key-Pair-Id=K`;

class FakeXhr extends EventTarget {
  opened: unknown[] | undefined;
  withCredentials = false;
  readyState = 0;
  status = 0;
  readonly headers: Record<string, string> = {};
  open(...args: unknown[]): void {
    this.opened = args;
    this.readyState = 1;
  }
  setRequestHeader(name: string, value: string): void {
    if (this.readyState !== 1) throw new Error("InvalidStateError");
    this.headers[name] = value;
  }
  /** The beginning of an answer. */
  begin(status: number): void {
    this.readyState = 2;
    this.status = status;
    this.dispatchEvent(new Event("readystatechange"));
  }
}

/** hls.js's loader without the network: it does what it is told, and is as strict as the real one. */
class FakeBase implements Loader<LoaderContext> {
  static made: FakeBase[] = [];
  static get last(): FakeBase {
    return FakeBase.made.at(-1)!;
  }

  context: LoaderContext | null = null;
  stats: LoaderStats = { loading: { start: 0 } } as LoaderStats;
  readonly xhr = new FakeXhr() as FakeXhr & XMLHttpRequest;
  aborted = 0;
  destroyed = 0;
  #callbacks: LoaderCallbacks<LoaderContext> | undefined;
  readonly #config: HlsConfig;

  constructor(config: HlsConfig) {
    this.#config = config;
    FakeBase.made.push(this);
  }

  load(
    context: LoaderContext,
    _config: LoaderConfiguration,
    callbacks: LoaderCallbacks<LoaderContext>,
  ): void {
    if (this.stats.loading.start) throw new Error("can only be used once");
    this.stats.loading.start = performance.now();
    this.context = context;
    this.#callbacks = callbacks;
    void this.setUp();
  }

  /** As hls.js does before each request, also before one that it repeats by itself. */
  setUp(): Promise<void> {
    return Promise.resolve(
      this.#config.xhrSetup?.call(
        this,
        this.xhr,
        this.context!.url,
        this.context!,
      ),
    );
  }

  /** Where the request went. */
  get url(): string {
    return String(this.xhr.opened?.[1] ?? this.context!.url);
  }

  succeed(url = this.url): void {
    this.xhr.begin(200);
    this.stats.loading.first = this.stats.loading.end = performance.now();
    this.stats.loaded = this.stats.total = 10;
    this.#callbacks!.onSuccess(
      { url, data: "data", code: 200 },
      this.stats,
      this.context!,
      this.xhr,
    );
  }

  fail(code: number): void {
    this.xhr.begin(code);
    this.#callbacks!.onError(
      { code, text: "refused" },
      this.context!,
      this.xhr,
      this.stats,
    );
  }

  timeout(): void {
    this.#callbacks!.onTimeout(this.stats, this.context!, this.xhr);
  }

  progress(): void {
    this.#callbacks!.onProgress!(this.stats, this.context!, "d", this.xhr);
  }

  abort(): void {
    this.aborted++;
    this.stats.aborted = true;
    this.#callbacks?.onAbort?.(this.stats, this.context!, this.xhr);
  }

  destroy(): void {
    this.destroyed++;
    this.#callbacks = undefined;
    this.context = null;
    if (this.stats) this.stats.aborted = true;
    this.stats = null as unknown as LoaderStats;
  }

  getCacheAge(): number {
    return 7;
  }

  getResponseHeader(name: string): string {
    return `${name}: 1`;
  }
}

const loaderConfig: LoaderConfiguration = {
  loadPolicy: {
    maxTimeToFirstByteMs: 8_000,
    maxLoadTimeMs: 20_000,
    timeoutRetry: null,
    errorRetry: null,
  },
  maxRetry: 0,
  timeout: 0,
  retryDelay: 0,
  maxRetryDelay: 0,
};

/** What hls.js is told of one request. */
interface Heard {
  log: string[];
  url?: string;
  loader: Loader<LoaderContext>;
  stats: LoaderStats;
  context: LoaderContext;
  /** Milliseconds that hls.js takes the download to have lasted. */
  tookMs?: number;
}

let time: FakeTime;
let endpoint: Endpoint;
let session: GrantSession;

beforeEach(() => {
  time = fakeTime();
  endpoint = new Endpoint();
  FakeBase.made = [];
  session = createGrantSession({
    grantEndpoint: "https://school.test/grant",
    videoId: "lesson-1",
    share: false,
    fetch: endpoint.fetch,
    random: () => 0.5,
  });
});
afterEach(async () => {
  session.close();
  await settle();
  const timers = time.timers();
  time.uninstall();
  assert.equal(timers, 0, "a closed session leaves no timer behind");
});

function load(
  url = segment,
  {
    Base = FakeBase as unknown as LoaderClass,
    xhrSetup = undefined as HlsConfig["xhrSetup"],
    type = "media-fragment",
    GrantLoader = createGrantLoader(session, Base, xhrSetup),
    deliveryDirectives = undefined as object | undefined,
  } = {},
): Heard {
  const loader = new GrantLoader({} as HlsConfig);
  const context = {
    ...{ url, type, responseType: "text" },
    ...(type === "key" && { keyInfo: {} }),
    ...(deliveryDirectives && { deliveryDirectives }),
  } as LoaderContext;
  const heard: Heard = { log: [], loader, stats: loader.stats, context };
  const hear = (what: string, stats: LoaderStats, its: LoaderContext) => {
    heard.log.push(what);
    assert.equal(stats, heard.stats, "the object that hls.js holds on to");
    assert.equal(its, context, "the context that hls.js gave");
    for (const span of [stats.loading.start, stats.loading.end])
      assert.ok(Number.isFinite(span), `${span} is no time`);
  };
  loader.load(context, loaderConfig, {
    onSuccess: (response, stats, its) => {
      heard.url = response.url;
      heard.tookMs = stats.loading.end - stats.loading.start;
      hear("success", stats, its);
    },
    onError: ({ code }, its, _, stats) => hear(`error ${code}`, stats, its),
    onTimeout: (stats, its) => hear("timeout", stats, its),
    onAbort: (stats, its) => hear("abort", stats, its),
    onProgress: (stats, its) => hear("progress", stats, its),
  });
  return heard;
}

function queryDelivery(): void {
  endpoint.answer = () => yes({ videoUrl: `${playlist}?${signature}` });
}

// What goes where

test("cookie delivery: a request in scope goes out with credentials, at once", async () => {
  await session.start();
  const heard = load();
  assert.equal(FakeBase.made.length, 1, "without a moment's delay");
  assert.equal(FakeBase.last.xhr.withCredentials, true);
  assert.equal(FakeBase.last.xhr.opened, undefined);
  FakeBase.last.succeed();
  assert.deepEqual(heard.log, ["success"]);
  assert.equal(heard.url, segment);
});

test("query delivery: a request in scope goes out signed, and hls.js never sees the signature", async () => {
  queryDelivery();
  await session.start();
  const heard = load(`${segment}?v=1`);
  const { xhr } = FakeBase.last;
  assert.deepEqual(xhr.opened, ["GET", `${segment}?v=1&${signature}`, true]);
  assert.equal(xhr.withCredentials, false);
  FakeBase.last.succeed();
  assert.equal(heard.url, `${segment}?v=1`);
  assert.equal(heard.context.url, `${segment}?v=1`);
});

test("another host gets neither cookies nor signature", async () => {
  await session.start();
  load(elsewhere);
  assert.equal(FakeBase.last.xhr.withCredentials, false);
  assert.equal(FakeBase.last.xhr.opened, undefined);
  session.close();

  queryDelivery();
  session = createGrantSession({
    grantEndpoint: "https://school.test/grant",
    share: false,
    fetch: endpoint.fetch,
  });
  await session.start();
  load(elsewhere);
  assert.equal(FakeBase.last.xhr.withCredentials, false);
  assert.equal(FakeBase.last.xhr.opened, undefined);
});

test("a URL in a playlist that is no URL is hls.js's to complain of", async () => {
  await session.start();
  for (const url of ["https://[edge", "", "seg.ts", "data:,key", "blob:x"]) {
    load(url);
    assert.equal(FakeBase.last.xhr.withCredentials, false);
    assert.equal(FakeBase.last.url, url);
    await FakeBase.last.setUp();
    FakeBase.last.fail(0);
    await settle();
  }
  assert.equal(endpoint.asked.length, 1);
});

test("a xhrSetup of the page's own comes after ours, and has the last word", async () => {
  queryDelivery();
  await session.start();
  const calls: unknown[] = [];
  load(segment, {
    async xhrSetup(xhr, url, context) {
      calls.push(url, context.type, (xhr as unknown as FakeXhr).opened?.[1]);
      xhr.withCredentials = true;
    },
  });
  await settle();
  assert.deepEqual(calls, [
    segment,
    "media-fragment",
    `${segment}?${signature}`,
  ]);
  assert.equal(FakeBase.last.xhr.withCredentials, true);
});

test("a request that hls.js repeats by itself goes out with the newest grant", async () => {
  let signed = 0;
  endpoint.answer = () =>
    yes({ videoUrl: `${playlist}?${signature}${(signed += 1)}` });
  await session.start();
  load();
  assert.match(FakeBase.last.url, /1$/);
  await time.pass(11 * 60_000, 10_000);
  await FakeBase.last.setUp();
  assert.match(FakeBase.last.url, /2$/);
});

// Waiting

test("the first request waits for the first grant, and the wait is no download time", async () => {
  const answer = endpoint.hold();
  const heard = load();
  await time.pass(3_000);
  assert.equal(FakeBase.made.length, 0, "no request before the grant");
  assert.equal(
    performance.now() - heard.stats.loading.start,
    -Infinity,
    "hls.js, which looks every 100 ms, sees no download that crawls",
  );
  answer(yes());
  await settle();
  await time.pass(200);
  FakeBase.last.succeed();
  assert.deepEqual(heard.log, ["success"]);
  assert.equal(heard.tookMs, 200);
});

test("a request after two hours of sleep waits for the renewal, and is not refused", async () => {
  const old = await session.start();
  time.setWallClock(2 * 3_600_000);
  const heard = load();
  assert.equal(FakeBase.made.length, 0);
  await settle();
  assert.equal(endpoint.asked.length, 2);
  assert.notEqual(session.usable, old);
  FakeBase.last.succeed();
  assert.deepEqual(heard.log, ["success"]);
});

test("a request while the renewal is under way does not wait for it", async () => {
  await session.start();
  endpoint.answer = silence;
  await time.pass(601_000, 10_000);
  assert.equal(session.state.name, "requesting");
  load();
  await settle();
  assert.equal(FakeBase.made.length, 1);
});

test("no grant in twenty seconds: hls.js hears of a timeout", async () => {
  endpoint.answer = silence;
  const heard = load();
  await time.pass(20_000);
  assert.deepEqual(heard.log, ["timeout"]);
  assert.equal(FakeBase.made.length, 0);
});

test("a no: hls.js hears of a timeout at once, and nothing is requested", async () => {
  endpoint.answer = () => no("not-entitled", 403);
  const heard = load();
  await settle();
  assert.deepEqual(heard.log, ["timeout"]);
  assert.equal(FakeBase.made.length, 0);
});

test("aborted while it waits: hls.js hears so once, and no request follows", async () => {
  const answer = endpoint.hold();
  const heard = load();
  await settle();
  heard.loader.abort();
  heard.loader.abort();
  assert.deepEqual(heard.log, ["abort"]);
  assert.equal(heard.stats.aborted, true);
  answer(yes());
  await settle();
  assert.equal(FakeBase.made.length, 0);
  assert.deepEqual(heard.log, ["abort"]);
});

test("destroyed while it waits: hls.js hears nothing more, and no request follows", async () => {
  const answer = endpoint.hold();
  const heard = load();
  await settle();
  heard.loader.destroy();
  heard.loader.abort();
  answer(yes());
  await settle();
  assert.deepEqual(heard.log, []);
  assert.equal(FakeBase.made.length, 0);
  assert.equal(heard.loader.context, null);
  assert.notEqual(heard.stats.loading.start, Infinity);
});

test("aborted or destroyed while it loads: the loader underneath is, too", async () => {
  await session.start();
  const aborted = load();
  aborted.loader.abort();
  aborted.loader.abort();
  assert.equal(FakeBase.last.aborted, 1);
  assert.deepEqual(aborted.log, ["abort"]);
  const destroyed = load();
  const inner = FakeBase.last;
  destroyed.loader.destroy();
  destroyed.loader.destroy();
  assert.equal(inner.destroyed, 1);
  assert.deepEqual(destroyed.log, []);
});

test("aborted after a refusal: the request is not repeated", async () => {
  await session.start();
  const heard = load();
  FakeBase.last.fail(403);
  heard.loader.abort();
  await settle();
  assert.equal(FakeBase.made.length, 1);
  assert.deepEqual(heard.log, ["abort"]);
});

// Refusals

for (const type of [
  "manifest",
  "level",
  "audioTrack",
  "subtitleTrack",
  "media-fragment",
  "key",
])
  for (const code of [401, 403, 0])
    test(`${type} refused with ${code}: one renewal, one repetition, one success and no error`, async () => {
      await session.start();
      const heard = load(segment, { type });
      await time.pass(50);
      FakeBase.last.fail(code);
      assert.deepEqual(heard.log, []);
      await time.pass(500);
      assert.equal(endpoint.asked.length, 2);
      assert.equal(FakeBase.made.length, 2);
      assert.equal(FakeBase.last.xhr.withCredentials, true);
      FakeBase.last.succeed();
      assert.deepEqual(heard.log, ["success"]);
      assert.equal(heard.stats.aborted, false);
    });

test("the time that a refusal cost is no download time", async () => {
  await session.start();
  const answer = endpoint.hold();
  const heard = load();
  await time.pass(1_000);
  FakeBase.last.fail(403);
  await time.pass(2_000);
  assert.equal(heard.stats.loading.start, Infinity);
  answer(yes());
  await settle();
  await time.pass(300);
  FakeBase.last.succeed();
  assert.equal(heard.tookMs, 300);
});

test("fifty requests refused at once make one renewal, and all of them succeed", async () => {
  await session.start();
  const all = Array.from({ length: 50 }, () => load());
  for (const inner of [...FakeBase.made]) inner.fail(403);
  await settle();
  assert.equal(endpoint.asked.length, 2);
  assert.equal(FakeBase.made.length, 100);
  for (const inner of FakeBase.made.slice(50)) inner.succeed();
  for (const { log } of all) assert.deepEqual(log, ["success"]);
});

test("refused with the new grant as with the old one: hls.js hears so once, and the session stops", async () => {
  await session.start();
  const heard = load();
  FakeBase.last.fail(403);
  await settle();
  FakeBase.last.fail(403);
  await settle();
  assert.deepEqual(heard.log, ["error 403"]);
  assert.equal(endpoint.asked.length, 2);
  assert.equal(session.state.name, "blocked");
});

test("refused again after a success: renews again", async () => {
  await session.start();
  for (const round of [1, 2, 3]) {
    const heard = load();
    FakeBase.last.fail(403);
    await settle();
    FakeBase.last.succeed();
    assert.deepEqual(heard.log, ["success"]);
    assert.equal(endpoint.asked.length, 1 + round);
  }
});

for (const [how, end] of [
  ["times out", ({ last }: typeof FakeBase) => last.timeout()],
  ["is answered with 503", ({ last }: typeof FakeBase) => last.fail(503)],
  [
    "is given up for a seek",
    (_: typeof FakeBase, { loader }: Heard) => loader.abort(),
  ],
] as const)
  test(`no status, and the repeat ${how}: the next success shows the grant to be good, and the next failure is a first one`, async () => {
    const GrantLoader = createGrantLoader(
      session,
      FakeBase as unknown as LoaderClass,
      undefined,
    );
    await session.start();
    const first = load(segment, { GrantLoader });
    FakeBase.last.fail(0);
    await settle();
    end(FakeBase, first);
    await settle();
    const next = load(segment, { GrantLoader });
    await settle();
    FakeBase.last.succeed();
    await time.tickAsync(1_000);
    const last = load(segment, { GrantLoader });
    FakeBase.last.fail(0);
    await settle();
    FakeBase.last.succeed();
    assert.deepEqual([...next.log, ...last.log], ["success", "success"]);
    assert.equal(session.state.name, "active");
    assert.equal(endpoint.requests.length, 3);
  });

test("the success of another kind of request does not hide that segments are refused", async () => {
  const GrantLoader = createGrantLoader(
    session,
    FakeBase as unknown as LoaderClass,
    undefined,
  );
  await session.start();
  const first = load(segment, { GrantLoader });
  FakeBase.last.fail(403);
  first.loader.abort();
  await settle();
  load(playlist, { GrantLoader, type: "level" });
  FakeBase.last.succeed();
  const next = load(segment, { GrantLoader });
  FakeBase.last.fail(403);
  await settle();
  assert.deepEqual(next.log, ["error 403"]);
  assert.equal(session.state.name, "blocked");
});

test("a request is repeated twice at most, however many grants there are", async () => {
  await session.start();
  const heard = load();
  for (let round = 0; round < 5 && heard.log.length === 0; round++) {
    const { last } = FakeBase;
    session.accepted(session.usable!);
    last.fail(403);
    await settle();
  }
  assert.deepEqual(heard.log, ["error 403"]);
  assert.equal(FakeBase.made.length, 3);
});

test("refused, and the endpoint does not answer: hls.js hears of the refusal in the end", async () => {
  await session.start();
  endpoint.answer = silence;
  const heard = load();
  FakeBase.last.fail(403);
  await time.pass(20_000);
  assert.deepEqual(heard.log, ["error 403"]);
});

test("refused, and the endpoint says no: hls.js hears of the refusal", async () => {
  await session.start();
  endpoint.answer = () => no("session-limit", 409);
  const heard = load();
  FakeBase.last.fail(401);
  await settle();
  assert.deepEqual(heard.log, ["error 401"]);
  assert.equal(FakeBase.made.length, 1);
});

for (const code of [400, 404, 410, 416, 429, 500, 503])
  test(`${code} is no refusal: hls.js hears of it at once`, async () => {
    await session.start();
    const heard = load();
    FakeBase.last.fail(code);
    assert.deepEqual(heard.log, [`error ${code}`]);
    await settle();
    assert.equal(endpoint.asked.length, 1);
  });

test("a timeout and progress are passed on", async () => {
  await session.start();
  const heard = load();
  FakeBase.last.progress();
  FakeBase.last.timeout();
  assert.deepEqual(heard.log, ["progress", "timeout"]);
});

test("a refusal by another host has nothing to do with the grant", async () => {
  await session.start();
  const heard = load(elsewhere);
  FakeBase.last.fail(403);
  assert.deepEqual(heard.log, ["error 403"]);
  assert.equal(endpoint.asked.length, 1);
});

test("no status while the browser knows that it is offline is no refusal", async () => {
  await session.start();
  const original = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: { onLine: false },
  });
  const heard = load();
  FakeBase.last.fail(0);
  if (original) Object.defineProperty(globalThis, "navigator", original);
  else Reflect.deleteProperty(globalThis, "navigator");
  assert.deepEqual(heard.log, ["error 0"]);
  assert.equal(endpoint.asked.length, 1);
});

test("what hls.js asks about the answer is asked of the loader underneath", async () => {
  endpoint.answer = silence;
  const { loader } = load();
  assert.equal(loader.getCacheAge?.(), null);
  assert.equal(loader.getResponseHeader?.("age"), null);
  session.close();
  endpoint.answer = () => yes();
  session = createGrantSession({
    grantEndpoint: "https://school.test/grant",
    share: false,
    fetch: endpoint.fetch,
  });
  await session.start();
  const { loader: loading } = load();
  assert.equal(loading.getCacheAge?.(), 7);
  assert.equal(loading.getResponseHeader?.("age"), "age: 1");
});

test("a closed session requests nothing", async () => {
  await session.start();
  session.close();
  const heard = load();
  await settle();
  assert.equal(FakeBase.made.length, 0);
  assert.deepEqual(heard.log, ["timeout"]);
});

// Around hls.js's own loader

test("hls.js's own loader is repeated after a refusal, and sees one success", async () => {
  const requests: NetXhr[] = [];
  class NetXhr extends FakeXhr {
    override readyState = 0;
    override status = 0;
    responseType = "";
    responseText = "data";
    response = "data";
    responseURL = "";
    statusText = "";
    onreadystatechange: (() => void) | null = null;
    sent = false;
    constructor() {
      super();
      requests.push(this);
    }
    override open(...args: unknown[]): void {
      super.open(...args);
      this.readyState = 1;
      this.responseURL = String(args[1]);
    }
    send(): void {
      this.sent = true;
    }
    abort(): void {}
    answer(status: number): void {
      this.status = status;
      this.readyState = 4;
      this.onreadystatechange?.();
    }
  }
  Object.assign(globalThis, { self: globalThis, XMLHttpRequest: NetXhr });
  try {
    queryDelivery();
    await session.start();
    const Base = Hls.DefaultConfig.loader as unknown as LoaderClass;
    const heard = load(segment, { Base });
    await settle();
    assert.equal(requests[0]!.opened?.[1], `${segment}?${signature}`);
    await time.pass(1_000);
    requests[0]!.answer(403);
    await time.pass(400);
    assert.equal(requests.length, 2);
    requests[1]!.answer(200);
    assert.deepEqual(heard.log, ["progress", "success"]);
    assert.equal(heard.url, segment);
    assert.equal(heard.tookMs, 400);
    assert.equal(heard.stats.loaded, 4);

    const failing = load(segment, { Base });
    await settle();
    requests[2]!.answer(500);
    assert.deepEqual(failing.log, ["error 500"]);
    failing.loader.destroy();
  } finally {
    for (const name of ["self", "XMLHttpRequest"])
      Reflect.deleteProperty(globalThis, name);
  }
});

/** Loads picture and sound with one hls.js, as it does: at the same time. */
function loadBoth() {
  const GrantLoader = createGrantLoader(
    session,
    FakeBase as unknown as LoaderClass,
    undefined,
  );
  const again = (url = segment) => load(url, { GrantLoader });
  return { picture: again(), sound: again(), again };
}

test("after a quiet time one request goes ahead, and the others follow when its answer begins", async () => {
  await session.start();
  const { picture, sound } = loadBoth();
  assert.equal(FakeBase.made.length, 1, "one goes ahead");
  assert.deepEqual(
    sound.stats.loading.start,
    Infinity,
    "waiting is no download time",
  );
  FakeBase.made[0]!.xhr.begin(200);
  await settle();
  assert.equal(FakeBase.made.length, 2, "the other follows at the first byte");
  FakeBase.made[1]!.succeed();
  FakeBase.made[0]!.succeed();
  assert.deepEqual([picture.log, sound.log], [["success"], ["success"]]);
});

test("while answers come, no request waits for another", async () => {
  await session.start();
  const { again } = loadBoth();
  FakeBase.made[0]!.xhr.begin(200);
  await settle();
  again();
  again();
  assert.equal(FakeBase.made.length, 4, "all under way");
});

test("an answer that came late says nothing of what is so now", async () => {
  await session.start();
  const { again } = loadBoth();
  await time.pass(2_000);
  FakeBase.made[0]!.xhr.begin(200);
  await settle();
  assert.equal(FakeBase.made.length, 2, "who waited follows");
  again();
  again();
  await settle();
  assert.equal(FakeBase.made.length, 3, "one more goes ahead, and one waits");
});

test("a grant that the edge has come to refuse is refused once, however many requests want to go out", async () => {
  await session.start();
  const { picture, sound } = loadBoth();
  FakeBase.made[0]!.fail(403);
  await settle();
  assert.equal(endpoint.asked.length, 2, "one renewal");
  assert.equal(
    FakeBase.made.length,
    2,
    "the new grant is tried by one request, too",
  );
  FakeBase.made[1]!.succeed();
  await settle();
  FakeBase.made[2]!.succeed();
  assert.deepEqual([picture.log, sound.log], [["success"], ["success"]]);
});

for (const [how, end] of [
  ["is aborted", (heard: Heard) => heard.loader.abort()],
  ["is thrown away", (heard: Heard) => heard.loader.destroy()],
  ["runs into its timeout", () => FakeBase.made[0]!.timeout()],
  ["ends with an error", () => FakeBase.made[0]!.fail(503)],
] as const)
  test(`the others follow when the request ahead of them ${how}`, async () => {
    await session.start();
    const { picture } = loadBoth();
    end(picture);
    await settle();
    assert.equal(FakeBase.made.length, 2, "the next goes out");
  });

test("a playlist that waits for a part to come neither goes ahead nor waits: others would wait as long", async () => {
  await session.start();
  const GrantLoader = createGrantLoader(
    session,
    FakeBase as unknown as LoaderClass,
    undefined,
  );
  load(`${playlist}?_HLS_msn=2`, { GrantLoader, deliveryDirectives: {} });
  load(segment, { GrantLoader });
  assert.equal(FakeBase.made.length, 2, "the part goes at once");
  load(`${playlist}?_HLS_msn=3`, { GrantLoader, deliveryDirectives: {} });
  assert.equal(FakeBase.made.length, 3, "and so does the next playlist");
});

test("a request to another host neither goes ahead nor waits", async () => {
  await session.start();
  const { again } = loadBoth();
  again(elsewhere);
  assert.equal(FakeBase.made.length, 2, "it goes at once");
  FakeBase.made[1]!.xhr.begin(200);
  await settle();
  assert.equal(FakeBase.made.length, 2, "and says nothing of the edge");
});

// Keys of the grant endpoint's host

const key = "https://school.test/key/lesson-1";

/** A session of its own, in place of the one at hand. */
function openSession(options: Partial<GrantSessionOptions>): void {
  session.close();
  session = createGrantSession({
    grantEndpoint: "https://school.test/grant",
    share: false,
    fetch: endpoint.fetch,
    random: () => 0.5,
    ...options,
  });
}

for (const delivery of ["cookie", "query"])
  test(`${delivery} delivery: a key of the grant endpoint's host is asked for as a grant is: with credentials and the page's headers, unsigned`, async () => {
    if (delivery === "query") queryDelivery();
    openSession({
      headers: { Authorization: "Bearer t0ken", "X-School": "1" },
    });
    await session.start();
    const heard = load(key, { type: "key" });
    await settle();
    const { xhr } = FakeBase.last;
    assert.equal(xhr.withCredentials, true);
    assert.deepEqual(xhr.opened, ["GET", key, true]);
    assert.deepEqual((xhr as unknown as FakeXhr).headers, {
      authorization: "Bearer t0ken",
      "x-school": "1",
    });
    FakeBase.last.succeed();
    assert.deepEqual(heard.log, ["success"]);
  });

test("headers that change are asked for before each key", async () => {
  let token = 0;
  openSession({
    headers: async () => ({ Authorization: `Bearer ${++token}` }),
  });
  await session.start();
  for (const expected of ["Bearer 2", "Bearer 3"]) {
    load(key, { type: "key" });
    await settle();
    const { headers } = FakeBase.last.xhr as unknown as FakeXhr;
    assert.equal(headers["authorization"], expected);
  }
});

for (const [how, headers] of [
  ["never come", () => new Promise<never>(() => {})],
  ["fail", () => Promise.reject(new Error("no token"))],
] as const)
  test(`a key whose headers ${how}: hls.js hears of a timeout, and no request hangs`, async () => {
    let asked = 0;
    openSession({ headers: async () => (asked++ ? headers() : {}) });
    await session.start();
    const heard = load(key, { type: "key" });
    await time.pass(10_000);
    assert.deepEqual(heard.log, ["timeout"]);
    assert.equal(FakeBase.made.length, 0);
  });

test("a key whose headers say that nobody is signed in: that is what the viewer reads", async () => {
  let asked = 0;
  openSession({
    headers: async () => {
      if (asked++) throw new PlayerError("not-signed-in", "The token is over.");
      return {};
    },
  });
  await session.start();
  const heard = load(key, { type: "key" });
  await settle();
  assert.deepEqual(heard.log, ["timeout"]);
  const { state } = session;
  assert.equal(state.name === "blocked" && state.error.code, "not-signed-in");
});

test("a key goes out with the credentials mode of the grant request", async () => {
  for (const [credentials, expected] of [
    ["include", true],
    ["same-origin", false],
    ["omit", false],
  ] as const) {
    openSession({ credentials });
    await session.start();
    load(key, { type: "key" });
    await settle();
    assert.equal(FakeBase.last.xhr.withCredentials, expected, credentials);
  }
});

test("a key endpoint on the edge's own host gets what the edge gets, and the headers", async () => {
  openSession({
    grantEndpoint: "https://edge.test/.auth/grant",
    headers: { Authorization: "Bearer t0ken" },
  });
  await session.start();
  load("https://edge.test/.auth/key", { type: "key" });
  await settle();
  assert.equal(FakeBase.last.xhr.withCredentials, true);
  const { headers } = FakeBase.last.xhr as unknown as FakeXhr;
  assert.equal(headers["authorization"], "Bearer t0ken");
});

for (const [what, url, type] of [
  [
    "a segment of the grant endpoint's host",
    "https://school.test/1.ts",
    "media-fragment",
  ],
  [
    "a playlist of the grant endpoint's host",
    "https://school.test/a.m3u8",
    "level",
  ],
  ["a key of the edge", "https://edge.test/key", "key"],
  ["a key of another host", "https://other.test/key", "key"],
  [
    "a key of a host that begins alike",
    "https://school.test.evil.test/key",
    "key",
  ],
  ["a key of a host below", "https://keys.school.test/key", "key"],
  ["a key of another port", "https://school.test:444/key", "key"],
  ["a key without TLS", "http://school.test/key", "key"],
  ["a key of the page's own", "blob:https://school.test/1", "key"],
  ["a key that is no URL", "https://[school", "key"],
] as const)
  // prettier-ignore
  test(`${what} gets none of the page's headers`, async () => {
    openSession({ headers: { Authorization: "Bearer t0ken" } });
    await session.start();
    load(url, { type });
    await settle();
    const { xhr } = FakeBase.last;
    assert.deepEqual((xhr as unknown as FakeXhr).headers, {});
    assert.equal(xhr.withCredentials, url.startsWith("https://edge.test/"));
  });

test("where the page asks for grants itself, no host is the grant endpoint's", async () => {
  openSession({
    grantEndpoint: undefined,
    requestGrant: async () => ({ videoUrl: playlist, expiresIn: 900 }),
    headers: { Authorization: "Bearer t0ken" },
  });
  await session.start();
  load(key, { type: "key" });
  await settle();
  assert.equal(FakeBase.last.xhr.withCredentials, false);
  assert.deepEqual((FakeBase.last.xhr as unknown as FakeXhr).headers, {});
});

for (const code of [401, 403])
  test(`a key endpoint that answers ${code}: one renewal, one repetition, one success and no error`, async () => {
    await session.start();
    const heard = load(key, { type: "key" });
    await settle();
    FakeBase.last.fail(code);
    assert.deepEqual(heard.log, []);
    await settle();
    assert.equal(endpoint.requests.length, 2);
    assert.equal(FakeBase.made.length, 2);
    assert.equal(FakeBase.last.xhr.withCredentials, true);
    FakeBase.last.succeed();
    assert.deepEqual(heard.log, ["success"]);
    assert.equal(session.state.name, "active");
  });

test("a key refused with the new grant as with the old one: hls.js hears so once, and the session stops", async () => {
  await session.start();
  const heard = load(key, { type: "key" });
  await settle();
  FakeBase.last.fail(403);
  await settle();
  FakeBase.last.fail(403);
  await settle();
  assert.deepEqual(heard.log, ["error 403"]);
  assert.equal(endpoint.requests.length, 2);
  const { state } = session;
  assert.ok(state.name === "blocked");
  assert.match(
    state.error.message,
    /https:\/\/school\.test\/key\/lesson-1 with 403/,
  );
});

test("a key refused because the viewer is signed out: the endpoint's own reason is what the viewer reads", async () => {
  await session.start();
  const heard = load(key, { type: "key" });
  await settle();
  endpoint.answer = () => no("not-signed-in", 401);
  FakeBase.last.fail(401);
  await settle();
  assert.deepEqual(heard.log, ["error 401"]);
  const { state } = session;
  assert.equal(state.name === "blocked" && state.error.code, "not-signed-in");
});

for (const [code, url] of [
  [0, key],
  [404, key],
  [500, key],
  [401, "https://other.test/key"],
  [403, "https://school.test.evil.test/key"],
] as const)
  test(`${code} for a key of ${new URL(url).host} is no refusal: hls.js hears of it at once`, async () => {
    await session.start();
    const heard = load(url, { type: "key" });
    await settle();
    FakeBase.last.fail(code);
    assert.deepEqual(heard.log, [`error ${code}`]);
    await settle();
    assert.equal(endpoint.requests.length, 1);
  });

test("a segment of the grant endpoint's host that is refused has nothing to do with the grant", async () => {
  await session.start();
  const heard = load("https://school.test/1.ts");
  FakeBase.last.fail(403);
  assert.deepEqual(heard.log, ["error 403"]);
  assert.equal(endpoint.requests.length, 1);
});
