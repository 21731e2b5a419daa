import { realNow } from "./clock.js";

const mostLines = 120;
const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/**
 * The last events as lines, newest first. What happens again and again is counted, not repeated.
 * @param {HTMLElement} list
 * @returns {(kind: "" | "ok" | "warn" | "bad", words: string | ((count: number) => string)) => void}
 */
export function createEventLog(list) {
  let last = { key: "", count: 0, line: null };

  return function say(kind, words) {
    const wordsOf = typeof words === "string" ? again(words) : words;
    const key = wordsOf(1);
    if (last.key === key) last.count++;
    else last = { key, count: 1, line: addLine(kind) };
    last.line.firstChild.textContent = time.format(realNow());
    last.line.lastChild.textContent = wordsOf(last.count);
  };

  function addLine(kind) {
    const line = document.createElement("li");
    if (kind) line.className = kind;
    line.append(document.createElement("time"), document.createElement("span"));
    list.prepend(line);
    while (list.childElementCount > mostLines) list.lastChild.remove();
    return line;
  }
}

const again = (words) => (count) =>
  count === 1 ? words : `${words} (${count} times)`;
