import type { Engine } from "./engines.js";

/**
 * What some engine has not got, and which. test/src/engine-features.test.ts asks each engine for each of them (as
 * engine-asks.ts says), so that what is written here is so.
 */
export const lackedBy = {
  /** `document.pictureInPictureEnabled`. */
  pictureInPicture: ["webkitgtk"],
  /** `HTMLVideoElement.disablePictureInPicture`. */
  disablePictureInPicture: ["webkitgtk"],
  /** `HTMLMediaElement.disableRemotePlayback`. */
  disableRemotePlayback: ["firefox", "webkitgtk"],
  /** `HTMLVideoElement.playsInline`. */
  playsInline: ["firefox"],
  mediaEncryptedEvent: ["webkitgtk"],
  /** A `currentTime` that was set before there is a source can be read; it is heeded in all. */
  positionBeforeSource: ["webkitgtk"],
  /** The driver of the tests can pretend that the viewer wants no motion. */
  emulatedMedia: ["firefox", "webkitgtk"],
  /** A service worker, such as the tests' stand-in for the network, sees requests that outlive the page. */
  keepaliveInWorker: ["firefox"],
} as const satisfies Record<string, readonly Engine[]>;

export type Feature = keyof typeof lackedBy;
