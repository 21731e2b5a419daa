import type { Messages } from "./messages.js";

/** The languages of the player. Each is a chunk of its own, loaded where it is wanted. */
export const languages = {
  en: () => import("./en.js"),
  ar: () => import("./ar.js"),
  de: () => import("./de.js"),
  es: () => import("./es.js"),
  fr: () => import("./fr.js"),
  hi: () => import("./hi.js"),
  it: () => import("./it.js"),
  ja: () => import("./ja.js"),
  nl: () => import("./nl.js"),
  pl: () => import("./pl.js"),
  "pt-BR": () => import("./pt-BR.js"),
  tr: () => import("./tr.js"),
  "zh-Hans": () => import("./zh-Hans.js"),
} satisfies Record<string, () => Promise<{ default: Messages }>>;

export type Language = keyof typeof languages;

const rightToLeft: ReadonlySet<Language> = new Set<Language>(["ar"]);

/** Where a language begins to read. */
export function directionOf(language: Language): "ltr" | "rtl" {
  return rightToLeft.has(language) ? "rtl" : "ltr";
}

/**
 * The language to use where a page says `tag`: ours of the same language and script, whatever the region, so that `pt-PT`
 * is `pt-BR` and `zh-SG` is `zh-Hans`. English for all others, Chinese in traditional characters (`zh-TW`, `zh-Hant`)
 * among them: a text half in one script and half in the other reads worse.
 * @see https://www.unicode.org/reports/tr35/#Likely_Subtags
 */
export function languageFor(tag: string): Language {
  const wanted = likely(tag);
  const found = Object.keys(languages).find((ours) => likely(ours) === wanted);
  return (found as Language | undefined) ?? "en";
}

/** What `Intl` is told where a page says `tag` and reads `language`: the tag with its region, where it is that language. */
export function localeFor(tag: string, language: Language): string {
  return likely(tag) === likely(language) ? tag.replaceAll("_", "-") : language;
}

/** Language and script, `zh-Hans` for `zh-CN`; nothing for what is no tag. Some systems write `de_DE`. */
function likely(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(
      tag.replaceAll("_", "-"),
    ).maximize();
    return `${language}-${script}`;
  } catch {
    return undefined;
  }
}
