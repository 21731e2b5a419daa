import type { GrantResponse } from "../contract.js";
import { PlayerError } from "../errors.js";
import { renewalDelayMs } from "./schedule.js";
import {
  joinSignature,
  redactUrl,
  signedResource,
  splitSignature,
} from "./signed-url.js";

/** Life of a grant whose answer names none (204, or cookies set by other means), in milliseconds. */
const assumedLifetimeMs = 300_000;
/** Shortest life believed of an `expiresAt`: what lies in the past or nearly so is a wrong clock, not a dead grant. */
const shortestLifetimeMs = 10_000;

/** File types that a browser plays by itself; whatever else is not said to be a file is taken for a playlist. */
const progressive = /\.(mp4|m4v|m4a|mp3|webm|ogg|ogv|mov|aac|wav)$/i;

/** How a request to the edge has to be made for the edge to accept it. */
export interface EdgeRequest {
  url: string;
  credentials: boolean;
}

/** What {@link Grant} is made of besides the answer itself. */
export interface GrantContext {
  /** The page's own `src`: played where the answer names no `videoUrl`. */
  src?: string | undefined;
  /** What relative URLs are relative to: the grant endpoint, or the page. */
  baseUrl?: string | undefined;
  /** When the request was sent, by the session's clock (epoch ms). A grant lives from then: it is never over-estimated. */
  requestedAt: number;
  /** 0 to 1: where in the renewal jitter this viewer falls. */
  random: number;
}

/**
 * Permission for one viewer to fetch one video's files for a while, and how it is carried.
 * The signature is private to the object: it is in no property, no JSON and no log of it.
 */
export class Grant {
  /** What to play: absolute URL without its signature. */
  readonly src: string;
  readonly delivery: "cookie" | "query";
  readonly isHls: boolean;
  readonly sessionId: string | undefined;
  /** Epoch milliseconds by the session's clock. */
  readonly renewAt: number;
  /** Epoch milliseconds by the session's clock. */
  readonly expiresAt: number;
  readonly #signature: string | undefined;
  readonly #scope: string;
  readonly #poster: string | undefined;

  /** @throws {PlayerError} `bad-response` when the answer is not a grant. */
  constructor(response: GrantResponse, context: GrantContext) {
    const { requestedAt, random } = context;
    const videoUrl = response.videoUrl ?? context.src;
    if (videoUrl === undefined)
      throw new PlayerError(
        "bad-response",
        "The grant endpoint named no videoUrl, and there is no src to play instead.",
      );
    const { url, signature } = splitSignature(
      absoluteUrl(videoUrl, context.baseUrl),
    );
    this.src = url;
    this.#signature = signature;
    this.delivery = signature === undefined ? "cookie" : "query";
    this.#scope =
      signature === undefined
        ? `${new URL(url).origin}/*`
        : signedResource(url, signature);
    this.isHls = response.isHls ?? !progressive.test(new URL(url).pathname);
    this.sessionId = response.sessionId;
    this.#poster =
      response.posterUrl === undefined
        ? undefined
        : absoluteUrl(response.posterUrl, context.baseUrl);
    const lifetimeMs = lifetimeOf(response);
    const renewAfterMs =
      response.renewAfter === undefined
        ? undefined
        : seconds("renewAfter", response.renewAfter);
    this.expiresAt = requestedAt + lifetimeMs;
    this.renewAt =
      requestedAt + renewalDelayMs(lifetimeMs, renewAfterMs, random);
  }

  /** Whether `url` lies in the grant's scope: its origin, and in query delivery what the signature covers. */
  covers(url: string): boolean {
    const { href: bare, origin } = new URL(splitSignature(url).url, this.src);
    if (origin !== new URL(this.src).origin) return false;
    return this.#scope.endsWith("*")
      ? bare.startsWith(this.#scope.slice(0, -1))
      : bare === this.#scope;
  }

  /** How to request `url`: with the cookies or the signature inside the grant's scope, with neither outside it. */
  requestFor(url: string): EdgeRequest {
    if (!this.covers(url)) return { url, credentials: false };
    return this.#signature === undefined
      ? { url, credentials: true }
      : { url: joinSignature(url, this.#signature), credentials: false };
  }

  /** How to request the poster; `undefined` where the grant names none. It carries its own signature, if any. */
  posterRequest(): EdgeRequest | undefined {
    if (this.#poster === undefined) return undefined;
    const { signature } = splitSignature(this.#poster);
    return signature === undefined
      ? this.requestFor(this.#poster)
      : { url: this.#poster, credentials: false };
  }
}

function absoluteUrl(url: string, baseUrl: string | undefined): string {
  let parsed: URL;
  try {
    parsed = new URL(url, baseUrl);
  } catch {
    throw new PlayerError(
      "bad-response",
      `The grant names a URL that cannot be read: ${redactUrl(url)}`,
    );
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:")
    throw new PlayerError(
      "bad-response",
      `The grant names a ${parsed.protocol} URL; only https: and http: are played.`,
    );
  return parsed.href;
}

function seconds(field: string, value: unknown): number {
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number !== "number" || !(number > 0) || number === Infinity)
    throw new PlayerError(
      "bad-response",
      `The grant's ${field} must be a positive number of seconds.`,
    );
  return number * 1_000;
}

function lifetimeOf({ expiresIn, expiresAt }: GrantResponse): number {
  if (expiresIn !== undefined) return seconds("expiresIn", expiresIn);
  if (expiresAt === undefined) return assumedLifetimeMs;
  const at =
    typeof expiresAt === "number" ? expiresAt * 1_000 : Date.parse(expiresAt);
  if (Number.isNaN(at))
    throw new PlayerError(
      "bad-response",
      "The grant's expiresAt must be an ISO 8601 date or epoch seconds.",
    );
  const lifetimeMs = at - Date.now();
  return lifetimeMs < shortestLifetimeMs ? assumedLifetimeMs : lifetimeMs;
}
