import { wholeSurface } from "./test/support/manifest/whole-surface.ts";

/** Where a module of the manifest ends up in the package. */
const built = {
  "src/index": "dist/src/index.js",
  "src/secure-hls-player": "dist/src/secure-hls-player.js",
};

/** Tools import what the package ships, not what it is made of. */
function builtPaths() {
  return {
    name: "built-paths",
    packageLinkPhase({ customElementsManifest }) {
      const text = JSON.stringify(customElementsManifest, (key, value) =>
        key === "path" || key === "module"
          ? (built[value.replace(/^\/|\.[jt]s$/g, "")] ?? value)
          : value,
      );
      Object.assign(customElementsManifest, JSON.parse(text));
    },
  };
}

/** What is private is nobody's surface, and a media event that is passed on has no name of its own. */
function publicOnly() {
  const shown = ({ name, privacy }) =>
    privacy !== "private" && !/^[_#]/.test(name);
  return {
    name: "public-only",
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules)
        for (const declaration of declarations) {
          for (const list of ["members", "attributes"])
            if (declaration[list])
              declaration[list] = declaration[list].filter(shown);
          if (declaration.events)
            declaration.events = declaration.events.filter(
              ({ description }) => description,
            );
        }
    },
  };
}

export default {
  // The element's surface, without what it is made of.
  globs: ["index", "secure-hls-player", "events", "errors"].map(
    (name) => `src/${name}.ts`,
  ),
  outdir: ".",
  litelement: true,
  packagejson: false,
  plugins: [builtPaths(), publicOnly(), wholeSurface()],
};
