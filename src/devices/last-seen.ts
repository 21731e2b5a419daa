import { takeOverWords } from "../words.js";

/** As rough as a person would say it, the roughest first. */
const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** When a device was last seen, as text in the language of `element`, and which language that is. */
export function lastSeen(
  secondsAgo: number,
  element: Element,
): { text: string; language: string } {
  // An error of the page's own making may say anything.
  if (!Number.isFinite(secondsAgo)) return { text: "", language: "" };
  const format = formatFor(languageOf(element));
  const { locale: language } = format.resolvedOptions();
  const [unit, seconds] = units.find(([, least]) => secondsAgo >= least) ?? [
    "second",
    Infinity,
  ];
  // -0 would be "in 0 seconds".
  const ago = format.format(0 - Math.floor(secondsAgo / seconds), unit);
  // The player's own words are English: before a time in another language they would make half a sentence.
  const text = /^en\b/.test(language) ? takeOverWords.lastSeen(ago) : ago;
  return { text, language };
}

/** English, as the other words, where the language is none that the browser knows. */
function formatFor(language: string): Intl.RelativeTimeFormat {
  const options = { numeric: "auto" } as const;
  try {
    return new Intl.RelativeTimeFormat([language, "en"], options);
  } catch {
    return new Intl.RelativeTimeFormat("en", options);
  }
}

/** The nearest `lang`, beyond shadow roots too. */
function languageOf(element: Element): string {
  const owner = element.closest<HTMLElement>("[lang]");
  if (owner) return owner.lang || "en";
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : "en";
}
