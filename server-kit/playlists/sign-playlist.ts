import {
  checkCovered,
  resignedUrl,
  signatureQuery,
  signedUrl,
} from "../delivery.js";
import { optionError } from "../option-error.js";
import {
  rewritePlaylist,
  type PlaylistLimits,
  type RewriteOptions,
} from "./rewrite-playlist.js";
import { checkOrigin } from "../origin.js";
import { isScope } from "../scope.js";
import type { Signed } from "../signer.js";

export interface SignPlaylistOptions
  extends PlaylistLimits, Pick<RewriteOptions, "variables"> {
  /** The playlist's own absolute URL at the edge. */
  baseUrl: string | URL;
  /**
   * Where players fetch nested playlists, as these need the same treatment: answers with the URL in place of the signed one
   * at the edge. @default the signed one, whose own URIs are then unsigned
   */
  playlistUrl?: ((edgeUrl: string) => string) | undefined;
}

/**
 * The playlist with the signature on each URI that it covers, for players that do not pass a query on by themselves: native
 * HLS, AirPlay, Chromecast. What the signature does not cover, such as files of other hosts, never gets it.
 * @throws GrantError `bad-request` for what is not a playlist, or too long
 * @throws TypeError naming the option
 * @example
 * ```ts
 * const text = signPlaylist(await readPlaylist(), signed, {
 *   baseUrl: signed.scope.url("index.m3u8"),
 *   playlistUrl: (edgeUrl) => edgeUrl.replace(signed.scope.origin, "https://api.school.example/playlists"),
 * });
 * ```
 */
export function signPlaylist(
  text: string,
  signed: Signed,
  { playlistUrl, ...options }: SignPlaylistOptions,
): string {
  if (!isScope(signed?.scope))
    throw optionError("signed", signed, "Pass what a signer made.");
  const signature = signatureQuery(signed);
  return rewritePlaylist(text, {
    ...options,
    sign(url, kind) {
      const edgeUrl = resignedUrl(url, signed.scope, signature);
      if (edgeUrl === undefined) return url;
      return kind === "playlist" && playlistUrl
        ? playlistUrl(edgeUrl)
        : edgeUrl;
    },
  });
}

/**
 * The first URL for a player without MSE: a playlist of the scope, by way of the handler mounted at `baseUrl`
 * (see `createPlaylistHandler`).
 * @param file the playlist's path in the scope
 * @throws TypeError for a file outside the scope, or one that does not end in `.m3u8`
 * @example
 * ```ts
 * playlistUrl("https://api.school.example/playlists", signed, "index.m3u8");
 * ```
 */
export function playlistUrl(
  baseUrl: string | URL,
  signed: Signed,
  file: string,
): string {
  const { origin, path } = signed.scope;
  const url = checkCovered(signed.scope, `${origin}${path}${file}`);
  if (!isPlaylistPath(url))
    throw optionError("file", file, 'Name a playlist, such as "index.m3u8".');
  return mountedUrl(checkMount("baseUrl", baseUrl), signedUrl(url, signed));
}

/** A playlist's URL at the edge as one of the handler's. */
export function mountedUrl(mount: string, edgeUrl: string): string {
  return mount + edgeUrl.slice(new URL(edgeUrl).origin.length);
}

/** Whether the path of a URL is that of a playlist. */
export function isPlaylistPath(url: string): boolean {
  return /^[^?#]*\.m3u8(?:[?#]|$)/.test(url);
}

/** Passes where a handler is mounted, without the slash at its end. @throws TypeError naming the option */
export function checkMount(option: string, baseUrl: string | URL): string {
  const url = URL.canParse(String(baseUrl)) ? new URL(baseUrl) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username + url.password + url.search + url.hash !== ""
  )
    throw optionError(
      option,
      baseUrl,
      'Give the absolute URL at which the handler is mounted, such as "https://api.school.example/playlists".',
    );
  checkOrigin(option, url.origin);
  return url.href.replace(/\/$/, "");
}
