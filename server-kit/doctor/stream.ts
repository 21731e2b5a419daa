import {
  rewritePlaylist,
  type PlaylistUriKind,
} from "../playlists/rewrite-playlist.js";
import type { Answer } from "./ask.js";
import { isOk } from "./read-answer.js";

/** A file that a playlist names. */
export interface Named {
  url: string;
  kind: PlaylistUriKind;
}

/** What a playlist names, in order and once each; undefined where it is no playlist. */
export function namedIn(text: string, baseUrl: string): Named[] | undefined {
  const named = new Map<string, Named>();
  try {
    rewritePlaylist(text, {
      baseUrl,
      sign: (url, kind) => {
        if (!named.has(url)) named.set(url, { url, kind });
        return url;
      },
    });
  } catch {
    return undefined;
  }
  return [...named.values()];
}

/** Of a media playlist's segments the first and the last, and what they need besides. */
export function samplesOf(named: readonly Named[]): Named[] {
  const segments = named.filter(({ kind }) => kind === "segment");
  return [
    ...segments.slice(0, 1),
    ...segments.slice(1).slice(-1),
    ...named.filter(({ kind }) => kind === "map").slice(0, 1),
  ];
}

export type Content =
  "playlist" | "captions" | "segment" | "web-page" | "empty" | "other";

/** What a file is, by its first bytes. */
export function contentOf(answer: Answer): Content | undefined {
  if (!isOk(answer)) return undefined;
  const { body } = answer;
  if (body.length === 0) return "empty";
  const start = body.subarray(0, 512).toString("latin1");
  if (/^(?:\xef\xbb\xbf)?#EXTM3U/.test(start)) return "playlist";
  if (/^(?:\xef\xbb\xbf)?WEBVTT/.test(start)) return "captions";
  if (/^\s*<(?:!doctype|html)/i.test(start)) return "web-page";
  const box = start.slice(4, 8);
  if (/^(?:ftyp|styp|moof|sidx|emsg|prft)$/.test(box)) return "segment";
  // Transport stream: a sync byte every 188 bytes; packed audio: an ID3 tag, or an ADTS header.
  if (body[0] === 0x47 && (body.length < 189 || body[188] === 0x47))
    return "segment";
  if (
    start.startsWith("ID3") ||
    (body[0] === 0xff && (body[1]! & 0xf0) === 0xf0)
  )
    return "segment";
  return "other";
}
