import { isContentKey, type ContentKeyProvider } from "./content-keys.js";
import { createCors } from "../cors.js";
import type { Entitlement } from "../entitlement.js";
import { createEndpoint } from "../endpoint.js";
import { GrantError } from "../errors.js";
import type { GrantHandlerOptions, No } from "../grant-options.js";
import { checkSeconds, optionError } from "../option-error.js";
import { createObserver, type ObserveOptions } from "../observe.js";
import { refuseMethod } from "../refusal.js";
import { isScope } from "../scope.js";
import type { WebHandler } from "../adapters/web-handler.js";

export interface KeyHandlerOptions<Viewer>
  extends
    Pick<GrantHandlerOptions<Viewer>, "origins" | "authenticate">,
    ObserveOptions {
  /**
   * Whether the viewer may have the key: `true`, or an entitlement, so that the grant endpoint's own `authorize` will do
   * where keys are named after videos. Nothing, or false, is a 403.
   */
  authorize(
    viewer: Viewer,
    keyId: string,
    request: Request,
  ): Entitlement | boolean | No | Promise<Entitlement | boolean | No>;
  /** Where the keys are: {@link listContentKeys}, {@link deriveContentKeys}, or a function of your own. */
  keys: ContentKeyProvider;
  /** Which key is asked for. @default `?keyId=`, or else the last segment of the path */
  keyIdOf?: ((request: Request) => string | undefined) | undefined;
  /**
   * Whole seconds that the browser may keep a key, which a viewer who signs out then keeps as well.
   * @default 0: `no-store`; the player holds it in memory as long as it plays
   */
  maxAgeSeconds?: number | undefined;
}

const methods = ["GET", "OPTIONS"] as const;

/** As for video IDs: 1 to 512 characters, none of them a control character or half of a surrogate pair. */
const keyIdPattern = /^[^\p{Cc}\p{Cs}]{1,512}$/u;

/**
 * The key endpoint of AES-128 streams: what EXT-X-KEY names. GET answers a viewer who may watch with the 16 bytes. A
 * failure is a problem response, as that of a grant endpoint; neither is stored, and no error holds a key.
 *
 * The player sends the page's cookies and `headers` only to the grant endpoint's own origin: mount both on one.
 * @throws TypeError naming the option that is missing or unsafe
 * @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-4.4.4.4 (EXT-X-KEY)
 * @example
 * ```ts
 * const handler = createKeyHandler({
 *   origins: ["https://lessons.school.example"],
 *   authenticate: (request) => sessionUser(request),
 *   authorize: (user, keyId) => enrolled(user, keyId),
 *   keys: deriveContentKeys(process.env.CONTENT_SECRET!),
 * });
 * ```
 */
export function createKeyHandler<Viewer>(
  options: KeyHandlerOptions<Viewer>,
): WebHandler {
  const { keyIdOf = namedKey, maxAgeSeconds = 0 } = options;
  checkKeyOptions(options);
  const cors = createCors(options.origins, methods);
  const observe = createObserver(options);

  return createEndpoint<{ keyId: string }>({
    cors,
    answer,
    refused: (refusal) => observe({ event: "key-refused", ...refusal }),
  });

  async function answer(
    request: Request,
    about: { keyId?: string },
    durationMs: () => number,
  ): Promise<Response> {
    cors.check(request);
    if (request.method === "OPTIONS") return cors.preflight();
    if (request.method !== "GET") return refuseMethod(methods);
    const keyId = (about.keyId = checkKeyId(keyIdOf(request)));
    const viewer = await options.authenticate(request);
    if (!viewer)
      throw new GrantError("not-signed-in", "Sign in to watch this video.");
    const may = await options.authorize(viewer, keyId, request);
    if (!may)
      throw new GrantError(
        "not-entitled",
        "This viewer may not watch this video.",
      );
    if (may !== true && !isScope(may.scope))
      throw optionError(
        "authorize",
        may,
        "It must answer with true, an entitlement, or nothing.",
      );
    const key = await options.keys(keyId);
    if (key === undefined)
      throw new GrantError("not-found", "There is no such key.");
    if (!isContentKey(key))
      throw new TypeError(
        "`keys` answered with something other than the 16 bytes of an AES-128 key.",
      );
    const headers = new Headers({
      "Content-Type": "application/octet-stream",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    });
    if (maxAgeSeconds > 0) {
      headers.set("Cache-Control", `private, max-age=${maxAgeSeconds}`);
      // Whoever signs in next on this browser asks for themselves.
      headers.set("Vary", "Cookie, Authorization");
    }
    observe({ event: "key-issued", keyId, durationMs: durationMs() });
    return new Response(Uint8Array.from(key), { headers });
  }
}

function namedKey({ url }: Request): string | undefined {
  const { searchParams, pathname } = new URL(url);
  const named = searchParams.getAll("keyId");
  if (named.length > 1) return undefined;
  try {
    return named[0] ?? decodeURIComponent(pathname.split("/").at(-1)!);
  } catch {
    return undefined;
  }
}

function checkKeyId(keyId: unknown): string {
  if (typeof keyId !== "string" || !keyIdPattern.test(keyId))
    throw new GrantError("bad-request", "The request names no key.");
  return keyId;
}

function checkKeyOptions<Viewer>(options: KeyHandlerOptions<Viewer>): void {
  for (const name of ["authenticate", "authorize", "keys"] as const)
    if (typeof options[name] !== "function")
      throw optionError(name, options[name], "Give a function.");
  for (const name of ["keyIdOf", "log", "metrics"] as const)
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw optionError(
        name,
        options[name],
        "Give a function, or leave it out.",
      );
  if (options.maxAgeSeconds !== undefined)
    checkSeconds("maxAgeSeconds", options.maxAgeSeconds, 0, 86_400);
}
