import { expect } from "@open-wc/testing";
import type { GrantResponse } from "../../src/contract.js";
import {
  granted,
  mediaFolder,
  network,
  refused,
  videoUrl,
} from "../support/msw-network.js";
import {
  alertText,
  controlsReady,
  createPlayer,
  event,
  quiet,
  record,
  removePlayers,
  until,
} from "../support/msw-player.js";

/** Seconds of each segment of the test stream. */
const segmentSeconds = 4;

describe("<secure-hls-player>", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  describe("before the viewer presses play", () => {
    it('preload="none" asks for nothing and opens no connection', async () => {
      const elsewhere = "http://video.example";
      const player = await createPlayer({
        preload: "none",
        "grant-endpoint": `${elsewhere}/grant`,
        src: `${elsewhere}/index.m3u8`,
      });
      await controlsReady(player);
      await quiet();
      await network.settled();
      expect(network.seen).to.deep.equal([]);
      expect(preconnects(elsewhere)).to.deep.equal([]);
      expect(player.grantState).to.equal("idle");
    });

    it('preload="none" plays as soon as play is called', async () => {
      const player = await createPlayer({ preload: "none" });
      await player.play();
      expect(network.grantRequests).to.have.length(1);
      expect(player.media!.paused).to.equal(false);
      await until("pictures", () => player.media!.currentTime > 0);
    });

    it('preload="none" plays src as soon as play is called', async () => {
      for (let time = 0; time < 3; time++) {
        const player = await createPlayer({
          preload: "none",
          "grant-endpoint": undefined,
          src: `${mediaFolder}index.m3u8`,
        });
        await player.play();
        expect(player.media!.paused).to.equal(false);
      }
    });

    it("plays when play is called while the video is being attached", async () => {
      let grant!: (response: GrantResponse) => void;
      const granting = new Promise<GrantResponse>(
        (resolve) => (grant = resolve),
      );
      const player = await createPlayer({}, { requestGrant: () => granting });
      await controlsReady(player);
      const playing = player.play();
      grant({ videoUrl, expiresIn: 60 });
      await playing;
      expect(player.media!.paused).to.equal(false);
    });

    it('preload="none" with autoplay plays at once, as <video> does', async () => {
      const player = await createPlayer({ preload: "none", autoplay: "" });
      await event(player, "playing");
    });

    it('preload="metadata" loads no more than the beginning, and the rest from play on', async () => {
      const player = await createPlayer();
      await event(player, "canplay");
      await quiet();
      const media = player.media!;
      expect(media.paused).to.equal(true);
      expect(media.buffered.end(0)).to.be.within(1, 2 * segmentSeconds);
      await player.play();
      await until(
        "more in the buffer",
        () => media.buffered.end(0) > 3 * segmentSeconds,
      );
    });

    it('preload="auto" fills the buffer without play', async () => {
      const player = await createPlayer({ preload: "auto" });
      await event(player, "canplay");
      await until(
        "more in the buffer",
        () => player.media!.buffered.end(0) > 3 * segmentSeconds,
      );
      expect(player.media!.paused).to.equal(true);
    });

    it('begins when preload="none" is taken back, as a page does for a video that comes near', async () => {
      const player = await createPlayer({ preload: "none" });
      player.preload = "metadata";
      await event(player, "canplay");
      expect(network.grantRequests).to.have.length(1);
      expect(player.media!.paused).to.equal(true);
    });

    it('fills the buffer when preload becomes "auto", and begins nothing anew', async () => {
      const player = await createPlayer();
      await event(player, "canplay");
      player.preload = "auto";
      await until(
        "more in the buffer",
        () => player.media!.buffered.end(0) > 3 * segmentSeconds,
      );
      expect(player.media!.paused).to.equal(true);
      expect(network.grantRequests).to.have.length(1);
    });

    it("autoplay plays", async () => {
      const player = await createPlayer({ autoplay: "" });
      await event(player, "playing");
      expect(player.media!.muted).to.equal(true);
    });

    it("opens connections to the hosts of endpoint and video, once for each kind", async () => {
      const hosts = ["http://grants.example", "http://cookies.example"];
      network.answerAt(/\.example\//, new Response(null, { status: 404 }));
      for (let copy = 0; copy < 2; copy++)
        await createPlayer({
          "grant-endpoint": `${hosts[0]}/grant`,
          src: `${hosts[1]}/index.m3u8`,
        });
      for (const host of hosts)
        expect(preconnects(host)).to.deep.equal(["use-credentials"]);
      for (const link of document.head.querySelectorAll("link[rel=preconnect]"))
        link.remove();
    });
  });

  describe("the grant request", () => {
    it("is a POST of the video's id, with cookies", async () => {
      const player = await createPlayer({ "video-id": "lesson 1/ü" });
      await event(player, "grant-issued");
      const [request, ...more] = network.grantRequests;
      expect(more).to.deep.equal([]);
      expect(request!.body).to.deep.equal({ videoId: "lesson 1/ü" });
      expect(request!.credentials).to.equal("include");
      expect(request!.headers.get("content-type")).to.equal("application/json");
    });

    it("names the session when the grant is renewed", async () => {
      network.answer(granted({ expiresIn: 2, renewAfter: 1 }), granted());
      const player = await createPlayer();
      await event(player, "grant-renewed");
      expect(network.grantRequests.map(({ body }) => body)).to.deep.equal([
        { videoId: "lesson-1" },
        { videoId: "lesson-1", sessionId: "session-1" },
      ]);
    });

    it("carries the page's headers", async () => {
      const player = await createPlayer(
        {},
        { grantHeaders: { Authorization: "Bearer of-the-page" } },
      );
      await event(player, "grant-issued");
      const [request] = network.grantRequests;
      expect(request!.headers.get("authorization")).to.equal(
        "Bearer of-the-page",
      );
    });

    it("asks an async function for headers each time", async () => {
      network.answer(granted({ expiresIn: 2, renewAfter: 1 }), granted());
      let asked = 0;
      const grantHeaders = async () => {
        await quiet(1);
        return new Headers({ Authorization: `Bearer ${++asked}` });
      };
      const player = await createPlayer({}, { grantHeaders });
      await event(player, "grant-renewed");
      const tokens = network.grantRequests.map(({ headers }) =>
        headers.get("authorization"),
      );
      expect(tokens).to.deep.equal(["Bearer 1", "Bearer 2"]);
    });

    it("carries a new assertion each time with assertion-endpoint", async () => {
      network.answer(granted({ expiresIn: 2, renewAfter: 1 }), granted());
      let asked = 0;
      network.answerAssertion(() =>
        Response.json({ assertion: `a.${++asked}.c` }),
      );
      const player = await createPlayer({
        "assertion-endpoint": network.assertionEndpoint,
      });
      await event(player, "grant-renewed");
      const tokens = network.grantRequests.map(({ headers }) =>
        headers.get("authorization"),
      );
      expect(tokens).to.deep.equal(["Bearer a.1.c", "Bearer a.2.c"]);
    });

    it("is not sent when the assertion endpoint refuses, and the refusal is shown", async () => {
      network.answerAssertion(() => refused("not-entitled"));
      const player = await createPlayer({
        "assertion-endpoint": network.assertionEndpoint,
      });
      await event(player, "error");
      expect(player.error!.code).to.equal("not-entitled");
      expect(network.grantRequests).to.have.length(0);
    });

    it("uses headers that came after the player: a change of function alone asks nothing", async () => {
      const player = await createPlayer();
      await event(player, "grant-issued");
      player.grantHeaders = { Authorization: "Bearer late" };
      await quiet();
      await network.settled();
      expect(network.grantRequests).to.have.length(1);
    });

    it("is made again by itself when headers come after “not signed in”", async () => {
      network.answer(({ headers }) =>
        headers.get("authorization") === "Bearer fresh"
          ? granted()
          : refused("not-signed-in"),
      );
      const player = await createPlayer();
      await event(player, "error");
      player.grantHeaders = { Authorization: "Bearer fresh" };
      await event(player, "grant-issued");
      await event(player, "canplay");
      expect(player.error).to.equal(null);
      expect(alertText(player)).to.equal("");
    });

    it("is not made again by the same headers in another function or object, as a page sets them at each render", async () => {
      network.answer(refused("not-signed-in"));
      const player = await createPlayer(
        {},
        { grantHeaders: () => ({ Authorization: "Bearer old" }) },
      );
      const errors = record(player, "error");
      const rendered: Promise<unknown>[] = [];
      player.addEventListener("error", () => {
        player.grantHeaders =
          errors.length % 2
            ? { Authorization: "Bearer old" }
            : async () => ({ Authorization: "Bearer old" });
        rendered.push(player.updateComplete);
      });
      await event(player, "error");
      await Promise.all(rendered);
      player.grantHeaders = () => ({ Authorization: "Bearer old" });
      await quiet();
      await network.settled();
      expect(network.grantRequests).to.have.length(1);
      expect(errors).to.deep.equal(["error"]);
      player.grantHeaders = () => ({ Authorization: "Bearer other" });
      await event(player, "error");
      await network.settled();
      expect(network.grantRequests).to.have.length(2);
    });

    it("does not begin anew by another requestGrant, as a page sets it at each render; the newest is asked", async () => {
      const asked: string[] = [];
      const inline = (name: string) => async () => {
        asked.push(name);
        return { videoUrl, expiresIn: 60, renewAfter: 1 };
      };
      const player = await createPlayer(
        { "grant-endpoint": undefined },
        { requestGrant: inline("first") },
      );
      const issued = record(player, "grant-issued");
      player.addEventListener("grant-issued", () => {
        player.requestGrant = inline("second");
      });
      await event(player, "grant-renewed");
      expect(asked).to.deep.equal(["first", "second"]);
      expect(issued).to.deep.equal(["grant-issued"]);
      player.setAttribute("grant-endpoint", network.endpoint);
      player.requestGrant = undefined as never;
      await event(player, "grant-issued");
      await network.settled();
      expect(network.grantRequests).to.have.length(1);
    });

    it("is replaced wholly by requestGrant", async () => {
      const requests: unknown[] = [];
      const player = await createPlayer(
        { "grant-endpoint": undefined },
        {
          requestGrant: async (request, { signal }) => {
            requests.push(request, signal.aborted);
            return { videoUrl, expiresIn: 60 };
          },
        },
      );
      await player.play();
      expect(requests).to.deep.equal([{ videoId: "lesson-1" }, false]);
      expect(network.grantRequests).to.deep.equal([]);
    });
  });

  describe("what the endpoint answers", () => {
    it("plays videoUrl", async () => {
      const player = await createPlayer();
      await player.play();
      await network.settled();
      expect(network.mediaRequests[0]!.path).to.equal(
        `${mediaFolder}index.m3u8`,
      );
    });

    it("plays what the serverless article's own endpoint answers", async () => {
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      network.answer(
        Response.json({ videoUrl, expiresAt, isHls: true, posterUrl: null }),
      );
      const player = await createPlayer();
      const issued = event(player, "grant-issued");
      await player.play();
      const { expiresAt: at } = (await issued).detail as { expiresAt: number };
      expect(at).to.be.closeTo(Date.now() + 3_600_000, 10_000);
    });

    for (const [name, answer] of [
      ["204", new Response(null, { status: 204 })],
      ["200 without videoUrl", Response.json({ expiresIn: 60 })],
      ["200 without a body", new Response("")],
    ] as const)
      it(`plays the tag's own src after ${name}`, async () => {
        network.answer(answer);
        const player = await createPlayer({ src: `${mediaFolder}index.m3u8` });
        await player.play();
        expect(network.grantRequests).to.have.length(1);
      });

    it("prefers videoUrl to the tag's own src", async () => {
      const player = await createPlayer({ src: "/elsewhere/index.m3u8" });
      await player.play();
      expect(
        network.seen.some(({ path }) => path.includes("elsewhere")),
      ).to.equal(false);
    });

    it("says that 204 without src is no grant", async () => {
      network.answer(new Response(null, { status: 204 }));
      const player = await createPlayer();
      const { detail } = await event(player, "error");
      expect(detail).to.have.property("code", "bad-response");
    });

    it("plays src alone, without asking anybody", async () => {
      const player = await createPlayer({
        "grant-endpoint": undefined,
        "video-id": undefined,
        src: `${mediaFolder}index.m3u8`,
      });
      await player.play();
      expect(network.grantRequests).to.deep.equal([]);
      expect(player.grantState).to.equal("idle");
    });

    it("sends no cookies for src alone", async () => {
      const player = await createPlayer({
        "grant-endpoint": undefined,
        src: `${mediaFolder}index.m3u8`,
      });
      await event(player, "canplay");
      const modes = network.mediaRequests.map(({ credentials }) => credentials);
      expect(new Set(modes)).to.deep.equal(new Set(["same-origin"]));
    });

    it("does nothing with neither src nor endpoint, even when play is pressed", async () => {
      const player = await createPlayer({
        "grant-endpoint": undefined,
        "video-id": "lesson-1",
      });
      const errors = record(player, "error");
      await controlsReady(player);
      void player.play().catch(() => {});
      await quiet();
      await network.settled();
      expect(network.seen).to.deep.equal([]);
      expect(errors).to.deep.equal([]);
      expect(alertText(player)).to.equal("");
    });

    it("starts when src comes later", async () => {
      const player = await createPlayer({ "grant-endpoint": undefined });
      player.src = `${mediaFolder}index.m3u8`;
      await event(player, "canplay");
    });

    it("shows the grant's poster, and the tag's own before it", async () => {
      const posterUrl = `${location.origin}/demo/media/lesson-1/poster.jpg`;
      network.answer(granted({ posterUrl }));
      const player = await createPlayer();
      await until("a poster", () => player.media!.poster);
      expect(player.media!.poster).to.match(/^blob:/);
      const own = await createPlayer({ poster: "/own.jpg" });
      await event(own, "canplay");
      await quiet();
      expect(own.media!.getAttribute("poster")).to.equal("/own.jpg");
    });
  });

  describe("events", () => {
    it("tells the first grant from its renewals, with session and end and nothing else", async () => {
      network.answer(granted({ expiresIn: 2, renewAfter: 1 }), granted());
      const player = await createPlayer();
      const types = record(player, "grant-issued", "grant-renewed");
      const issued = await event(player, "grant-issued");
      expectGrantDetail(issued, 2_000);
      const renewed = await event(player, "grant-renewed");
      expectGrantDetail(renewed, 60_000);
      expect(types).to.deep.equal(["grant-issued", "grant-renewed"]);
    });

    it("says when it will ask again", async () => {
      network.answer(refused("server-error"), granted());
      const player = await createPlayer();
      const { detail, bubbles } = await event(player, "grant-retrying");
      expect(bubbles).to.equal(false);
      expect(detail).to.have.all.keys("error", "attempt", "retryAt");
      const { attempt, error, retryAt } = detail as {
        attempt: number;
        error: Error;
        retryAt: number;
      };
      expect(attempt).to.equal(1);
      expect(error).to.have.property("code", "server-error");
      expect(retryAt).to.be.within(Date.now() - 50, Date.now() + 1_000);
      expect(retryAt % 1).to.equal(0);
    });

    it("passes the video's own on under their names; none of them bubbles", async () => {
      const player = await createPlayer({ autoplay: "" });
      const outside: string[] = [];
      const types = [
        "loadedmetadata",
        "play",
        "playing",
        "timeupdate",
        "pause",
      ];
      for (const type of [...types, "grant-issued"])
        player.parentElement!.addEventListener(type, () => outside.push(type));
      const happened = record(player, ...types);
      await event(player, "timeupdate");
      player.pause();
      await event(player, "pause");
      expect([...new Set(happened)]).to.have.members(types);
      expect(outside).to.deep.equal([]);
    });
  });

  describe("attributes", () => {
    it("reach the <video>", async () => {
      const player = await createPlayer({
        preload: "none",
        loop: "",
        playsinline: "",
        poster: "/p.jpg",
      });
      const video = player.media!;
      const of = () => [
        video.loop,
        video.muted,
        video.hasAttribute("playsinline"),
      ];
      expect(of()).to.deep.equal([true, true, true]);
      expect(video.getAttribute("poster")).to.equal("/p.jpg");
      player.loop = player.muted = player.playsInline = false;
      player.removeAttribute("poster");
      await player.updateComplete;
      expect(of()).to.deep.equal([false, false, false]);
      expect(video.hasAttribute("poster")).to.equal(false);
    });

    it("leave the volume that the viewer chose alone", async () => {
      const player = await createPlayer({ preload: "none" });
      player.media!.muted = false;
      player.setAttribute("loop", "");
      await player.updateComplete;
      expect(player.media!.muted).to.equal(false);
    });

    it("are properties as well", async () => {
      const player = await createPlayer({ preload: "none" });
      expect(player.grantEndpoint).to.equal(network.endpoint);
      expect(player.videoId).to.equal("lesson-1");
      expect(player.preload).to.equal("none");
    });

    for (const [attribute, value] of [
      ["grant-endpoint", "http://["],
      ["grant-endpoint", "javascript:alert(1)"],
      ["grant-endpoint", "ftp://grants.example/"],
      ["src", "http://["],
    ] as const)
      it(`a ${attribute} of ${value} is an error that names it`, async () => {
        const player = await createPlayer({
          "grant-endpoint": undefined,
          preload: "none",
          [attribute]: value,
        });
        const failing = event(player, "error");
        void player.play().catch(() => {});
        const { detail } = await failing;
        expect(detail).to.have.property("code", "bad-request");
        const name = attribute === "src" ? "src" : "grantEndpoint";
        expect((detail as Error).message).to.contain(name);
        expect(alertText(player)).to.contain("not set up correctly");
        expect(network.seen).to.deep.equal([]);
      });
  });

  it("may be on a page twice", async () => {
    const twice = "../../src/index.ts?again";
    await import(twice);
    expect(customElements.get("secure-hls-player")).to.be.a("function");
  });

  it("lets hls.js options of the page through", async () => {
    const player = await createPlayer(
      { preload: "auto" },
      { hlsConfig: { maxBufferLength: 3, maxBufferSize: 1 } },
    );
    await event(player, "canplay");
    await quiet(400);
    expect(player.media!.buffered.end(0)).to.be.at.most(2 * segmentSeconds);
  });
});

function expectGrantDetail(event: CustomEvent, lifetimeMs: number): void {
  const detail = event.detail as { sessionId: string; expiresAt: number };
  expect(event.bubbles).to.equal(false);
  expect(detail).to.have.all.keys("sessionId", "expiresAt");
  expect(detail.sessionId).to.equal("session-1");
  expect(detail.expiresAt).to.be.closeTo(Date.now() + lifetimeMs, 1_000);
}

/** Credentials modes of the connections that the page opened to a host ahead of time. */
function preconnects(origin: string): (string | null)[] {
  const links = document.head.querySelectorAll<HTMLLinkElement>(
    "link[rel=preconnect]",
  );
  return [...links]
    .filter(({ href }) => new URL(href).origin === origin)
    .map(({ crossOrigin }) => crossOrigin);
}
