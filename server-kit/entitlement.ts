import type { GrantResponse, Watermark } from "../src/contract.js";
import {
  checkCaptions,
  checkFile,
  describeCaptions,
  type EntitledCaptions,
} from "./captions.js";
import { signedUrl } from "./delivery.js";
import { locate, locateAnywhere } from "./locate.js";
import { optionError } from "./option-error.js";
import { isPlaylistPath, mountedUrl } from "./playlists/sign-playlist.js";
import { isScope, type Scope } from "./scope.js";
import type { Signed } from "./signer.js";
import { checkWatermark, describeWatermark } from "./watermark.js";

/** The application's yes: what the viewer may fetch, and which file of it is the video. */
export interface Entitlement {
  /** What the grant covers. */
  scope: Scope;
  /**
   * The video: a path in a directory scope (`index.m3u8`), or an absolute URL inside the scope.
   * @default the file of a file scope; with a directory in cookie delivery none: the page's own `src` is played
   */
  video?: string | URL | undefined;
  /** False for a single file that is not a playlist. @default whether the path ends in `.m3u8` */
  isHls?: boolean | undefined;
  /** A poster: like `video`, or an absolute URL outside the scope, which gets no signature. */
  posterUrl?: string | URL | undefined;
  /** The storyboard (thumbnails of the timeline) as WebVTT or JSON: like `posterUrl`. */
  storyboardUrl?: string | URL | undefined;
  /** The chapters as WebVTT: like `posterUrl`. */
  chaptersUrl?: string | URL | undefined;
  /** Caption files beside the stream, at most 100. Those inside the stream need no mention. */
  captions?: readonly EntitledCaptions[] | undefined;
  /**
   * What the player draws over the picture to say whose copy it is, such as the viewer's address: 1 to 200 characters. The
   * viewer reads it, so no secret. @default none
   */
  watermark?: string | Watermark | undefined;
  /** Whole seconds that this grant lasts. @default that of the handler */
  expiresInSeconds?: number | undefined;
  /** Seconds that the video lasts, where the application knows; for {@link createProgressHandler} alone. */
  durationSeconds?: number | undefined;
  /** The IPv4 address or CIDR range that may use the grant. @default any */
  ipAddress?: string | undefined;
}

/** How the grant travels: in `Set-Cookie` lines, or in the query of every URL. */
export type Delivery = "cookie" | "query";

/** Files beside the video that one grant covers with it, by their names on the wire. */
const besides = ["posterUrl", "storyboardUrl", "chaptersUrl"] as const;

/** @throws TypeError for an entitlement that no answer can be made of, whatever was asked */
export function checkEntitlement(
  entitlement: Entitlement,
  delivery: Delivery,
): void {
  const { scope, video, captions, watermark } = entitlement;
  if (!isScope(scope))
    throw optionError(
      "entitlement.scope",
      scope,
      "Make it with scope.directory(…).",
    );
  if (video === undefined && delivery === "query" && !scope.isFile)
    throw new TypeError(
      '`entitlement.video` is undefined. In query delivery name the file, such as "index.m3u8": its URL carries the signature.',
    );
  for (const name of besides)
    if (entitlement[name] !== undefined)
      checkFile(`entitlement.${name}`, entitlement[name]);
  if (captions !== undefined) checkCaptions(captions);
  if (watermark !== undefined) checkWatermark(watermark);
}

/**
 * What the 200 says of the video and of the files beside it.
 * @param mount where playlists are to be had whose every URI is signed
 * @throws GrantError `bad-request` for one outside the scope, as its path often comes from the request
 */
export function describeVideo(
  entitlement: Entitlement,
  signed: Signed,
  delivery: Delivery,
  mount?: string,
): GrantResponse {
  const { scope, video, isHls, captions, watermark } = entitlement;
  const carry = (url: string): string =>
    delivery === "query" ? signedUrl(url, signed) : url;
  const carryAnywhere = (file: string | URL): string =>
    locateAnywhere(scope, file, carry);
  const response: GrantResponse = {};
  const videoUrl =
    video !== undefined
      ? locate(scope, video)
      : scope.isFile
        ? scope.url()
        : undefined;
  if (videoUrl !== undefined) {
    response.videoUrl = carry(videoUrl);
    response.isHls = isHls ?? isPlaylistPath(videoUrl);
    if (mount !== undefined && isPlaylistPath(videoUrl))
      response.nativeUrl = mountedUrl(mount, response.videoUrl);
  }
  for (const name of besides)
    if (entitlement[name] !== undefined)
      response[name] = carryAnywhere(entitlement[name]);
  if (captions !== undefined)
    response.captions = describeCaptions(captions, carryAnywhere);
  if (watermark !== undefined)
    response.watermark = describeWatermark(watermark);
  return response;
}
