import type { GrantResponse, Watermark } from "../contract.js";
import { PlayerError } from "../errors.js";
import { renewalDelayMs } from "./schedule.js";
import {
  joinSignature,
  redactUrl,
  signedResource,
  splitSignature,
} from "./signed-url.js";
import { watermarkOf } from "./watermark.js";

/** Life of a grant whose answer names none (204, or cookies set by other means), in milliseconds. */
const assumedLifetimeMs = 300_000;
/** Shortest life believed of an `expiresAt`: what lies in the past or nearly so is a wrong clock, not a dead grant. */
const shortestLifetimeMs = 10_000;

/** File types that a browser plays by itself; whatever else is not said to be a file is taken for a playlist. */
const progressive = /\.(mp4|m4v|m4a|mp3|webm|ogg|ogv|mov|aac|wav)$/i;

/** Whether `url` is to be taken for a playlist where nobody says what it is. What a page has made itself is a file. */
export function isPlaylist(url: string): boolean {
  const { protocol, pathname } = new URL(url);
  if (/^(blob|data):$/.test(protocol)) return /^[^,]*mpegurl/i.test(pathname);
  return !progressive.test(pathname);
}

/** Files beside the stream, and the stream for native HLS, by the answer's fields. */
const fileFields = [
  "nativeUrl",
  "posterUrl",
  "storyboardUrl",
  "chaptersUrl",
] as const;
type FileField = (typeof fileFields)[number];

/** How a request to the edge has to be made for the edge to accept it. */
export interface EdgeRequest {
  url: string;
  credentials: boolean;
}

/** A caption file beside the stream, as the grant names it. */
export interface GrantCaptions {
  language: string;
  /** The empty string where the endpoint gives none. */
  label: string;
  kind: "captions" | "subtitles";
  /** How to request it, as {@link Grant.posterRequest}. A function, since the signature is in it. */
  request(): EdgeRequest;
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
  readonly #files: Readonly<Partial<Record<FileField, string>>>;
  /** Caption files beside the stream, in the order of the answer. */
  readonly captions: readonly GrantCaptions[];
  /** What to draw over the picture; `undefined` where the answer has none. */
  readonly watermark: Watermark | undefined;

  /** @throws {PlayerError} `bad-response` when the answer is not a grant. */
  constructor(response: GrantResponse, context: GrantContext) {
    const { requestedAt, random } = context;
    const videoUrl = text(response, "videoUrl") ?? context.src;
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
    this.isHls =
      typeof response.isHls === "boolean" ? response.isHls : isPlaylist(url);
    this.sessionId = text(response, "sessionId");
    this.#files = Object.fromEntries(
      fileFields.flatMap((field) => {
        const file = text(response, field);
        return file ? [[field, absoluteUrl(file, context.baseUrl)]] : [];
      }),
    );
    this.captions = captionsOf(response).map(({ url, ...file }) => {
      const absolute = absoluteUrl(url, context.baseUrl);
      return { ...file, request: () => this.#fileRequest(absolute) };
    });
    this.watermark = watermarkOf(response);
    const lifetimeMs = lifetimeOf(response);
    const renewAfterMs = milliseconds(response, "renewAfter");
    this.expiresAt = requestedAt + lifetimeMs;
    this.renewAt =
      requestedAt + renewalDelayMs(lifetimeMs, renewAfterMs, random);
  }

  /** Whether `url`, absolute, lies in the grant's scope: its origin, and in query delivery what the signature covers. */
  covers(url: string): boolean {
    const bare = parseUrl(splitSignature(url).url);
    const { protocol, host } = new URL(this.src);
    // Not by `origin`, which a blob: URL has of the page that made it.
    if (bare?.protocol !== protocol || bare.host !== host) return false;
    return this.#scope.endsWith("*")
      ? bare.href.startsWith(this.#scope.slice(0, -1))
      : bare.href === this.#scope;
  }

  /** How to request `url`: with the cookies or the signature inside the grant's scope, with neither outside it. */
  requestFor(url: string): EdgeRequest {
    if (!this.covers(url)) return { url, credentials: false };
    return this.#signature === undefined
      ? { url, credentials: true }
      : { url: joinSignature(url, this.#signature), credentials: false };
  }

  /** How a browser without MediaSource requests the stream in query delivery; `undefined` where the grant does not say. */
  nativeRequest(): EdgeRequest | undefined {
    return this.#requestOf("nativeUrl");
  }

  /** How to request the poster; `undefined` where the grant names none. It carries its own signature, if any. */
  posterRequest(): EdgeRequest | undefined {
    return this.#requestOf("posterUrl");
  }

  /** How to request the storyboard, as {@link posterRequest}. Its images are to be requested by {@link requestFor}. */
  storyboardRequest(): EdgeRequest | undefined {
    return this.#requestOf("storyboardUrl");
  }

  /** How to request the chapters, as {@link posterRequest}. */
  chaptersRequest(): EdgeRequest | undefined {
    return this.#requestOf("chaptersUrl");
  }

  #requestOf(field: FileField): EdgeRequest | undefined {
    const url = this.#files[field];
    return url === undefined ? undefined : this.#fileRequest(url);
  }

  /** With its own signature, if it has one. */
  #fileRequest(url: string): EdgeRequest {
    const { signature } = splitSignature(url);
    return signature === undefined
      ? this.requestFor(url)
      : { url, credentials: false };
  }
}

function absoluteUrl(url: string, baseUrl: string | undefined): string {
  const parsed = parseUrl(url, baseUrl);
  if (!parsed)
    throw new PlayerError(
      "bad-response",
      `The grant names a URL that cannot be read: ${redactUrl(url)}`,
    );
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:")
    throw new PlayerError(
      "bad-response",
      `The grant names a ${parsed.protocol} URL; only https: and http: are played.`,
    );
  return parsed.href;
}

function parseUrl(url: string, baseUrl?: string): URL | undefined {
  try {
    return new URL(url, baseUrl);
  } catch {
    return undefined;
  }
}

/** A field of the answer that is a string. Many servers write `null` or "" for what they leave out. */
function text(
  response: GrantResponse,
  field: "videoUrl" | "sessionId" | FileField,
): string | undefined {
  const value: unknown = response[field] ?? "";
  if (typeof value !== "string")
    throw new PlayerError(
      "bad-response",
      `The grant's ${field} must be a string.`,
    );
  return value === "" ? undefined : value;
}

/** The caption files of the answer. A label may be missing, and a kind is one that a viewer chooses from. */
function captionsOf(
  response: GrantResponse,
): (Omit<GrantCaptions, "request"> & { url: string })[] {
  const files: unknown = response.captions ?? [];
  if (!Array.isArray(files))
    throw new PlayerError(
      "bad-response",
      "The grant's captions must be a list of { url, language }.",
    );
  return files.map((file: Partial<Record<string, unknown>> | null) => {
    const { url, language, label = "", kind } = file ?? {};
    if ([url, language, label ?? ""].some((text) => typeof text !== "string"))
      throw new PlayerError(
        "bad-response",
        "Each of the grant's captions must have a url and a language, and may have a label.",
      );
    return {
      url: url as string,
      language: language as string,
      label: (label ?? "") as string,
      kind: kind === "subtitles" ? "subtitles" : "captions",
    };
  });
}

/** A field of the answer in seconds, as milliseconds. */
function milliseconds(
  response: GrantResponse,
  field: "expiresIn" | "renewAfter",
): number | undefined {
  const value: unknown = response[field] ?? undefined;
  if (value === undefined) return undefined;
  const ms =
    typeof value === "number" || typeof value === "string"
      ? Number(value) * 1_000
      : NaN;
  if (!(ms > 0 && ms < Infinity))
    throw new PlayerError(
      "bad-response",
      `The grant's ${field} must be a positive number of seconds.`,
    );
  return ms;
}

function lifetimeOf(response: GrantResponse): number {
  const { expiresAt } = response;
  const expiresInMs = milliseconds(response, "expiresIn");
  if (expiresInMs !== undefined) return expiresInMs;
  if (expiresAt === undefined || expiresAt === null) return assumedLifetimeMs;
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
