import { createHash } from "node:crypto";

/** The key is named after the video that it opens: one `authorize` then knows both. */
export const lessonKeyId = "lesson-1-aes";

/** Path of the key endpoint beside the grant endpoint; the key's ID follows. */
export const keyPath = "/key/";

/** A demo's key, public like all of this repository; made from a sentence so that each build has the same one. */
export const lessonKey = createHash("sha256")
  .update("secure-hls-player demo key, not a secret")
  .digest()
  .subarray(0, 16);
