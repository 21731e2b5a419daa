import type { AudioTrack } from "media-tracks";
import type { Words } from "../messages/words.js";
import { describes } from "./choices.js";
import type { ControlledPlayer } from "./controls.js";
import { languageName } from "./language-name.js";
import type { RadioPanel } from "./radio-panel.js";

/** Shows a player's sound tracks, and which is heard. */
export function fillAudioMenu(
  { audioTracks }: ControlledPlayer,
  panel: RadioPanel,
  words: Words,
  signal: AbortSignal,
): void {
  const nameOf = ({ label, language }: AudioTrack, index: number) =>
    label ||
    languageName(language, words.locale) ||
    `${words.text("audio")} ${index + 1}`;
  const show = (): void => {
    const tracks = [...audioTracks];
    const names = tracks.map(nameOf);
    const items = tracks.map((track, value) => ({
      value,
      label: names[value]!,
      detail: detailOf(track, names[value]!, words),
    }));
    const heard = tracks.findIndex(({ enabled }) => enabled);
    panel.show(items.length > 1 ? items : [], heard, names[heard] ?? "");
  };
  for (const type of ["addtrack", "removetrack", "change"])
    audioTracks.addEventListener(type, show, { signal });
  show();
}

/** That it describes the picture; else its language, where the name does not say it. */
function detailOf(track: AudioTrack, name: string, words: Words): string {
  if (describes(track)) return words.text("audioDescription");
  const { language } = track;
  const says = [language, words.locale].some((locale) => {
    const own = languageName(language, locale)?.toLowerCase();
    return own && name.toLowerCase().includes(own);
  });
  return says ? "" : (languageName(language, words.locale) ?? "");
}
