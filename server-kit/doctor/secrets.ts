/**
 * Keeps what must not be shown out of every text. Checks write of shapes alone; this is for what they overlook, such as a
 * server that repeats a token.
 */
export class Secrets {
  readonly #values = new Set<string>();

  /** Short values are no secrets, and would take words apart. */
  add(...values: readonly (string | undefined)[]): void {
    for (const value of values)
      for (const form of [value, value && encodeURIComponent(value)])
        if (form !== undefined && form.length >= 8) this.#values.add(form);
  }

  hide(text: string): string {
    let hidden = text;
    for (const value of this.#values) hidden = hidden.replaceAll(value, "…");
    return hidden;
  }
}

/** A URL as it may be shown: without its query, where signatures are. */
export function bare(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
