/**
 * The browser suite: `TEST_RESULTS=results.jsonl tsx test/support/web-test-runner.ts test/src/a.test.ts …`
 * `ENGINE` says in which of the engines; without it, in Chromium.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import {
  startTestRunner,
  type Reporter,
  type TestRunnerConfig,
  type TestSession,
  type TestSuiteResult,
} from "@web/test-runner";
import { bundlePackages } from "./bundle-packages.js";
import { engineOf } from "./engines.js";
import { weighed } from "./lacking.js";
import { createLauncher } from "./launchers.js";
import { appendEnd, appendResult, type TestResult } from "./test-result.js";

type Plugin = NonNullable<TestRunnerConfig["plugins"]>[number];

const rootDir = resolve(".");
const results = process.env["TEST_RESULTS"]!;
const engine = engineOf(process.env["ENGINE"]);

/** `import css from "x.css?inline"`, as Vite understands it. */
function cssInline(): Plugin {
  return {
    name: "css-inline",
    resolveImport({ source, context }) {
      if (!source.endsWith(".css?inline") || /^[./]/.test(source)) return;
      const importer = join(rootDir, context.path);
      const path = createRequire(importer).resolve(
        source.replace("?inline", ""),
      );
      return `/${relative(rootDir, path).split(sep).join("/")}?inline`;
    },
    async serve(context) {
      if (!context.path.endsWith(".css") || context.querystring !== "inline")
        return;
      const css = await readFile(join(rootDir, context.path), "utf8");
      return { body: `export default ${JSON.stringify(css)};`, type: "js" };
    },
  };
}

/** The packages that the tests and the sources import, bundled. */
async function packages(testFiles: string[]): Promise<Plugin> {
  const bundled = await bundlePackages(testFiles, "/packages/", [
    "@web/test-runner-commands",
  ]);
  return {
    name: "packages",
    resolveImport: ({ source }) => bundled.pathOf(source),
    serve(context) {
      const body = bundled.textAt(context.path);
      return body === undefined ? undefined : { body, type: "js" };
    },
  };
}

/** msw's worker script, as if it lay in the root: its folder limits which requests it can answer. */
function mswWorker(): Plugin {
  const path = createRequire(import.meta.url).resolve(
    "msw/mockServiceWorker.js",
  );
  return {
    name: "msw-worker",
    async serve(context) {
      if (context.path !== "/mockServiceWorker.js") return;
      return {
        body: await readFile(path, "utf8"),
        type: "js",
        headers: { "service-worker-allowed": "/" },
      };
    },
  };
}

/** TypeScript, except the `.ts` under demo/media, which is MPEG transport stream. */
function typescript(): Plugin {
  const plugin = esbuildPlugin({
    ts: true,
    target: "es2022",
    tsconfig: join(rootDir, "tsconfig.json"),
  });
  const isMedia = (path: string) => path.startsWith("/demo/media/");
  return {
    name: "typescript",
    serverStart: (server) => plugin.serverStart?.(server),
    transformCacheKey: (context) => plugin.transformCacheKey?.(context),
    resolveImport: (args) => plugin.resolveImport?.(args),
    resolveMimeType: (context) =>
      isMedia(context.path) ? undefined : plugin.resolveMimeType?.(context),
    transform: (context) =>
      isMedia(context.path) ? undefined : plugin.transform?.(context),
  };
}

let failures = 0;

function note(seen: TestResult): void {
  const result = weighed(engine, seen);
  if (!result.passed && !result.lacks) failures += 1;
  appendResult(results, result);
}

/** Appends each file's results to `TEST_RESULTS` as soon as the file has finished. */
function reporter(): Reporter {
  return {
    reportTestFileResults({ sessionsForTestFile, testFile }) {
      const file = isAbsolute(testFile)
        ? relative(rootDir, testFile)
        : testFile;
      for (const session of sessionsForTestFile) reportSession(file, session);
    },
    onTestRunFinished: () => appendEnd(results),
  };
}

function reportSession(file: string, session: TestSession): void {
  const failed = session.testResults
    ? reportSuite(file, [], session.testResults)
    : 0;
  const errors = session.errors.map((error) => error.stack || error.message);
  if (session.passed === false && failed === 0 && errors.length === 0) {
    errors.push("failed without saying why");
  }
  for (const message of errors) {
    note({ file, name: "(the file as a whole)", passed: false, message });
  }
  if (session.passed) return;
  for (const log of session.logs) console.log(`${file} said:`, ...log);
  for (const url of session.request404s)
    console.log(`${file} did not find ${url}`);
}

function reportSuite(
  file: string,
  parents: string[],
  suite: TestSuiteResult,
): number {
  const names = suite.name ? [...parents, suite.name] : parents;
  let failed = 0;
  for (const { name, passed, skipped, error } of suite.tests) {
    const ok = passed && !skipped;
    if (!ok) failed += 1;
    const message = skipped
      ? "skipped, which counts as failed"
      : [error?.message, difference(error), error?.stack]
          .filter(Boolean)
          .join("\n");
    note({
      file,
      name: [...names, name].join(" › "),
      passed: ok,
      ...(ok ? {} : { message }),
    });
  }
  return suite.suites.reduce(
    (sum, inner) => sum + reportSuite(file, names, inner),
    failed,
  );
}

function difference(
  error: { expected?: string; actual?: string } | undefined,
): string {
  if (error?.expected === undefined) return "";
  return `expected: ${error.expected}\nactual:   ${error.actual}`;
}

const files = process.argv.slice(2);

/** Milliseconds for a test. The other engines need longer where a test plays. */
const patience = engine === "chromium" ? "10000" : "30000";

const config: TestRunnerConfig = {
  rootDir,
  files,
  nodeResolve: { exportConditions: ["production", "default"] },
  plugins: [await packages(files), cssInline(), mswWorker(), typescript()],
  browsers: [await createLauncher(engineOf(process.env["ENGINE"]))],
  concurrency: 2,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  testFramework: { config: { timeout: patience, forbidOnly: true } },
  reporters: [reporter()],
};

const runner = await startTestRunner({
  config,
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
});
// To the runner, what the engine cannot do has failed as well.
runner?.on("stopped", () => process.exit(failures > 0 ? 1 : 0));
