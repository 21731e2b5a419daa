import { generateKeyPairSync, randomBytes } from "node:crypto";
import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from "node:http";
import { toNodeListener } from "../../adapters/node.js";
import { createEdgeHandler } from "../../edge/handler.js";
import type { EdgeLogEntry } from "../../edge/log.js";
import { createGrantHandler } from "../../grant-handler.js";
import { scope } from "../../scope.js";
import { createSigner } from "../../signer.js";
import { packageFile } from "../package-files.js";
import { lessonPage, listPage, pageStyle } from "./pages.js";
import type { PreparedLesson } from "./prepare.js";
import { sendFile } from "./send-file.js";

export interface DevSiteOptions {
  /** Where the site is: edge, grant endpoint and pages are one origin, so that cookies need no domain. */
  origin: string;
  lessons: readonly PreparedLesson[];
  /** Whole seconds that a grant lasts. */
  expiresInSeconds: number;
  onRequest: (entry: EdgeLogEntry) => void;
}

/** A page for each lesson, the grant endpoint under /.auth/, and an edge over the lessons' folders. */
export function createDevSite({
  origin,
  lessons,
  expiresInSeconds,
  onRequest,
}: DevSiteOptions): RequestListener {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  });
  const keyPairId = `KLOCAL${randomBytes(4).toString("hex").toUpperCase()}`;
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const grant = toNodeListener(
    createGrantHandler({
      origins: [origin],
      signer: createSigner({ keyPairId, privateKey }),
      // Whoever reaches this machine's own port.
      authenticate: () => ({ id: "dev" }),
      authorize(_viewer, videoId = "") {
        const lesson = byId.get(videoId);
        return lesson
          ? {
              scope: scope.directory(origin, lesson.id),
              video: lesson.playlist,
              posterUrl: lesson.poster,
              storyboardUrl: lesson.storyboard,
            }
          : false;
      },
      expiresInSeconds,
    }),
  );
  const publicPem = publicKey
    .export({ type: "spki", format: "pem" })
    .toString();
  const edgeOf = (root: string) =>
    createEdgeHandler({
      root,
      origin,
      behaviors: [{ pathPattern: "*", keyGroups: ["dev"] }],
      keyGroups: { dev: [{ keyPairId, publicKey: publicPem }] },
      onRequest,
    }).handler;
  const edges = new Map(lessons.map(({ id, root }) => [id, edgeOf(root)]));
  const folders = { "/player/": packageFile("dist", "src") };

  return (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0]!;
    const [, first = "", second = ""] = path.split("/");
    const edge = edges.get(first);
    if (path === "/.auth/grant") return void grant(request, response);
    if (edge) return void edge(request, response);
    const lesson = first === "watch" ? byId.get(second) : undefined;
    if (path === "/") return html(response, listPage(lessons));
    if (lesson) return html(response, lessonPage(lesson));
    if (path === "/page.css") return text(response, 200, pageStyle, "text/css");
    if (sendFile(path, request, response, folders)) return;
    text(response, 404, "There is no such page.\n", "text/plain");
  };
}

/** As docs/security.md advises for pages with the player. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "media-src 'self' blob: data:",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

function html(response: ServerResponse<IncomingMessage>, page: string): void {
  response.setHeader("Content-Security-Policy", contentSecurityPolicy);
  text(response, 200, page, "text/html");
}

function text(
  response: ServerResponse<IncomingMessage>,
  status: number,
  body: string,
  type: string,
): void {
  response.writeHead(status, {
    "Content-Type": `${type}; charset=utf-8`,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}
