import {
  createGrantHandler,
  GrantError,
  scope,
  type Delivery,
  type GrantHandler,
  type SessionStore,
  type Signer,
} from "../server-kit/index.js";
import { lessonKeyId } from "./lesson-key.js";
import type { Viewer, Viewers } from "./viewers.js";

/** What the lesson's site sells: the folder of each video at the edge, and the playlist in it. */
const catalogue: Record<string, { folder: string; playlist: string }> = {
  "lesson-1": { folder: "lesson-1", playlist: "ts/index.m3u8" },
  "lesson-1-cmaf": { folder: "lesson-1", playlist: "cmaf/index.m3u8" },
  "lesson-1-aes": { folder: "lesson-1", playlist: "aes/index.m3u8" },
  "lesson-1-marked": { folder: "lesson-1", playlist: "cmaf/index.m3u8" },
  "lesson-1-live": { folder: "lesson-1", playlist: "live/index.m3u8" },
  // Bought, and not at the edge.
  "lesson-1-gone": { folder: "lesson-1", playlist: "gone/index.m3u8" },
  // There to be refused: Ada has not bought it.
  "lesson-2": { folder: "lesson-2", playlist: "index.m3u8" },
};

/** Thumbnails and chapters, where there is a timeline. */
const besides = (videoId = "") =>
  videoId === "lesson-1-live"
    ? {}
    : { storyboardUrl: "storyboard.vtt", chaptersUrl: "chapters.vtt" };

/** Whose copy it is, in the one lesson that says so. */
const markFor = ({ name, id }: Viewer, videoId = "") =>
  videoId === "lesson-1-marked" ? `${name} · ${id}@school.example` : undefined;

export interface GrantSite {
  /** Whose pages may ask. */
  lessonOrigins: readonly string[];
  edgeOrigin: string;
  /** What grant endpoint and edge have in common; undefined where the endpoint is under the edge's own host. */
  cookieDomain: string | undefined;
  /** Whether cookies go to frames of other sites, kept apart for each. */
  partitioned: boolean;
  expiresInSeconds: number;
  /** Where playlists are to be had whose every URI is signed. */
  playlists: string;
  signer: Signer;
  viewers: Viewers;
  /** Where the viewers' sessions are kept, for all endpoints alike. */
  store: SessionStore;
  /** Most devices of a viewer at a time. */
  deviceLimit: number;
}

/** The grant endpoint. The lines between the marks are those that the page shows. */
export function createGrants(
  site: GrantSite,
  delivery: Delivery,
): GrantHandler {
  const { lessonOrigins, edgeOrigin, expiresInSeconds, signer, viewers } = site;
  const { store, deviceLimit } = site;
  // For frames of other sites: the cookie that tells devices apart, and those of the edge.
  const device = site.partitioned
    ? { sameSite: "None" as const, partitioned: true }
    : undefined;
  const cookies =
    delivery === "cookie"
      ? { domain: site.cookieDomain, ...device }
      : undefined;
  const lesson = (videoId = "") => {
    const found = catalogue[videoId];
    if (!found) throw new GrantError("not-found", "There is no such lesson.");
    // Whose playlists name the key endpoint beside this one.
    return site.cookieDomain === undefined && videoId === lessonKeyId
      ? { ...found, playlist: "aes-host-only/index.m3u8" }
      : found;
  };

  // <serve>
  return createGrantHandler({
    origins: lessonOrigins,
    signer,
    authenticate: (request) => viewers.whoHas(request.headers.get("Cookie")),
    authorize(viewer, videoId) {
      const { folder, playlist } = lesson(videoId);
      if (!viewer.lessons.has(videoId!)) return false;
      return {
        scope: scope.directory(edgeOrigin, folder),
        video: playlist,
        posterUrl: "poster.jpg",
        ...besides(videoId),
        watermark: markFor(viewer, videoId),
      };
    },
    sessions: { store, limit: deviceLimit, device },
    delivery,
    cookies,
    playlists: delivery === "query" ? site.playlists : undefined,
    expiresInSeconds,
  });
  // </serve>
}
