import { emulateMedia } from "@web/test-runner-commands";
import { network } from "./msw-network.js";
import type { Feature } from "./engine-features.js";

/** How an engine is asked, in itself, whether it has a feature. There is no other place where that is found out. */
export const asks: Record<Feature, () => boolean | Promise<boolean>> = {
  pictureInPicture: () => document.pictureInPictureEnabled === true,
  disablePictureInPicture: () =>
    "disablePictureInPicture" in HTMLVideoElement.prototype,
  disableRemotePlayback: () =>
    "disableRemotePlayback" in HTMLMediaElement.prototype,
  playsInline: () => "playsInline" in HTMLVideoElement.prototype,
  mediaEncryptedEvent: () => "MediaEncryptedEvent" in globalThis,
  positionBeforeSource: () => {
    const video = document.createElement("video");
    video.currentTime = 3;
    return video.currentTime === 3;
  },
  emulatedMedia: () =>
    emulateMedia({ reducedMotion: "no-preference" }).then(
      () => true,
      () => false,
    ),
  keepaliveInWorker: async () => {
    await network.start();
    network.reset();
    const { status } = await fetch(network.endpoint, {
      method: "DELETE",
      body: "{}",
      keepalive: true,
    });
    return status < 400;
  },
};
