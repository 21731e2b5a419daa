import { expect } from "@open-wc/testing";
import en from "../../src/messages/en.js";
import {
  choose,
  expectHarmless,
  expectNothingRan,
  forgetRuns,
  hostile,
  markup,
  settled,
  vtt,
} from "../support/hostile.js";
import { elementOf, type Manifest } from "../support/manifest/manifest.js";
import { granted, network, refused } from "../support/msw-network.js";
import {
  controlsReady,
  createPlayer,
  event,
  find,
  quiet,
  removePlayers,
  until,
} from "../support/msw-player.js";

const manifest = (await (
  await fetch("/custom-elements.json")
).json()) as Manifest;
const { attributes = [], members = [] } = elementOf(manifest);

describe("hostile text in <secure-hls-player>", () => {
  before(() => network.start());
  beforeEach(() => {
    network.reset();
    forgetRuns();
  });
  afterEach(async () => {
    expectNothingRan();
    await removePlayers();
  });

  for (const { name } of attributes)
    it(`is text as the attribute ${name}, from the beginning and later`, async () => {
      const player = await createPlayer({
        debug: "",
        ...(name === "src" ? { "grant-endpoint": undefined } : {}),
        [name]: markup,
      });
      await settled(player);
      for (const text of [markup, ...hostile]) {
        player.setAttribute(name, text);
        await player.updateComplete;
        await quiet(0);
        expectHarmless(player);
      }
    });

  it("is text as any property", async () => {
    const player = await createPlayer({ debug: "" });
    await settled(player);
    const texts = members.filter(
      ({ kind, readonly, privacy }) =>
        kind === "field" && !readonly && (privacy ?? "public") === "public",
    );
    expect(texts.length).to.be.above(30);
    for (const { name } of texts)
      for (const text of hostile) {
        try {
          (player as unknown as Record<string, unknown>)[name] = text;
          await player.updateComplete;
        } catch (error) {
          // As <video> has it: no number, no MediaStream.
          expect(error, name).to.be.instanceOf(TypeError);
        }
        await quiet(0);
        expectHarmless(player);
      }
  });

  it("is text as the page's own texts, and shown as it stands", async () => {
    const messages = Object.fromEntries(
      Object.keys(en).map((key) => [key, `${key} ${markup}`]),
    );
    network.answer(
      refused("session-limit", {
        devices: [{ sessionId: "1", label: "Phone", lastSeenSecondsAgo: 1 }],
      }),
    );
    const player = await createPlayer({}, { messages });
    await controlsReady(player);
    await event(player, "error");
    expect(find(player, "h2")!.textContent).to.equal(
      messages["session-limit.title"],
    );
    expectHarmless(player);
    network.answer(granted());
    player.retry();
    await event(player, "canplay");
    find(player, "[data-plyr=settings]")!.click();
    const speed = find(player, "[id$=home] [role=menuitem]:not([hidden])")!;
    expect(speed.textContent).to.contain(markup);
    find(player, ".plyr")!.focus();
    find(player, ".plyr")!.dispatchEvent(
      new KeyboardEvent("keydown", { key: "?", bubbles: true, composed: true }),
    );
    await until("the dialog", () => find(player, "dialog h2"));
    expect(find(player, "dialog h2")!.textContent).to.equal(messages["keys"]);
    expectHarmless(player);
  });

  it("is text as label of a <track> of the page, and as its cues, markup and all", async () => {
    const player = await createPlayer({ autoplay: "" });
    const track = document.createElement("track");
    Object.assign(track, {
      label: markup,
      srclang: "xx",
      kind: "captions",
      src: URL.createObjectURL(
        await vtt(
          `${markup}<v ${markup}>said</v> <c.plyr__control onclick=x>x</c>`,
        ).blob(),
      ),
    });
    player.append(track);
    await event(player, "playing");
    await choose(player, "subtitles", markup);
    await until("the cue", () =>
      find(player, ".plyr__caption")?.textContent.includes("said"),
    );
    track.remove();
    expectHarmless(player);
  });

  it("is text as what the page's own requestGrant throws", async () => {
    for (const text of hostile) {
      const player = await createPlayer(
        { debug: "" },
        { requestGrant: () => Promise.reject(new Error(text)) },
      );
      player.nativeEl.title = text;
      await settled(player);
      expectHarmless(player);
      await removePlayers();
    }
  });

  it("leads nowhere as login-url", async () => {
    network.answer(refused("not-signed-in"));
    for (const text of [
      ...hostile.slice(1, 4),
      "JaVaScRiPt:globalThis.ran=true//{returnUrl}",
      "vbscript:globalThis.ran=true",
      `blob:${location.origin}/1`,
    ]) {
      const player = await createPlayer({ "login-url": text });
      await event(player, "error");
      expect(find(player, "a"), text).to.equal(null);
      expectHarmless(player);
      await removePlayers();
    }
    const player = await createPlayer({ "login-url": `/login?${markup}` });
    await event(player, "error");
    expect(find(player, "a")!.getAttribute("href")).to.contain(
      "/login?%27%22%3E%3Cimg",
    );
    expectHarmless(player);
  });

  it("is text in what the page slots over the picture", async () => {
    for (const slot of ["overlay", "error", "poster"]) {
      network.answer(slot === "error" ? refused("not-entitled") : granted());
      const player = await createPlayer();
      const watermark = document.createElement("span");
      watermark.slot = slot;
      watermark.textContent = markup;
      player.append(watermark);
      await settled(player);
      expect(watermark.assignedSlot!.name).to.equal(slot);
      expect(watermark.textContent).to.equal(markup);
      expectHarmless(player);
      await removePlayers();
    }
  });
});
