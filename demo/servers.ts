import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createMemoryStore, type ProgressRecord } from "../server-kit/index.js";
import { createCertificate } from "../server-kit/certificate.js";
import { createEdgeSite } from "./edge-site.js";
import { createFaultSwitches, type FaultSwitches } from "./faults.js";
import { createGrantSite } from "./grant-site.js";
import { createLessonSite } from "./lesson-site.js";
import { createLiveLesson } from "./live-lesson.js";
import { createLongLesson, lessonSeconds } from "./long-lesson.js";
import { createRequestLog, type RequestLog } from "./request-log.js";
import { createSigning } from "./signing.js";
import { createViewers, viewerId } from "./viewers.js";

export type { Faults, FaultSwitches } from "./faults.js";
export type { RequestEntry, RequestLog } from "./request-log.js";

/**
 * Two labels below .localhost: its hosts are then one site, whose cookies browsers take. `a.localhost` and `b.localhost`
 * would be two. The facts are in docs/security.md.
 */
const domain = "demo.localhost";

const media = fileURLToPath(new URL("media", import.meta.url));

export interface DemoOptions {
  /** TCP port; 0 takes a free one. @default 0 */
  port?: number;
  /** Serves https, with a certificate made at start-up. @default false */
  https?: boolean;
  /** Whole seconds that a grant lasts, 10 or more. @default 20 */
  expiresInSeconds?: number;
  /** Most devices on which the viewer may watch at a time. @default 3 */
  deviceLimit?: number;
  /** How many times over the committed 48 seconds are played. @default 15, which is twelve minutes */
  repeats?: number;
  /** Further pages of the lesson's site by path, under its Content-Security-Policy; for tests. @default {} */
  pages?: Readonly<Record<string, string>>;
  /** Further folders of the lesson's site, by the path that they are served under, as in "/react/"; for tests. @default {} */
  folders?: Readonly<Record<string, string>>;
  /** What the edge says of a file that is not there. @default 404 */
  missingFileStatus?: 403 | 404;
  /** Further hosts that name the same grant endpoint, or the same edge; for tests of other sites. @default {} */
  aliases?: Readonly<Record<string, "grant" | "cdn">>;
  /** Further origins whose pages may play, such as an LMS's; for tests. @default none */
  origins?: readonly string[];
  /** Origins whose pages may have the lesson's in a frame; for tests. @default none */
  frameAncestors?: readonly string[];
  /** Cookies go to frames of other sites, too, and are kept apart for each (`Partitioned`); for tests. @default false */
  partitioned?: boolean;
  /** Trusted Types policies that further pages make themselves, by name. @default none */
  trustedTypes?: readonly string[];
}

/** A running demo. */
export interface Demo {
  /** The lesson, in cookie delivery; `query.html` and `host-only.html` beside it are the same in other ways. */
  readonly url: string;
  readonly port: number;
  readonly lessonOrigin: string;
  /** Its endpoints are /grant (cookie delivery), /grant/query, /progress, and /key/lesson-1-aes for the encrypted lesson's key. */
  readonly grantOrigin: string;
  /** Where the files are; /.auth/grant is the grant endpoint too (and /.auth/key/… the key endpoint), with cookies for this host alone. */
  readonly edgeOrigin: string;
  /** What breaks, for everybody who plays from this demo. */
  readonly faults: FaultSwitches;
  /** Requests to grant endpoint and edge, as these saw them. */
  readonly requests: RequestLog;
  /** What the progress endpoint has on record of the one viewer, Ada; undefined where nothing was reported. */
  progress(videoId: string): Promise<ProgressRecord | undefined>;
  /** Stops listening and ends all connections. */
  close(): Promise<void>;
}

/**
 * The whole line on one machine and one port: a lesson's site, a grant endpoint and an edge, told apart by their host.
 * For `npm start`, and for the tests from end to end.
 *
 * @example
 * ```ts
 * const demo = await startDemo();
 * await page.goto(demo.url);
 * demo.faults.set({ endpointDown: true });
 * demo.requests.entries().filter(({ status }) => status === 403);
 * await demo.close();
 * ```
 * @throws {Error} with `code: "EADDRINUSE"` where the port is taken
 */
export async function startDemo({
  port = 0,
  https = false,
  expiresInSeconds = 20,
  deviceLimit = 3,
  repeats = 15,
  pages = {},
  folders = {},
  missingFileStatus = 404,
  aliases = {},
  origins = [],
  frameAncestors = [],
  partitioned = false,
  trustedTypes = [],
}: DemoOptions = {}): Promise<Demo> {
  const hosts = ["lesson", "grant", "cdn"].map((name) => `${name}.${domain}`);
  const tls = https
    ? await createCertificate([...hosts, ...Object.keys(aliases)])
    : undefined;
  let listener: RequestListener = () => undefined;
  const server = await listen(tls, port, (request, response) =>
    listener(request, response),
  );
  const taken = (server.address() as AddressInfo).port;
  const scheme = https ? "https" : "http";
  const [lessonOrigin = "", grantOrigin = "", edgeOrigin = ""] = hosts.map(
    (host) => `${scheme}://${host}:${taken}`,
  );
  const lessonOrigins = [lessonOrigin, ...origins];
  const url = `${lessonOrigin}/`;

  const { add: log, ...requests } = createRequestLog();
  const signing = createSigning(() => faults.get());
  const faults = createFaultSwitches(
    () => {
      signing.pass((expiresInSeconds + 1) * 1_000);
      lesson.tell("expired", Date.now());
    },
    (changed) => {
      edge.update();
      lesson.tell("faults", changed);
    },
  );
  const viewers = createViewers(
    domain,
    () => faults.get().signedOut,
    partitioned,
  );
  const longLesson = createLongLesson(media, repeats, {
    "lesson-1/aes": grantOrigin,
    "lesson-1/aes-host-only": `${edgeOrigin}/.auth`,
  });
  const liveLesson = createLiveLesson(media, longLesson.root);

  const lesson = createLessonSite({
    lessonOrigin,
    grantOrigin,
    edgeOrigin,
    viewers,
    faults,
    requests,
    expiresInSeconds,
    pages,
    folders,
    frameAncestors,
    trustedTypes,
  });
  const store = createMemoryStore();
  const grantSite = {
    lessonOrigins,
    edgeOrigin,
    cookieDomain: domain,
    partitioned,
    expiresInSeconds,
    playlists: `${grantOrigin}/playlists`,
    signer: signing.signer,
    viewers,
    store,
    progressStore: store,
    lessonSeconds: lessonSeconds * repeats,
    deviceLimit,
    faults: faults.get,
    log,
  };
  const grant = createGrantSite(grantSite);
  const edge = createEdgeSite({
    root: longLesson.root,
    missingFileStatus,
    edgeOrigin,
    lessonOrigins,
    signing,
    auth: createGrantSite({
      ...grantSite,
      cookieDomain: undefined,
      playlists: `${edgeOrigin}/.auth/playlists`,
      mountedAt: "/.auth",
    }),
    faults: faults.get,
    log,
  });

  const sites = new Map<string | undefined, RequestListener>([
    [new URL(lessonOrigin).host, lesson.handler],
    [new URL(grantOrigin).host, grant],
    [new URL(edgeOrigin).host, edge.handler],
    ...Object.entries(aliases).map(
      ([host, site]) =>
        [`${host}:${taken}`, site === "grant" ? grant : edge.handler] as const,
    ),
  ]);
  listener = (request, response) => {
    const site = sites.get(request.headers.host);
    if (site) site(request, response);
    // Who types localhost:8080 means the lesson.
    else response.writeHead(302, { Location: url }).end();
  };

  return {
    url,
    port: taken,
    lessonOrigin,
    grantOrigin,
    edgeOrigin,
    faults,
    requests,
    progress: (videoId) => store.progress(viewerId, videoId),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      liveLesson.stop();
      longLesson.remove();
    },
  };
}

/** On this machine only. */
function listen(
  tls: { key: string; cert: string } | undefined,
  port: number,
  listener: RequestListener,
): Promise<Server> {
  // CloudFront's limit; several grants' cookies are more than Node takes by default.
  const options = { maxHeaderSize: 32_768 };
  const server = tls
    ? createTlsServer({ ...tls, ...options }, listener)
    : createServer(options, listener);
  // Longer than a player pauses between segments: a connection closed just as it is used again looks like a network error.
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
