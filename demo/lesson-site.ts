import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { createInspectorFeed } from "./inspector-feed.js";
import type { FaultSwitches } from "./faults.js";
import { lessonPage } from "./lesson-page.js";
import { renderPage } from "./render-page.js";
import type { RequestLog } from "./request-log.js";
import { sendFile } from "../server-kit/cli/dev/send-file.js";
import type { Viewers } from "./viewers.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What is served of this site alone. */
const own = { "/player/": here("../dist/src"), "/": here("pages") };

export interface LessonSiteOptions {
  lessonOrigin: string;
  grantOrigin: string;
  edgeOrigin: string;
  viewers: Viewers;
  faults: FaultSwitches;
  requests: RequestLog;
  expiresInSeconds: number;
  /** Further pages, by path. */
  pages: Readonly<Record<string, string>>;
  /** Further folders of files, by the path that they are served under. */
  folders: Readonly<Record<string, string>>;
  /** Origins whose pages may have these in a frame. */
  frameAncestors: readonly string[];
  /** Trusted Types policies that further pages make themselves, by name. */
  trustedTypes: readonly string[];
}

/** The lesson's own host: its pages, the built player under /player/, and the inspector's feed. */
export function createLessonSite(options: LessonSiteOptions): {
  handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Tells all inspectors. */
  tell: (type: "faults" | "expired", data: unknown) => void;
} {
  const { viewers, pages, folders } = options;
  const { lessonOrigin, grantOrigin, edgeOrigin } = options;
  const { expiresInSeconds } = options;
  const values = { grantOrigin, edgeOrigin, expiresInSeconds };
  const feed = createInspectorFeed(options);
  const csp = contentSecurityPolicy(options);

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    // Not as a relative URL: `//other` would be another host.
    const url = new URL(`${lessonOrigin}${request.url}`);
    if (url.pathname.startsWith("/feed/"))
      return feed.handle(url.pathname, request, response);
    if (request.method !== "GET" && request.method !== "HEAD")
      return plain(response, 405, "GET and HEAD only.");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-cache");
    const further = pages[url.pathname];
    const html = further
      ? renderPage(further, values)
      : lessonPage(url, values);
    if (html === undefined) {
      if (!sendFile(url.pathname, request, response, { ...folders, ...own }))
        plain(response, 404, "There is no such page.");
      return;
    }
    // Stands for the log-in page that every real site has.
    if (!viewers.whoHas(request.headers.cookie))
      response.setHeader("Set-Cookie", viewers.signIn());
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy", csp);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.end(html);
  }

  return {
    handler(request, response) {
      handle(request, response).catch((error: unknown) => {
        console.error("The lesson's site failed to answer.", error);
        if (response.headersSent) response.destroy();
        else plain(response, 500, "Something went wrong.");
      });
    },
    tell: feed.send,
  };
}

/** As `docs/security.md` prints it: no inline script or style, nobody else's host, and what playback needs. */
export function contentSecurityPolicy({
  grantOrigin,
  edgeOrigin,
  frameAncestors,
  trustedTypes,
}: Pick<
  LessonSiteOptions,
  "grantOrigin" | "edgeOrigin" | "frameAncestors" | "trustedTypes"
>): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ${grantOrigin} ${edgeOrigin}`,
    // MediaSource; hls.js's empty <track>; and what a browser without MediaSource fetches by itself
    `media-src blob: data: ${edgeOrigin} ${grantOrigin}`,
    "img-src 'self' blob:", // a protected poster
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.join(" ") || "'none'"}`,
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    ["trusted-types lit-html secure-hls-player", ...trustedTypes].join(" "),
  ].join("; ");
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}
