import type { Problem } from "./findings.js";
import type { Probe } from "./probe.js";
import type { CheckStatus } from "./report.js";

/** What a check comes to. */
export interface Outcome {
  status: CheckStatus;
  /** Of one without problems: what was found. */
  detail: string;
  problems: readonly Problem[];
  evidence: readonly string[];
}

/** One question about the set-up. Reads of the probe, and changes nothing. */
export interface CheckDefinition {
  id: string;
  title: string;
  run(probe: Probe): Promise<Outcome>;
}

export function ok(detail: string, ...evidence: string[]): Outcome {
  return { status: "ok", detail, problems: [], evidence };
}

export function unknown(detail: string, ...evidence: string[]): Outcome {
  return { status: "unknown", detail, problems: [], evidence };
}

export function skipped(detail: string): Outcome {
  return { status: "skipped", detail, problems: [], evidence: [] };
}

/** @param fine what to say where there are none */
export function outcomeOf(
  problems: readonly (Problem | undefined)[],
  fine: Outcome,
): Outcome {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length === 0) return fine;
  return { ...fine, status: "problem", detail: "", problems: found };
}
