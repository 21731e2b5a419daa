/** What the service takes of BCP 47, for audio; captions may not have digits in it. */
const audioPattern = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9-]+)?$/;
const captionsPattern = /^[A-Za-z]{2,3}(?:-[A-Za-z-]+)?$/;

export function isLanguage(value: unknown, of: "audio" | "captions"): boolean {
  const pattern = of === "audio" ? audioPattern : captionsPattern;
  if (typeof value !== "string" || !pattern.test(value)) return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

/** The language's own name for itself, or its code where it has none here: `Deutsch`. */
export function nameOfLanguage(code: string, within = code): string {
  const name =
    new Intl.DisplayNames([within], { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** As the service takes the name of a soundtrack: letters from a to z, digits, spaces. */
export function plainNameOfLanguage(code: string): string {
  return plain(nameOfLanguage(code)) || plain(nameOfLanguage(code, "en"));
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\w\s]/g, "")
    .trim();
}
