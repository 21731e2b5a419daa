import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import Hls from "hls.js";
import type { HlsConfig, LoaderConfiguration, LoaderContext } from "hls.js";
import {
  createGrantSession,
  type HlsGrantSession,
} from "../../../src/sdk/create-grant-session.js";
import { Endpoint, settle } from "./harness.js";

let session: HlsGrantSession;
beforeEach(() => {
  session = createGrantSession({
    grantEndpoint: "https://school.test/grant",
    share: false,
    fetch: new Endpoint().fetch,
  });
});
afterEach(() => {
  session.close();
});

/** A browser that says so of its connection. */
function withNavigator<T>(navigator: unknown, work: () => T): T {
  const original = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: navigator,
  });
  try {
    return work();
  } finally {
    if (original) Object.defineProperty(globalThis, "navigator", original);
    else Reflect.deleteProperty(globalThis, "navigator");
  }
}

test("works under Node, where hls.js plays nothing", () => {
  assert.equal(Hls.isSupported(), false);
  const config = session.hlsConfig(Hls);
  assert.equal(typeof config.loader, "function");
});

test("asks for nothing before hls.js does", async () => {
  session.hlsConfig(Hls);
  await settle();
  assert.equal(session.state.name, "idle");
});

for (const [what, HlsClass] of Object.entries({
  nothing: undefined,
  null: null,
  "an instance": { config: {} },
  "a module": { default: Hls },
  "another class": class {},
}))
  test(`${what} in place of hls.js's class is told at once`, () => {
    assert.throws(
      () => session.hlsConfig(HlsClass as unknown as typeof Hls),
      (error) =>
        error instanceof TypeError &&
        /session\.hlsConfig\(Hls\)/.test(error.message),
    );
  });

test("options of the page's own are kept, and win over ours", () => {
  const options: Partial<HlsConfig> = {
    maxBufferLength: 6,
    abrEwmaDefaultEstimate: 7,
    errorPenaltyExpireMs: 8,
    preserveManualLevelOnError: false,
  };
  const config = session.hlsConfig(Hls, options);
  for (const [name, value] of Object.entries(options))
    assert.equal(config[name as keyof HlsConfig], value);
});

test("the options given are not changed", () => {
  const options = Object.freeze({ xhrSetup: () => {}, maxBufferLength: 6 });
  session.hlsConfig(Hls, options);
  assert.equal(Hls.DefaultConfig.xhrSetup, undefined);
});

test("every kind of loader is wrapped, and none is added", () => {
  class Own {}
  const loader = Own as unknown as HlsConfig["loader"];
  const config = session.hlsConfig(Hls, {
    loader,
    fLoader: loader as unknown as NonNullable<HlsConfig["fLoader"]>,
    pLoader: loader as unknown as NonNullable<HlsConfig["pLoader"]>,
  });
  for (const name of ["loader", "fLoader", "pLoader"] as const) {
    assert.equal(typeof config[name], "function");
    assert.notEqual(config[name], loader);
  }
  const plain = session.hlsConfig(Hls);
  assert.equal("fLoader" in plain || "pLoader" in plain, false);
});

for (const [what, sn, told] of [
  ["a segment", 0, 1],
  ["an init segment", "initSegment", 0],
] as const)
  test(`${what} that is given up: hls.js is told ${told === 1 ? "so" : "nothing, or it would give up the next segment too"}`, async () => {
    const { loader: Loader } = session.hlsConfig(Hls);
    const loader = new Loader!({} as HlsConfig);
    let aborted = 0;
    loader.load(
      {
        url: "https://edge.test/lesson-1/1.mp4",
        responseType: "arraybuffer",
        frag: { sn },
      } as unknown as LoaderContext,
      {} as LoaderConfiguration,
      {
        onSuccess: () => assert.fail("It was given up."),
        onError: () => assert.fail("It was given up."),
        onTimeout: () => assert.fail("It was given up."),
        onAbort: () => aborted++,
      },
    );
    loader.abort();
    await settle();
    assert.equal(aborted, told);
  });

test("a xhrSetup of the page's own runs once for each request, within ours", () => {
  const config = session.hlsConfig(Hls, { xhrSetup: () => {} });
  assert.equal("xhrSetup" in config, false, "hls.js would call it by itself");
});

test("starts on a low rendition where nothing is known of the connection", () => {
  for (const navigator of [undefined, {}, { connection: {} }])
    assert.equal(
      withNavigator(navigator, () => session.hlsConfig(Hls))
        .abrEwmaDefaultEstimate,
      500_000,
    );
});

test("starts lower on a connection that is known to be bad, never higher on the browser's word", () => {
  const estimate = (downlink: number) =>
    withNavigator({ connection: { downlink } }, () => session.hlsConfig(Hls))
      .abrEwmaDefaultEstimate;
  assert.equal(estimate(10), 500_000);
  assert.equal(estimate(0.1), 100_000);
  assert.equal(estimate(0), 500_000);
});

test("one bad minute does not pin a low quality", () => {
  const { errorPenaltyExpireMs, preserveManualLevelOnError } =
    session.hlsConfig(Hls);
  assert.equal(errorPenaltyExpireMs, 30_000);
  assert.equal(preserveManualLevelOnError, true);
});
