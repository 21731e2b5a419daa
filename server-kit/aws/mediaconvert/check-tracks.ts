import { optionError } from "../../option-error.js";
import { fits, isText, oneOf, whole } from "./check-values.js";
import type { AudioOptions, JobOptions } from "./job-options.js";
import { isLanguage } from "./language.js";

/** What AAC-LC takes in stereo at 48 kHz. */
const aacBitrates = [64, 80, 96, 112, 128, 160, 192, 224, 256, 288, 320].map(
  (kilobits) => kilobits * 1_000,
);

export function checkAudio(audio: AudioOptions | undefined): void {
  if (audio === undefined) return;
  oneOf("audio.bitrate", audio?.bitrate, aacBitrates);
  if (!Array.isArray(audio?.tracks) || audio.tracks.length === 0)
    throw optionError(
      "audio.tracks",
      audio?.tracks,
      "Give a track for each language, or `audio: false`.",
    );
  for (const [index, { language, label, track, file }] of (
    audio as AudioOptions
  ).tracks.entries()) {
    const at = `audio.tracks[${index}]`;
    if (!isLanguage(language, "audio"))
      throw optionError(`${at}.language`, language, 'Give a code as "pt-BR".');
    if (label !== undefined && !/^(?=.*\w)[\w ]{1,64}$/.test(label))
      throw optionError(
        `${at}.label`,
        label,
        "The service takes letters from a to z, digits, spaces and _ here.",
      );
    whole(`${at}.track`, track, 1, 64);
    if (
      file !== undefined &&
      !fits("AudioSelector", "ExternalAudioFileInput", file)
    )
      throw optionError(`${at}.file`, file, "Give s3://… or https://….");
    if (file !== undefined && track !== undefined)
      throw optionError(`${at}.track`, track, "Leave it out beside `file`.");
  }
  checkDistinct("audio.tracks", audio.tracks);
}

export function checkCaptions(captions: JobOptions["captions"] = []): void {
  if (!Array.isArray(captions))
    throw optionError("captions", captions, "Give a list, one a language.");
  for (const [index, { language, label, file }] of (
    captions as NonNullable<JobOptions["captions"]>
  ).entries()) {
    const at = `captions[${index}]`;
    if (!isLanguage(language, "captions"))
      throw optionError(
        `${at}.language`,
        language,
        'Give a code as "pt-BR"; the service takes no digits here.',
      );
    if (label !== undefined && !isText(label))
      throw optionError(`${at}.label`, label, "Give 1 to 256 characters.");
    if (!fits("FileSourceSettings", "SourceFile", file))
      throw optionError(
        `${at}.file`,
        file,
        "Give s3://… or https://…, of a file in WebVTT, SRT, TTML, SCC or STL.",
      );
  }
  checkDistinct("captions", captions);
}

/** The names of files have the language in it. */
function checkDistinct(
  name: string,
  list: readonly { language: string }[],
): void {
  const codes = list.map(({ language }) => language.toLowerCase());
  if (new Set(codes).size < codes.length)
    throw new TypeError(`\`${name}\` has one language twice.`);
}
