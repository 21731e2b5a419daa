import { expect } from "@open-wc/testing";
import {
  openStoryboard,
  type Picture,
} from "../../../src/controls/storyboard.js";
import {
  tilesOfCues,
  tilesOfJson,
  type StoryboardSource,
} from "../../../src/controls/storyboard-file.js";
import { passthrough } from "msw";
import { network } from "../../support/msw-network.js";
import { FakePlayer } from "./fake-player.js";

const base = "https://cdn.test/lesson/storyboard.vtt";
const folder = `${location.origin}/demo/media/lesson-1/`;

describe("the file of a storyboard", () => {
  it("as WebVTT names images and places in them, relative to itself and in the order of time", () => {
    const cues = [
      { startTime: 5, text: "b.jpg#xywh=pixel:160,0,160,90\n" },
      { startTime: 0, text: " a.jpg?v=1#xywh=0,0,160,90" },
      { startTime: 9, text: "/whole.png" },
    ];
    expect(tilesOfCues(cues, base)).to.deep.equal([
      {
        start: 0,
        url: "https://cdn.test/lesson/a.jpg?v=1",
        area: { x: 0, y: 0, width: 160, height: 90 },
      },
      {
        start: 5,
        url: "https://cdn.test/lesson/b.jpg",
        area: { x: 160, y: 0, width: 160, height: 90 },
      },
      { start: 9, url: "https://cdn.test/whole.png" },
    ]);
  });

  it("as JSON of Mux's says the same", () => {
    const json = {
      url: "https://image.test/sprite.jpg",
      tile_width: 256,
      tile_height: 144,
      duration: 20,
      tiles: [
        { start: 10, x: 256, y: 0 },
        { start: 0, x: 0, y: 0 },
      ],
    };
    expect(
      tilesOfJson(json, base).map(({ start, area }) => [start, area!.x]),
    ).to.deep.equal([
      [0, 0],
      [10, 256],
    ]);
  });

  for (const url of [
    "javascript:alert(1)",
    "data:image/svg+xml,<svg/>",
    "file:///etc/passwd",
    "blob:https://cdn.test/1",
    "https://",
  ])
    it(`has no image at ${url}`, () => {
      expect(tilesOfCues([{ startTime: 0, text: url }], base)).to.deep.equal(
        [],
      );
      expect(
        tilesOfJson(
          {
            url,
            tile_width: 1,
            tile_height: 1,
            tiles: [{ start: 0, x: 0, y: 0 }],
          },
          base,
        ),
      ).to.deep.equal([]);
    });

  for (const json of [
    null,
    [],
    "text",
    { url: "a.jpg", tiles: [{ start: 0, x: 0, y: 0 }] },
    { url: { href: "a.jpg" }, tile_width: 1, tile_height: 1, tiles: [] },
    { url: "a.jpg", tile_width: "<b>", tile_height: 1, tiles: [{ start: 0 }] },
    {
      url: "a.jpg",
      tile_width: 1,
      tile_height: 1,
      tiles: [null, { start: NaN, x: 0, y: 0 }, { start: 0, x: -1, y: 0 }],
    },
  ])
    it(`is empty for ${JSON.stringify(json)}`, () => {
      expect(tilesOfJson(json, base)).to.deep.equal([]);
    });
});

describe("the pictures of a storyboard", () => {
  let life: AbortController;
  let player: FakePlayer;

  before(() => network.start());
  beforeEach(() => {
    network.reset();
    life = new AbortController();
    player = new FakePlayer(document.createElement("video"));
  });
  afterEach(() => life.abort());

  /** A grant's, whose requests are signed. */
  const source = (
    name = "storyboard.vtt",
    signature = "1",
  ): StoryboardSource => ({
    file: {
      url: `${folder}${name}?Signature=${signature}`,
      credentials: false,
    },
    requestFor: (url) => ({
      url: `${url}?Signature=sprite`,
      credentials: true,
    }),
  });
  const requests = () =>
    network.seen
      .filter(({ path }) => path.includes("storyboard"))
      .map(({ path }) => path.slice(path.lastIndexOf("/") + 1));

  it("are cut out of images that are fetched when they are first wanted, once, as the grant says", async () => {
    const storyboard = openStoryboard(player, source(), life.signal)!;
    const first = await storyboard.pictureAt(1);
    const { x, y, width, height } = (await storyboard.pictureAt(21))!;
    await network.settled();
    expect({ x, y, width, height }).to.deep.equal({
      x: 192,
      y: 108,
      width: 192,
      height: 108,
    });
    expect(first!.image.width).to.equal(768);
    expect(requests()).to.deep.equal([
      "storyboard.vtt?Signature=1",
      "storyboard.jpg?Signature=sprite",
    ]);
    expect(network.seen.at(-1)!.credentials).to.equal("include");
  });

  it("stay when the grant is renewed, and go with the video", async () => {
    const storyboard = openStoryboard(player, source(), life.signal);
    expect(
      openStoryboard(player, source("storyboard.vtt", "2"), life.signal) ===
        storyboard,
    ).to.equal(true);
    expect(
      openStoryboard(player, source("other.vtt"), life.signal) === storyboard,
    ).to.equal(false);
    expect(openStoryboard(player, undefined, life.signal)).to.equal(undefined);
  });

  it("come from the page's own public file before the grant's, without credentials", async () => {
    player.storyboard = `${folder}storyboard.vtt`;
    const picture = await openStoryboard(
      player,
      source("none.vtt"),
      life.signal,
    )!.pictureAt(0);
    await network.settled();
    expect(picture!.width).to.equal(192);
    expect(
      new Set(network.seen.map(({ credentials }) => credentials)),
    ).to.deep.equal(new Set(["omit"]));
  });

  it("keep the six images that were used last, and fetch the others again", async () => {
    const cues = [..."0123456"].map(
      (n) => `00:0${n}.000 --> 00:0${n}.999\nimage-${n}.jpg\n\n`,
    );
    network.answerAt(/\/many\.vtt/, new Response(`WEBVTT\n\n${cues.join("")}`));
    const asked: string[] = [];
    network.answerAt(/\/image-\d\.jpg/, async ({ url }) => {
      asked.push(/image-(\d)/.exec(url)![1]!);
      return fetch(`${folder}poster.jpg`);
    });
    const storyboard = openStoryboard(player, source("many.vtt"), life.signal)!;
    const look = async (times: string) => {
      for (const n of times)
        expect(await storyboard.pictureAt(Number(n))).to.not.equal(undefined);
    };
    await look("0123450");
    expect(asked.join("")).to.equal("012345");
    await look("60");
    expect(asked.join("")).to.equal("0123456");
    await look("1");
    expect(asked.join("")).to.equal("01234561");
  });

  it("are asked for again some time after their file could not be had, with the grant of then", async () => {
    const { setTimeout } = window;
    // Ten seconds are over at once.
    window.setTimeout = ((callback: () => void, ms: number) =>
      setTimeout(callback, ms === 10_000 ? 0 : ms)) as typeof setTimeout;
    try {
      network.answerAt(`${folder}storyboard.vtt`, ({ url }) =>
        url.endsWith("=1") ? new Response("", { status: 403 }) : passthrough(),
      );
      const at = (signature: string) =>
        openStoryboard(
          player,
          source("storyboard.vtt", signature),
          life.signal,
        )!.pictureAt(1);
      expect(await at("1")).to.equal(undefined);
      let picture: Picture | undefined;
      for (let tries = 0; !picture && tries < 100; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        picture = await at("2");
      }
      expect(picture?.width).to.equal(192);
      await network.settled();
      expect(requests().filter((name) => /=1$/.test(name)).length).to.equal(1);
    } finally {
      window.setTimeout = setTimeout;
    }
  });

  for (const [name, answer] of [
    ["that is refused", new Response("", { status: 403 })],
    ["that is no WebVTT", new Response("<script>alert(1)</script>")],
    ["that is broken JSON", new Response('{ "url": ')],
    [
      "whose image is none",
      new Response(
        '{"url":"/nothing.jpg","tile_width":9,"tile_height":9,"tiles":[{"start":0,"x":0,"y":0}]}',
      ),
    ],
  ] as const)
    it(`are simply not there for a file ${name}`, async () => {
      network.answerAt("/broken.vtt", answer);
      network.answerAt("/nothing.jpg", new Response("<svg/>"));
      player.storyboard = "/broken.vtt";
      expect(
        await openStoryboard(player, undefined, life.signal)!.pictureAt(1),
      ).to.equal(undefined);
    });
});
