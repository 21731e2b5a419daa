import type { Words } from "../messages/words.js";
import type { DialogContent } from "./dialog.js";
import { LONG_SEEK_SECONDS, SEEK_SECONDS } from "./seek-steps.js";

/** The list of the player's keys. */
export function keysDialog(words: Words): DialogContent {
  const seek = (seconds: number) =>
    words.text("keySeek", { seconds: String(seconds) });
  const keys: [keys: string[], does: string][] = [
    [[words.text("keySpace"), "K"], words.text("keyPlay")],
    [["←", "→"], seek(SEEK_SECONDS)],
    [["J", "L"], seek(LONG_SEEK_SECONDS)],
    [["0", "…", "9"], words.text("keyJump")],
    [["↑", "↓"], words.text("keyVolume")],
    [["M"], words.text("keyMute")],
    [["<", ">"], words.text("keySpeed")],
    [["C"], words.text("keyCaptions")],
    [["F"], words.text("keyFullscreen")],
    [["?"], words.text("keyHelp")],
  ];
  const list = document.createElement("dl");
  for (const [names, does] of keys) {
    const term = document.createElement("dt");
    for (const name of names) {
      const key = document.createElement(name === "…" ? "span" : "kbd");
      key.textContent = name;
      term.append(key);
    }
    const detail = document.createElement("dd");
    detail.textContent = does;
    list.append(term, detail);
  }
  return { title: words.text("keys"), close: words.text("close"), body: list };
}
