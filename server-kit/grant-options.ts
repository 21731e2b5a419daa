import { checkCookieOptions, type CookieOptions } from "./cookie-options.js";
import type { Delivery, Entitlement } from "./entitlement.js";
import { defaultMaxHeaderBytes } from "./header-limit.js";
import type { ObserveOptions } from "./observe.js";
import { checkSeconds, optionError } from "./option-error.js";
import { checkMount } from "./playlists/sign-playlist.js";
import type { SessionOptions } from "./sessions/playback-sessions.js";
import type { RateLimitOptions } from "./sessions/rate-limit.js";
import type { Signer } from "./signer.js";

/** What an application's callback answers for "no". */
export type No = undefined | null | false;

export interface GrantHandlerOptions<Viewer> extends ObserveOptions {
  /** Origins of the pages that may ask, each exactly `https://host[:port]`. Empty: the endpoint's own alone. */
  origins: readonly string[];
  /** What {@link createSigner} makes. */
  signer: Signer;
  /** Who asks, from the request's cookies or headers; nothing for a 401. The body is read already. */
  authenticate(request: Request): Viewer | No | Promise<Viewer | No>;
  /**
   * Whether the viewer may watch, and what; nothing for a 403. `videoId` is what a browser sent: 1 to 512 characters,
   * none of them a control character, undefined where the page did not say. `scope` checks it wherever it becomes a path.
   */
  authorize(
    viewer: Viewer,
    videoId: string | undefined,
    request: Request,
  ): Entitlement | No | Promise<Entitlement | No>;
  /** Under which ID the viewer's sessions and requests are counted. @default the viewer, if a string; else its `id` */
  viewerId?: ((viewer: Viewer) => string) | undefined;
  /** Counts each viewer's playback sessions, and limits his devices. @default none: nothing is counted */
  sessions?: SessionOptions<Viewer> | undefined;
  /** How often a viewer may ask. @default as often as he likes */
  rateLimit?: RateLimitOptions | undefined;
  /** Called when a viewer's session is over. @default nothing: the answer is 204 all the same */
  release?:
    ((viewer: Viewer, sessionId: string) => void | Promise<void>) | undefined;
  /** @default "cookie" */
  delivery?: Delivery | undefined;
  /**
   * The absolute URL at which a {@link createPlaylistHandler} is mounted, such as `https://api.school.example/playlists`: by
   * way of it browsers without MediaSource play HLS in query delivery. @default none: such browsers cannot play it
   */
  playlists?: string | URL | undefined;
  /** How cookies are set; for cookie delivery alone. @default host-only, Lax, at the scope's path */
  cookies?: Omit<CookieOptions, "path"> | undefined;
  /** Whole seconds that a grant lasts, 10 to 86,400. @default 900 */
  expiresInSeconds?: number | undefined;
  /**
   * Whole seconds to a multiple of which a grant's end is rounded up, so that the viewers of a scope share one signature.
   * A grant lasts that much longer at most. An entitlement's shorter life has a multiple as much shorter.
   * @default a sixtieth of `expiresInSeconds`, at least 1
   */
  expiryBucketSeconds?: number | undefined;
  /** Whole seconds after which the player renews. @default none: the player takes two thirds */
  renewAfterSeconds?: number | undefined;
  /** Bytes of the longest body that is read. @default 4096 */
  maxBodyBytes?: number | undefined;
  /** Bytes of a request's headers, as lines. @default 16384 */
  maxHeaderBytes?: number | undefined;
}

/** Shorter grants spend their life in renewal. */
const leastSeconds = 10;
/** A grant cannot be taken back, so it does not outlast a day. */
const mostSeconds = 86_400;

/** Passes a life of a grant. @throws TypeError otherwise */
export function checkLife(option: string, value: number): number {
  return checkSeconds(option, value, leastSeconds, mostSeconds);
}

/** @throws TypeError naming the option that is missing or unsafe; `origins` is left to `createCors` */
export function checkOptions<Viewer>(
  options: GrantHandlerOptions<Viewer>,
): void {
  const { delivery = "cookie", expiresInSeconds = 900 } = options;
  for (const name of ["signer", "authenticate", "authorize"] as const)
    if (typeof options[name] !== "function")
      throw optionError(name, options[name], "Give a function.");
  for (const name of ["viewerId", "release", "log", "metrics"] as const)
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw optionError(
        name,
        options[name],
        "Give a function, or leave it out.",
      );
  if (delivery !== "cookie" && delivery !== "query")
    throw optionError("delivery", delivery, 'Give "cookie" or "query".');
  if (delivery === "query" && options.cookies !== undefined)
    throw optionError(
      "cookies",
      options.cookies,
      'Leave it out: delivery is "query", which sets none.',
    );
  if (options.playlists !== undefined) {
    if (delivery === "cookie")
      throw optionError(
        "playlists",
        options.playlists,
        'Leave it out: it is for `delivery: "query"`. Cookies go along with native HLS anyway.',
      );
    checkMount("playlists", options.playlists);
  }
  checkCookieOptions(options.cookies ?? {});
  checkLife("expiresInSeconds", expiresInSeconds);
  if (options.expiryBucketSeconds !== undefined)
    checkSeconds(
      "expiryBucketSeconds",
      options.expiryBucketSeconds,
      1,
      expiresInSeconds,
    );
  if (options.renewAfterSeconds !== undefined)
    checkSeconds(
      "renewAfterSeconds",
      options.renewAfterSeconds,
      1,
      expiresInSeconds - 1,
    );
  const { maxBodyBytes = 4_096, maxHeaderBytes = defaultMaxHeaderBytes } =
    options;
  for (const [name, bytes] of Object.entries({ maxBodyBytes, maxHeaderBytes }))
    if (!Number.isInteger(bytes) || bytes < 1)
      throw optionError(name, bytes, "Give a whole number of bytes.");
}
