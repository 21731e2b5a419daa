import type { JWTPayload } from "jose";
import { askWithin } from "../ask-within.js";
import { GrantError, unavailableError } from "../errors.js";
import type { No } from "../grant-options.js";
import { checkSeconds, optionError } from "../option-error.js";
import type { OnceStore } from "../stores/session-store.js";
import type { Authenticator } from "./authenticator.js";
import { subjectOf, type JwtViewer } from "./jwt-viewer.js";
import { createTokenReader } from "./read-token.js";
import {
  createTokenVerifier,
  refusal,
  type TokenOptions,
} from "./token-verifier.js";

export type { JwtViewer } from "./jwt-viewer.js";
export type { TokenAlgorithm, TokenKeySource } from "./token-keys.js";
export type { TokenOptions } from "./token-verifier.js";

/** A viewer as the LMS asserts him. */
export interface AssertedViewer extends JwtViewer {
  /** The videos that the LMS says he may watch, of the claim `video` or `videos`. Undefined where it says nothing. */
  videos: readonly string[] | undefined;
}

/** Whose assertions are good, and what keeps each of them from being used twice. */
export type AssertionOptions<Viewer> = TokenOptions & {
  /** Remembers what was used: any store of server-kit, and one that all processes share. */
  once: OnceStore;
  /** Most whole seconds from `iat` to `exp`, 1 to 600. @default 60 */
  maxLifeSeconds?: number | undefined;
  /** Whole seconds that the store may take, 1 to 30: a client without a connection may wait for ever. @default 2 */
  storeTimeoutSeconds?: number | undefined;
  /** Makes the viewer of what was asserted; nothing for a 401. @default as it is */
  viewer?:
    | ((asserted: AssertedViewer) => Viewer | No | Promise<Viewer | No>)
    | undefined;
};

/**
 * An `authenticate` for `createGrantHandler`: whoever carries an assertion of the LMS, as `Authorization: Bearer`. It is a
 * JWT that lives a minute at most (`iat`, `exp`) and is good for one request (`jti`): each renewal and each release needs
 * a new one. Needs the package `jose`.
 *
 * Without a token it is nobody (undefined, a 401). `authorize` says what the videos mean, and that no videos mean none.
 * @throws TypeError naming the option that is missing or unsafe
 * @throws what it returns: GrantError `not-signed-in`, whose detail says what is wrong; `server-error`, reason
 *   `store-unavailable` or `issuer-unavailable`
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3 (JWT bearer assertions)
 * @example
 * ```ts
 * const handler = createGrantHandler({
 *   origins: ["https://lms.school.example"],
 *   signer,
 *   authenticate: authenticateByAssertion({
 *     issuer: "https://lms.school.example",
 *     audience: "https://video.school.example/grant",
 *     secret: assertionSecret,
 *     once: store,
 *   }),
 *   // The edge is on another host of the domain.
 *   cookies: { domain: "school.example" },
 *   // The Moodle plugin's video ID is the path of the playlist.
 *   authorize: (viewer, videoId = "") => {
 *     if (!viewer.videos?.includes(videoId)) return undefined;
 *     const path = scope.segments(videoId);
 *     return {
 *       scope: scope.directory("https://cdn.school.example", ...path.slice(0, -1)),
 *       video: path.at(-1)!,
 *     };
 *   },
 * });
 * ```
 */
export function authenticateByAssertion(
  options: AssertionOptions<AssertedViewer> & { viewer?: undefined },
): Authenticator<AssertedViewer>;
export function authenticateByAssertion<Viewer>(
  options: AssertionOptions<Viewer> & { viewer: object },
): Authenticator<Viewer>;
export function authenticateByAssertion<Viewer>(
  options: AssertionOptions<Viewer>,
): Authenticator<Viewer | AssertedViewer> {
  const {
    once,
    viewer,
    maxLifeSeconds = 60,
    storeTimeoutSeconds = 2,
    clockToleranceSeconds = 5,
  } = options;
  if (typeof (once as Partial<OnceStore> | undefined)?.useOnce !== "function")
    throw optionError(
      "once",
      once,
      "Give a store with `useOnce`, without which an assertion could be used again.",
    );
  if (viewer !== undefined && typeof viewer !== "function")
    throw optionError("viewer", viewer, "Give a function of the claims.");
  checkSeconds("maxLifeSeconds", maxLifeSeconds, 1, 600);
  checkSeconds("storeTimeoutSeconds", storeTimeoutSeconds, 1, 30);
  const readToken = createTokenReader("header");
  const verify = createTokenVerifier(options, maxLifeSeconds);

  return async (request) => {
    const token = readToken(request);
    if (token === undefined) return undefined;
    const claims = await verify(token);
    const { id, seconds } = checkLife(claims);
    const asserted = { ...subjectOf(claims), videos: videosOf(claims) };
    await useOnce(`assertion:${id}`, seconds);
    return viewer ? (await viewer(asserted)) || undefined : asserted;
  };

  /** What to remember it by, and for how many seconds it would still be good. */
  function checkLife({ iss, iat, exp, jti }: JWTPayload): {
    id: string;
    seconds: number;
  } {
    // createTokenVerifier requires both to be there, and to be numbers.
    if (exp! - iat! > maxLifeSeconds)
      throw refusal(
        `The assertion lives longer than ${maxLifeSeconds} seconds.`,
      );
    if (typeof jti !== "string" || !/^[!-~]{1,128}$/.test(jti))
      throw refusal(
        "The assertion's `jti` is not 1 to 128 visible characters.",
      );
    const end = exp! + clockToleranceSeconds;
    return {
      id: `${encodeURIComponent(iss!)}:${encodeURIComponent(jti)}`,
      seconds: Math.ceil(end - Date.now() / 1_000) + 1,
    };
  }

  async function useOnce(key: string, seconds: number): Promise<void> {
    let isFirst: boolean;
    try {
      isFirst = await askWithin(storeTimeoutSeconds, "The store", async () =>
        once.useOnce(key, seconds),
      );
    } catch (error) {
      throw error instanceof GrantError
        ? error
        : unavailableError("store-unavailable", error);
    }
    if (isFirst !== true) throw refusal("The assertion was used already.");
  }
}

function videosOf({ video, videos }: JWTPayload): string[] | undefined {
  const said = [video, videos].filter((claim) => claim !== undefined).flat();
  if (video === undefined && videos === undefined) return undefined;
  if (!said.every((id): id is string => typeof id === "string"))
    throw refusal("The assertion's videos are not text.");
  return said;
}
