import { createCors } from "../cors.js";
import { resignedUrl, signatureQuery } from "../delivery.js";
import { fetchPlaylist } from "./edge-playlist.js";
import { createEndpoint } from "../endpoint.js";
import { GrantError } from "../errors.js";
import { checkSeconds, optionError } from "../option-error.js";
import { checkOrigin } from "../origin.js";
import type { PlaylistLimits } from "./rewrite-playlist.js";
import { readSignedQuery } from "./read-signed.js";
import { createObserver, type ObserveOptions } from "../observe.js";
import { refuseMethod } from "../refusal.js";
import { scope } from "../scope.js";
import {
  checkMount,
  isPlaylistPath,
  mountedUrl,
  signPlaylist,
} from "./sign-playlist.js";
import type { WebHandler } from "../adapters/web-handler.js";

export interface PlaylistHandlerOptions extends PlaylistLimits, ObserveOptions {
  /** The edge's origin, such as `https://cdn.school.example`: playlists are fetched from there and nowhere else. */
  edge: string;
  /** The absolute URL at which the handler is mounted, such as `https://api.school.example/playlists`. */
  baseUrl: string | URL;
  /** Origins of pages whose scripts may read the playlists. Native players need none. @default [] */
  origins?: readonly string[] | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Whole seconds that the edge has for a playlist, 1 to 60: more than the default where it holds reloads back (LL-HLS). @default 10 */
  timeoutSeconds?: number | undefined;
}

const methods = ["GET", "HEAD", "OPTIONS"] as const;

/**
 * Playlists for players that carry no cookies to the edge and pass no query on: native HLS on another site, AirPlay,
 * Chromecast. `GET <baseUrl>/<path>.m3u8?<signature>` answers with the edge's playlist, in which nested playlists lead back
 * here and all other files to the edge, each with that same signature. {@link playlistUrl} makes the first URL.
 *
 * It needs no authentication, as it has no authority of its own: the edge decides about the signature, and the answer holds
 * nothing that its holder could not fetch there. Policies that name an `ipAddress` do not work: the edge sees the server's.
 * @throws TypeError naming the option that is missing or unsafe
 * @example
 * ```ts
 * const handler = createPlaylistHandler({
 *   edge: "https://cdn.school.example",
 *   baseUrl: "https://api.school.example/playlists",
 * });
 * ```
 */
export function createPlaylistHandler(
  options: PlaylistHandlerOptions,
): WebHandler {
  const { origins = [], timeoutSeconds = 10, maxBytes = 5_000_000 } = options;
  const edge = checkOrigin("edge", options.edge);
  const mount = checkMount("baseUrl", options.baseUrl);
  const cors = createCors(origins, methods);
  const everyFile = scope.dangerouslyWide(edge);
  checkHandler(options);
  const observe = createObserver(options);

  return createEndpoint({
    cors,
    answer,
    // A viewer who leaves in the middle is refused nothing.
    refused: (refusal, { signal }) =>
      signal.aborted || observe({ event: "playlist-refused", ...refusal }),
  });

  async function answer(request: Request): Promise<Response> {
    const { method } = request;
    if (method === "OPTIONS") return cors.preflight();
    if (method !== "GET" && method !== "HEAD") return refuseMethod(methods);
    const { path, query } = locate(request);
    const { signed, own } = readSignedQuery(query, edge);
    const url = `${edge}${path}${own && `?${own}`}`;
    // Whether the signature is good for this path is left to the edge.
    const edgeUrl = resignedUrl(url, everyFile, signatureQuery(signed));
    if (edgeUrl === undefined)
      throw new GrantError("bad-request", "The playlist's path is not valid.");
    const text = await fetchPlaylist(edgeUrl, {
      method,
      maxBytes,
      fetch: options.fetch ?? globalThis.fetch,
      signal: AbortSignal.any([
        request.signal,
        AbortSignal.timeout(timeoutSeconds * 1_000),
      ]),
    });
    const playlist =
      method === "HEAD"
        ? null
        : signPlaylist(text, signed, {
            baseUrl: url,
            maxBytes,
            maxLines: options.maxLines,
            playlistUrl: (nested) =>
              isPlaylistPath(nested) ? mountedUrl(mount, nested) : nested,
          });
    return new Response(playlist, {
      headers: {
        "Content-Type": "application/vnd.apple.mpegurl",
        // It holds a signature.
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  }

  function locate(request: Request): { path: string; query: string } {
    const { pathname, search } = new URL(request.url);
    const root = new URL(mount).pathname.replace(/\/$/, "");
    if (!pathname.startsWith(`${root}/`) || !isPlaylistPath(pathname))
      throw new GrantError("not-found", "There is no such playlist.");
    return { path: pathname.slice(root.length), query: search.slice(1) };
  }
}

function checkHandler(options: PlaylistHandlerOptions): void {
  for (const name of ["fetch", "log", "metrics"] as const)
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw optionError(
        name,
        options[name],
        "Give a function, or leave it out.",
      );
  if (options.timeoutSeconds !== undefined)
    checkSeconds("timeoutSeconds", options.timeoutSeconds, 1, 60);
  for (const name of ["maxBytes", "maxLines"] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw optionError(name, value, "Give a whole number, 1 or more.");
  }
}
