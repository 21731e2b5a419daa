export { fitLadder, ladders, type Ladder, type Rung } from "./ladder.js";
export { packageLocally, type Packaged } from "./package-locally.js";
export type { CaptionsInput, PackageOptions } from "./package-options.js";
export { PackagingError, type PackagingErrorCode } from "./packaging-error.js";
export { probeSource, type SoundTrack, type Source } from "./source.js";
export {
  makeStoryboard,
  type MadeStoryboard,
  type StoryboardOptions,
} from "./storyboard.js";
export type { Tools } from "./tool.js";
