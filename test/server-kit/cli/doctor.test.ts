import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { createEdge } from "../../../server-kit/edge/server.js";
import { commandLine } from "./command-line.js";

async function openEdge(t: TestContext) {
  const line = commandLine(t);
  mkdirSync(join(line.cwd, "out/lesson-1"), { recursive: true });
  writeFileSync(
    join(line.cwd, "out/lesson-1/index.m3u8"),
    "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\na.ts\n#EXT-X-ENDLIST\n",
  );
  writeFileSync(join(line.cwd, "out/lesson-1/a.ts"), "G");
  // Nobody has to sign: what the doctor is there for.
  const edge = await createEdge({
    root: join(line.cwd, "out"),
    behaviors: [{ pathPattern: "*" }],
  });
  t.after(() => edge.close());
  return { ...line, url: `${edge.origin}/lesson-1/index.m3u8` };
}

test("doctor says each check as it is done, and each finding with its mend", async (t) => {
  const { type, url } = await openEdge(t);
  const { exitCode, out } = await type(["doctor", url]);
  assert.equal(exitCode, 1, out);
  assert.match(out, /^✗ .*\n/m);
  assert.match(
    out,
    /^✗ unprotected\n {2}.+\n {2}Mend: .+\n {2}docs\/troubleshooting\.md#unprotected$/m,
  );
  assert.match(out, /Measured here, as AWS documents none of it:/);
});

test("doctor --json answers the whole diagnosis", async (t) => {
  const { type, url } = await openEdge(t);
  const said = await type(["doctor", url, "--json"]);
  assert.equal(said.exitCode, 1);
  const { checks, findings, settled } = said.json<{
    checks: unknown[];
    findings: { id: string }[];
    settled: unknown[];
  }>();
  assert.ok(checks.length > 10, `${checks.length} checks`);
  assert.ok(findings.some(({ id }) => id === "unprotected"));
  assert.equal(settled.length, 5);
});

test("doctor --dry-run says whom it would ask", async (t) => {
  const { type } = commandLine(t);
  const { out, exitCode } = await type([
    ...["doctor", "https://cdn.school.example/l/index.m3u8", "--dry-run"],
    ...["--grant-endpoint", "https://api.school.example/grant"],
  ]);
  assert.equal(exitCode, 0);
  assert.equal(out, "Would ask cdn.school.example, api.school.example.\n");
});

for (const [what, args, message] of [
  ["a URL that is none", ["doctor", "lesson-1"], /`url`/],
  [
    "a header that is none",
    ["doctor", "https://cdn.school.example/i.m3u8", "--header", "secret"],
    /--header must be/,
  ],
] as const)
  test(`${what}: exit code 2, and no value in the message`, async (t) => {
    const { type } = commandLine(t);
    const { exitCode, err } = await type(args);
    assert.equal(exitCode, 2);
    assert.match(err, message);
    assert.doesNotMatch(err, /secret\b/);
  });
