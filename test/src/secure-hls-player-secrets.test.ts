import { expect } from "@open-wc/testing";
import { mediaEvents } from "../../src/events.js";
import type { SecureHlsPlayer } from "../../src/index.js";
import {
  granted,
  mediaFolder,
  network,
  refused,
  videoUrl,
} from "../support/msw-network.js";
import {
  createPlayer,
  event,
  quiet,
  removePlayers,
  until,
} from "../support/msw-player.js";

const secrets = ["PoLiCyOfThisTest", "SiGnAtUrEoFtHiStEsT", "KeYpAiRoFtHiS"];
const query = `Policy=${secrets[0]}&Signature=${secrets[1]}&Key-Pair-Id=${secrets[2]}`;
const signed = (url: string) => `${url}?${query}`;
const signedGrant = {
  videoUrl: signed(videoUrl),
  posterUrl: signed(`${location.origin}/demo/media/lesson-1/poster.jpg`),
};

const methods = ["debug", "error", "info", "log", "trace", "warn"] as const;

describe("the signature of <secure-hls-player>'s grant is nowhere", () => {
  /** All that anybody could read: events, console, and what `look` finds in the page. */
  let read: string[];
  let restore: (() => void)[];

  before(() => network.start());
  beforeEach(() => {
    network.reset();
    read = [];
    restore = methods.map((method) => {
      const original = console[method];
      console[method] = (...args: unknown[]) => {
        read.push(args.map(textOf).join(" "));
      };
      return () => (console[method] = original);
    });
  });
  afterEach(async () => {
    for (const one of restore) one();
    await removePlayers();
  });

  it("while it plays and renews", async () => {
    network.answer(
      granted({ ...signedGrant, expiresIn: 2, renewAfter: 1 }),
      granted(signedGrant),
    );
    const player = await createPlayer();
    listen(player);
    const renewing = event(player, "grant-renewed");
    await player.play();
    await renewing;
    await until("a poster", () => player.media!.poster.startsWith("blob:"));
    expectSigned("index.m3u8");
    expectSigned(".m4s");
    expectSigned("poster.jpg");
    expectNoSecret(player);
  });

  it("in what hls.js logs, when the page turns that on", async () => {
    network.answer(granted(signedGrant));
    const player = await createPlayer({}, { hlsConfig: { debug: true } });
    listen(player);
    await player.play();
    expect(read.some((text) => text.includes("index.m3u8"))).to.equal(true);
    expectNoSecret(player);
  });

  it("in a refusal by the edge", async () => {
    network.answer(granted(signedGrant));
    network.answerAt(/index\.m3u8/, new Response(null, { status: 403 }));
    const player = await createPlayer();
    listen(player);
    await event(player, "error");
    expect(player.error).to.have.property("code", "edge-refused");
    expectSigned("index.m3u8");
    expectNoSecret(player);
  });

  it("in a file that is missing, unreachable or broken", async function () {
    this.timeout(60_000);
    for (const answer of [
      new Response(null, { status: 404 }),
      Response.error(),
      new Response("<!doctype html>"),
    ]) {
      network.answer(granted(signedGrant));
      network.answerAt(/\.m4s|p\.m3u8/, answer);
      const player = await createPlayer(
        {},
        { hlsConfig: { debug: true, ...impatient } },
      );
      listen(player);
      await event(player, "error", 9_000);
      expectNoSecret(player);
      player.remove();
    }
    expectSigned("p.m3u8");
  });

  it("in an answer that is no grant", async () => {
    for (const answer of [
      granted({ videoUrl: `http://[?${query}` }),
      granted({ videoUrl: `ftp://video.example/?${query}` }),
      granted({ ...signedGrant, posterUrl: `http://[?${query}` }),
      granted({ ...signedGrant, expiresIn: -1 }),
      new Response(`<!doctype html><a href="${signed(videoUrl)}">`),
      new Response(`{"videoUrl": "${signed(videoUrl)}"`),
    ]) {
      network.answer(answer);
      const player = await createPlayer();
      listen(player);
      await event(player, "error");
      expect(player.error).to.have.property("code", "bad-response");
      expectNoSecret(player);
      player.remove();
      await quiet(0);
    }
  });

  for (const endpoint of ["http://[", "ftp://grants.example/", "/no-grants"])
    it(`in the error of an endpoint that carries one itself: ${endpoint}`, async () => {
      const player = await createPlayer({ preload: "none" });
      player.grantEndpoint = signed(endpoint);
      void player.play().catch(() => {});
      const { detail } = await event(player, "error");
      const text = textOf(detail);
      expect(text).to.contain("stack: ");
      for (const secret of secrets) expect(text).not.to.contain(secret);
    });

  it("in a renewal that is refused", async () => {
    network.answer(
      granted({ ...signedGrant, expiresIn: 2, renewAfter: 1 }),
      refused("session-ended"),
    );
    const player = await createPlayer();
    listen(player);
    await event(player, "error");
    expectNoSecret(player);
  });

  it("in the page that plays a link without HLS of its own", async () => {
    // The one exception is the `src` of a file's <video>: nothing else can carry a signature there.
    network.answer(
      granted({
        videoUrl: signed(`${location.origin}${mediaFolder}480p-init.mp4`),
      }),
    );
    const player = await createPlayer();
    listen(player);
    await until("a file", () => player.media!.src.includes(secrets[1]!));
    player.remove();
    await quiet(0);
    expectNoSecret(player);
  });

  /** Notes what each event of the player carries, and what the page looks like at that moment. */
  function listen(player: SecureHlsPlayer): void {
    const types = [
      ...mediaEvents,
      "grant-issued",
      "grant-renewed",
      "grant-retrying",
      "error",
    ];
    for (const type of types)
      player.addEventListener(type, (event) => {
        read.push(`${type} ${textOf((event as CustomEvent).detail)}`);
        if (type !== "progress" && type !== "timeupdate") look(player);
      });
  }

  function look(player: SecureHlsPlayer): void {
    const { src, currentSrc, poster } = player.media!;
    read.push(
      ...[src, currentSrc, poster].filter((url) => !/\.mp4\?/.test(url)),
      document.documentElement.outerHTML,
      player.shadowRoot!.innerHTML.replace(/src="[^"]*\.mp4\?[^"]*"/, ""),
      textOf(player.error),
      document.title,
      location.href,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    );
  }

  function expectNoSecret(player: SecureHlsPlayer): void {
    look(player);
    expect(read.length).to.be.above(5);
    for (const text of read)
      for (const secret of secrets)
        if (text.includes(secret))
          expect.fail(`${secret} in: ${text.slice(0, 2_000)}`);
  }
});

/** The secret is at stake: it did go out with the requests for these files. */
function expectSigned(file: string): void {
  const requests = network.seen.filter(
    ({ path }) => path.split("?")[0]!.endsWith(file) && path.includes("?"),
  );
  expect(requests).not.to.deep.equal([]);
  for (const { path } of requests) expect(path).to.contain(query);
}

const noRetry = {
  default: {
    maxTimeToFirstByteMs: 2_000,
    maxLoadTimeMs: 2_000,
    timeoutRetry: null,
    errorRetry: null,
  },
};
const impatient = { fragLoadPolicy: noRetry, playlistLoadPolicy: noRetry };

/** Everything that can be read from a value, its hidden properties and the causes of errors among it. */
function textOf(value: unknown, depth = 0): string {
  if (typeof value !== "object" || value === null || depth > 5)
    return String(value);
  const names = Object.getOwnPropertyNames(value);
  const all = [...names, ...(value instanceof Error ? ["cause", "stack"] : [])];
  return all
    .map(
      (name) =>
        `${name}: ${textOf((value as Record<string, unknown>)[name], depth + 1)}`,
    )
    .join("\n");
}
