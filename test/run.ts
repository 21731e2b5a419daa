/**
 * `npm test` runs all suites in Chromium, `npm test -- browser` one of them, `npm test -- node renewal` only its files with that in
 * their path; `npm run test:engines` those for the other engines. A skipped test counts as failed; so does a file that has no tests, dies, or does not finish.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bringBuildUpToDate } from "./support/build.js";
import type { Engine } from "./support/engines.js";
import { findBrowser } from "./support/find-browser.js";
import { findOnPath, install } from "./support/find-command.js";
import { findFirefox } from "./support/firefox.js";
import { runFiles, type Run } from "./support/run-files.js";
import type { TestResult } from "./support/test-result.js";
import { findWebKit } from "./support/webkit/find-webkit.js";
import { bringWordPress } from "./support/wordpress-sources.js";

interface Suite extends Run {
  name: string;
  /** Whether a file of test/ belongs to it. */
  owns: (file: string) => boolean;
  /** Runs only where it is named. */
  onlyNamed?: boolean;
  /** Which engines it runs in. */
  engines?: readonly Engine[];
  needsBuild?: boolean;
  /** Commands that its files call, named as their Debian packages; where these have other names, after them. */
  calls?: (string | [command: string, debianPackage: string])[];
}

const nodeTest = [
  "--import",
  "tsx",
  "--import",
  "./test/support/css-inline.js",
  "--test-reporter",
  "./test/support/node-reporter.ts",
  "--test-reporter-destination",
  "stderr",
];

const inBrowser = {
  owns: (file: string) => /^test\/src\/(?!sdk\/|adapters\/)/.test(file),
  command: ["--import", "tsx", "./test/support/web-test-runner.ts"],
  together: true,
  concurrency: 1,
  // They have needed 480 seconds on a machine that is busy with something else.
  processMs: 900_000,
  suiteMs: 900_000,
};

const suites: Suite[] = [
  {
    name: "node",
    owns: (file) =>
      /^test\/(src\/sdk|src\/adapters|server-kit|support)\//.test(file),
    calls: [
      "redis-server",
      "ffmpeg",
      ["php", "php-cli"],
      "phpunit",
      ["phpcs", "php-codesniffer"],
    ],
    command: nodeTest,
    concurrency: 2,
    processMs: 180_000,
    suiteMs: 720_000,
  },
  {
    name: "browser",
    engines: ["chromium"],
    ...inBrowser,
  },
  {
    name: "e2e",
    owns: (file) => /^test\/e2e\//.test(file),
    engines: ["chromium"],
    needsBuild: true,
    calls: ["redis-server", "ffmpeg", ["php", "php-cli"]],
    command: nodeTest,
    concurrency: 1,
    processMs: 180_000,
    suiteMs: 1_200_000,
  },
  ...(["firefox", "webkitgtk"] as const).map((engine) => ({
    ...inBrowser,
    name: engine,
    onlyNamed: true,
    engines: [engine],
    // Whose subject is what an engine does: its media, its pictures, its keys. What decides, or words it, is the same in all.
    owns: (file: string) =>
      /^test\/src\/(controls|media|playback|lesson|watermark|engine-features|secure-hls-player-resume)\b/.test(
        file,
      ) ||
      // WebKitGTK takes back a pause that follows a change of speed, by which these play; test/engines has a lesson there.
      (engine === "firefox" &&
        /^test\/src\/secure-hls-player-(lesson|progress)\b/.test(file)),
    env: { ENGINE: engine },
  })),
  {
    name: "engines",
    onlyNamed: true,
    owns: (file) => /^test\/engines\//.test(file),
    engines: ["chromium", "firefox", "webkitgtk"],
    needsBuild: true,
    command: nodeTest,
    concurrency: 2,
    processMs: 360_000,
    suiteMs: 600_000,
  },
];

/** Installs an engine where it is missing. */
const bring: Record<Engine, () => unknown> = {
  chromium: async () => {
    process.env["CHROME_PATH"] = await findBrowser();
  },
  firefox: findFirefox,
  webkitgtk: findWebKit,
};

/** A process may print much before it dies. */
const LINES_OF_A_FAILURE = 40;

const words = process.argv.slice(2);
const names = words.filter((word) => suites.some(({ name }) => name === word));
const filters = words.filter((word) => !names.includes(word));

let passed = 0;
let failed = 0;
for (const suite of suites) {
  if (names.length === 0 ? !suite.onlyNamed : names.includes(suite.name))
    await runSuite(suite);
}
if (passed + failed === 0) {
  console.log(`No test file has ${filters.join(" or ")} in its path.`);
  failed = 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function runSuite(suite: Suite): Promise<void> {
  const files = filesOf(suite);
  if (files.length === 0 && filters.length > 0) return;
  console.log(`\n${suite.name}`);
  const startedAt = Date.now();
  const results = await resultsOf(suite, files);
  const lacking = results.filter(({ lacks }) => lacks);
  const failures = results.filter(({ passed, lacks }) => !passed && !lacks);
  for (const failure of failures) print(failure);
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  const passes = results.length - failures.length - lacking.length;
  for (const { name, lacks } of lacking)
    console.log(`  – ${name}: there is no ${lacks}`);
  const impossible =
    lacking.length > 0 ? `, ${lacking.length} not possible in this engine` : "";
  console.log(
    `${suite.name}: ${passes} passed, ${failures.length} failed${impossible} (${files.length} files, ${seconds} s)`,
  );
  passed += passes;
  failed += failures.length;
}

function filesOf(suite: Suite): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .map((file) => join("test", file).replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".test.ts") && suite.owns(file))
    .filter(
      (file) =>
        filters.length === 0 || filters.some((filter) => file.includes(filter)),
    )
    .sort();
}

async function resultsOf(suite: Suite, files: string[]): Promise<TestResult[]> {
  const whole = (message: string) => [
    { file: "test", name: `the ${suite.name} suite`, passed: false, message },
  ];
  if (files.length === 0) return whole("It has no test files.");
  try {
    // Before the clock of any file runs. Where it cannot be installed, the files that call it say so.
    for (const call of suite.calls ?? []) {
      const [command, debianPackage = command] = [call].flat();
      if (!findOnPath([command!])) install(debianPackage!);
    }
    if (files.some((file) => file.includes("wordpress"))) bringWordPress();
    for (const engine of suite.engines ?? []) await bring[engine]();
    if (suite.needsBuild) bringBuildUpToDate();
    return await runFiles(files, suite);
  } catch (error) {
    return whole(error instanceof Error ? error.message : String(error));
  }
}

function print({ file, name, message = "" }: TestResult): void {
  const lines = message
    .split("\n")
    .filter(
      (line) =>
        !/^\s+at .*(node:internal|node_modules|__web-test-runner__)/.test(line),
    );
  const indented = lines
    .slice(0, LINES_OF_A_FAILURE)
    .join("\n")
    .trim()
    .replace(/^/gm, "    ");
  console.log(`\n  ✗ ${name}\n    ${file}\n${indented}\n`);
}
