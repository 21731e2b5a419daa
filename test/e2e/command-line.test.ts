import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test, type TestContext } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";

/** As `npx secure-hls` runs it. */
const script = resolve("dist/cli/secure-hls.js");
const video = "videos/Lesson one.mp4";

let cwd = "";
let browser: Browser;
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "secure-hls-"));
  mkdirSync(join(cwd, "videos"));
  const made = spawnSync(
    "ffmpeg",
    [
      ..."-hide_banner -loglevel error -f lavfi -i testsrc2=size=640x360:rate=25:duration=12".split(
        " ",
      ),
      ..."-f lavfi -i sine=frequency=440:duration=12 -c:v libx264 -preset ultrafast -pix_fmt yuv420p".split(
        " ",
      ),
      ...["-c:a", "aac", "-metadata:s:a:0", "language=eng", video],
    ],
    { cwd, encoding: "utf8" },
  );
  assert.equal(made.status, 0, made.stderr);
  writeFileSync(
    join(cwd, "videos/Lesson one.de.srt"),
    "1\n00:00:01,000 --> 00:00:05,000\nGuten Tag\n",
  );
  browser = await launchBrowser();
});
after(async () => {
  rmSync(cwd, { recursive: true, force: true });
  await browser.close();
});

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, ...args],
    { cwd, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

function done<Data>(...args: string[]): Data {
  const { status, stdout, stderr } = run(...args, "--json");
  assert.equal(status, 0, stdout + stderr);
  return JSON.parse(stdout) as Data;
}

/** A command that goes on until the test ends it; answers what it says first. */
async function serve<Said>(t: TestContext, ...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, [script, ...args, "--json"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGINT");
    const [code] = (await once(child, "exit")) as [number | null];
    assert.equal(code, 0, "Ctrl+C ends it in order");
  });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  for await (const line of createInterface({ input: child.stdout }))
    return JSON.parse(line) as Said;
  throw new Error(`It ended: ${errors}`);
}

/** What ffmpeg makes of a URL: seconds of video and sound, or its refusal. */
function fetchByFfmpeg(url: string, cookie?: string) {
  const { status, stderr } = spawnSync(
    "ffmpeg",
    [
      ...["-hide_banner", "-loglevel", "error"],
      ...(cookie ? ["-headers", `Cookie: ${cookie}\r\n`] : []),
      ...["-i", url, "-c", "copy", "-y", "fetched.mp4"],
    ],
    { cwd, encoding: "utf8" },
  );
  if (status !== 0) return { refused: stderr };
  const probed = spawnSync(
    "ffprobe",
    [
      ..."-v error -show_entries format=duration:stream=codec_type -of json".split(
        " ",
      ),
      "fetched.mp4",
    ],
    { cwd, encoding: "utf8" },
  );
  const { format, streams } = JSON.parse(probed.stdout) as {
    format: { duration: string };
    streams: { codec_type: string }[];
  };
  return {
    seconds: Number(format.duration),
    streams: streams.map(({ codec_type }) => codec_type).toSorted(),
  };
}

test("the laptop path: package, edge, sign cookies; ffmpeg fetches with them, and is refused without, with old ones, with another lesson's", async (t) => {
  done("keys", "create", "--local");
  done("package", video, "--out", "out");
  const playlist = readFileSync(
    join(cwd, "out/lesson-one/v1/index.m3u8"),
    "utf8",
  );
  assert.match(playlist, /RESOLUTION=640x360/);
  assert.match(playlist, /LANGUAGE="de"/);
  const key = ["--key", "keys/signing.json"];
  const { origin } = await serve<{ origin: string }>(
    t,
    ...["edge", "out", ...key, "--port", "0"],
  );
  const url = `${origin}/lesson-one/v1/index.m3u8`;
  const cookies = (of: string, ...more: string[]) =>
    done<{ cookie: string }>("sign", "cookies", of, ...key, ...more).cookie;

  const fetched = fetchByFfmpeg(url, cookies(url));
  assert.deepEqual(fetched.streams, ["audio", "video"], fetched.refused);
  assert.ok(Math.abs(fetched.seconds! - 12) < 0.2, `${fetched.seconds} s`);

  const old = cookies(url, "--expires-in", "1s");
  while ((await fetch(url, { headers: { Cookie: old } })).ok);
  for (const [what, cookie] of [
    ["without", undefined],
    ["with old ones", old],
    ["with another lesson's", cookies(`${origin}/lesson-two/v1/index.m3u8`)],
  ] as const)
    assert.match(fetchByFfmpeg(url, cookie).refused ?? "", /403/, what);

  const why = run("verify", url, "--cookie", old, ...key);
  assert.equal(why.status, 1);
  assert.match(why.stdout, /Why: +It is over/);
});

test("dev plays a folder of videos in the browser, protected and renewed; a signed URL of another folder is refused", async (t) => {
  const { url, lessons } = await serve<{ url: string; lessons: string[] }>(
    t,
    ...[
      "dev",
      "videos",
      "--port",
      "0",
      "--cache",
      "cache",
      "--expires-in",
      "10s",
    ],
  );
  assert.deepEqual(lessons, ["lesson-one"]);
  const bare = await fetch(new URL("lesson-one/index.m3u8", url));
  assert.equal(bare.status, 403, "without a grant");
  assert.match(await bare.text(), /MissingKey/);
  const raw = await fetch(new URL("Lesson%20one.mp4", url));
  assert.equal(raw.status, 404, "the video itself");

  const page = await browser.newPage();
  t.after(() => page.close());
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  let grants = 0;
  page.on("response", (response) => {
    if (new URL(response.url()).pathname === "/.auth/grant") grants += 1;
  });
  await page.goto(url);
  await page.click(".lessons a");
  await page.waitForSelector("secure-hls-player");
  await page.evaluate(async () => {
    await customElements.whenDefined("secure-hls-player");
    const player = document.querySelector("secure-hls-player")!;
    player.muted = true;
    await player.play();
  });
  // Captions that lay beside the video.
  await page.focus("secure-hls-player >>> .plyr");
  await page.keyboard.press("c");
  const captions = await page.waitForFunction(
    () =>
      document
        .querySelector("secure-hls-player")!
        .shadowRoot!.querySelector(".plyr__captions")
        ?.textContent?.trim(),
    { polling: 100, timeout: 60_000 },
  );
  assert.equal(await captions.jsonValue(), "Guten Tag");
  await page.waitForFunction(
    () => document.querySelector("secure-hls-player")!.ended,
    { polling: 200, timeout: 90_000 },
  );
  assert.ok(grants > 1, "renewed");
  assert.deepEqual(faults, []);
});
