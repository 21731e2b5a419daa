import { CommandError } from "./exit.js";

/** Reads `de=captions.vtt` and the like. @throws CommandError naming the option */
export function readTracks(
  option: string,
  texts: readonly string[] = [],
): { language: string; file: string }[] {
  return texts.map((text) => {
    const [, language = "", file = ""] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (!file)
      throw new CommandError(
        `${option} must be language=file: de=captions.vtt.`,
      );
    return { language, file };
  });
}
