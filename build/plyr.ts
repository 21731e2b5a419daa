import { resolve } from "node:path";
import type { Plugin } from "vite";

const folder = "node_modules/plyr";

/** What Plyr brings for other providers than `<video>`. Left out, it also cannot ask any of their servers. */
const leftOut = /(?:^|\/)plugins\/(?:ads|vimeo|youtube)(?:\.js)?$/;
/** Sources in which Plyr writes the values of its menus, and captions, as HTML. */
const writesHtml = /\/plyr\/src\/js\/(?:controls|captions)\.js$/;
const nothing = "\0left-out-of-plyr.js";

/**
 * Builds `plyr` from the sources in its package: its one built file cannot be taken apart.
 *
 * What it writes for us as HTML has no markup in it. Written as text it cannot become script, whoever it came from, and a
 * page with Trusted Types has nothing against it.
 */
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
    transform(code, id) {
      if (!writesHtml.test(id)) return null;
      const changed = code.replaceAll(".innerHTML = ", ".textContent = ");
      if (changed === code) this.error(`${id} is written differently now.`);
      return { code: changed, map: null };
    },
    load: (id) => (id === nothing ? "export default undefined;" : null),
  };
}
