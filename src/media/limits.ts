/** What the page may write: nothing, an attribute's text, a number. */
export type Limit = string | number | null | undefined;

/** Pixels of height that `max-quality` names, as "720p", "720" or 720. `Infinity` where it names none. */
export function heightLimit(value: Limit): number {
  return limit("max-quality", value, /^(\d+)p?$/i, 'a height such as "720p"');
}

/** The playback rate that `max-rate` names. `Infinity` where it names none. */
export function rateLimit(value: Limit): number {
  return limit("max-rate", value, /^(\d*\.?\d+)$/, 'a rate such as "1.5"');
}

function limit(
  attribute: string,
  value: Limit,
  form: RegExp,
  expected: string,
): number {
  if (value === undefined || value === null || value === "") return Infinity;
  const number = Number(form.exec(String(value).trim())?.[1]);
  if (number > 0) return number;
  console.warn(
    `<secure-hls-player> ignores ${attribute}="${value}": it must be ${expected}.`,
  );
  return Infinity;
}
