import { expect } from "@open-wc/testing";
import { resetMouse, sendMouse } from "@web/test-runner-commands";
import { bypass } from "msw";
import type {
  CaptionFile,
  Device,
  GrantResponse,
  Problem,
} from "../../src/contract.js";
import type { SecureHlsPlayer } from "../../src/index.js";
import {
  choose,
  entries,
  expectHarmless,
  expectNothingRan,
  forgetRuns,
  hostile,
  markup,
  settled,
  vtt,
} from "../support/hostile.js";
import {
  granted,
  mediaFolder,
  network,
  refused,
  videoUrl,
} from "../support/msw-network.js";
import {
  controlsReady,
  createPlayer,
  event,
  find,
  quiet,
  removePlayers,
  until,
} from "../support/msw-player.js";

/** What a browser reads as the text itself, and shows as it stands. */
const escaped = markup.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

describe("hostile text of servers in <secure-hls-player>", () => {
  before(() => network.start());
  beforeEach(() => {
    network.reset();
    forgetRuns();
  });
  afterEach(async () => {
    expectNothingRan();
    await removePlayers();
    await resetMouse();
  });

  it("goes to the endpoint as it is, as the videoId", async () => {
    await createPlayer({ "video-id": markup });
    await until("asked", () => network.grantRequests[0]?.body);
    expect(network.grantRequests[0]!.body).to.deep.equal({ videoId: markup });
  });

  describe("in a grant", () => {
    const file = (text: string): CaptionFile => ({
      url: text,
      language: text,
      label: text,
      kind: text as never,
    });
    // A field more in the contract is a type error here.
    const fields: Record<
      keyof GrantResponse,
      (text: string) => Partial<GrantResponse>
    > = {
      videoUrl: (text) => ({ videoUrl: text }),
      nativeUrl: (text) => ({ nativeUrl: text }),
      expiresIn: (text) => ({ expiresIn: text as never }),
      expiresAt: (text) => ({ expiresIn: undefined as never, expiresAt: text }),
      sessionId: (text) => ({ sessionId: text }),
      isHls: (text) => ({ isHls: text as never }),
      posterUrl: (text) => ({ posterUrl: text }),
      renewAfter: (text) => ({ renewAfter: text as never }),
      storyboardUrl: (text) => ({ storyboardUrl: text }),
      chaptersUrl: (text) => ({ chaptersUrl: text }),
      captions: (text) => ({
        captions: [file(text), { ...file(text), url: "/hostile.vtt" }],
      }),
      watermark: (text) => ({
        watermark: {
          text,
          opacity: text as never,
          position: text as never,
          moveEverySeconds: text as never,
        },
      }),
    };
    for (const [name, grantWith] of Object.entries(fields))
      it(`is text as ${name}`, async () => {
        network.answer(...hostile.map((text) => granted(grantWith(text))));
        const players = await Promise.all(
          hostile.map((_text, at) =>
            // Players of one video share a grant.
            createPlayer({ debug: "", "video-id": `lesson-${at}` }),
          ),
        );
        await Promise.all(players.map(settled));
        await until("all have asked", () => network.grantRequests.length >= 5);
        for (const player of players) {
          expectHarmless(player);
          expect(player.nativeEl.poster).to.equal("");
        }
      });

    it("is shown as it stands where it names captions", async () => {
      network.answerAt("/hostile.vtt", vtt(escaped));
      network.answer(
        granted({
          captions: [
            // Chromium loads no file of a language that cannot be one.
            { url: "/hostile.vtt", language: "en", label: markup },
          ],
        }),
      );
      const player = await createPlayer({ autoplay: "" });
      await event(player, "playing");
      await choose(player, "subtitles", markup);
      await until(
        "the cue",
        () => find(player, ".plyr__caption")?.textContent === markup,
      );
      expectHarmless(player);
    });

    it("is shown as it stands where it is the title of a chapter", async () => {
      network.answerAt("/hostile.vtt", vtt(escaped));
      network.answer(
        granted({ chaptersUrl: `${location.origin}/hostile.vtt` }),
      );
      const player = await createPlayer();
      await event(player, "loadedmetadata");
      await until(
        "the chapter",
        () => entries(player, "chapters").length === 1,
      );
      expect(entries(player, "chapters")[0]!.startsWith(markup)).to.equal(true);
      await hover(player);
      await until(
        "the bubble",
        () => find(player, ".shp-preview__title")?.textContent === markup,
      );
      expectHarmless(player);
    });

    for (const [name, text] of [
      [
        "WebVTT",
        hostile
          .map(
            (url, at) =>
              `00:0${at}.000 --> 01:00.000\n${url.replaceAll("\n", "")}\n`,
          )
          .join("\n"),
      ],
      [
        "JSON",
        JSON.stringify({
          url: markup,
          tile_width: 10,
          tile_height: 10,
          tiles: [
            { start: 0, x: 0, y: 0 },
            { start: markup, x: markup, y: 0 },
          ],
        }),
      ],
      [
        "JSON of a script",
        JSON.stringify({
          url: hostile[1],
          tile_width: 10,
          tile_height: 10,
          tiles: [{ start: 0, x: 0, y: 0 }],
        }),
      ],
      ["a web page", `<!doctype html>${markup}`],
    ] as const)
      it(`makes no picture as a storyboard: ${name}`, async () => {
        let asked = 0;
        const head = name === "WebVTT" ? "WEBVTT\n\n" : "";
        network.answerAt("/hostile.vtt", () => {
          asked += 1;
          return new Response(head + text);
        });
        network.answer(
          granted({ storyboardUrl: `${location.origin}/hostile.vtt` }),
        );
        const player = await createPlayer();
        await event(player, "loadedmetadata");
        await controlsReady(player);
        await hover(player);
        await until("it was asked for", () => asked > 0);
        await quiet(50);
        expect(find(player, ".shp-preview canvas")!.hidden).to.equal(true);
        expectHarmless(player);
      });

    it("shows no poster that is not an image", async () => {
      network.answerAt(
        "/poster.html",
        new Response(markup, { headers: { "Content-Type": "text/html" } }),
      );
      network.answer(granted({ posterUrl: `${location.origin}/poster.html` }));
      const player = await createPlayer();
      await event(player, "canplay");
      await until("asked for it", () =>
        network.seen.some(({ path }) => path === "/poster.html"),
      );
      await quiet(50);
      expect(player.nativeEl.poster).to.equal("");
    });
  });

  describe("in a refusal", () => {
    const device = (text: string): Device => ({
      sessionId: text,
      label: text,
      lastSeenSecondsAgo: 1,
    });
    const fields: Record<keyof Problem, (text: string) => Partial<Problem>> = {
      type: (text) => ({ type: text }),
      title: (text) => ({ title: text }),
      status: (text) => ({ status: text as never }),
      code: (text) => ({ code: text as never }),
      detail: (text) => ({ detail: text }),
      reason: (text) => ({ reason: text as never }),
      devices: (text) => ({
        devices: [
          device(text),
          { ...device(text), lastSeenSecondsAgo: text as never },
        ],
      }),
    };
    for (const [name, problem] of Object.entries(fields))
      it(`is text as ${name}`, async () => {
        network.answer(
          ...hostile.map((text) => refused("session-limit", problem(text))),
        );
        const player = await createPlayer({ debug: "" });
        await event(player, "error");
        for (let refusals = 1; refusals < hostile.length; refusals++) {
          expect(player.error).to.have.property("code", "session-limit");
          await player.updateComplete;
          expectHarmless(player);
          player.retry();
          await event(player, "error");
        }
        expectHarmless(player);
      });

    it("is shown as it stands where it is the name of a device, and sent back as it is", async () => {
      // A longer one is cut.
      const name = markup.slice(0, 60);
      network.answer(refused("session-limit", { devices: [device(name)] }));
      const player = await createPlayer();
      await event(player, "error");
      expect(find(player, ".devices bdi")!.textContent).to.equal(name);
      const button = find(player, ".devices button")!;
      expect(button.ariaLabel).to.equal(`Watch here instead: ${name}`);
      button.click();
      await until("it was sent", () => network.grantRequests[1]?.body);
      expect(network.grantRequests[1]!.body).to.have.property("takeOver", name);
      expectHarmless(player);
    });
  });

  it("is text as the names of subtitles and sound in a playlist", async () => {
    // A quote would end the attribute.
    const name = markup.replaceAll('"', "");
    network.answerAt(`${mediaFolder}index.m3u8`, async () => {
      const playlist = await (await fetch(bypass(videoUrl))).text();
      return new Response(
        playlist
          .replaceAll(/NAME="(English|Deutsch)"/g, `NAME="$1 ${name}"`)
          .replaceAll(/LANGUAGE="(en|de)"/g, `LANGUAGE="$1${name}"`),
        { headers: { "Content-Type": "application/vnd.apple.mpegurl" } },
      );
    });
    const player = await createPlayer({ autoplay: "" });
    await event(player, "playing");
    for (const panel of ["subtitles", "sounds"])
      await until(`names in ${panel}`, () =>
        entries(player, panel).some((text) =>
          text.startsWith(`Deutsch ${name}`),
        ),
      );
    find(player, ".plyr__controls [data-plyr=captions]")!.click();
    await until(
      "subtitles on",
      () => find(player, ".plyr--captions-active") !== null,
    );
    await quiet(50);
    expectHarmless(player);
  });
});

/** With the mouse in the middle of the seek bar. */
async function hover(player: SecureHlsPlayer): Promise<void> {
  const bar = find(player, ".plyr__progress")!.getBoundingClientRect();
  const position: [number, number] = [
    Math.round(bar.left + bar.width / 2),
    Math.round(bar.top + bar.height / 2),
  ];
  await sendMouse({ type: "move", position });
}
