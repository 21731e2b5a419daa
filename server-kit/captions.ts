import type { CaptionFile } from "../src/contract.js";
import { optionError } from "./option-error.js";

/** A WebVTT file beside the stream, as an entitlement names it. */
export interface EntitledCaptions extends Omit<
  CaptionFile,
  "url" | "label" | "kind"
> {
  /** A path in a directory scope, or an absolute URL; one outside the scope gets no signature. */
  url: string | URL;
  /** What a menu shows, at most 100 characters. @default the language's own name */
  label?: string | undefined;
  /** As in `<track kind>`. @default "captions" */
  kind?: CaptionFile["kind"] | undefined;
}

/** No video has more, and each of them is an element in the page. */
const mostFiles = 100;

/** 1 to 100 characters, none of them a control character: one line of a menu. */
const labelPattern = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

/** @throws TypeError naming what is wrong: the files are the application's own data */
export function checkCaptions(captions: unknown): void {
  if (!Array.isArray(captions) || captions.length > mostFiles)
    throw optionError(
      "entitlement.captions",
      captions,
      `Give an array of at most ${mostFiles} files.`,
    );
  captions.forEach((file: Record<string, unknown> | null, index) => {
    const name = `entitlement.captions[${index}]`;
    if (typeof file !== "object" || file === null)
      throw optionError(name, file, "Give { url, language }.");
    checkFile(`${name}.url`, file["url"]);
    if (!isLanguage(file["language"]))
      throw optionError(
        `${name}.language`,
        file["language"],
        'Give a BCP 47 tag, such as "de" or "pt-BR".',
      );
    if (file["label"] !== undefined && !isLabel(file["label"]))
      throw optionError(
        `${name}.label`,
        file["label"],
        "Give 1 to 100 characters on one line, or leave it out.",
      );
    if (
      ![undefined, "captions", "subtitles"].includes(file["kind"] as undefined)
    )
      throw optionError(
        `${name}.kind`,
        file["kind"],
        'Give "captions" or "subtitles".',
      );
  });
}

/** @throws TypeError for what names no file */
export function checkFile(option: string, value: unknown): void {
  if (typeof value !== "string" && !(value instanceof URL))
    throw optionError(
      option,
      value,
      "Give a path in the scope's directory, or an absolute URL.",
    );
}

/** The caption files as they are sent. @param carry makes the URL of one */
export function describeCaptions(
  captions: readonly EntitledCaptions[],
  carry: (file: string | URL) => string,
): CaptionFile[] {
  return captions.map(({ url, language, label, kind }) => ({
    url: carry(url),
    language,
    ...(label !== undefined && { label }),
    ...(kind !== undefined && { kind }),
  }));
}

function isLabel(value: unknown): boolean {
  return typeof value === "string" && labelPattern.test(value);
}

/** @see https://www.rfc-editor.org/rfc/rfc5646 (BCP 47) */
function isLanguage(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}
