/** What a language is called in `locale`; nothing where `tag` is no language. */
export function languageName(tag: string, locale: string): string | undefined {
  try {
    const names = new Intl.DisplayNames([locale], {
      type: "language",
      fallback: "none",
    });
    return names.of(tag);
  } catch {
    // Not a tag: playlists say what they like.
    return undefined;
  }
}
