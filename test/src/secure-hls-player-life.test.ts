import { expect } from "@open-wc/testing";
import {
  granted,
  mediaFolder,
  network,
  refused,
} from "../support/msw-network.js";
import {
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

describe("<secure-hls-player> in a page that changes", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  it("releases its session and asks for nothing more when it is removed", async () => {
    network.answer(granted({ expiresIn: 3, renewAfter: 1 }));
    const player = await createPlayer();
    await player.play();
    player.remove();
    await until("a release", () => network.releases[0]?.body);
    expect(network.releases.map(({ body }) => body)).to.deep.equal([
      { sessionId: "session-1" },
    ]);
    await quiet(50);
    await network.settled();
    const before = network.seen.length;
    await quiet(1_300); // a renewal would have been due
    await network.settled();
    expect(network.seen.length).to.equal(before);
    expect(player.media!.paused).to.equal(true);
  });

  it("ends what it had begun when it is removed while it loads", async () => {
    let answer!: () => void;
    const held = new Promise<void>((resolve) => (answer = resolve));
    network.answer(async () => {
      await held;
      return granted();
    });
    const player = await createPlayer({ autoplay: "" });
    const events = record(player, "grant-issued", "error", "loadstart");
    await until("a request", () => network.grantRequests.length);
    player.remove();
    answer();
    await quiet();
    expect(events).to.deep.equal([]);
    expect(network.mediaRequests).to.deep.equal([]);
  });

  it("plays on when it is moved, with the grant it has", async () => {
    const player = await createPlayer();
    await player.play();
    await event(player, "timeupdate");
    const { currentTime } = player.media!;
    const happened = record(player, "pause", "emptied", "grant-issued");
    const elsewhere = document.createElement("section");
    player.parentElement!.append(elsewhere);
    elsewhere.append(player);
    player.parentElement!.before(player);
    for (let time = 0; time < 2; time++) await event(player, "timeupdate");
    expect(happened).to.deep.equal([]);
    expect(player.media!.currentTime).to.be.above(currentTime);
    expect(network.grantRequests).to.have.length(1);
    expect(network.releases).to.deep.equal([]);
    expect(find(player, ".plyr__controls") !== null).to.equal(true);
  });

  it("begins anew when it comes back later", async () => {
    const player = await createPlayer({ autoplay: "" });
    const parent = player.parentElement!;
    await event(player, "playing");
    player.remove();
    await quiet(20);
    parent.append(player);
    await event(player, "grant-issued");
    await event(player, "playing");
    await controlsReady(player);
    expect(network.grantRequests.map(({ body }) => body)).to.deep.equal([
      { videoId: "lesson-1" },
      { videoId: "lesson-1" },
    ]);
  });

  it("follows nopreferences while it plays, in what it remembers and in what it uses", async () => {
    const key = "secure-hls-player:preferences";
    const stored = () =>
      (JSON.parse(localStorage.getItem(key) ?? "{}") as { rate?: number }).rate;
    const player = await createPlayer({ autoplay: "" });
    await event(player, "playing");
    const press = (name: string) =>
      find(player, ".plyr")!.dispatchEvent(
        new KeyboardEvent("keydown", {
          key: name,
          bubbles: true,
          composed: true,
        }),
      );
    await controlsReady(player);
    press(">");
    expect(stored()).to.equal(1.25);
    player.toggleAttribute("nopreferences", true);
    await player.updateComplete;
    press(">");
    expect(player.playbackRate).to.equal(1.5);
    expect(stored()).to.equal(1.25);
    player.playbackRate = 1;
    player.toggleAttribute("nopreferences", false);
    await player.updateComplete;
    expect(player.playbackRate).to.equal(1.25);
    expect(player.paused).to.equal(false);
    press("<");
    expect(stored()).to.equal(1);
  });

  it("tells screen readers in its live region what a key has done, until something else goes on", async () => {
    const player = await createPlayer({ autoplay: "", nopreferences: "" });
    const said = () => find(player, ".announcement")!.textContent.trim();
    await event(player, "playing");
    await controlsReady(player);
    await until("the overlay", () => said() === "Playing");
    find(player, ".plyr")!.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: ">",
        bubbles: true,
        composed: true,
      }),
    );
    await until("the speed", () => said() === "Speed: 1.25×");
    player.pause();
    await until("the pause", () => said() === "Paused");
  });

  it("does nothing while it is out of the page, whatever is set or called", async () => {
    const player = await createPlayer();
    await event(player, "canplay");
    player.remove();
    await until("a release", () => network.releases.length);
    await network.settled();
    const before = network.seen.length;
    player.videoId = "lesson-2";
    player.src = `${mediaFolder}index.m3u8`;
    await player.updateComplete;
    void player.play().catch(() => {});
    player.retry();
    await quiet();
    await network.settled();
    expect(network.seen.length).to.equal(before);
  });

  it("starts the new video with a grant of its own, and releases the old one", async () => {
    network.answer(granted(), granted({ sessionId: "session-2" }));
    const player = await createPlayer({ autoplay: "" });
    const grants = record(player, "grant-issued", "grant-renewed");
    await event(player, "playing");
    player.videoId = "lesson-2";
    await event(player, "emptied");
    await event(player, "playing");
    expect(grants).to.deep.equal(["grant-issued", "grant-issued"]);
    expect(network.grantRequests.map(({ body }) => body)).to.deep.equal([
      { videoId: "lesson-1" },
      { videoId: "lesson-2" },
    ]);
    await until("a release", () => network.releases[0]?.body);
    expect(network.releases.map(({ body }) => body)).to.deep.equal([
      { sessionId: "session-1" },
    ]);
  });

  it("asks once when several attributes change together", async () => {
    const player = await createPlayer();
    await event(player, "canplay");
    player.videoId = "lesson-2";
    player.src = "/unused.m3u8";
    await event(player, "canplay");
    expect(network.grantRequests).to.have.length(2);
  });

  it("forgets the refusal of the video before", async () => {
    network.answer(refused("not-entitled"), granted());
    const player = await createPlayer();
    await event(player, "error");
    player.videoId = "lesson-2";
    await event(player, "canplay");
    await player.updateComplete;
    expect(player.error).to.equal(null);
    expect(shown(player)).to.equal("");
  });

  it("drops the poster of the video before", async () => {
    const posterUrl = `${location.origin}/demo/media/lesson-1/poster.jpg`;
    network.answer(granted({ posterUrl }), granted());
    const player = await createPlayer();
    await until("a poster", () => player.media!.poster);
    player.videoId = "lesson-2";
    await event(player, "canplay");
    expect(player.media!.poster).to.equal("");
  });

  it("keeps one <video> throughout, in the element's own hands", async () => {
    const player = await createPlayer();
    const { media } = player;
    await event(player, "canplay");
    player.videoId = "lesson-2";
    player.remove();
    await quiet(0);
    document.body.append(player);
    await event(player, "canplay");
    expect(player.media === media).to.equal(true);
    expect(player.shadowRoot!.querySelectorAll("video")).to.have.length(1);
    player.remove();
  });

  it("shares one request among players of the same video", async () => {
    const players = [await createPlayer(), await createPlayer()];
    await Promise.all(players.map((player) => event(player, "canplay")));
    expect(network.grantRequests).to.have.length(1);
    players[0]!.remove();
    await quiet(100);
    await network.settled();
    expect(network.releases).to.deep.equal([]);
    players[1]!.remove();
    await until("a release", () => network.releases.length);
  });

  it("leaves nothing behind, however often it comes and goes", async function () {
    this.timeout(60_000);
    const cycle = async () => {
      const player = await createPlayer({ preload: "auto" });
      await controlsReady(player);
      await event(player, "canplay");
      await removePlayers();
      await quiet(20);
    };
    const listeners = countListeners();
    try {
      await cycle(); // what is loaded once may stay
      const before = [listeners.counts(), document.all.length];
      for (let time = 0; time < 10; time++) await cycle();
      expect([listeners.counts(), document.all.length]).to.deep.equal(before);
    } finally {
      listeners.restore();
    }
    expect(network.grantRequests).to.have.length(11);
    await until("all releases", () => network.releases.length === 11);
    await network.settled();
    const after = network.seen.length;
    await quiet();
    await network.settled();
    expect(network.seen.length).to.equal(after);
  });

  it("is forgotten by the page's own objects when it is gone", async () => {
    const blobs = new Set<string>();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (object: Blob) => {
      const url = createObjectURL.call(URL, object);
      blobs.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      blobs.delete(url);
      revokeObjectURL.call(URL, url);
    };
    try {
      const posterUrl = `${location.origin}/demo/media/lesson-1/poster.jpg`;
      network.answer(granted({ posterUrl }));
      const player = await createPlayer();
      await event(player, "canplay");
      await until("a poster", () => player.media!.poster);
      expect(blobs.size).to.be.above(0);
      player.remove();
      await until("no blob", () => blobs.size === 0);
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });
});

/** Counts listeners on the page's own targets, which outlive every player. */
function countListeners(): { counts(): unknown; restore(): void } {
  const targets = new Map<EventTarget, string>([
    [window, "window"],
    [document, "document"],
    [document.documentElement, "html"],
    [document.body, "body"],
    [screen.orientation, "orientation"],
  ]);
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const live: { key: string; listener: unknown }[] = [];
  const drop = (key: string, listener: unknown) => {
    const at = live.findIndex(
      (one) => one.key === key && one.listener === listener,
    );
    if (at >= 0) live.splice(at, 1);
  };
  const keyOf = (
    target: EventTarget,
    type: string,
    options?: boolean | EventListenerOptions,
  ) => {
    const capture = typeof options === "object" ? options.capture : options;
    return `${targets.get(target)} ${type} ${capture ? "capture" : "bubble"}`;
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    addEventListener.call(this, type, listener, options);
    const target = this ?? window;
    if (!targets.has(target) || !listener) return;
    const key = keyOf(target, type, options);
    if (live.some((one) => one.key === key && one.listener === listener))
      return;
    const signal = typeof options === "object" ? options.signal : undefined;
    if (signal?.aborted) return;
    live.push({ key, listener });
    if (signal)
      addEventListener.call(signal, "abort", () => drop(key, listener));
  };
  EventTarget.prototype.removeEventListener = function (
    type,
    listener,
    options,
  ) {
    removeEventListener.call(this, type, listener, options);
    const target = this ?? window;
    if (targets.has(target)) drop(keyOf(target, type, options), listener);
  };
  return {
    counts: () => live.map(({ key }) => key).sort(),
    restore: () =>
      Object.assign(EventTarget.prototype, {
        addEventListener,
        removeEventListener,
      }),
  };
}
