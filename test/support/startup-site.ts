import { once } from "node:events";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { createSigning } from "../../demo/signing.js";
import { noFaults } from "../../demo/faults.js";
import { createEdgeHandler } from "../../server-kit/edge/server.js";
import {
  createGrantHandler,
  createMemoryStore,
  scope,
  toNodeListener,
} from "../../server-kit/index.js";
import { padSegment } from "./pad-segment.js";
import type { StartupPage } from "./startup-pages.js";

/** One site, as in the demo, so that the grant's cookies reach the edge. */
const domain = "bench.localhost";

/** Bits per second and pixels of the renditions that the article encodes, in the order in which it lists them. */
const renditions = {
  "1080p": { bandwidth: 5_128_000, resolution: "1920x1080" },
  "720p": { bandwidth: 2_628_000, resolution: "1280x720" },
  "480p": { bandwidth: 1_096_000, resolution: "854x480" },
};

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

export interface StartupSite {
  /** The address of a page. */
  url(name: string): string;
  close(): void;
}

/**
 * Pages, grant endpoint and edge for the startup benchmark, on three hosts of one port. Scripts, styles and icons are sent
 * compressed by brotli, as by a CDN.
 *
 * @param makePages asked with the grant endpoint's URL
 */
export async function startStartupSite(
  makePages: (grantEndpoint: string) => Record<string, StartupPage>,
): Promise<StartupSite> {
  let listener: RequestListener = () => undefined;
  const server = createServer((request, response) =>
    listener(request, response),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const origin = (host: string) => `http://${host}.${domain}:${port}`;
  const root = realisticLesson();
  const sites = new Map<string | undefined, RequestListener>(
    Object.entries({
      lesson: pageListener(makePages(`${origin("grant")}/grant`)),
      ...protectedSites(root, origin),
    }).map(([host, site]) => [new URL(origin(host)).host, site]),
  );
  listener = (request, response) => {
    const site = sites.get(request.headers.host);
    if (site) site(request, response);
    else response.writeHead(404).end();
  };
  return {
    url: (name) => `${origin("lesson")}/${name}`,
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(root, { recursive: true });
    },
  };
}

function protectedSites(
  root: string,
  origin: (host: string) => string,
): Record<"grant" | "cdn", RequestListener> {
  const signing = createSigning(() => noFaults);
  const grant = createGrantHandler({
    origins: [origin("lesson")],
    signer: signing.signer,
    authenticate: () => ({ id: "ada" }),
    authorize: () => ({
      scope: scope.directory(origin("cdn"), "lesson-1"),
      video: "index.m3u8",
    }),
    sessions: { store: createMemoryStore(), limit: 1_000 },
    delivery: "cookie",
    cookies: { domain },
    expiresInSeconds: 300,
  });
  const edge = createEdgeHandler({
    root,
    origin: origin("cdn"),
    behaviors: [{ pathPattern: "*", keyGroups: ["demo"] }],
    keyGroups: signing.keyGroups,
    cors: { origins: [origin("lesson")], credentials: true },
  });
  return { grant: toNodeListener(grant), cdn: edge.handler };
}

function pageListener(pages: Record<string, StartupPage>): RequestListener {
  const answers = new Map<string, { type: string; body: Buffer }>();
  for (const [name, { html, files }] of Object.entries(pages)) {
    const body = brotliCompressSync(html);
    answers.set(`/${name}`, { type: "text/html", body });
    for (const [path, file] of Object.entries(files))
      answers.set(path, {
        type: types[extname(path)]!,
        body: brotliCompressSync(readFileSync(file)),
      });
  }
  return (request, response) => {
    const answer = answers.get(request.url ?? "");
    if (!answer) return void response.writeHead(404).end();
    response.writeHead(200, {
      "Content-Type": answer.type,
      "Content-Encoding": "br",
      "Content-Length": answer.body.length,
    });
    response.end(answer.body);
  };
}

/** The committed lesson, whose segments are next to nothing, padded to the article's bit rates. @returns its folder's parent */
function realisticLesson(): string {
  const root = mkdtempSync(join(tmpdir(), "secure-hls-player-startup-"));
  const folder = join(root, "lesson-1");
  cpSync("demo/media/lesson-1/ts", folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const rendition = /^(\d+p)-\d+\.ts$/.exec(name)?.[1];
    if (!rendition) continue;
    const { bandwidth } = renditions[rendition as keyof typeof renditions];
    const file = join(folder, name);
    writeFileSync(file, padSegment(readFileSync(file), bandwidth));
  }
  const audio = readFileSync(join(folder, "index.m3u8"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("#EXT-X-MEDIA:TYPE=AUDIO"));
  const lines = Object.entries(renditions).flatMap(
    ([name, { bandwidth, resolution }]) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${resolution},CODECS="avc1.4d4028,mp4a.40.2",AUDIO="audio"`,
      `${name}.m3u8`,
    ],
  );
  writeFileSync(
    join(folder, "index.m3u8"),
    ["#EXTM3U", "#EXT-X-VERSION:6", ...audio, ...lines, ""].join("\n"),
  );
  return root;
}
