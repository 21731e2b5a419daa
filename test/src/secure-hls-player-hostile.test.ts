import { expect } from "@open-wc/testing";
import { bypass } from "msw";
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

const run = "globalThis.ran = true";
const hostile = [
  `<img src=x onerror="${run}">`,
  `"><script>${run}</script>`,
  `'"><svg onload=${run}>`,
  `javascript:${run}`,
  `data:text/html,<script>${run}</script>`,
  "${globalThis.ran = true}",
];

describe("hostile text in <secure-hls-player>", () => {
  before(() => network.start());
  beforeEach(() => {
    network.reset();
    delete (globalThis as { ran?: boolean }).ran;
  });
  afterEach(async () => {
    expect(globalThis).not.to.have.property("ran");
    await removePlayers();
  });

  for (const attribute of ["video-id", "src", "poster", "grant-endpoint"])
    for (const text of hostile)
      it(`does not run as ${attribute}: ${text}`, async () => {
        const player = await createPlayer({
          [attribute]: text,
          ...(attribute === "src" ? { "grant-endpoint": undefined } : {}),
        });
        await controlsReady(player);
        if (attribute === "poster" || attribute === "video-id")
          await event(player, "canplay");
        else await quiet(50);
        expect(find(player, "script, img")).to.equal(null);
        if (attribute === "video-id")
          expect(network.grantRequests[0]!.body).to.deep.equal({
            videoId: text,
          });
      });

  for (const text of hostile) {
    it(`does not run as code, title or detail of a refusal: ${text}`, async () => {
      network.answer(
        refused("not-entitled", {
          code: text as never,
          title: text,
          detail: text,
          type: text,
        }),
      );
      const player = await createPlayer();
      await event(player, "error");
      await player.updateComplete;
      expect(player.error).to.have.property("code", "not-entitled");
      expect(player.shadowRoot!.innerHTML).not.to.contain("ran = true");
      expect(find(player, "script, img")).to.equal(null);
    });

    it(`does not run as sessionId: ${text}`, async () => {
      network.answer(granted({ sessionId: text }));
      const player = await createPlayer();
      await event(player, "canplay");
      expect(player.shadowRoot!.innerHTML).not.to.contain("ran = true");
    });

    it(`does not run as posterUrl: ${text}`, async () => {
      network.answer(granted({ posterUrl: text }));
      const player = await createPlayer();
      await Promise.race([event(player, "error"), event(player, "canplay")]);
      await quiet(30);
      expect(player.media!.poster).to.equal("");
    });
  }

  it("shows no poster that is not an image", async () => {
    network.answerAt(
      "/poster.html",
      new Response(`<script>${run}</script>`, {
        headers: { "Content-Type": "text/html" },
      }),
    );
    network.answer(granted({ posterUrl: `${location.origin}/poster.html` }));
    const player = await createPlayer();
    await event(player, "canplay");
    await until("asked for it", () =>
      network.seen.some(({ path }) => path === "/poster.html"),
    );
    await quiet(50);
    expect(player.media!.poster).to.equal("");
  });

  it("does not run as the name of subtitles, sound or quality in a playlist", async () => {
    const name = "<img src=x onerror=globalThis.ran=true>";
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
    await until("names in the menu", () =>
      find(player, ".plyr__menu")!.textContent.includes(`Deutsch ${name}`),
    );
    find(player, "[data-plyr=settings]")!.click();
    find(player, ".plyr__controls [data-plyr=captions]")!.click();
    await until(
      "subtitles on",
      () => find(player, ".plyr--captions-active") !== null,
    );
    await quiet(50);
    expect(find(player, "img")).to.equal(null);
  });
});
