export type { TrackedPlayer } from "../tracked-player.js";
export {
  findScormApi,
  type FoundApi,
  type RuntimeApi,
  type ScormVersion,
  type ScormWindow,
} from "./find-api.js";
export {
  reportToScorm,
  type ScormOptions,
  type ScormReporter,
} from "./report-to-scorm.js";
