import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"; // prettier-ignore
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { lessonKey } from "../../../demo/lesson-key.js";
import { createEdge, type Edge, type EdgeLogEntry } from "../../../server-kit/edge/server.js"; // prettier-ignore
import {
  createPlaylistHandler,
  createSigner,
  playlistUrl,
  scope,
  toNodeListener,
  type Signed,
} from "../../../server-kit/index.js";
import { findCommand } from "../../support/find-command.js";

const run = promisify(execFile);
const media = fileURLToPath(
  new URL("../../../demo/media/lesson-1", import.meta.url),
);
const { privateKey, publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
});
const signer = createSigner({ keyPairId: "K1", privateKey });
const expiresAt = Math.ceil(Date.now() / 1_000) + 600;

/** ffmpeg as a player that knows nothing of us: it passes no query on, and has no cookies. */
describe("a player without MSE", { concurrency: 2 }, () => {
  const root = mkdtempSync(join(tmpdir(), "playlist-playback-"));
  const seen: EdgeLogEntry[] = [];
  const server = createServer();
  let edge: Edge;
  let baseUrl: string;
  let signed: Signed;

  before(async () => {
    cpSync(media, join(root, "lesson-1"), { recursive: true });
    // A key beside its segments, as packagers put it.
    writeFileSync(join(root, "lesson-1/aes/key.bin"), lessonKey);
    for (const name of readdirSync(join(root, "lesson-1/aes"))) {
      if (!name.endsWith(".m3u8")) continue;
      const file = join(root, "lesson-1/aes", name);
      const text = readFileSync(file, "utf8");
      writeFileSync(
        file,
        text.replace(/(EXT-X-KEY:.*URI=)"[^"]*"/, '$1"key.bin"'),
      );
    }
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    edge = await createEdge({
      root,
      keyGroups: { lessons: [{ keyPairId: "K1", publicKey: pem }] },
      behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
      onRequest: (entry) => seen.push(entry),
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    baseUrl = `http://127.0.0.1:${port}/playlists`;
    server.on(
      "request",
      toNodeListener(createPlaylistHandler({ edge: edge.origin, baseUrl })),
    );
    signed = signer(scope.directory(edge.origin, "lesson-1"), { expiresAt });
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await edge.close();
    rmSync(root, { recursive: true });
  });

  const ffmpeg = async (url: string, ...output: string[]): Promise<string> => {
    const input = ["-v", "error", "-xerror", "-allowed_extensions", "ALL"];
    const args = [...input, "-i", url, ...output];
    return (await run(findCommand("ffmpeg"), args)).stdout;
  };

  /** Fetches all that the playlist offers. @returns a hash of each picture and sound stream in it */
  const contents = (url: string): Promise<string> =>
    ffmpeg(url, ..."-map 0 -c copy -f streamhash -hash md5 -".split(" "));

  /** Decodes one rendition and all audio tracks. @returns how many pictures there are */
  const decode = async (url: string, rendition: number): Promise<number> => {
    const log = await ffmpeg(
      url,
      ...["-map", `0:v:${rendition}`, "-map", "0:a"],
      ..."-f null -progress pipe:1 -".split(" "),
    );
    return Number([...log.matchAll(/^frame=(\d+)$/gm)].at(-1)?.[1]);
  };

  const packets = async (url: string): Promise<number> => {
    const { stdout } = await run(findCommand("ffprobe"), [
      ...["-v", "error", "-count_packets", "-of", "csv=p=0"],
      ...["-show_entries", "stream=nb_read_packets", url],
    ]);
    return Number(stdout.trim().split("\n")[0]);
  };

  const isRefused = (url: string) =>
    assert.rejects(
      run(findCommand("ffprobe"), ["-v", "error", url]),
      (error: { stderr: string }) => /403 Forbidden/.test(error.stderr),
    );

  for (const [variant, rendition] of [
    ["ts", 2],
    ["cmaf", 0],
    ["aes", 0],
  ] as const)
    test(`plays the whole lesson as ${variant}: every rendition and audio track, byte by byte`, async () => {
      const url = playlistUrl(baseUrl, signed, `${variant}/index.m3u8`);
      const found = await contents(url);
      assert.equal(found.trim().split("\n").length, 3 + 2);
      const local = join(root, "lesson-1", variant, "index.m3u8");
      assert.equal(found, await contents(local));
      assert.equal(await decode(url, rendition), 48 * 5);

      const files = seen.filter(({ path }) => path.includes(`/${variant}/`));
      for (const { status, delivery, path } of files) {
        assert.ok([200, 206].includes(status), `${path} ${status}`);
        assert.equal(delivery, "query", path);
      }
      const asked = files.map(({ path }) => path.split("/").at(-1));
      assert.equal(asked.includes("key.bin"), variant === "aes");
      assert.equal(asked.includes("480p-init.mp4"), variant === "cmaf");
    });

  for (const variant of ["ts", "cmaf", "aes"])
    test(`plays the subtitles of ${variant}`, async () => {
      const text = await (
        await fetch(playlistUrl(baseUrl, signed, `${variant}/index.m3u8`))
      ).text();
      const urls = [...text.matchAll(/TYPE=SUBTITLES.*URI="([^"]*)"/g)].map(
        ([, url = ""]) => url,
      );
      assert.equal(urls.length, 2);
      for (const url of urls) assert.equal(await packets(url), 12);
    });

  test("plays nothing without a signature, with one that is over, or with that of another lesson", async () => {
    const url = playlistUrl(baseUrl, signed, "ts/index.m3u8");
    const inScope = signed.scope;
    await isRefused(url.split("?")[0]!);
    const over = signer(inScope, { expiresAt: expiresAt - 700 });
    await isRefused(playlistUrl(baseUrl, over, "ts/index.m3u8"));
    const other = signer(scope.directory(edge.origin, "lesson-2"), { expiresAt }); // prettier-ignore
    const [, query] = playlistUrl(baseUrl, other, "a.m3u8").split("?");
    await isRefused(`${url.split("?")[0]}?${query}`);
  });

  test("plays nothing from the edge itself, whose playlists carry no signature", async () => {
    await assert.rejects(
      contents(playlistUrl(edge.origin, signed, "ts/index.m3u8")),
    );
  });
});
