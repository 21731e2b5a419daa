import { build, type Plugin } from "esbuild";

/** Packages, each as one module of JavaScript: their names, and the texts of all files by their paths under a root. */
export interface BundledPackages {
  /** The path of a package's module. */
  pathOf(name: string): string | undefined;
  /** Its text, or that of a part which several share. */
  textAt(path: string): string | undefined;
}

/**
 * Bundles the packages that browser tests import, their own and those of the sources under test: msw alone is 280 modules,
 * and each test file is a page that loads them anew.
 * @param root path under which the files will be served, such as `/packages/`
 * @param external names that the test server makes itself
 */
export async function bundlePackages(
  testFiles: string[],
  root: string,
  external: string[],
): Promise<BundledPackages> {
  const names = await packagesOf(testFiles, external);
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(
      names.map((name) => [fileName(name), name]),
    ),
    bundle: true,
    // What two of them import is there once: there must not be two lits.
    splitting: true,
    format: "esm",
    target: "es2022",
    outdir: root,
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
    conditions: ["production"],
    external,
    logLevel: "error",
  });
  const files = new Map(outputFiles.map(({ path, text }) => [path, text]));
  return {
    pathOf: (name) =>
      names.includes(name) ? `${root}${fileName(name)}.js` : undefined,
    textAt: (path) => files.get(path),
  };
}

/** Names of packages, as imports have them: `lit/static-html.js`. Stylesheets are not among them. */
async function packagesOf(
  testFiles: string[],
  external: string[],
): Promise<string[]> {
  const names = new Set<string>();
  const collect: Plugin = {
    name: "collect",
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === "entry-point") return undefined;
        if (!external.includes(path) && !path.includes("?")) names.add(path);
        return { external: true };
      });
      onResolve({ filter: /\?inline$/ }, () => ({ external: true }));
    },
  };
  await build({
    entryPoints: testFiles,
    bundle: true,
    format: "esm",
    outdir: "/",
    write: false,
    plugins: [collect],
    logLevel: "error",
  });
  return [...names];
}

const fileName = (name: string): string => name.replace(/\W+/g, "_");
