import { expect } from "@open-wc/testing";
import "../../../src/index.js";

type Names = Record<string, unknown>;

/** Attribute values, and what `<video>` answers for them in this browser. */
const values = [null, "", "a", "A b", "NONE", "none", "auto", "anonymous", "use-credentials", "x", "640", "640px", "-1", "0"]; // prettier-ignore

/** Property, and the attribute that it stands for. */
const reflected = [
  ["src", "src"],
  ["poster", "poster"],
  ["crossOrigin", "crossorigin"],
  ["width", "width"],
  ["height", "height"],
  ["autoplay", "autoplay"],
  ["loop", "loop"],
  ["controls", "controls"],
  ["playsInline", "playsinline"],
  ["defaultMuted", "muted"],
  ["preload", "preload"],
  ["disablePictureInPicture", "disablepictureinpicture"],
  ["disableRemotePlayback", "disableremoteplayback"],
] as const;

describe("properties that stand for attributes", () => {
  for (const [property, attribute] of reflected)
    it(`${property} answers as <video> does, for whatever stands in ${attribute}`, () => {
      for (const value of values) {
        const answers = ["secure-hls-player", "video"].map((tag) => {
          const element = document.createElement(tag);
          if (value !== null) element.setAttribute(attribute, value);
          return (element as unknown as Names)[property];
        });
        // What a missing one stands for is each browser's own business.
        if (property === "preload" && !/^(?:none|auto|)$/i.test(value ?? "?"))
          answers[1] = "metadata";
        expect(answers[0], `${attribute}=${value}`).to.equal(answers[1]);
      }
    });

  for (const [property, attribute] of reflected)
    it(`${property} writes ${attribute} as <video> does`, () => {
      const words: unknown[] =
        ["autoplay", "loop", "controls", "playsInline", "defaultMuted", "disablePictureInPicture", "disableRemotePlayback"].includes(property) // prettier-ignore
          ? [true, false]
          : ["width", "height"].includes(property)
            ? [640, 0]
            : ["lesson.m3u8", "none"];
      for (const word of words) {
        const written = ["secure-hls-player", "video"].map((tag) => {
          const element = document.createElement(tag);
          (element as unknown as Names)[property] = word;
          return element.getAttribute(attribute);
        });
        expect(written[0], String(word)).to.equal(written[1]);
      }
    });

  for (const nothing of [undefined, null])
    it(`a property that is set to ${nothing} takes its attribute away`, () => {
      const player = document.createElement("secure-hls-player");
      for (const [property, attribute] of reflected) {
        player.setAttribute(attribute, "x");
        (player as unknown as Names)[property] = nothing;
        expect(player.hasAttribute(attribute), attribute).to.equal(false);
      }
    });

  it("the <video> inside takes over what concerns it", () => {
    const player = document.createElement("secure-hls-player");
    const { nativeEl } = player;
    for (const [name, value] of [
      ["controlslist", "nofullscreen nodownload"],
      ["disablepictureinpicture", ""],
      ["loop", ""],
      ["playsinline", ""],
      ["poster", "poster.jpg"],
      ["crossorigin", "anonymous"],
    ] as const) {
      player.setAttribute(name, value);
      expect(nativeEl.getAttribute(name)).to.equal(value);
      player.removeAttribute(name);
      expect(nativeEl.hasAttribute(name), name).to.equal(false);
    }
    player.setAttribute("src", "lesson.m3u8");
    player.setAttribute("controls", "");
    expect(nativeEl.hasAttribute("src"), "src").to.equal(false);
    expect(nativeEl.hasAttribute("controls"), "controls").to.equal(false);
  });

  it("muted is what to begin with, and afterwards but the default", async () => {
    const player = document.createElement("secure-hls-player");
    player.setAttribute("muted", "");
    expect(player.muted).to.equal(true);
    document.body.append(player);
    await player.updateComplete;
    player.muted = false;
    expect(player.defaultMuted).to.equal(true);
    player.removeAttribute("muted");
    player.setAttribute("muted", "");
    expect(player.muted).to.equal(false);
    player.remove();
  });

  it("width and height give the size, unless a stylesheet does, and never more than there is room for", async () => {
    const place = document.createElement("div");
    place.style.width = "500px";
    place.innerHTML = `<secure-hls-player width="400" height="100"></secure-hls-player>
      <secure-hls-player width="900" height="450"></secure-hls-player>
      <secure-hls-player width="400" style="width: 200px"></secure-hls-player>
      <secure-hls-player></secure-hls-player>`;
    document.body.append(place);
    const players = [...place.querySelectorAll("secure-hls-player")];
    await Promise.all(players.map((player) => player.updateComplete));
    const sizes = players.map(({ offsetWidth, offsetHeight }) => [
      offsetWidth,
      offsetHeight,
    ]);
    expect(sizes.slice(0, 2)).to.deep.equal([
      [400, 100],
      [500, 250],
    ]);
    expect(sizes[2]![0]).to.equal(200);
    expect(sizes[3]![0]).to.equal(500);
    players[0]!.width = 300;
    expect(players[0]!.offsetWidth).to.equal(300);
    players[0]!.removeAttribute("width");
    players[0]!.removeAttribute("height");
    expect(players[0]!.offsetWidth).to.equal(500);
    expect(players[0]!.hasAttribute("style")).to.equal(false);
    place.remove();
  });
});
