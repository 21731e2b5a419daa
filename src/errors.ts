import {
  grantErrorStatus,
  type Device,
  type GrantErrorCode,
} from "./contract.js";

/** Every reason for which playback is refused or fails. Each is a heading in `docs/errors.md`. */
export type PlayerErrorCode =
  | GrantErrorCode
  | "unreachable"
  | "bad-response"
  | "edge-refused"
  | "playback-failed"
  | "not-supported"
  | "watermark-removed";

/** Codes after which the same request may succeed later: these are retried, the others are a "no". */
const retriedCodes: ReadonlySet<PlayerErrorCode> = new Set<PlayerErrorCode>([
  "rate-limited",
  "server-error",
  "unreachable",
]);

export interface PlayerErrorOptions {
  /** What lay under it. Never carries a signature: a URL in it is without its query. */
  cause?: unknown;
  /** Milliseconds that the server asks to wait (`Retry-After`). */
  retryAfterMs?: number;
  /** With `session-limit`: the devices that use up the limit. */
  devices?: readonly Device[];
  /** What was asked for in vain, without its query. */
  url?: string;
}

/**
 * Why the video does not play, as the player and the SDK report it.
 * `code` is for programs, `message` for developers; the text for viewers is the element's.
 */
export class PlayerError extends Error {
  override readonly name = "PlayerError";
  readonly code: PlayerErrorCode;
  /** Milliseconds that the server asks to wait before the next try, where it said so. */
  readonly retryAfterMs: number | undefined;
  /** With `session-limit`, where the server lists them: the devices that use up the limit, any of which may be ended. */
  readonly devices: readonly Device[] | undefined;
  /** The file or the grant endpoint that was asked for in vain, absolute and without its query; where it is known. */
  readonly url: string | undefined;

  constructor(
    code: PlayerErrorCode,
    message: string,
    { cause, retryAfterMs, devices, url }: PlayerErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.devices = devices;
    this.url = url;
  }

  /** Whether the same request may succeed later, so that it is tried again without the viewer's doing. */
  get retried(): boolean {
    return retriedCodes.has(this.code);
  }
}

/** The code that an HTTP status of the grant endpoint stands for where the body names none. */
export function codeOfStatus(status: number): PlayerErrorCode {
  for (const [code, known] of Object.entries(grantErrorStatus))
    if (known === status) return code as GrantErrorCode;
  if (status >= 500 || status === 408 || status === 425) return "server-error";
  return status >= 400 ? "bad-request" : "bad-response";
}
