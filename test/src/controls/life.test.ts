import { expect } from "@open-wc/testing";
import en from "../../../src/messages/en.js";
import { Words } from "../../../src/messages/words.js";
import { createPlyrControls } from "../../../src/controls/plyr-controls.js";
import { createPlayer, FIND, tick, type TestPlayer } from "./player.js";
import { soon } from "./soon.js";

describe("the life of the controls", () => {
  let player: TestPlayer;
  afterEach(() => player.remove());

  it("leave the video as it was: muted, volume, loop, speed, autoplay, poster", async () => {
    player = await createPlayer({
      prepare(media) {
        // A number that needs no rounding, whatever a browser keeps it in.
        media.volume = 0.25;
        media.muted = true;
        media.loop = true;
        media.playbackRate = 1.5;
        media.poster = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
      },
    });
    await soon(() =>
      expect(player.find(FIND.mute).ariaPressed).to.equal("true"),
    );
    // Plyr sets some of it a little later.
    await tick(20);
    const { volume, muted, loop, playbackRate } = player.media;
    expect({ volume, muted, loop, playbackRate }).to.deep.equal({
      volume: 0.25,
      muted: true,
      loop: true,
      playbackRate: 1.5,
    });
    expect(player.media.hasAttribute("data-poster")).to.equal(false);
  });

  it("load nothing a second time: Plyr's copy of the video is an empty one", async () => {
    player = await createPlayer();
    player.controls.destroy();
    const { media } = player;
    media.src = "data:video/mp4,";
    player.controls = await createPlyrControls(player.player);
    const { plyr } = media as HTMLVideoElement & {
      plyr: { elements: { original: HTMLVideoElement } };
    };
    expect(plyr.elements.original.hasAttribute("src")).to.equal(false);
    const copy = media.cloneNode() as HTMLVideoElement;
    expect(copy.src).to.equal("data:video/mp4,");
  });

  it("do not start a video that the viewer has paused before it could play", async () => {
    player = await createPlayer({
      prepare: (media) => (media.autoplay = true),
    });
    expect(player.media.autoplay).to.equal(true);
    player.media.pause();
    player.media.dispatchEvent(new Event("canplay"));
    await tick(20); // nothing comes of it
    expect(player.media.paused).to.equal(true);
  });

  it("leave the page's media session and its scrolling alone", async () => {
    const metadata = new MediaMetadata({ title: "Lesson" });
    navigator.mediaSession.metadata = metadata;
    document.body.style.overflow = "hidden";
    player = await createPlayer();
    player.controls.destroy();
    expect(navigator.mediaSession.metadata === metadata).to.equal(true);
    expect(document.body.style.overflow).to.equal("hidden");
    document.body.style.overflow = "";
    navigator.mediaSession.metadata = null;
  });

  it("give back the same video, where it was, still playing", async () => {
    // Firefox fails with a sound that it has no device for.
    player = await createPlayer({ prepare: (media) => (media.muted = true) });
    const { media, mount } = player;
    await media.play();
    const events: string[] = [];
    for (const type of ["pause", "emptied", "error"])
      media.addEventListener(type, () => events.push(type));
    player.controls.destroy();
    player.controls.destroy();
    // Plyr's own end comes 200 ms later.
    await tick(300);
    expect([...mount.childNodes].length).to.equal(1);
    expect(mount.firstChild === media).to.equal(true);
    expect(media.paused).to.equal(false);
    expect(events).to.deep.equal([]);
    expect(
      "plyr" in media || Object.hasOwn(media, "quality") || media.controls,
    ).to.equal(false);
  });

  it("can be made again on the same video", async () => {
    player = await createPlayer();
    player.controls.destroy();
    player.controls = await createPlyrControls(player.player, {
      words: new Words("de", { mute: "Ton aus" }),
    });
    player.find(FIND.mute).click();
    expect(player.media.muted).to.equal(true);
    expect(player.find(FIND.mute).textContent).to.contain("Ton aus");
  });

  it("labels are text", async () => {
    player = await createPlayer({
      words: new Words(
        "en",
        Object.fromEntries(
          Object.keys(en).map((key) => [key, `<i>${key}</i>`]),
        ),
      ),
    });
    player.media.addTextTrack("subtitles", "<i>E</i>", "en");
    await soon(() => {
      expect(player.find(FIND.popup).textContent).to.contain("<i>E</i>");
    });
    expect(player.root.querySelectorAll("i").length).to.equal(0);
  });

  it("work in a document without a URL of its own", async () => {
    player = await createPlayer();
    const frame = document.createElement("iframe");
    frame.srcdoc = `<div id="host"></div><script type="module">
      import { createPlyrControls } from "${new URL("/src/controls/plyr-controls.ts", location.href).href}";
      const video = document.createElement("video");
      const root = document.querySelector("#host").attachShadow({ mode: "open" });
      root.append(document.createElement("div"));
      root.firstChild.append(video);
      createPlyrControls({
        nativeEl: video,
        videoRenditions: Object.assign(new EventTarget(), { [Symbol.iterator]: () => [].values(), selectedIndex: -1 }),
        audioTracks: Object.assign(new EventTarget(), { [Symbol.iterator]: () => [].values() }),
        addEventListener() {},
      }).then(() => parent.postMessage("made"), (error) => parent.postMessage(String(error)));
    </script>`;
    const answer = new Promise((resolve) =>
      addEventListener("message", ({ data }) => resolve(data), { once: true }),
    );
    document.body.append(frame);
    expect(await answer).to.equal("made");
    frame.remove();
  });

  it("twenty of them leave no listeners on document, body or window, and no nodes", async () => {
    player = await createPlayer();
    const counts = countListeners();
    const { root } = player;
    player.controls.destroy();
    const before = [
      counts.now(),
      root.querySelectorAll("*").length,
      document.querySelectorAll("*").length,
    ];
    for (let i = 0; i < 20; i++) {
      const controls = await createPlyrControls(player.player);
      if (i % 2) await tick(1);
      controls.destroy();
    }
    // Plyr's own end comes 200 ms later.
    await tick(300);
    const after = [
      counts.now(),
      root.querySelectorAll("*").length,
      document.querySelectorAll("*").length,
    ];
    counts.stop();
    expect(after).to.deep.equal(before);
  });
});

/** Counts listeners on document, body and window from here on. */
function countListeners(): { now(): number; stop(): void } {
  const { addEventListener: add, removeEventListener: remove } =
    EventTarget.prototype;
  const targets: unknown[] = [document, document.body, window];
  const listeners = new Map<unknown, number>();
  const change = (listener: unknown, by: number) =>
    listeners.set(listener, (listeners.get(listener) ?? 0) + by);
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    add.call(this, type, listener, options);
    if (!targets.includes(this)) return;
    change(listener, 1);
    const signal = typeof options === "object" ? options.signal : undefined;
    if (signal) add.call(signal, "abort", () => change(listener, -1));
  };
  EventTarget.prototype.removeEventListener = function (
    type,
    listener,
    options,
  ) {
    remove.call(this, type, listener, options);
    if (targets.includes(this) && (listeners.get(listener) ?? 0) > 0)
      change(listener, -1);
  };
  return {
    now: () => [...listeners.values()].reduce((sum, count) => sum + count, 0),
    stop: () =>
      Object.assign(EventTarget.prototype, {
        addEventListener: add,
        removeEventListener: remove,
      }),
  };
}
