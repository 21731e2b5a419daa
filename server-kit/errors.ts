import {
  grantErrorStatus,
  type Device,
  type GrantErrorCode,
  type Problem,
  type ServerErrorReason,
} from "../src/contract.js";
import { jsonResponse } from "./json-response.js";
import { optionError } from "./option-error.js";

const titles: Record<GrantErrorCode, string> = {
  "bad-request": "The request is not a grant request",
  "not-signed-in": "The viewer is not signed in",
  "not-entitled": "The viewer may not watch this video",
  "not-found": "There is no such video",
  "session-limit": "The viewer is watching on too many devices",
  "session-ended": "This session was ended elsewhere",
  "rate-limited": "Too many requests",
  "server-error": "The grant endpoint failed",
};

/** What a {@link GrantError} may carry besides its code and its sentence. */
export interface GrantErrorOptions {
  /** What lay under it. For the application's log alone; it is never sent. */
  cause?: unknown;
  /** Whole seconds after which to ask again, sent as `Retry-After`. */
  retryAfterSeconds?: number | undefined;
  /** What a `server-error` comes from; its status is then 503. */
  reason?: ServerErrorReason | undefined;
  /** With `session-limit`: the devices to choose from. */
  devices?: readonly Device[] | undefined;
  /** `Set-Cookie` lines that go out with the refusal. @default none */
  cookies?: readonly string[] | undefined;
}

/**
 * Why a grant request is refused. Throw one from `authenticate`, `authorize` or `release` to choose the answer.
 * @example
 * ```ts
 * throw new GrantError("rate-limited", "One lesson at a time, please.", { retryAfterSeconds: 30 });
 * ```
 */
export class GrantError extends Error {
  override readonly name = "GrantError";
  /** A heading in `docs/errors.md`; it decides the HTTP status. */
  readonly code: GrantErrorCode;
  /** Whole seconds after which to ask again, where that is known. */
  readonly retryAfterSeconds: number | undefined;
  /** What a `server-error` comes from, where that is known. */
  readonly reason: ServerErrorReason | undefined;
  /** With `session-limit`: the devices that use up the limit. */
  readonly devices: readonly Device[] | undefined;
  /** `Set-Cookie` lines that go out with the refusal. In no log: the field is not enumerable. */
  readonly cookies!: readonly string[];

  /**
   * @param detail One sentence for a person, which is sent: never a secret, a path or a stack.
   * @throws TypeError for a code that is none: it would have no status
   */
  constructor(
    code: GrantErrorCode,
    detail: string,
    {
      cause,
      retryAfterSeconds,
      reason,
      devices,
      cookies = [],
    }: GrantErrorOptions = {},
  ) {
    super(detail, cause === undefined ? undefined : { cause });
    if (!Object.hasOwn(grantErrorStatus, code))
      throw optionError(
        "code",
        code,
        `Give one of ${Object.keys(grantErrorStatus).join(", ")}.`,
      );
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.reason = reason;
    this.devices = devices;
    Object.defineProperty(this, "cookies", { value: cookies });
  }
}

/** Seconds after which a viewer may ask again when something behind the endpoint is down. */
const downSeconds = 5;

const unavailable: Record<ServerErrorReason, string> = {
  "store-unavailable": "Playback sessions cannot be counted at the moment.",
  "keys-unavailable": "Grants cannot be signed at the moment.",
  "issuer-unavailable": "Sign-ins cannot be checked at the moment.",
  "entitlements-unavailable": "Access cannot be checked at the moment.",
  "origin-unavailable": "The video cannot be looked up at the moment.",
};

/** The 503 for something behind the endpoint that is down. What is down is for the log (`cause`), never for the wire. */
export function unavailableError(
  reason: ServerErrorReason,
  cause: unknown,
  options: Pick<GrantErrorOptions, "cookies"> = {},
): GrantError {
  return new GrantError("server-error", unavailable[reason], {
    ...options,
    reason,
    cause,
    retryAfterSeconds: downSeconds,
  });
}

/**
 * The response that an error becomes: `application/problem+json`, never stored. Whatever is not a {@link GrantError}
 * is a 500 `server-error` that says nothing of what happened.
 * @param status An HTTP status finer than that of the code, such as 405 for a `bad-request`.
 * @see https://www.rfc-editor.org/rfc/rfc9457 (problem details)
 */
export function problemResponse(error: unknown, status?: number): Response {
  const known = error instanceof GrantError ? error : undefined;
  const code = known?.code ?? "server-error";
  const problem: Problem = {
    type: `urn:secure-hls-player:errors:${code}`,
    title: titles[code],
    // The code may have been changed since. No refusal goes out as the yes that a response is by itself.
    status: status ?? (known?.reason ? 503 : (grantErrorStatus[code] ?? 500)),
    code,
    ...(known && { detail: known.message }),
    ...(known?.reason && { reason: known.reason }),
    ...(known?.devices && { devices: [...known.devices] }),
  };
  const response = jsonResponse(problem, {
    status: problem.status,
    type: "application/problem+json",
  });
  const { headers } = response;
  if (known?.retryAfterSeconds !== undefined)
    headers.set("Retry-After", `${Math.ceil(known.retryAfterSeconds)}`);
  for (const line of known?.cookies ?? []) headers.append("Set-Cookie", line);
  return response;
}
