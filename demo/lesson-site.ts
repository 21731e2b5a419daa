import { createReadStream, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { createInspectorFeed } from "./inspector-feed.js";
import type { FaultSwitches } from "./faults.js";
import { renderPage } from "./render-page.js";
import type { RequestLog } from "./request-log.js";
import type { Viewers } from "./viewers.js";

export interface LessonSiteOptions {
  lessonOrigin: string;
  grantOrigin: string;
  edgeOrigin: string;
  viewers: Viewers;
  faults: FaultSwitches;
  requests: RequestLog;
  /** Further pages, by path. */
  pages: Readonly<Record<string, string>>;
}

const pagesFolder = fileURLToPath(new URL("pages", import.meta.url));
const playerFolder = fileURLToPath(new URL("../dist/src", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json",
  ".svg": "image/svg+xml",
};

/** The lesson's own host: pages, the built player under /player/, and the inspector's feed. */
export function createLessonSite(options: LessonSiteOptions): {
  handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Tells all inspectors the faults. */
  update(): void;
} {
  const { viewers, pages } = options;
  const feed = createInspectorFeed(options);
  const csp = contentSecurityPolicy(options);

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", options.lessonOrigin);
    if (pathname.startsWith("/inspector/"))
      return feed.handle(pathname, request, response);
    if (request.method !== "GET" && request.method !== "HEAD")
      return plain(response, 405, "GET and HEAD only.");
    const file = fileOf(pathname);
    const html =
      pages[pathname] ??
      (file?.endsWith(".html") ? await readFile(file, "utf8") : undefined);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-cache");
    if (html !== undefined) {
      response.setHeader("Content-Type", types[".html"]!);
      response.setHeader("Content-Security-Policy", csp);
      response.setHeader("Referrer-Policy", "no-referrer");
      // Stands for the log-in page that every real site has.
      if (!viewers.whoHas(request.headers.cookie))
        response.setHeader("Set-Cookie", viewers.signIn());
      response.end(await renderPage(html, options));
    } else if (file) {
      response.setHeader(
        "Content-Type",
        types[extname(file)] ?? "application/octet-stream",
      );
      createReadStream(file).pipe(response);
    } else plain(response, 404, "There is no such page.");
  }

  return {
    handler(request, response) {
      handle(request, response).catch((error: unknown) => {
        console.error("The lesson's site failed to answer.", error);
        if (response.headersSent) response.destroy();
        else plain(response, 500, "Something went wrong.");
      });
    },
    update: () => feed.update(),
  };
}

/** A file of demo/pages, or of the built player. Never one outside. */
function fileOf(pathname: string): string | undefined {
  const [folder, path] = pathname.startsWith("/player/")
    ? [playerFolder, pathname.slice("/player".length)]
    : [
        pagesFolder,
        pathname.endsWith("/") ? `${pathname}index.html` : pathname,
      ];
  const file = normalize(join(folder, path));
  const within = file.startsWith(folder + sep);
  return within && statSync(file, { throwIfNoEntry: false })?.isFile()
    ? file
    : undefined;
}

/** As `docs/security.md` advises: no inline script or style, nobody else's host, and what playback needs. */
function contentSecurityPolicy({
  grantOrigin,
  edgeOrigin,
}: LessonSiteOptions): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ${grantOrigin} ${edgeOrigin}`,
    "media-src blob: data:", // MediaSource; hls.js's empty <track>
    "img-src 'self' blob:", // a protected poster
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}
