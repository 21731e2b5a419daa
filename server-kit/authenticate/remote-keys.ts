import {
  createRemoteJWKSet,
  errors,
  type CryptoKey,
  type JWTVerifyGetKey,
} from "jose";
import { unavailableError } from "../errors.js";

/** After so long the keys are read again, so that one which the issuer has withdrawn is not good for ever. */
const freshMs = 600_000;
/** So long keys serve on when they cannot be read again. Whoever keeps us from the issuer must not make a withdrawn key live on. */
const serveOnMs = 86_400_000;
/** Tokens with made-up key IDs make us ask the issuer at most once in so long. */
const unknownMs = 10_000;
/** Without any keys, an issuer that is down is asked once in so long: less than the `Retry-After` of the 503. */
const downMs = 3_000;
/** With keys that can serve on, less often: whoever asks waits for the answer. */
const refreshMs = 30_000;

/** What came of the last attempt to read the keys. */
type Attempt = { at: number } & ({ ok: true } | { ok: false; error: unknown });

/**
 * Finds the key of a token in the issuer's JWKS. Requests share one fetch; when it fails, the keys that are there serve on.
 * @param now Milliseconds on a clock that never steps.
 * @returns a function that rejects with a GrantError `server-error`, reason `issuer-unavailable`, where there is no telling
 *   whether the issuer has such a key
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5 (JWK Set)
 */
export function createRemoteKeys(
  url: URL,
  timeoutSeconds: number,
  now: () => number = () => performance.now(),
): JWTVerifyGetKey<CryptoKey> {
  // Its own waiting times count from the last success, so that an issuer that is down would be asked for every token.
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: timeoutSeconds * 1_000,
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
  });
  let attempt: Attempt | undefined;
  let readAt: number | undefined;

  return async (header, token) => {
    const pauseMs = readAt === undefined ? downMs : refreshMs;
    if (age() > freshMs && mayAsk(pauseMs)) await read();
    if (age() > serveOnMs) throw unreadable();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw known(error);
    }
    // It may be a new one.
    if (mayAsk(unknownMs)) await read();
    if (!attempt?.ok) throw unreadable();
    try {
      return await keys(header, token);
    } catch (error) {
      throw known(error);
    }
  };

  /** Milliseconds since the keys were read. */
  function age(): number {
    return readAt === undefined ? Infinity : now() - readAt;
  }

  function mayAsk(pauseMs: number): boolean {
    return attempt === undefined || now() - attempt.at >= pauseMs;
  }

  async function read(): Promise<void> {
    try {
      await keys.reload();
      readAt = now();
      attempt = { at: readAt, ok: true };
    } catch (error) {
      attempt = { at: now(), ok: false, error };
    }
  }

  function unreadable(): Error {
    return unavailableError(
      "issuer-unavailable",
      new Error(`The keys at ${url.origin}${url.pathname} cannot be read.`, {
        cause: attempt && !attempt.ok ? attempt.error : undefined,
      }),
    );
  }
}

/** Passes what is the token's fault; anything else is a key of the issuer's that cannot be used. */
function known(error: unknown): unknown {
  const ofToken =
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported;
  return ofToken ? error : unavailableError("issuer-unavailable", error);
}
