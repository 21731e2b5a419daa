export { buildJob } from "./build-job.js";
export type {
  AudioOptions,
  AudioTrackOptions,
  AutomatedLadder,
  CaptionsOptions,
  EncryptionOptions,
  JobOptions,
  StoryboardOptions,
} from "./job-options.js";
export {
  lintJob,
  lintJobTemplate,
  lintPreset,
  type JobFinding,
  type JobFindingCode,
  type Severity,
} from "./lint-job.js";
export { ladders, type Ladder, type Rung } from "../../media/ladder.js";
