import { resolve } from "node:path";
import type { Plugin } from "vite";

const folder = "node_modules/plyr";

/** What Plyr brings for other providers than `<video>`. Left out, it also cannot ask any of their servers. */
const leftOut = /(?:^|\/)plugins\/(?:ads|vimeo|youtube)(?:\.js)?$/;
const nothing = "\0left-out-of-plyr.js";

/** Builds `plyr` from the sources in its package: its one built file cannot be taken apart. */
export function plyrFromSources(): Plugin {
  return {
    name: "plyr-from-sources",
    enforce: "pre",
    resolveId(id, importer) {
      if (id === "plyr") return resolve(folder, "src/js/plyr.js");
      // Its UMD file is what "browser" names, and would bring helpers that hls.js's chunk needs as well: a chunk more.
      if (id === "rangetouch")
        return resolve("node_modules/rangetouch/dist/rangetouch.mjs");
      if (importer?.includes(`${folder}/src/`) && leftOut.test(id))
        return nothing;
      return null;
    },
    load: (id) => (id === nothing ? "export default undefined;" : null),
  };
}
