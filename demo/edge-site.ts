import { setTimeout as sleep } from "node:timers/promises";
import {
  createEdgeHandler,
  type CorsPolicy,
  type EdgeHandler,
  type OriginListener,
} from "../server-kit/edge/server.js";
import type { Faults } from "./faults.js";
import type { RequestEntry } from "./request-log.js";
import type { Signing } from "./signing.js";

export interface EdgeSiteOptions {
  /** Folder of the files. */
  root: string;
  /** What the bucket says of a file that is not there. */
  missingFileStatus: 403 | 404;
  edgeOrigin: string;
  lessonOrigins: readonly string[];
  signing: Signing;
  /** Answers below /.auth/: the grant endpoint, as the edge's own. */
  auth: OriginListener;
  faults: () => Readonly<Faults>;
  log: (entry: Omit<RequestEntry, "id">) => void;
}

export interface EdgeSite {
  handler: EdgeHandler["handler"];
  /** Takes up a change of `corsOnRefusals` or `corsFlaw`. */
  update(): void;
}

/** Has faults and a log of its own, as it has at its own host. */
const isAuth = (path = ""): boolean => path.startsWith("/.auth/");

/** The edge's host: server-kit's own edge, with what may go wrong in front of it. */
export function createEdgeSite({
  root,
  missingFileStatus,
  edgeOrigin,
  lessonOrigins,
  signing,
  auth,
  faults,
  log,
}: EdgeSiteOptions): EdgeSite {
  const cors = (): CorsPolicy | undefined => {
    const { corsFlaw, corsOnRefusals } = faults();
    if (corsFlaw === "none") return undefined;
    return {
      origins: corsFlaw === "wildcard" ? ["*"] : lessonOrigins,
      credentials: corsFlaw === null,
      onRefusals: corsOnRefusals,
    };
  };
  const edge = createEdgeHandler({
    root,
    missingFileStatus,
    origin: edgeOrigin,
    behaviors: [
      { pathPattern: "/.auth/*", origin: auth },
      { pathPattern: "*", keyGroups: ["demo"] },
    ],
    keyGroups: signing.keyGroups,
    cors: cors()!,
    now: signing.now,
    async intercept(request) {
      if (isAuth(request.url)) return undefined;
      const { offline, edgeRefuses, cookiesBlocked, latencyMs } = faults();
      if (offline) return "drop";
      // What the browser has kept from before the switch is as good as gone.
      if (cookiesBlocked) delete request.headers.cookie;
      await sleep(latencyMs);
      return edgeRefuses ? { status: 403 } : undefined;
    },
    onRequest({
      method,
      path,
      status,
      errorCode,
      reason,
      delivery,
      durationMs,
    }) {
      if (isAuth(path)) return;
      log({
        host: "edge",
        at: Date.now() - durationMs,
        durationMs,
        method,
        path,
        status,
        ...(errorCode !== undefined && { errorCode }),
        ...(reason !== undefined && { reason }),
        ...(delivery !== undefined && { delivery }),
      });
    },
  });
  return { handler: edge.handler, update: () => edge.setCors(cors()) };
}
