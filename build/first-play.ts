import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";

/** Chunks that a first play does without, and why. A chunk that is not named here counts. */
const onDemand: Record<string, string> = {
  "cause-view": "with debug alone",
  "page-facts": "with debug, or after a refusal in a frame",
  "storage-access": "after a refusal in a frame",
  overlay:
    "half a second after the beginning, and shown where it does not play",
  dialogs:
    "after the viewer has asked for the list of keys, or for the style of captions",
  "device-list": "after a refusal, for a viewer with too many devices",
  live: "where the stream is live",
  watermark: "where the grant has one",
  storyboard: "when a pointer or the focus is on the seek bar",
};

/** Prints what a first play loads of script, style and icons, and fails when it is more than `budget` brotli bytes. */
export function firstPlay(budget: number): Plugin {
  return {
    name: "first-play",
    writeBundle(options, bundle) {
      const loaded = Object.values(bundle)
        .filter(({ fileName }) => /\.(?:js|css|svg)$/.test(fileName))
        .map(({ fileName }) => ({
          name: fileName.replace(/^chunks\/|\.\w+$/g, ""),
          bytes: brotliBytes(join(options.dir!, fileName)),
        }))
        .filter(({ name }) => !(name in onDemand) && !anotherLanguage(name));
      const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
      const list = loaded.map(({ name, bytes }) => `${name} ${bytes}`);
      const report = `${total} of ${budget} bytes (brotli): ${list.join(", ")}`;
      if (total > budget) this.error(`A first play loads ${report}`);
      console.log(`first play: ${report}`);
    },
  };
}

/** A page has one language; English stands for it. */
const anotherLanguage = (name: string): boolean =>
  name.startsWith("messages-") && name !== "messages-en";

export function brotliBytes(path: string): number {
  return brotliCompressSync(readFileSync(path)).length;
}
