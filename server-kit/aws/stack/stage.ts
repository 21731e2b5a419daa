import { optionError } from "../../option-error.js";

export interface StageSettings {
  /** Whether buckets, tables and the secret outlive the stack. */
  retain: boolean;
  /** Days for which logs are kept; one of CloudWatch's numbers (7, 14, 30, 90, 180, 365). */
  logDays: number;
  /** Days for which what was overwritten or deleted can be had back. */
  undeleteDays: number;
  /** Which edges: all, those but South America's and Australia's, or North America's and Europe's. */
  edges: "all" | "most" | "cheapest";
}

export const stages = {
  development: {
    retain: false,
    logDays: 7,
    undeleteDays: 1,
    edges: "cheapest",
  },
  production: { retain: true, logDays: 90, undeleteDays: 30, edges: "all" },
} as const satisfies Record<string, StageSettings>;

export type StageName = keyof typeof stages;

/** @throws TypeError for a name that is none */
export function readStage(
  stage: StageName | StageSettings = "production",
): StageSettings {
  const settings =
    typeof stage === "string" && Object.hasOwn(stages, stage)
      ? stages[stage]
      : stage;
  if (typeof settings !== "object" || settings === null)
    throw optionError(
      "stage",
      stage,
      'Give "development", "production", or { retain, logDays, undeleteDays, edges }.',
    );
  return settings;
}
