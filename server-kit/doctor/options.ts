import { optionError } from "../option-error.js";
import { connectByDns, type Connect } from "./ask.js";
import type { Check } from "./report.js";

export interface DiagnoseOptions {
  /** The multivariant playlist at the edge, as the player asks for it. May be signed itself: then no endpoint is needed. */
  url: string;
  /** The grant endpoint. @default none: what needs a grant is skipped, unless `url` or `grantHeaders` bring one */
  grantEndpoint?: string | undefined;
  /** What the grant endpoint is asked for. @default none is named */
  videoId?: string | undefined;
  /**
   * Headers by which the endpoint knows a viewer, such as `Authorization` or `Cookie`. They go to the endpoint's own origin
   * alone. `CloudFront-…` cookies among them, without an endpoint, are taken for the grant. @default {}
   */
  grantHeaders?: Readonly<Record<string, string>> | undefined;
  /** The origin of the page that plays, such as `https://lms.school.example`. @default none: CORS and sites are not checked */
  origin?: string | undefined;
  /** The playlist's address in the bucket behind the edge, such as `https://bucket.s3.eu-central-1.amazonaws.com/lesson-1/index.m3u8`. @default none */
  bucketUrl?: string | undefined;
  /** A file of another video, which this grant must not open. @default paths beside the video that are most likely not there */
  neighbourUrl?: string | undefined;
  /** PEM certificates that are trusted besides Node's own. @default [] */
  ca?: readonly string[] | undefined;
  /** Finds the address behind a name. @default DNS */
  connect?: Connect | undefined;
  /** Milliseconds that an answer may take. @default 10_000 */
  timeoutMs?: number | undefined;
  /** This computer's clock: epoch milliseconds. @default Date.now */
  now?: (() => number) | undefined;
  /** Ends it all. @default none */
  signal?: AbortSignal | undefined;
  /** Told of each check when it is done, in order. */
  onCheck?: ((check: Check) => void) | undefined;
}

/** Checked, with what was left out. */
export interface Settings {
  url: string;
  grantEndpoint: string | undefined;
  videoId: string | undefined;
  grantHeaders: Readonly<Record<string, string>>;
  origin: string | undefined;
  bucketUrl: string | undefined;
  neighbourUrl: string | undefined;
  ca: readonly string[];
  connect: Connect;
  timeoutMs: number;
  now: () => number;
  signal: AbortSignal | undefined;
  onCheck: (check: Check) => void;
}

/** @throws TypeError naming the option that is missing or wrong */
export function readSettings(options: DiagnoseOptions): Settings {
  const { grantHeaders = {}, timeoutMs = 10_000, ca = [] } = options;
  if (options.url === undefined)
    throw optionError("url", undefined, "Give the playlist's URL.");
  for (const [name, value] of Object.entries(grantHeaders))
    if (!/^[\w-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw optionError(
        `grantHeaders.${/^[\w-]+$/.test(name) ? name : "…"}`,
        value,
        "Give a header's name and its value, on one line.",
      );
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1)
    throw optionError(
      "timeoutMs",
      timeoutMs,
      "Give a whole number of milliseconds.",
    );
  for (const name of ["connect", "now", "onCheck"] as const)
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw optionError(name, options[name], "Give a function.");
  return {
    url: readUrl("url", options.url)!,
    grantEndpoint: readUrl("grantEndpoint", options.grantEndpoint),
    videoId: options.videoId,
    grantHeaders,
    origin: readOrigin(options.origin),
    bucketUrl: readUrl("bucketUrl", options.bucketUrl),
    neighbourUrl: readUrl("neighbourUrl", options.neighbourUrl),
    ca,
    connect: options.connect ?? connectByDns,
    timeoutMs,
    now: options.now ?? Date.now,
    signal: options.signal,
    onCheck: options.onCheck ?? (() => undefined),
  };
}

function readUrl(option: string, value: string | undefined) {
  if (value === undefined) return undefined;
  const { protocol, href } = URL.canParse(value) ? new URL(value) : {};
  if (href === undefined || !/^https?:$/.test(protocol ?? ""))
    throw optionError(
      option,
      value,
      "Give an absolute http(s) URL, such as https://cdn.school.example/lesson-1/index.m3u8.",
    );
  return href;
}

function readOrigin(value: string | undefined) {
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || new URL(value).origin !== value)
    throw optionError(
      "origin",
      value,
      "Give the origin of the page, such as https://lms.school.example, without a path or a slash at the end.",
    );
  return value;
}
