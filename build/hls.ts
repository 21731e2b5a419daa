import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

const folder = "node_modules/hls.js";

/** The part of hls.js that can run in a worker. */
export const hlsWorker = `${folder}/src/demux/transmuxer-worker.ts`;

/**
 * What goes in of hls.js: all that a protected lesson needs. The rest is a fifth of its bytes.
 * @see https://github.com/video-dev/hls.js#readme "Light build": the same switches
 */
const parts = {
  ALT_AUDIO: true,
  SUBTITLES: true,
  CONTENT_STEERING: true,
  MEDIA_CAPABILITIES: true,
  /** HEVC and AC-3 in MPEG-TS. */
  M2TS_ADVANCED_CODECS: true,
  VARIABLE_SUBSTITUTION: true,
  EME_DRM: false,
  CMCD: false,
  IFRAMES: false,
  INTERSTITIALS: false,
};

/** The modules of the parts that are left out. Their switches end all use of them, but not their imports. */
const leftOut = /\/(?:eme|cmcd|iframe|interstitials)-controller$/;
/** Where it starts the worker that a page names. */
const startsWorker = /\/hls\.js\/src\/demux\/inject-worker\.ts$/;
/**
 * A page with Trusted Types lets no text be the URL of a script. `workerPath` comes from a script of the page's own, so a
 * policy by the player's name vouches for it; it is made when it is needed, and a page need not allow it otherwise.
 */
const vouch = `
let policy: any;
function vouchFor(url: string): any {
  const { trustedTypes } = self as any;
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy("secure-hls-player", { createScriptURL: (text: string) => text });
  return policy.createScriptURL(url);
}
`;
const nothing = "\0left-out-of-hls.js";

/** Builds `hls.js` from the TypeScript sources in its package, as its own builds do. */
export function hlsFromSources({ worker = false } = {}): Plugin {
  return {
    name: "hls-from-sources",
    enforce: "pre",
    config: () => ({
      define: switches(worker),
      // What its sources count on: a field that is only declared keeps what the base class's constructor has set.
      oxc: {
        assumptions: { setPublicClassFields: true },
        typescript: { removeClassFieldsWithoutInitializer: true },
      },
    }),
    resolveId(id, importer) {
      if (id === "hls.js") return resolve(folder, "src/hls.ts");
      if (importer?.includes(`${folder}/src/`) && leftOut.test(id))
        return nothing;
      return null;
    },
    transform(code, id) {
      if (!startsWorker.test(id)) return null;
      const changed = code.replace(
        "Worker(scriptURL)",
        "Worker(vouchFor(scriptURL))",
      );
      if (changed === code) this.error(`${id} is written differently now.`);
      return { code: changed + vouch, map: null };
    },
    load: (id) =>
      id === nothing
        ? "export default undefined; export const IFrameController = undefined;"
        : null,
  };
}

function switches(worker: boolean): Record<string, string> {
  const { version } = JSON.parse(
    readFileSync(`${folder}/package.json`, "utf8"),
  ) as { version: string };
  return {
    __VERSION__: JSON.stringify(version),
    __IN_WORKER__: String(worker),
    // The name of the function around hls.js's UMD build, which then is its worker as well.
    __HLS_WORKER_BUNDLE__: "undefined",
    // Its dependencies are UMD.
    "typeof define": '"undefined"',
    ...Object.fromEntries(
      Object.entries(parts).map(([part, used]) => [
        `__USE_${part}__`,
        String(used),
      ]),
    ),
  };
}
