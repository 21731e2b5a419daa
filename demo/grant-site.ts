import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createCors,
  createPlaylistHandler,
  GrantError,
  problemResponse,
  toNodeListener,
  type Cors,
  type GrantHandler,
} from "../server-kit/index.js";
import type { Problem } from "../src/contract.js";
import type { Faults } from "./faults.js";
import { fetchHere } from "./fetch-here.js";
import { createGrants, type GrantSite } from "./grants.js";
import { createKeys } from "./keys.js";
import { keyPath } from "./lesson-key.js";
import { createProgress, type ProgressSite } from "./progress.js";
import type { RequestEntry } from "./request-log.js";
import { behindSeconds } from "./signing.js";

export interface GrantSiteOptions extends GrantSite, ProgressSite {
  /** What the endpoints' paths begin with. @default "" */
  mountedAt?: string;
  faults: () => Readonly<Faults>;
  log: (entry: Omit<RequestEntry, "id">) => void;
}

/** The grant endpoint's host: the endpoint in both deliveries, the progress and the key endpoint, with what may go wrong around them. */
export function createGrantSite(
  options: GrantSiteOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { faults, log, mountedAt = "" } = options;
  const cors = createCors(options.lessonOrigins);
  const endpoints = new Map<string, GrantHandler>([
    [`${mountedAt}/grant`, createGrants(options, "cookie")],
    [`${mountedAt}/grant/query`, createGrants(options, "query")],
    [`${mountedAt}/progress`, createProgress(options)],
  ]);
  const keys = createKeys(options);
  const playlists = createPlaylistHandler({
    edge: options.edgeOrigin,
    baseUrl: options.playlists,
    origins: options.lessonOrigins,
    fetch: fetchHere,
  });
  const playlistsPath = new URL(options.playlists).pathname;

  async function answer(path: string, request: Request): Promise<Response> {
    await sleep(faults().latencyMs);
    const endpoint = path.startsWith(`${mountedAt}${keyPath}`)
      ? keys
      : path.startsWith(`${playlistsPath}/`)
        ? playlists
        : endpoints.get(path);
    // A preflight has no part in it: what answers it is not what breaks.
    if (endpoint && request.method === "OPTIONS")
      return faults().endpointCorsFlaw === "preflight"
        ? new Response(null, { status: 403 })
        : endpoint(request);
    const broken = breakdown(faults());
    if (!endpoint || broken) {
      const error =
        broken ??
        new GrantError(
          "not-found",
          `The endpoints are /grant, /grant/query, /progress and ${keyPath}….`,
        );
      return readable(
        problemResponse(error, faults().endpointDown ? 503 : undefined),
        request,
        cors,
      );
    }
    const response = await endpoint(request);
    if (faults().cookiesBlocked) response.headers.delete("Set-Cookie");
    spoil(response.headers, faults());
    return response;
  }

  return (incoming, outgoing) => {
    const at = Date.now();
    const startedAt = performance.now();
    const { method = "", url = "" } = incoming;
    const [path = ""] = url.split("?", 1);
    let details: Pick<RequestEntry, "code" | "expiresIn"> = {};
    outgoing.once("close", () =>
      log({
        host: "grant",
        at,
        method,
        path,
        status: outgoing.writableFinished ? outgoing.statusCode : 0,
        durationMs: performance.now() - startedAt,
        ...details,
      }),
    );
    if (faults().offline) return void incoming.socket.destroy();
    toNodeListener(async (request) => {
      const response = await answer(path, request);
      details = await detailsOf(response);
      return response;
    })(incoming, outgoing);
  };
}

function breakdown(faults: Readonly<Faults>): GrantError | undefined {
  const retryAfterSeconds = faults.retryAfterSeconds ?? undefined;
  if (faults.endpointDown)
    return new GrantError("server-error", "Down, at the flick of a switch.", {
      retryAfterSeconds,
    });
  if (faults.endpointSaysNo)
    return new GrantError(
      faults.endpointSaysNo,
      "Refused, at the flick of a switch.",
      { retryAfterSeconds },
    );
  return undefined;
}

/** What a set-up that is not finished does to a grant's cookies, and a clock that is behind to every answer. */
function spoil(
  headers: Headers,
  { grantFlaw, endpointCorsFlaw }: Readonly<Faults>,
): void {
  if (endpointCorsFlaw === "wildcard")
    headers.set("Access-Control-Allow-Origin", "*");
  if (endpointCorsFlaw === "none")
    headers.delete("Access-Control-Allow-Origin");
  if (grantFlaw === "clock-behind")
    headers.set(
      "Date",
      new Date(Date.now() - behindSeconds * 1_000).toUTCString(),
    );
  const lines = headers.getSetCookie();
  headers.delete("Set-Cookie");
  for (const line of lines)
    headers.append(
      "Set-Cookie",
      !line.startsWith("CloudFront-")
        ? line
        : grantFlaw === "cookie-domain"
          ? line.replace(/; Domain=[^;]*/, "")
          : grantFlaw === "cookie-path"
            ? line.replace(/; Path=[^;]*/, "$&ts/index.m3u8")
            : line,
    );
}

/** An answer made beside the endpoint needs its CORS headers as well: pages may not read it otherwise. */
function readable(response: Response, request: Request, cors: Cors): Response {
  cors.expose(request, response.headers);
  return response;
}

async function detailsOf(
  response: Response,
): Promise<Pick<RequestEntry, "code" | "expiresIn">> {
  if (!response.headers.get("Content-Type")?.includes("json")) return {};
  const { code, expiresIn } = (await response.clone().json()) as Partial<
    Problem & { expiresIn: number }
  >;
  return {
    ...(code !== undefined && { code }),
    ...(expiresIn !== undefined && { expiresIn }),
  };
}
