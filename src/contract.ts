/**
 * What player and server-kit say to each other: the JSON of the grant endpoint and its error codes.
 * Both sides import it, and `watched-ranges.ts`; nothing else. `docs/wire.md` is the specification for servers in any language.
 */

/** Body of a grant request. Renewal is the same request with the `sessionId` of the first answer. */
export interface GrantRequest {
  /** What the viewer wants to watch. Opaque to the player. Absent where the page's `src` alone says it. */
  videoId?: string;
  /** The playback session to go on with. Absent on the first request. */
  sessionId?: string;
  /** Another device, by its `sessionId` in the `devices` of a 409: that device is ended, and this one watches instead. */
  takeOver?: string;
}

/**
 * Body of a 200. Every field but `expiresIn` may be missing; the names are those of the serverless article's own answer.
 * Unknown fields are ignored.
 */
export interface GrantResponse {
  /**
   * Absolute URL of the multivariant playlist (or file). `Policy` or `Expires`, `Signature` and `Key-Pair-Id` in its
   * query mean query delivery; none of them means cookie delivery. Absent: play the page's own `src`.
   */
  videoUrl?: string;
  /**
   * Absolute URL of the same video as a playlist whose every URI is signed, for browsers that have no MediaSource and play
   * HLS themselves. For query delivery: cookies go along anyway.
   */
  nativeUrl?: string;
  /** Seconds that the grant is good for, from now. Wins over `expiresAt`, so that a wrong viewer clock does no harm. */
  expiresIn?: number;
  /** ISO 8601 date or epoch seconds at which the grant ends. Used only where `expiresIn` is missing. */
  expiresAt?: string | number;
  /** Playback session; sent back on renewal and on release. */
  sessionId?: string;
  /** False when `videoUrl` is a single file. @default true, unless the path ends like a media file (`.mp4`, `.webm`, …) */
  isHls?: boolean;
  /** Absolute URL of a poster image, signed where delivery is by query. */
  posterUrl?: string;
  /** Seconds from now after which to renew. @default two thirds of `expiresIn` */
  renewAfter?: number;
  /** Absolute URL of the storyboard (thumbnails of the timeline) as WebVTT or JSON; signed as `posterUrl` is. */
  storyboardUrl?: string;
  /** Absolute URL of the chapters as WebVTT; signed as `posterUrl` is. */
  chaptersUrl?: string;
  /** Caption files beside the stream; those inside the stream need no mention. */
  captions?: CaptionFile[];
  /** Whose copy this is, drawn over the picture. */
  watermark?: Watermark;
}

/** A text over the picture. It deters, and protects nothing: see `docs/security.md`. */
export interface Watermark {
  /** Such as the viewer's name and address. Shown as text, of which the first 200 characters are drawn; `\n` begins a line. */
  text: string;
  /** How much of the picture it hides: 0.1 to 1. @default 0.4 */
  opacity?: number;
  /** Where it stands. `moving` goes to another place again and again. @default "moving" */
  position?: WatermarkPosition;
  /** Seconds from one place to the next, 2 to 600; for `moving` alone. @default 12 */
  moveEverySeconds?: number;
}

export const watermarkPositions = [
  "moving",
  "top-left",
  "top-right",
  "bottom-left",
  "bottom-right",
  "center",
] as const;
export type WatermarkPosition = (typeof watermarkPositions)[number];

/** A WebVTT file beside the stream. */
export interface CaptionFile {
  /** Absolute URL; signed as `posterUrl` is. */
  url: string;
  /** BCP 47 language tag, such as `de` or `pt-BR`. */
  language: string;
  /** What a menu shows. @default the language's own name */
  label?: string;
  /** As in `<track kind>`. @default "captions" */
  kind?: "captions" | "subtitles";
}

/** A device on which the viewer watches, as a 409 lists it. */
export interface Device {
  /** What to name in `takeOver`. It only stands for the session: nobody goes on with that by it. */
  sessionId: string;
  /** For a person, such as "Chrome on Windows". */
  label: string;
  /** Whole seconds since it last asked for a grant. A span, so that a wrong viewer clock does no harm. */
  lastSeenSecondsAgo: number;
}

/** Body of a DELETE: the session that is over. */
export interface ReleaseRequest {
  sessionId: string;
}

/**
 * Body of a refusal.
 * @see https://www.rfc-editor.org/rfc/rfc9457 (problem details, `application/problem+json`)
 */
export interface Problem {
  /** A heading in `docs/errors.md`. */
  type: string;
  title: string;
  status: number;
  code: GrantErrorCode;
  /** One sentence for a person; never a secret, a path or a stack. */
  detail?: string;
  /** What a `server-error` comes from, where the endpoint knows: a heading in `docs/errors.md`. */
  reason?: ServerErrorReason;
  /** With `session-limit`: the devices that use up the limit, the one seen last first. */
  devices?: Device[];
}

/** Seconds of the video from which and to which it was watched, with `0 <= start < end <= duration`. */
export type WatchedRange = [start: number, end: number];

/**
 * Body of a POST to the progress endpoint: all that has been watched, not what is new, so that one which is sent twice, late
 * or beside another tab's adds up to the same.
 */
export interface ProgressReport {
  /** As in the grant request. */
  videoId: string;
  /** The playback session, where the grant named one. */
  sessionId?: string;
  /** Seconds: where the viewer is. */
  position: number;
  /** Seconds that the video lasts. */
  duration: number;
  /** In order and apart from each other. Empty in the first report, sent when playback begins. */
  watchedRanges: WatchedRange[];
}

/** What the progress endpoint has on record: the answer to a GET with `?videoId=…`, and to a report that it accepts. */
export interface Progress {
  /** Seconds: where the viewer was last. */
  position: number;
  /** Seconds that the video lasts, where the endpoint does not know the longest that was reported; 0 before the first report. */
  duration: number;
  /** Of all tabs and devices. In order and apart from each other. */
  watchedRanges: WatchedRange[];
  /** Share of the video that was watched, 0 to 1. */
  watchedFraction: number;
  /** Whether the share has reached the endpoint's threshold: never where it does not know how long the video is. Once true it stays true. */
  completed: boolean;
}

/**
 * Body of a 422: the report cannot be true, and has changed nothing. All other refusals of the progress endpoint are
 * {@link Problem}s, as those of the grant endpoint.
 */
export interface ImplausibleProgress extends Pick<
  Problem,
  "type" | "title" | "status" | "detail"
> {
  code: "implausible-progress";
  /** More was newly watched than time has passed; more ranges than are kept. */
  reason: "ahead-of-clock" | "too-many-ranges";
  /** What is on record, to go on from. */
  progress: Progress;
  /** Seconds that could be newly watched by now: a report that brings no more is not ahead of the clock. Not every endpoint says. */
  creditSeconds?: number;
}

/** Every code that the grant endpoint answers with, and its HTTP status. A code keeps its meaning for ever. */
export const grantErrorStatus = {
  "bad-request": 400,
  "not-signed-in": 401,
  "not-entitled": 403,
  "not-found": 404,
  "session-limit": 409,
  "session-ended": 410,
  "rate-limited": 429,
  "server-error": 500,
} as const;

export type GrantErrorCode = keyof typeof grantErrorStatus;

/** What the endpoint depends on and did not get. All are a `server-error` with status 503 and `Retry-After`. */
export type ServerErrorReason =
  /** The session store did not answer, or not in time. */
  | "store-unavailable"
  /** No signing key is to be had: the secret is missing, unreadable or out of reach. */
  | "keys-unavailable"
  /** Who the viewer is cannot be checked: the issuer's JWKS is out of reach. */
  | "issuer-unavailable"
  /** Whether the viewer may watch cannot be checked: the application's table is out of reach. */
  | "entitlements-unavailable"
  /** What there is to play cannot be found out: the bucket did not answer, or refused. */
  | "origin-unavailable";

/** The query parameters by which CloudFront knows a signed URL. It ignores cookies when any of them is there. */
export const signatureParameters = [
  "Expires",
  "Policy",
  "Signature",
  "Key-Pair-Id",
  "Hash-Algorithm",
] as const;
