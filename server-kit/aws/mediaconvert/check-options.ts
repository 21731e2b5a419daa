import { optionError } from "../../option-error.js";
import { checkEncryption } from "./check-encryption.js";
import { checkLadder } from "./check-ladder.js";
import { checkAudio, checkCaptions } from "./check-tracks.js";
import {
  checkTexts,
  climbs,
  fits,
  isText,
  oneOf,
  whole,
  within,
} from "./check-values.js";
import type { JobOptions } from "./job-options.js";

const folder =
  /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[\w.!'()@=+~-]+)+$/;
const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

/** @throws TypeError naming the option that is wrong */
export function checkJobOptions(options: JobOptions): void {
  const { input, output, role, captions, encryption, container } = options;
  if (!fits("Input", "FileInput", input))
    throw optionError(
      "input",
      input,
      "Give s3://bucket/key.mp4, or an https address, of a kind of file that the service reads.",
    );
  if (typeof output !== "string" || !folder.test(output) || climbs(output))
    throw optionError(
      "output",
      output,
      "Give a folder such as s3://bucket/courses/lesson-1, without a slash behind.",
    );
  if (typeof role !== "string" || !rolePattern.test(role))
    throw optionError(
      "role",
      role,
      "Give the role's ARN: arn:aws:iam::111122223333:role/name.",
    );
  whole("version", options.version, 1, 9_999_999_999);
  whole("priority", options.priority, -50, 50);
  whole("quality", options.quality, 1, 10);
  if (options.framesPerSecond !== undefined)
    within("framesPerSecond", options.framesPerSecond, 1, 60);
  checkLengths(options);
  oneOf("container", container, ["ts", "cmaf"]);
  oneOf("acceleration", options.acceleration, [
    "DISABLED",
    "ENABLED",
    "PREFERRED",
  ]);
  oneOf(
    "statusSeconds",
    options.statusSeconds,
    [10, 12, 15, 20, 30, 60, 120, 180],
  );
  for (const name of ["poster", "iFrames"] as const)
    oneOf(name, options[name], [true, false]);
  for (const name of ["videoId", "queue"] as const)
    if (options[name] !== undefined && !isText(options[name]))
      throw optionError(name, options[name], "Give 1 to 256 characters.");
  checkTexts("userMetadata", options.userMetadata);
  checkTexts("tags", options.tags);
  checkSource(options.source);
  checkLadder(options.ladder);
  if (options.audio !== false) checkAudio(options.audio);
  checkCaptions(captions);
  if (encryption !== undefined) checkEncryption(encryption, container);
  checkStoryboard(options.storyboard);
}

function checkLengths({ segmentSeconds = 6, gopSeconds = 2 }: JobOptions) {
  whole("gopSeconds", gopSeconds, 1, 10);
  whole("segmentSeconds", segmentSeconds, 2, 10);
  if (segmentSeconds % gopSeconds !== 0)
    throw optionError(
      "segmentSeconds",
      segmentSeconds,
      `Give a multiple of \`gopSeconds\`, which is ${gopSeconds}: a segment begins with a key frame.`,
    );
}

function checkSource(source: JobOptions["source"]): void {
  if (source === undefined) return;
  for (const name of ["width", "height"] as const)
    whole(`source.${name}`, source?.[name] ?? Number.NaN, 32, 8_192);
  const { width, height } = source;
  if (Math.max(width, height) > 4 * Math.min(width, height))
    throw optionError(
      "source",
      source,
      "One side is more than four times the other: it cannot be a video's.",
    );
}

function checkStoryboard(storyboard: JobOptions["storyboard"] = true): void {
  if (typeof storyboard === "boolean") return;
  whole("storyboard.everySeconds", storyboard?.everySeconds, 1, 600);
  const width = storyboard?.width ?? 320;
  whole("storyboard.width", width, 64, 1_280);
  if (width % 2 !== 0)
    throw optionError("storyboard.width", width, "Give an even number.");
}
