import { expect } from "@open-wc/testing";
import { resetMouse, sendKeys } from "@web/test-runner-commands";
import { passthrough } from "msw";
import { grantErrorStatus, type GrantErrorCode } from "../../src/contract.js";
import {
  PlayerError,
  type PlayerErrorCode,
  type SecureHlsPlayer,
} from "../../src/index.js";
import { refusalWords } from "../support/english.js";
import {
  granted,
  mediaFolder,
  network,
  refused,
  videoUrl,
} from "../support/msw-network.js";
import {
  alertText,
  announced,
  createPlayer,
  event,
  find,
  quiet,
  record,
  refusalText,
  removePlayers,
  retryButton,
  shown,
  until,
} from "../support/msw-player.js";

const codes = Object.keys(grantErrorStatus) as GrantErrorCode[];
const retried = new Set<GrantErrorCode>(["rate-limited", "server-error"]);
const final = codes.filter((code) => !retried.has(code));

describe("<secure-hls-player> that is refused", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(async () => {
    await removePlayers();
    await resetMouse();
  });

  for (const code of final) {
    for (const [how, answer] of [
      ["a problem", refused(code, { detail: "Said by the server." })],
      ["a bare status", new Response(null, { status: grantErrorStatus[code] })],
    ] as const)
      it(`shows and says ${code} once when the endpoint answers with ${how}`, async () => {
        network.answer(answer);
        const player = await createPlayer();
        const errors = record(player, "error", "grant-retrying");
        const { detail, bubbles } = await event(player, "error");
        expect(detail).to.be.instanceOf(PlayerError);
        expect(detail).to.equal(player.error);
        expect(detail).to.have.property("code", code);
        expect(bubbles).to.equal(false);
        await player.updateComplete;
        expectRefusal(player, code);
        await quiet(100);
        expect(errors).to.deep.equal(["error"]);
        expect(network.grantRequests).to.have.length(1);
        expect(network.mediaRequests).to.deep.equal([]);
      });
  }

  for (const code of retried)
    for (const [how, answer] of [
      ["a problem", refused(code)],
      ["a bare status", new Response(null, { status: grantErrorStatus[code] })],
    ] as const)
      it(`tries again after ${code} as ${how}, and gives up in the end`, async () => {
        const done = withoutBackoff();
        network.answer(answer);
        const player = await createPlayer();
        const happened = record(player, "error", "grant-retrying");
        const { detail } = await event(player, "error");
        done();
        expect(detail).to.have.property("code", code);
        await player.updateComplete;
        expectRefusal(player, code);
        await quiet(100);
        expect(happened).to.deep.equal([
          ...Array<string>(6).fill("grant-retrying"),
          "error",
        ]);
        expect(network.grantRequests).to.have.length(7);
      });

  it("says that a log-in page is not a grant", async () => {
    network.answer(
      new Response("<!doctype html><title>Log in</title>", {
        headers: { "Content-Type": "text/html" },
      }),
    );
    const player = await createPlayer();
    const { detail } = await event(player, "error");
    expect((detail as PlayerError).message).to.contain("log-in page");
    expectRefusal(player, "bad-response");
  });

  for (const [what, answer] of [
    ["an array", Response.json([])],
    ["a number", Response.json(7)],
    ["half of a JSON", new Response('{"videoUrl":')],
    ["a videoUrl that is no URL", granted({ videoUrl: "http://[" })],
    ["a javascript: URL", granted({ videoUrl: "javascript:alert(1)" })],
    ["an expiresIn of nonsense", granted({ expiresIn: -1 })],
  ] as const)
    it(`says that ${what} is not a grant`, async () => {
      network.answer(answer);
      const player = await createPlayer();
      const { detail } = await event(player, "error");
      expect(detail).to.have.property("code", "bad-response");
      expectRefusal(player, "bad-response");
    });

  it("takes an unknown code for what the status says", async () => {
    network.answer(refused("not-entitled", { code: "no-luck" as never }));
    const player = await createPlayer();
    const { detail } = await event(player, "error");
    expect(detail).to.have.property("code", "not-entitled");
  });

  it("shows the page's own text in place of the player's, with the button", async () => {
    network.answer(refused("not-entitled"));
    const player = await createPlayer();
    player.innerHTML = '<p slot="error">Buy the course.</p>';
    await event(player, "error");
    await player.updateComplete;
    const slot = find<HTMLSlotElement>(player, "slot[name=error]")!;
    expect(slot.assignedElements()[0]!.textContent).to.equal("Buy the course.");
    expect(player.querySelector("p")!.checkVisibility()).to.equal(true);
    expect(find(player, "h2")!.checkVisibility()).to.equal(false);
    expect(retryButton(player).checkVisibility()).to.equal(true);
  });

  describe("“Try again”", () => {
    it("asks again, and shows what comes of it", async () => {
      network.answer(refused("not-entitled"), refused("not-found"), granted());
      const player = await createPlayer();
      await event(player, "error");
      await player.updateComplete;
      retryButton(player).click();
      await event(player, "error");
      await player.updateComplete;
      expectRefusal(player, "not-found");
      retryButton(player).click();
      await event(player, "canplay");
      await player.updateComplete;
      expect(shown(player)).to.equal("");
      expect(player.error).to.equal(null);
      expect(network.grantRequests).to.have.length(3);
    });

    it("plays, if it was play that was refused", async () => {
      network.answer(
        refused("session-limit"),
        refused("session-limit"),
        granted(),
      );
      const player = await createPlayer({ preload: "none" });
      for (let time = 0; time < 2; time++) {
        const failing = event(player, "error");
        if (time === 0) void player.play().catch(() => {});
        else retryButton(player).click();
        await failing;
        await player.updateComplete;
      }
      retryButton(player).click();
      await event(player, "playing");
    });

    it("does not play what was not playing", async () => {
      network.answer(refused("session-limit"), granted());
      const player = await createPlayer();
      await event(player, "error");
      player.retry();
      await event(player, "canplay");
      await quiet(100);
      expect(player.media!.paused).to.equal(true);
    });

    it("plays on at the same position after a renewal was refused", async () => {
      network.answer(
        granted({ expiresIn: 2, renewAfter: 1 }),
        refused("session-ended"),
        refused("session-ended"),
        granted({ sessionId: "session-2" }),
      );
      const player = await createPlayer();
      await player.play();
      player.media!.currentTime = 13;
      await event(player, "error");
      const stoppedAt = player.media!.currentTime;
      expect(player.media!.paused).to.equal(true);
      await player.updateComplete;
      retryButton(player).click();
      await event(player, "error");
      await player.updateComplete;
      retryButton(player).click();
      await event(player, "timeupdate");
      expect(player.media!.paused).to.equal(false);
      expect(player.media!.currentTime).to.be.within(stoppedAt, stoppedAt + 2);
      expect(network.grantRequests.at(-1)!.body).to.deep.equal({
        videoId: "lesson-1",
      });
    });

    it("works by keyboard, and then the keyboard is with the player", async () => {
      network.answer(refused("not-entitled"), granted());
      const player = await createPlayer({ autoplay: "" });
      await event(player, "error");
      await player.updateComplete;
      await sendKeys({ press: "Tab" });
      expect(player.shadowRoot!.activeElement === retryButton(player)).to.equal(
        true,
      );
      await sendKeys({ press: "Enter" });
      await event(player, "playing");
      expect(document.activeElement === player).to.equal(true);
      const pausing = event(player, "pause");
      await sendKeys({ press: "Space" });
      await pausing;
    });

    it("is reached by Tab, and nothing that lies under the refusal is", async () => {
      network.answer(
        granted({ expiresIn: 2, renewAfter: 1 }),
        refused("not-entitled"),
      );
      const player = await createPlayer();
      await event(player, "error");
      await player.updateComplete;
      const reached: (Element | null)[] = [];
      for (let press = 0; press < 2; press++) {
        await sendKeys({ press: "Tab" });
        reached.push(player.shadowRoot!.activeElement);
      }
      expect(reached[0] === retryButton(player)).to.equal(true);
      expect(reached[1]).to.equal(null);
    });
  });

  it("leaves the focus where it is", async () => {
    network.answer(refused("not-entitled"));
    const input = document.createElement("input");
    document.body.append(input);
    input.focus();
    const player = await createPlayer();
    await event(player, "error");
    await player.updateComplete;
    await quiet(50);
    expect(document.activeElement === input).to.equal(true);
    input.remove();
  });

  it("pauses, and asks the edge for nothing more", async () => {
    network.answer(
      granted({ expiresIn: 2, renewAfter: 1 }),
      refused("session-ended"),
    );
    const player = await createPlayer();
    await player.play();
    await event(player, "error");
    await network.settled();
    const before = network.seen.length;
    await quiet();
    await network.settled();
    expect(network.seen.length).to.equal(before);
    expect(player.media!.paused).to.equal(true);
  });

  describe("by the edge", () => {
    const playlist = `${mediaFolder}index.m3u8`;

    it("asks for one more grant, then says edge-refused once", async () => {
      network.answerAt(playlist, new Response(null, { status: 403 }));
      const player = await createPlayer();
      const errors = record(player, "error");
      const { detail } = await event(player, "error");
      expect(detail).to.have.property("code", "edge-refused");
      await player.updateComplete;
      expectRefusal(player, "edge-refused");
      await quiet();
      expect(errors).to.deep.equal(["error"]);
      expect(network.grantRequests).to.have.length(2);
      expect(network.mediaRequests).to.have.length(2);
    });

    it("plays when the new grant is good, and nobody notices", async () => {
      let requests = 0;
      network.answerAt(playlist, () =>
        requests++ === 0 ? new Response(null, { status: 403 }) : passthrough(),
      );
      const player = await createPlayer();
      const errors = record(player, "error");
      await player.play();
      expect(errors).to.deep.equal([]);
      expect(network.grantRequests).to.have.length(2);
    });

    it("plays src after “Try again” when the server lets it", async () => {
      let requests = 0;
      network.answerAt(playlist, () =>
        requests++ === 0 ? new Response(null, { status: 403 }) : passthrough(),
      );
      const player = await createPlayer({
        "grant-endpoint": undefined,
        src: playlist,
      });
      const { detail } = await event(player, "error");
      expect(detail).to.have.property("code", "edge-refused");
      player.retry();
      await event(player, "canplay");
      expect(player.error).to.equal(null);
    });

    it("says that a file which is not there cannot be played", async () => {
      const player = await createPlayer({
        "grant-endpoint": undefined,
        src: "/demo/media/none/index.m3u8",
      });
      const { detail } = await event(player, "error");
      expect(detail).to.have.property("code", "playback-failed");
      await player.updateComplete;
      expectRefusal(player, "playback-failed");
    });

    it("plays a stream after “Try again” that was broken at first", async () => {
      let broken = true;
      network.answerAt(/\dp-(init.mp4|\d+.m4s)$/, () =>
        broken ? new Response("<!doctype html>".repeat(99)) : passthrough(),
      );
      const player = await createPlayer({ autoplay: "" });
      const { detail } = await event(player, "error", 9_000);
      expect(detail).to.have.property("code", "playback-failed");
      broken = false;
      player.retry();
      await event(player, "playing");
      await until("pictures", () => player.media!.currentTime > 0.2);
    });
  });

  it("stays refused when a renewal comes that has nothing to do with it", async () => {
    network.answer(granted({ renewAfter: 1 }));
    network.answerAt(
      `${mediaFolder}index.m3u8`,
      new Response(null, { status: 404 }),
    );
    const player = await createPlayer({ autoplay: "" });
    const errors = record(player, "error");
    await event(player, "error");
    await network.settled();
    const before = network.mediaRequests.length;
    await event(player, "grant-renewed");
    await quiet();
    await network.settled();
    expectRefusal(player, "playback-failed");
    expect(errors).to.deep.equal(["error"]);
    expect(network.mediaRequests.length).to.equal(before);
    network.answerAt(`${mediaFolder}index.m3u8`, () => passthrough());
    player.retry();
    await event(player, "canplay");
  });

  describe("for want of an answer", () => {
    it("plays, and counts what was watched, when what plays it came only by the next renewal", async () => {
      const { default: Hls } = await import("hls.js");
      let down = true;
      network.answer(granted({ renewAfter: 1 }));
      const player = await createPlayer(
        { "progress-interval": "1" },
        {
          hlsLibrary: () =>
            down ? Promise.reject(new Error("404")) : Promise.resolve(Hls),
        },
      );
      const { detail } = await event(player, "error");
      expect(detail).to.have.property("code", "unreachable");
      down = false;
      const reported = event(player, "progress-report", 15_000);
      await event(player, "grant-renewed");
      await event(player, "canplay");
      expect(player.error).to.equal(null);
      await player.play();
      await reported;
      await until("watched", () => player.watchedRanges.length === 1);
    });

    it("plays by itself once something wakes it, when it had given up", async () => {
      const done = withoutBackoff();
      let down = true;
      network.answer(() => (down ? Response.error() : granted()));
      const player = await createPlayer({ autoplay: "" });
      const { detail } = await event(player, "error");
      done();
      expect(detail).to.have.property("code", "unreachable");
      down = false;
      window.dispatchEvent(new Event("online"));
      await event(player, "playing");
      await player.updateComplete;
      expect(player.error).to.equal(null);
      expect(shown(player)).to.equal("");
    });

    it("plays src by itself once the network is back", async () => {
      let down = true;
      network.answerAt(`${mediaFolder}index.m3u8`, () =>
        down ? Response.error() : passthrough(),
      );
      const player = await createPlayer(
        {
          "grant-endpoint": undefined,
          src: `${mediaFolder}index.m3u8`,
          autoplay: "",
        },
        { hlsConfig: oneTry },
      );
      const { detail } = await event(player, "error");
      expect(detail).to.have.property("code", "unreachable");
      down = false;
      window.dispatchEvent(new Event("online"));
      await event(player, "playing");
      await player.updateComplete;
      expect(shown(player)).to.equal("");
    });

    for (const [how, press] of [
      ["“Try again”", (player) => retryButton(player).click()],
      ["the network is back", () => dispatchEvent(new Event("online"))],
    ] as [string, (player: SecureHlsPlayer) => void][])
      it(`goes on with the grant it has once ${how}, though the endpoint says to wait with the renewal`, async () => {
        let down = false;
        network.answer(
          granted({ renewAfter: 1 }),
          refused("rate-limited", { headers: { "Retry-After": "300" } }),
        );
        network.answerAt(/0p-\d\d\.m4s/, () =>
          down ? new Response(null, { status: 503 }) : passthrough(),
        );
        const player = await createPlayer(
          {},
          { hlsConfig: { fragLoadPolicy: oneTry.manifestLoadPolicy } },
        );
        await Promise.all([
          event(player, "canplay"),
          event(player, "grant-retrying"),
        ]);
        down = true;
        const failing = event(player, "error");
        void player.play().catch(() => {});
        expect((await failing).detail).to.have.property("code", "unreachable");
        expect(player.grantState).to.equal("retrying");
        await until("the button", () => retryButton(player));
        down = false;
        const at = player.currentTime;
        press(player);
        await until("it plays on", () => player.currentTime > at + 0.2);
        expect(player.error).to.equal(null);
        expect(network.grantRequests).to.have.length(2);
      });

    it("asks anew for a segment that hangs", async () => {
      const hanging = new Promise<Response>(() => {});
      let asked = 0;
      network.answerAt(/0p-\d\d\.m4s/, () => {
        asked += 1;
        return asked === 1 ? hanging : passthrough();
      });
      const player = await createPlayer();
      await until("a segment is asked for", () => asked > 0);
      player.retry();
      await event(player, "canplay");
      expect(network.grantRequests).to.have.length(1);
    });

    it("stays refused after a “no” when the network comes and goes", async () => {
      network.answer(
        granted({ expiresIn: 2, renewAfter: 1 }),
        refused("not-entitled"),
      );
      const player = await createPlayer();
      await event(player, "error");
      await network.settled();
      const before = network.seen.length;
      window.dispatchEvent(new Event("online"));
      await quiet();
      await network.settled();
      expect(network.seen.length).to.equal(before);
      expectRefusal(player, "not-entitled");
    });
  });

  it("plays a single file by the browser, and says when it cannot", async () => {
    network.answer(
      granted({ videoUrl: `${location.origin}/demo/media/none.mp4` }),
    );
    const player = await createPlayer();
    const { detail } = await event(player, "error");
    expect(detail).to.have.property("code", "playback-failed");
    expect((detail as Error).message).not.to.contain(videoUrl);
  });
});

/** hls.js asks once, and does not try again by itself. */
const oneTry = {
  manifestLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: 5_000,
      maxLoadTimeMs: 5_000,
      timeoutRetry: null,
      errorRetry: null,
    },
  },
};

/** Backoff has full jitter: without chance it takes no time. @returns a function that brings chance back */
function withoutBackoff(): () => void {
  const { random } = Math;
  Math.random = () => 0;
  return () => (Math.random = random);
}

function expectRefusal(player: SecureHlsPlayer, code: PlayerErrorCode): void {
  const { title, advice } = refusalWords(code);
  expect(alertText(player)).to.equal(`${title} ${advice}`);
  expect(refusalText(player)).to.equal(`${title} ${advice} Try again ${code}`);
  expect(announced(player)).to.equal("");
}
