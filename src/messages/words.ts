import { directionOf, type Language } from "./languages.js";
import type { MessageKey, Messages } from "./messages.js";

/** The texts of the player in one language, with the page's own among them. */
export class Words {
  readonly language: Language;
  readonly direction: "ltr" | "rtl";
  /** BCP 47 tag for numbers and times; beside the language it may have a region. */
  readonly locale: string;
  /** As they are written, placeholders and all. Those that could not be loaded are missing. */
  readonly messages: Partial<Messages>;

  constructor(
    language: Language,
    messages: Partial<Messages>,
    locale: string = language,
  ) {
    this.language = language;
    this.direction = directionOf(language);
    this.locale = locale;
    this.messages = messages;
  }

  /**
   * A text with its placeholders filled in, by `values` or by the text of that name, so that an advice names the button as
   * it is written. The empty string where there is no such text.
   */
  text(key: MessageKey, values: Record<string, string> = {}): string {
    const all = new Map<string, string>(
      Object.entries({ ...this.messages, ...values }),
    );
    return (all.get(key) ?? "").replace(
      /\{(\w+)\}/g,
      (placeholder, name: string) => all.get(name) ?? placeholder,
    );
  }
}

/** Before any text has been loaded, and where none can be. */
export const noWords = new Words("en", {});
