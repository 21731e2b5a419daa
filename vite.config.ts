import { createHash } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import {
  defineConfig,
  type BuildOptions,
  type Plugin,
  type UserConfig,
} from "vite";
import { brotliBytes, firstPlay } from "./build/first-play.js";
import { hlsFromSources, hlsWorker } from "./build/hls.js";
import { plyrFromSources } from "./build/plyr.js";

/** Brotli bytes of the first script: lit, the element and all that makes it a `<video>`. Raise it in the commit that needs it. */
const FIRST_SCRIPT_BUDGET = 21_400;

/** Brotli bytes of script, style and icons that a first play loads: hls.js and Plyr as well. */
const FIRST_PLAY_BUDGET = 200_000;

/** What a page without a bundler loads; syntax newer than this is translated. */
const TARGET = "es2022";

type Entries = Record<string, string>;

/**
 * One pass each, because a pass may split what its entries share into a chunk of its own:
 * the first script would then be two, one after the other.
 */
const passes: Record<
  string,
  (entries: (entries: Entries) => Entries) => UserConfig
> = {
  browser: (entries) =>
    esModules(entries({ index: "src/index.ts" }), "", [
      emptied("dist/src"),
      oneFirstScript(),
      firstPlay(FIRST_PLAY_BUDGET),
    ]),

  modules: (entries) =>
    esModules(
      entries({
        "secure-hls-player": "src/secure-hls-player.ts",
        "sdk/index": "src/sdk/index.ts",
      }),
      "element-",
      [],
    ),

  // What stands beside the player: it imports next to nothing of the player, and the player nothing of it.
  adapters: (entries) =>
    esModules(
      entries({
        xapi: "src/adapters/xapi/index.ts",
        scorm: "src/adapters/scorm/index.ts",
        links: "src/links/index.ts",
        embed: "src/embed/index.ts",
      }),
      "adapter-",
      [embedPage()],
    ),

  // hls.js works in it where the page's own thread is not to be used: a classic worker, in one file.
  worker: (entries) => ({
    plugins: [hlsFromSources({ worker: true }), sizes()],
    build: {
      ...common,
      outDir: "dist/src/chunks",
      license: false,
      lib: {
        entry: entries({ "hls.worker": hlsWorker }),
        name: "HlsWorker",
        formats: ["iife"],
      },
      rolldownOptions: {
        output: { entryFileNames: "[name].js", minify: true },
      },
    },
  }),

  cdn: (entries) => ({
    plugins: [
      emptied("dist/cdn"),
      languagesBeside(),
      hlsFromSources(),
      plyrFromSources(),
      noAmd(),
      integrity(),
    ],
    define: { "import.meta.url": "__secureHlsPlayerUrl" },
    build: {
      ...common,
      license: { fileName: "THIRD-PARTY-LICENSES.md" },
      outDir: "dist/cdn",
      lib: {
        entry: entries({ "secure-hls-player": "src/index.ts" }),
        name: "SecureHlsPlayer",
        formats: ["iife"],
      },
      rolldownOptions: {
        output: {
          entryFileNames: "[name].js",
          minify: true,
          codeSplitting: false,
          intro:
            "var __secureHlsPlayerUrl = (document.currentScript || location).src || location.href;",
        },
      },
    },
  }),

  /** What the CDN's one file asks for where a page is not in English. */
  "cdn-messages": (entries) => ({
    build: {
      ...common,
      sourcemap: false,
      outDir: "dist/cdn/messages",
      lib: { entry: entries(languageEntries()), formats: ["es"] },
      rolldownOptions: {
        output: { entryFileNames: "[name].js", minify: true },
      },
    },
  }),

  node: (entries) =>
    nodeModules(
      "dist/node",
      entries({
        index: "src/index.ts",
        "secure-hls-player": "src/secure-hls-player.ts",
      }),
      // lit's server build, which brings the DOM classes that it needs, goes in: who only renders on a server installs nothing.
      (id) => id.startsWith("node:"),
      [browserOnly()],
    ),

  "server-kit": (entries) =>
    nodeModules("dist/server-kit", entries(serverKitEntries()), isPackage),

  // One file with all that it needs, so that `npx` starts at once; AWS's clients are the user's own.
  cli: (entries) =>
    nodeModules(
      "dist/cli",
      entries({ "secure-hls": "server-kit/cli/main.ts" }),
      (id) =>
        /^(?:node:|@aws-sdk\/(?:client|lib)-|aws-cdk-lib|constructs)/.test(id),
    ),
};

const common = {
  target: TARGET,
  sourcemap: true,
  emptyOutDir: false,
  copyPublicDir: false,
  reportCompressedSize: false,
  chunkSizeWarningLimit: 1_000,
} satisfies BuildOptions;

export default defineConfig(({ mode }) => {
  const pass = passes[mode];
  if (!pass) {
    throw new Error(
      `vite build --mode ${mode}: the modes are ${Object.keys(passes).join(", ")}.`,
    );
  }
  return { publicDir: false, logLevel: "warn", ...pass(existing) };
});

/** @throws Error naming each entry that is not there */
function existing(entries: Entries): Entries {
  const missing = Object.values(entries).filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new Error(`Cannot build: ${missing.join(", ")} not found.`);
  return entries;
}

/**
 * @param prefix - sets the lazy chunks of our own code apart from those of another pass: they import from the entry that
 *   they were split from. The chunk of a package imports nothing, and the passes share it.
 */
function esModules(
  entry: Entries,
  prefix: string,
  plugins: Plugin[],
): UserConfig {
  return {
    plugins: [
      ...plugins,
      hlsFromSources(),
      plyrFromSources(),
      sameChunks(),
      sizes(),
    ],
    build: {
      ...common,
      outDir: "dist/src",
      lib: { entry, formats: ["es"] },
      rolldownOptions: {
        // What the lazy chunks share with the first script stays in it, and they import it from there.
        preserveEntrySignatures: "allow-extension",
        output: {
          entryFileNames: "[name].js",
          // Without a hash, so that a page can name them in <link rel="modulepreload">.
          chunkFileNames: (chunk) =>
            languageFile(chunk) ??
            (chunk.facadeModuleId?.includes("node_modules")
              ? "chunks/[name].js"
              : `chunks/${prefix}[name].js`),
          // Vite keeps the white space of ES libraries for those who bundle again; most of our users do not.
          minify: true,
        },
      },
      // The adapters bundle nothing of others, and would write so over what the player's passes have written.
      license:
        prefix === "adapter-" ? false : { fileName: "THIRD-PARTY-LICENSES.md" },
    },
  };
}

/** What package.json exports of server-kit: `dist/server-kit/keys/kms.js` is made of `server-kit/keys/kms.ts`. */
function serverKitEntries(): Entries {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
    exports: Record<string, { default: string }>;
  };
  const names = Object.values(exports)
    .map(
      ({ default: file }) => /^\.\/dist\/server-kit\/(.+)\.js$/.exec(file)?.[1],
    )
    .filter((name) => name !== undefined);
  return Object.fromEntries(
    names.map((name) => [name, `server-kit/${name}.ts`]),
  );
}

/** @param external - which imports stay imports */
function nodeModules(
  outDir: string,
  input: Entries,
  external: (id: string) => boolean,
  plugins: Plugin[] = [],
): UserConfig {
  return {
    plugins: [emptied(outDir), ...plugins],
    // `external` alone decides.
    ssr: { target: "node", noExternal: true },
    build: {
      ...common,
      target: "node20",
      outDir,
      license: { fileName: "THIRD-PARTY-LICENSES.md" },
      ssr: true,
      minify: false,
      rolldownOptions: {
        input,
        external,
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: (chunk) => languageFile(chunk) ?? "chunks/[name].js",
        },
      },
    },
  };
}

const LANGUAGE = /\/src\/messages\/([a-z]{2}(?:-\w+)?)\.ts$/;

/** The texts of a language import nothing, so that the passes share them. */
function languageFile({
  facadeModuleId,
}: {
  facadeModuleId?: string | null;
}): string | undefined {
  const language = LANGUAGE.exec(facadeModuleId ?? "")?.[1];
  return language && `chunks/messages-${language}.js`;
}

/** All but English, which is in the one file. */
function languageEntries(): Entries {
  const names = readdirSync("src/messages")
    .map((file) => LANGUAGE.exec(`/src/messages/${file}`)?.[1])
    .filter((name) => name !== undefined && name !== "en");
  return Object.fromEntries(
    names.map((name) => [name!, `src/messages/${name}.ts`]),
  );
}

/**
 * Leaves the languages out of the one file, which imports them from beside itself. From its own URL, because a script of
 * another host without `crossorigin` has no base to import from.
 */
function languagesBeside(): Plugin {
  return {
    name: "languages-beside",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/src/messages/languages.ts")) return;
      const names = Object.keys(languageEntries());
      for (const name of names) {
        const url = `new URL("messages/${name}.js", __secureHlsPlayerUrl).href`;
        if (!code.includes(`import("./${name}.js")`))
          this.error(`${id} does not import ${name}.`);
        code = code.replace(
          `import("./${name}.js")`,
          `import(/* @vite-ignore */ ${url})`,
        );
      }
      return { code, map: null };
    },
  };
}

/**
 * What is loaded on demand plays, and a server plays nothing. Next.js bundles it all the same, and stops at the first
 * package that is not installed: hls.js, Plyr.
 */
function browserOnly(): Plugin {
  const id = "\0browser-only";
  return {
    name: "browser-only",
    resolveDynamicImport: () => id,
    load: (loaded) =>
      loaded === id
        ? `throw new Error("secure-hls-player plays in browsers only.");`
        : null,
  };
}

/** Their stylesheets and the helpers that decorators compile to are not imports that Node could follow. */
function isPackage(id: string): boolean {
  const named = /^(node:|@?[a-z])/.test(id) && !existsSync(id);
  return (
    named && !id.includes(".css") && !id.startsWith("@oxc-project/runtime/")
  );
}

/** As `emptyOutDir`, which several passes into one folder cannot use. */
function emptied(folder: string): Plugin {
  return {
    name: "emptied",
    buildStart: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Fails when the element's first script imports another, or is heavier than the budget. */
function oneFirstScript(): Plugin {
  return {
    name: "one-first-script",
    writeBundle(options, bundle) {
      const first = bundle["index.js"];
      if (first?.type !== "chunk") this.error("index.js was not built.");
      if (first.imports.length > 0) {
        this.error(
          `index.js imports ${first.imports.join(", ")}: one more round trip before the element works.`,
        );
      }
      const bytes = brotliBytes(join(options.dir!, "index.js"));
      if (bytes > FIRST_SCRIPT_BUDGET) {
        this.error(
          `index.js is ${bytes} bytes in brotli; its budget is ${FIRST_SCRIPT_BUDGET}.`,
        );
      }
      console.log(
        `first script: ${bytes} of ${FIRST_SCRIPT_BUDGET} bytes (brotli)`,
      );
    },
  };
}

/** The page that a frame shows, beside the scripts that it loads. */
function embedPage(): Plugin {
  return {
    name: "embed-page",
    generateBundle() {
      for (const fileName of ["embed.html", "embed.css"])
        this.emitFile({
          type: "asset",
          fileName,
          source: readFileSync(`src/embed/${fileName}`, "utf8"),
        });
    },
  };
}

/** Both passes into dist/src write the chunk of hls.js, say; it has to be the same one. */
function sameChunks(): Plugin {
  return {
    name: "same-chunks",
    generateBundle(options, bundle) {
      for (const chunk of Object.values(bundle)) {
        const path = join(options.dir!, chunk.fileName);
        if (chunk.type !== "chunk" || chunk.isEntry || !existsSync(path))
          continue;
        const code = (text: string) =>
          text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "").trim();
        if (code(readFileSync(path, "utf8")) !== code(chunk.code)) {
          this.error(
            `${path} is not what an earlier pass wrote. Run the whole of "npm run build", or rename it.`,
          );
        }
      }
    },
  };
}

/** Moodle pages have RequireJS: a dependency that calls its `define` is then not there for us. */
function noAmd(): Plugin {
  return {
    name: "no-amd",
    renderChunk(code) {
      if (/typeof define\b/.test(code))
        this.error("A dependency brought an AMD branch; use its ES module.");
      return null;
    },
  };
}

/** Prints the hash that goes into the `integrity` attribute of the tag, and writes it beside the script. */
function integrity(): Plugin {
  return {
    name: "integrity",
    writeBundle(options) {
      const path = relative("", join(options.dir!, "secure-hls-player.js"));
      const hash = `sha384-${createHash("sha384").update(readFileSync(path)).digest("base64")}`;
      writeFileSync(`${path}.sri`, `${hash}\n`);
      console.log(`${path}: ${statSync(path).size} bytes`);
      console.log(`integrity="${hash}"`);
    },
  };
}

function sizes(): Plugin {
  return {
    name: "sizes",
    writeBundle(options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        const path = relative("", join(options.dir!, chunk.fileName));
        console.log(`${path}: ${statSync(path).size} bytes`);
      }
    },
  };
}
