import { GrantError } from "../errors.js";
import { optionError } from "../option-error.js";
import { PlaylistVariables } from "./playlist-variables.js";

/** What a URI in a playlist leads to. `file` is anything else, such as the JSON of EXT-X-SESSION-DATA. */
export type PlaylistUriKind = "playlist" | "segment" | "key" | "map" | "file";

/** How much of a playlist is read. */
export interface PlaylistLimits {
  /** Bytes of the longest playlist. @default 5_000_000 */
  maxBytes?: number | undefined;
  /** Most lines, empty ones not counted. @default 100_000 */
  maxLines?: number | undefined;
}

export interface RewriteOptions extends PlaylistLimits {
  /** The playlist's own absolute URL, which relative URIs are relative to. */
  baseUrl: string | URL;
  /**
   * Called with each http(s) URI as an absolute URL; what it answers stands in its place. An answer equal to the question
   * leaves an absolute URI as it is, byte for byte.
   */
  sign: (absoluteUrl: string, kind: PlaylistUriKind) => string;
  /** Values of variables that the playlist imports from its multivariant playlist. @default {} */
  variables?: Readonly<Record<string, string>> | undefined;
}

type UriAttributes = Readonly<Record<string, PlaylistUriKind>>;

/** Tags whose attributes hold URIs: those of RFC 8216bis, and EXT-X-IMAGE-STREAM-INF, which MediaConvert writes. */
const tags: ReadonlyMap<string, UriAttributes> = new Map<string, UriAttributes>(
  [
    ["EXT-X-KEY", { URI: "key" }],
    ["EXT-X-SESSION-KEY", { URI: "key" }],
    ["EXT-X-MAP", { URI: "map" }],
    ["EXT-X-MEDIA", { URI: "playlist" }],
    ["EXT-X-I-FRAME-STREAM-INF", { URI: "playlist" }],
    ["EXT-X-IMAGE-STREAM-INF", { URI: "playlist" }],
    ["EXT-X-RENDITION-REPORT", { URI: "playlist" }],
    ["EXT-X-PART", { URI: "segment" }],
    ["EXT-X-PRELOAD-HINT", { URI: "segment" }],
    ["EXT-X-SESSION-DATA", { URI: "file" }],
    ["EXT-X-CONTENT-STEERING", { "SERVER-URI": "file" }],
    ["EXT-X-DATERANGE", { "X-ASSET-URI": "playlist", "X-ASSET-LIST": "file" }],
  ],
);

/** An attribute of a list, quoted or not. Quoted values are matched whole: a comma in one ends nothing. */
const attribute = /(^|,)(\s*)([A-Za-z0-9-]+)=("[^"]*"|[^",]*)/g;

/** A byte order mark is forbidden, and found. */
const firstLine = /^\uFEFF?#EXTM3U[ \t]*(?=[\r\n]|$)/;

/**
 * The playlist with each of its URIs passed through `sign`, and every other byte as it was: unknown tags, comments, line
 * ends, byte ranges. Line by line, for a parser loses what it does not know.
 *
 * URIs of other schemes (`data:`, `skd:`), those that cannot be read, and those with a variable whose value is not known
 * stay as they are. Other variables are filled in.
 * @throws GrantError `bad-request` for what is not a playlist, or too long
 * @throws TypeError naming the option; also when `sign` answers what cannot stand in a playlist
 * @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis
 * @example
 * ```ts
 * const absolute = rewritePlaylist(text, {
 *   baseUrl: "https://cdn.school.example/lesson-1/index.m3u8",
 *   sign: (url) => url,
 * });
 * ```
 */
export function rewritePlaylist(text: string, options: RewriteOptions): string {
  const { sign, variables = {}, maxLines = 100_000 } = options;
  const base = checkRewrite(text, options);
  const [start] = firstLine.exec(text) ?? [];
  if (start === undefined)
    throw new GrantError("bad-request", "The file is not an HLS playlist.");
  const known = new PlaylistVariables(variables, base.search);
  let uriKind: PlaylistUriKind = "segment";
  let lines = 1;

  const rewriteUri = (raw: string, kind: PlaylistUriKind): string => {
    const url = absoluteUrl(known.fill(raw), base);
    if (url === undefined) return raw;
    const signed = sign(url, kind);
    if (typeof signed !== "string" || /["\r\n]/.test(signed))
      throw optionError("sign", signed, "It must answer with a URL.");
    return signed === url && isAbsolute(raw) ? raw : signed;
  };

  const rewriteTag = (line: string): string => {
    const colon = line.indexOf(":");
    if (colon < 0) return line;
    const name = line.slice(1, colon);
    const list = line.slice(colon + 1);
    if (name === "EXT-X-STREAM-INF") uriKind = "playlist";
    if (name === "EXT-X-DEFINE") known.define(attributesOf(list));
    const uris = tags.get(name);
    if (!uris) return line;
    const isMap = name === "EXT-X-PRELOAD-HINT" && /(^|,)TYPE=MAP\b/.test(list);
    const rewritten = list.replace(
      attribute,
      (whole, comma: string, space: string, key: string, value: string) => {
        const kind = Object.hasOwn(uris, key) ? uris[key] : undefined;
        const raw = unquoted(value);
        if (kind === undefined || raw === "") return whole;
        const uri = rewriteUri(raw, isMap ? "map" : kind);
        return uri === raw ? whole : `${comma}${space}${key}="${uri}"`;
      },
    );
    return line.slice(0, colon + 1) + rewritten;
  };

  const rewriteLine = (line: string): string => {
    if (++lines > maxLines)
      throw new GrantError(
        "bad-request",
        `The playlist has more than ${maxLines} lines.`,
      );
    if (line.startsWith("#")) return rewriteTag(line);
    const uri = line.trim();
    if (uri === "" || uri.startsWith("#")) return line;
    const kind = uriKind;
    uriKind = "segment";
    // By a function: in a text, `$&` would be a pattern.
    return line.replace(uri, () => rewriteUri(uri, kind));
  };

  return start + text.slice(start.length).replace(/[^\r\n]+/g, rewriteLine);
}

function checkRewrite(
  text: string,
  { baseUrl, sign, maxBytes = 5_000_000 }: RewriteOptions,
): URL {
  if (typeof text !== "string")
    throw optionError("text", text, "Give the playlist as a string.");
  if (typeof sign !== "function")
    throw optionError("sign", sign, "Give a function.");
  const base = absoluteUrl(String(baseUrl));
  if (base === undefined)
    throw optionError(
      "baseUrl",
      baseUrl,
      "Give the absolute http(s) URL of the playlist.",
    );
  if (Buffer.byteLength(text) > maxBytes)
    throw new GrantError(
      "bad-request",
      `The playlist is longer than ${maxBytes} bytes.`,
    );
  return new URL(base);
}

function attributesOf(list: string): Map<string, string> {
  return new Map(
    [...list.matchAll(attribute)].map(([, , , name = "", value = ""]) => [
      name,
      unquoted(value),
    ]),
  );
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1) : value;
}

/** `undefined` for what is no http(s) URL. A host may hold a quote, which could not stand in a playlist. */
function absoluteUrl(uri: string | undefined, base?: URL): string | undefined {
  if (uri === undefined) return undefined;
  const { protocol, href } = parseUrl(uri, base) ?? {};
  return /^https?:$/.test(protocol ?? "") && !href?.includes('"')
    ? href
    : undefined;
}

/** Once, not after a `canParse`: a day of segments is parsed here. */
function parseUrl(uri: string, base: URL | undefined): URL | undefined {
  try {
    return new URL(uri, base);
  } catch {
    return undefined;
  }
}

function isAbsolute(uri: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri);
}
