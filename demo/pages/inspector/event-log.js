import { realNow } from "./clock.js";

const mostLines = 120;
const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** The last events as lines, newest first. The same one again is counted, not repeated. */
export function createEventLog(list) {
  let last = { words: "", count: 0, line: null };

  return function say(kind, words) {
    const stamp = time.format(realNow());
    if (last.words === words && last.line) {
      last.count++;
      last.line.lastChild.textContent = `${words} (${last.count} times)`;
      last.line.firstChild.textContent = stamp;
      return;
    }
    const line = document.createElement("li");
    if (kind) line.className = kind;
    const at = document.createElement("time");
    at.textContent = stamp;
    const text = document.createElement("span");
    text.textContent = words;
    line.append(at, text);
    list.prepend(line);
    last = { words, count: 1, line };
    while (list.childElementCount > mostLines) list.lastChild.remove();
  };
}
