import { expect, oneEvent } from "@open-wc/testing";
import { FilePlayback } from "../../../src/playback/file-playback.js";
import type { PlaybackSource } from "../../../src/playback/playback.js";
import type { MediaElement } from "../../../src/media/media-element.js";
import type { PlayerError } from "../../../src/errors.js";
import { createGrantSession } from "../../../src/sdk/create-grant-session.js";
import { Grant } from "../../../src/sdk/grant.js";
import type { GrantSession } from "../../../src/sdk/grant-session.js";
import { until } from "../../support/msw-player.js";

const origin = "https://video.example";
const hls = { src: `${origin}/index.m3u8`, isHls: true };

describe("a video that the browser plays itself", () => {
  let media: HTMLVideoElement;
  let errors: PlayerError[];
  let playback: FilePlayback | undefined;

  beforeEach(() => {
    media = document.createElement("video");
    media.muted = true;
    errors = [];
  });
  afterEach(() => playback?.destroy());

  function play(source: Partial<PlaybackSource>): FilePlayback {
    playback = new FilePlayback(
      media,
      {
        src: soundUrl(),
        isHls: false,
        session: undefined,
        hlsConfig: undefined,
        beginningOnly: true,
        ...source,
      },
      {
        failed: (error) => errors.push(error),
      },
    );
    return playback;
  }

  it("plays a file", async () => {
    play({});
    await media.play();
    expect(errors).to.deep.equal([]);
  });

  it("plays on when play had been pressed before there was a source", async () => {
    void media.play().catch(() => {});
    play({});
    expect(media.paused).to.equal(false);
    await until("playing", () => media.readyState > 2);
  });

  it("carries cookies only where a grant says so", () => {
    play({});
    expect(media.crossOrigin).to.equal(null);
    play({
      src: `${origin}/a.mp4`,
      session: sessionWith({ credentials: true }),
    });
    expect(media.crossOrigin).to.equal("use-credentials");
    play({
      src: `${origin}/a.mp4`,
      session: sessionWith({ credentials: false }),
    });
    expect(media.crossOrigin).to.equal("anonymous");
  });

  it("says that a browser which plays no HLS cannot, and says it again after “Try again”", () => {
    media.canPlayType = () => "";
    const first = play(hls);
    expect(errors.map(({ code }) => code)).to.deep.equal(["not-supported"]);
    first.resume();
    expect(errors.map(({ code }) => code)).to.deep.equal([
      "not-supported",
      "not-supported",
    ]);
    expect(media.getAttribute("src")).to.equal(null);
  });

  it("says that no signature can be put on HLS there", () => {
    media.canPlayType = () => "maybe";
    const url = `${hls.src}?Signature=SECRET`;
    play({ ...hls, session: sessionWith({ credentials: false, url }) });
    expect(errors[0]!.code).to.equal("not-supported");
    expect(errors[0]!.message).to.contain("cookie delivery");
    expect(errors[0]!.message).not.to.contain("SECRET");
    expect(media.getAttribute("src")).to.equal(null);
  });

  describe("with a grant whose signatures are in a playlist", () => {
    let grant: object;
    let now: number;
    const session = {
      get usable() {
        return grant;
      },
      refused: async () => false,
      now: () => now,
    } as unknown as GrantSession;
    /** Sound in place of the playlist: each grant has a URL of its own. */
    const signed = (expiresAt: number) => {
      const url = soundUrl();
      grant = {
        expiresAt,
        requestFor: (src: string) => ({
          url: `${src}?Signature=SECRET`,
          credentials: false,
        }),
        nativeRequest: () => ({ url, credentials: false }),
      };
      return url;
    };

    const loadedTo = (seconds: number) =>
      Object.defineProperty(media, "buffered", {
        configurable: true,
        value: { length: 1, start: () => 0, end: () => seconds },
      });

    beforeEach(() => {
      media.canPlayType = () => "maybe";
      now = 0;
      loadedTo(5);
    });

    it("leaves the source alone where all of it is loaded", async () => {
      const first = signed(60_000);
      const playing = play({ ...hls, session });
      await media.play();
      loadedTo(10);
      signed(120_000);
      playing.resume();
      const paused = oneEvent(media, "pause");
      media.pause();
      await paused;
      expect(media.src).to.equal(first);
    });

    it("plays that, and the next grant's just before the old one's end, where it was and as fast", async () => {
      const first = signed(60_000);
      const playing = play({ ...hls, session });
      expect(media.src).to.equal(first);
      await media.play();
      const since = performance.now();
      media.currentTime = 4;
      media.playbackRate = 1.5;
      await until("it has got there", () => !media.seeking);
      now = 56_800;
      const second = signed(120_000);
      playing.resume();
      expect(media.src).to.equal(first);
      await until("the exchange", () => media.src === second);
      await until("it plays on", () => media.readyState > 2 && !media.seeking);
      const played = ((performance.now() - since) / 1_000) * 1.5;
      expect(media.currentTime).to.be.within(4, 4.2 + played);
      expect(media.playbackRate).to.equal(1.5);
      expect(media.paused).to.equal(false);
      expect(errors).to.deep.equal([]);
    });

    it("takes the next grant's at once in a pause, and only once", async () => {
      signed(60_000);
      const playing = play({ ...hls, session });
      await media.play();
      const second = signed(120_000);
      playing.resume();
      media.pause();
      await until("the exchange", () => media.src === second);
      playing.resume();
      await until("it is loaded", () => media.readyState > 0);
      expect(media.paused).to.equal(true);
    });

    it("takes the next grant's after a pause in which all was loaded, when there is another renewal", async () => {
      const first = signed(60_000);
      const playing = play({ ...hls, session });
      await media.play();
      media.pause();
      loadedTo(10);
      signed(120_000);
      playing.resume();
      expect(media.src).to.equal(first);
      loadedTo(5);
      await media.play();
      now = 119_000;
      const third = signed(180_000);
      playing.resume();
      await until("the exchange", () => media.src === third);
      expect(errors).to.deep.equal([]);
    });

    it("goes on with the next grant's where the old one's fails, and does not blame the new one", async () => {
      signed(60_000);
      play({ ...hls, session });
      await media.play();
      const second = signed(120_000);
      media.dispatchEvent(new Event("error"));
      await until("the exchange", () => media.src === second);
      await until("it plays on", () => media.readyState > 2 && !media.seeking);
      expect(media.paused).to.equal(false);
      expect(errors).to.deep.equal([]);
    });

    it("leaves the source alone while the grant is the same", () => {
      const first = signed(60_000);
      play({ ...hls, session }).resume();
      expect(media.src).to.equal(first);
      expect(media.crossOrigin).to.equal("anonymous");
    });
  });

  for (const [status, code] of [
    [403, "edge-refused"],
    [404, "playback-failed"],
  ] as const)
    it(`says what the edge answers to the same request: ${status}`, async () => {
      const own = window.fetch;
      window.fetch = async () => new Response(null, { status });
      try {
        play({ src: "data:video/mp4,broken" });
        await until("an error", () => errors.length);
      } finally {
        window.fetch = own;
      }
      expect(errors[0]!.code).to.equal(code);
      expect(errors[0]!.message).to.contain(String(status));
    });

  it("calls a public file unreachable, which is tried again, where the network is away", async () => {
    const own = window.fetch;
    window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    Object.defineProperty(navigator, "onLine", {
      configurable: true,
      value: false,
    });
    try {
      play({ src: "data:video/mp4,broken" });
      await until("an error", () => errors.length);
    } finally {
      window.fetch = own;
      Reflect.deleteProperty(navigator, "onLine");
    }
    expect(errors[0]!.code).to.equal("unreachable");
    expect(errors[0]!.retried).to.equal(true);
  });

  it("renews once when the file fails, and goes on at the same position", async () => {
    const refused: string[] = [];
    const good = soundUrl();
    const urls = ["data:video/mp4,broken", good];
    let at = 0;
    const grant = {
      requestFor: () => ({ url: urls[at]!, credentials: false }),
    };
    const session = {
      usable: grant,
      refused: async (_grant: unknown, url: string) => {
        refused.push(url);
        at = 1;
        return true;
      },
    } as unknown as GrantSession;
    play({ src: `${origin}/lesson.mp4`, session });
    await until("a file that can be played", () => media.readyState > 0);
    expect(refused).to.deep.equal([`${origin}/lesson.mp4`]);
    expect(errors).to.deep.equal([]);
  });

  it("gives up when the file fails with the new grant as well", async () => {
    let renewals = 0;
    const session = {
      usable: {
        requestFor: () => ({
          url: "data:video/mp4,broken",
          credentials: false,
        }),
      },
      refused: async () => ++renewals > 0,
    } as unknown as GrantSession;
    play({ src: `${origin}/lesson.mp4`, session });
    await until("an error", () => errors.length);
    expect(renewals).to.equal(1);
    expect(errors.map(({ code }) => code)).to.deep.equal(["playback-failed"]);
  });

  describe("where the network fails more than once in the life of a grant", () => {
    const { nativeRequest } = Grant.prototype;
    const own = window.fetch;
    let real: GrantSession;
    let grants: number;

    beforeEach(async () => {
      grants = 0;
      const urls = new WeakMap<Grant, string>();
      Grant.prototype.nativeRequest = function (this: Grant) {
        if (!urls.has(this)) urls.set(this, soundUrl());
        return { url: urls.get(this)!, credentials: false };
      };
      window.fetch = async () => new Response(null, { status: 403 });
      media.canPlayType = () => "maybe";
      real = createGrantSession({
        grantEndpoint: "https://school.example/grant",
        videoId: "lesson-1",
        share: false,
        fetch: async (_url, { method } = {}) => {
          if (method !== "POST") return new Response(null, { status: 204 });
          grants += 1;
          return Response.json({
            videoUrl: `${hls.src}?Expires=9999999999&Signature=${grants}&Key-Pair-Id=K1`,
            expiresIn: 900,
            sessionId: "s1",
          });
        },
      });
      await real.start();
      play({ ...hls, session: real });
      await media.play();
    });
    afterEach(() => {
      real.close();
      Grant.prototype.nativeRequest = nativeRequest;
      window.fetch = own;
    });

    /** A failure, and what follows from it: another grant's source, or an error. */
    async function fail(): Promise<void> {
      const { src } = media;
      media.dispatchEvent(new Event("error"));
      await until("it is over", () => media.src !== src || errors.length > 0);
    }

    it("plays on each time, as it had played in between", async () => {
      for (let times = 1; times <= 3; times++) {
        await fail();
        const from = media.currentTime;
        await until("it plays on", () => media.currentTime > from + 0.5);
        await until("that has been told", () => real.state.name === "active" && real.state.reason === "schedule"); // prettier-ignore
      }
      expect(grants).to.equal(4);
      expect(errors).to.deep.equal([]);
    });

    it("gives up where nothing was played in between", async () => {
      await fail();
      media.pause();
      media.dispatchEvent(new Event("timeupdate"));
      await fail();
      expect(grants).to.equal(2);
      expect(errors.map(({ code }) => code)).to.deep.equal(["edge-refused"]);
    });
  });

  describe("what kind of stream it is", () => {
    let told: string[];
    const player = {
      setStream: (type: string, seconds: number) =>
        void told.push(`${type} ${seconds}`),
    } as unknown as MediaElement;

    beforeEach(() => {
      told = [];
      play({ player });
      told = [];
    });

    /** What the browser says of the stream, and that it says so. */
    function say(event: string, duration: number, seekable?: [number, number]) {
      Object.defineProperties(media, {
        duration: { configurable: true, value: duration },
        seekable: {
          configurable: true,
          value: {
            length: seekable ? 1 : 0,
            start: () => seekable![0],
            end: () => seekable![1],
          },
        },
      });
      media.dispatchEvent(new Event(event));
    }

    it("is on demand where it has an end", () => {
      say("durationchange", 60, [0, 60]);
      expect(told).to.deep.equal(["on-demand NaN"]);
    });

    it("is live without one, with nothing to seek in at first", () => {
      say("durationchange", Infinity);
      say("progress", Infinity, [0, 18]);
      expect(told).to.deep.equal(["live 0", "live 0"]);
    });

    it("has a window that follows what can be seeked in, and does not shrink with each segment that goes", () => {
      say("durationchange", Infinity, [0, 61]);
      say("progress", Infinity, [6, 126.4]);
      say("progress", Infinity, [12, 126.4]);
      expect(told).to.deep.equal(["live 61", "live 120", "live 120"]);
    });

    it("is live no more when the stream has ended", () => {
      say("durationchange", Infinity, [0, 120]);
      say("durationchange", 120, [0, 120]);
      expect(told).to.deep.equal(["live 120", "on-demand NaN"]);
    });
  });

  it("leaves the <video> empty at the end", async () => {
    const one = play({});
    await media.play();
    one.destroy();
    expect(media.getAttribute("src")).to.equal(null);
    expect(media.paused).to.equal(true);
    expect(errors).to.deep.equal([]);
  });
});

/** A session whose grant has requests made in one way. */
function sessionWith(request: {
  credentials: boolean;
  url?: string;
}): GrantSession {
  const requestFor = (url: string) => ({ url, ...request });
  return {
    usable: { requestFor, nativeRequest: () => undefined },
    refused: async () => false,
  } as unknown as GrantSession;
}

/** Ten seconds of silence: a WAV file needs no codec. */
function soundUrl(): string {
  const rate = 8_000;
  const length = 10 * rate;
  const bytes = new Uint8Array(44 + length).fill(128, 44);
  const header = new DataView(bytes.buffer);
  const ascii = (at: number, text: string) =>
    bytes.set(new TextEncoder().encode(text), at);
  ascii(0, "RIFF");
  header.setUint32(4, 36 + length, true);
  ascii(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  ascii(36, "data");
  header.setUint32(40, length, true);
  return URL.createObjectURL(new Blob([bytes], { type: "audio/wav" }));
}
