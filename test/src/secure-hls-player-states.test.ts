import { expect } from "@open-wc/testing";
import { passthrough } from "msw";
import type { SecureHlsPlayer } from "../../src/index.js";
import en from "../../src/messages/en.js";
import {
  granted,
  mediaFolder,
  network,
  refused,
} from "../support/msw-network.js";
import {
  announced,
  controlsReady,
  createPlayer,
  event,
  find,
  quiet,
  record,
  removePlayers,
  shown,
  until,
} from "../support/msw-player.js";

const { loading, playing, paused, reconnecting } = en;

describe("what <secure-hls-player> shows and announces", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  it("loading until there are pictures, then paused or playing", async () => {
    const answered = holdAnswer();
    const player = await createPlayer();
    await until("loading", () => shown(player) === loading);
    await until("said so", () => announced(player) === loading);
    const heard = listen(player);
    answered();
    await event(player, "canplay");
    await until("nothing over the video", () => shown(player) === "");
    await player.play();
    await until("playing", () => announced(player) === playing);
    player.pause();
    await until("paused", () => announced(player) === paused);
    expect(shown(player)).to.equal("");
    expect(heard).to.deep.equal([paused, playing, paused]);
  });

  it("is silent before it begins", async () => {
    const player = await createPlayer({ preload: "none" });
    await controlsReady(player);
    expect(announced(player)).to.equal("");
    expect(shown(player)).to.equal("");
  });

  it("keeps the live region in place, so that what changes in it is read out", async () => {
    const player = await createPlayer({ preload: "none" });
    const region = find(player, "[role=status]");
    await player.play();
    await until("playing", () => announced(player) === playing);
    expect(find(player, "[role=status]") === region).to.equal(true);
    expect(find(player, ".status")).to.equal(null);
  });

  it("reconnecting once, however often the endpoint fails, then it plays", async () => {
    network.answer(
      refused("server-error"),
      new Response(null, { status: 502 }),
      refused("rate-limited"),
      granted(),
    );
    const quick = quickBackoff();
    const player = await createPlayer({ autoplay: "" });
    const heard = listen(player);
    const retrying: CustomEvent[] = [];
    player.addEventListener("grant-retrying", (event) =>
      retrying.push(event as CustomEvent),
    );
    await until("reconnecting", () => shown(player) === reconnecting);
    expect(announced(player)).to.equal(reconnecting);
    await event(player, "playing");
    quick();
    await player.updateComplete;
    expect(shown(player)).to.equal("");
    const [first, ...others] = heard.filter((text) => text === reconnecting);
    expect(first).to.equal(reconnecting);
    expect(others).to.deep.equal([]);
    expect(heard.at(-1)).to.equal(playing);
    const details = retrying.map(
      ({ detail }) =>
        detail as { attempt: number; retryAt: number; error: Error },
    );
    expect(details.map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3]);
    for (const { retryAt } of details)
      expect(retryAt).to.be.within(Date.now() - 5_000, Date.now() + 4_000);
  });

  it("nothing of a renewal that fails while the video plays on", async () => {
    network.answer(
      granted({ expiresIn: 30, renewAfter: 1 }),
      refused("server-error"),
      granted(),
    );
    const quick = quickBackoff();
    const player = await createPlayer();
    await player.play();
    await until("playing", () => announced(player) === playing);
    const heard = listen(player);
    const waits = record(player, "waiting", "error");
    await event(player, "grant-retrying");
    await event(player, "grant-renewed");
    quick();
    await player.updateComplete;
    expect(heard).to.deep.equal([]);
    expect(waits).to.deep.equal([]);
    expect(player.media!.paused).to.equal(false);
  });

  it("one retry for one failure, though the edge refuses meanwhile", async () => {
    const player = await createPlayer();
    await event(player, "canplay");
    const retrying = record(player, "grant-retrying");
    network.answer(
      refused("server-error", { headers: { "Retry-After": "2" } }),
    );
    network.answerAt(/\.m4s$/, new Response(null, { status: 403 }));
    await player.play();
    player.media!.currentTime = 40;
    await event(player, "grant-retrying");
    await quiet();
    expect(retrying).to.deep.equal(["grant-retrying"]);
  });

  it("loading when the video stalls, and playing when it goes on", async () => {
    let held: (() => void) | undefined;
    const holding = new Promise<void>((resolve) => (held = resolve));
    network.answerAt(/-09\.m4s$/, async () => {
      await holding;
      return passthrough();
    });
    const player = await createPlayer();
    await player.play();
    await until("playing", () => announced(player) === playing);
    player.media!.currentTime = 37;
    await until("loading", () => shown(player) === loading);
    await until("said so", () => announced(player) === loading);
    held!();
    await until("playing", () => announced(player) === playing);
    expect(shown(player)).to.equal("");
  });

  it("nothing new while the video plays", async () => {
    const player = await createPlayer({ autoplay: "" });
    await until("playing", () => announced(player) === playing);
    const heard = listen(player);
    for (let time = 0; time < 3; time++) await event(player, "timeupdate");
    expect(heard).to.deep.equal([]);
  });

  it("the state of the grant as well, for programs", async () => {
    const answered = holdAnswer();
    const player = await createPlayer();
    expect(player.grantState).to.equal("requesting");
    answered();
    await event(player, "grant-issued");
    expect(player.grantState).to.equal("active");
    player.remove();
    await quiet(0);
    expect(player.grantState).to.equal("idle");
  });

  describe("to everybody (axe)", () => {
    it("before it begins", async () => {
      const player = await createPlayer({ preload: "none" });
      await controlsReady(player);
      await expect(player).to.be.accessible();
    });

    it("while it loads", async () => {
      const answered = holdAnswer();
      const player = await createPlayer();
      await controlsReady(player);
      await until("loading", () => shown(player) === loading);
      await expect(player).to.be.accessible();
      answered();
    });

    it("while it plays", async () => {
      const player = await createPlayer({ autoplay: "" });
      await controlsReady(player);
      await event(player, "timeupdate");
      await expect(player).to.be.accessible();
    });

    it("while it reconnects", async () => {
      network.answer(
        refused("server-error", { headers: { "Retry-After": "60" } }),
      );
      const player = await createPlayer();
      await controlsReady(player);
      await until("reconnecting", () => shown(player) === reconnecting);
      await expect(player).to.be.accessible();
    });

    it("while it is refused", async () => {
      network.answer(refused("not-entitled"));
      const player = await createPlayer();
      await controlsReady(player);
      await event(player, "error");
      await player.updateComplete;
      await expect(player).to.be.accessible();
    });

    it("while it is refused, with the page's own text", async () => {
      network.answer(refused("not-entitled"));
      const player = await createPlayer();
      player.innerHTML = '<p slot="error">Buy the course.</p>';
      await event(player, "error");
      await player.updateComplete;
      await expect(player).to.be.accessible();
    });
  });

  describe("in a player that is", () => {
    for (const width of [640, 375, 280])
      it(`${width} px wide, all of each refusal, by scrolling at the worst`, async () => {
        network.answer(refused("bad-request"));
        const player = await createPlayer();
        player.parentElement!.style.width = `${width}px`;
        await event(player, "error");
        await player.updateComplete;
        const panel = find(player, ".refusal")!;
        expect(panel.scrollWidth).to.equal(panel.clientWidth);
        const box = panel.getBoundingClientRect();
        for (const part of panel.querySelectorAll("h2, p, button")) {
          part.scrollIntoView({ block: "nearest" });
          const { top, bottom, left, right } = part.getBoundingClientRect();
          expect(top).to.be.at.least(box.top - 1);
          expect(bottom).to.be.at.most(box.bottom + 1);
          expect(left).to.be.at.least(box.left);
          expect(right).to.be.at.most(box.right);
        }
      });
  });

  it("asks for nothing from any other host than page, endpoint and edge", async () => {
    const player = await createPlayer({ autoplay: "" });
    await controlsReady(player);
    await event(player, "playing");
    const paths = network.seen.map(({ path }) => path);
    const known = (path: string) =>
      path === network.endpoint || path.startsWith(mediaFolder);
    expect(paths.filter((path) => !known(path))).to.deep.equal([]);
  });
});

/** Notes each text that a screen reader is given, from now on. */
function listen(player: SecureHlsPlayer): string[] {
  const heard: string[] = [];
  let last = announced(player);
  const observer = new MutationObserver(() => {
    const text = announced(player);
    if (text && text !== last) heard.push(text);
    else if (text) heard.push(`${text} (again)`);
    last = text;
  });
  observer.observe(find(player, "[role=status]")!, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  return heard;
}

/** The endpoint answers only when the returned function is called. */
function holdAnswer(): () => void {
  let answer!: () => void;
  const held = new Promise<void>((resolve) => (answer = resolve));
  network.answer(async () => {
    await held;
    return granted();
  });
  return () => answer();
}

/** Short waits between tries. @returns a function that brings chance back */
function quickBackoff(): () => void {
  const { random } = Math;
  Math.random = () => 0.1;
  return () => (Math.random = random);
}
