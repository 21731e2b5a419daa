import { allChecks, foundations } from "./checks.js";
import { wordsOf, type Problem } from "./findings.js";
import { readSettings, type DiagnoseOptions } from "./options.js";
import { skipped, type CheckDefinition, type Outcome } from "./outcome.js";
import { Probe } from "./probe.js";
import type { Check, Diagnosis, Finding } from "./report.js";
import type { Secrets } from "./secrets.js";
import { settle } from "./settle.js";

export type { Connect, Target } from "./ask.js";
export { findingIds } from "./findings.js";
export type { DiagnoseOptions } from "./options.js";
export type {
  Check,
  CheckStatus,
  Diagnosis,
  Finding,
  FindingId,
  Settled,
} from "./report.js";

const page = "docs/troubleshooting.md";

/**
 * Says why a video does not play, or what is unsafe about how it does: asks edge, bucket and grant endpoint what a stranger,
 * a viewer and a page would ask, and names each fault with its mend. Changes nothing, but for a playback session, which it
 * releases. Nothing that it says holds a signature, a cookie's value, a token or a key.
 *
 * @example
 * ```ts
 * const { checks, findings } = await diagnose({
 *   url: "https://cdn.school.example/lesson-1/index.m3u8",
 *   grantEndpoint: "https://api.school.example/grant",
 *   videoId: "lesson-1",
 *   grantHeaders: { Cookie: "session=…" },
 *   origin: "https://lms.school.example",
 * });
 * ```
 * @throws TypeError naming the option that is missing or wrong
 * @throws what `signal` was aborted with
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const settings = readSettings(options);
  const probe = new Probe(settings);
  const checks: Check[] = [];
  const findings: Finding[] = [];
  try {
    let isDown = false;
    for (const definition of allChecks) {
      settings.signal?.throwIfAborted();
      const outcome: Outcome = isDown
        ? skipped("The edge could not be reached as a browser reaches it.")
        : await definition.run(probe);
      isDown ||= foundations.has(definition.id) && outcome.status === "problem";
      const found = outcome.problems.map((one) =>
        findingOf(one, definition, probe.secrets),
      );
      findings.push(...found.filter((one) => !isAmong(findings, one)));
      const check = checkOf(definition, outcome, found, probe.secrets);
      checks.push(check);
      settings.onCheck(check);
    }
    return { checks, findings, settled: await settle(probe, isDown) };
  } finally {
    await probe.close();
  }
}

function checkOf(
  { id, title }: CheckDefinition,
  { status, detail, evidence }: Outcome,
  found: readonly Finding[],
  secrets: Secrets,
): Check {
  const [first] = found;
  return {
    id,
    title,
    status,
    detail: first
      ? found.map(({ cause }) => cause).join(" ")
      : secrets.hide(detail),
    ...(first && { mend: first.mend }),
    docs: first?.docs ?? `${page}#what-is-checked`,
    evidence: [
      ...evidence.map((line) => secrets.hide(line)),
      ...found.flatMap((one) => one.evidence),
    ],
  };
}

function findingOf(
  problem: Problem,
  { id: check }: CheckDefinition,
  secrets: Secrets,
): Finding {
  const { cause, mend } = wordsOf(problem);
  return {
    id: problem.id,
    check,
    cause: secrets.hide(cause),
    mend: secrets.hide(mend),
    docs: `${page}#${problem.id}`,
    evidence: problem.evidence.map((line) => secrets.hide(line)),
  };
}

/** Several checks may come upon one fault. */
function isAmong(
  findings: readonly Finding[],
  { id, cause }: Finding,
): boolean {
  return findings.some((one) => one.id === id && one.cause === cause);
}
