import {
  createKeyHandler,
  listContentKeys,
  type WebHandler,
} from "../server-kit/index.js";
import type { GrantSite } from "./grants.js";
import { lessonKey, lessonKeyId } from "./lesson-key.js";

/** The key endpoint of the encrypted lesson: the same viewers as the grant endpoint's, and the same rule. */
export function createKeys({ lessonOrigins, viewers }: GrantSite): WebHandler {
  return createKeyHandler({
    origins: lessonOrigins,
    authenticate: (request) => viewers.whoHas(request.headers.get("Cookie")),
    authorize: (viewer, videoId) => viewer.lessons.has(videoId),
    keys: listContentKeys({ [lessonKeyId]: lessonKey }),
  });
}
