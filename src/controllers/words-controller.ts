import type { ReactiveController, ReactiveControllerHost } from "lit";
import {
  languageFor,
  languages,
  localeFor,
  type Language,
} from "../messages/languages.js";
import type { Messages } from "../messages/messages.js";
import { noWords, Words } from "../messages/words.js";

/** Milliseconds after which a text that is still on its way is missing at first, and comes later. */
const PATIENCE_MS = 2_000;

interface Host extends ReactiveControllerHost, HTMLElement {
  /** Before it resolves nothing is loaded. */
  readonly near?: Promise<void> | undefined;
}

/** The texts in the language of the page around the element, which may change at any time. */
export class WordsController implements ReactiveController {
  readonly #host: Host;
  readonly #onChange: () => void;
  /** Ends with the element's time in this page. */
  #connected: AbortController | undefined;
  #wanted: Language | undefined;
  #catalogue: { language: Language; messages: Partial<Messages> } = noWords;
  #own: Partial<Messages> | undefined;
  /** Keys in `#own` that cannot be used, and of which the author knows. */
  readonly #complained = new Set<string>();
  #words = noWords;
  #settle!: () => void;

  /** Resolves when there are texts, when none can be loaded, or when that takes too long. */
  readonly ready = new Promise<void>((resolve) => (this.#settle = resolve));

  /** @param onChange there are other words than before */
  constructor(host: Host, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  get words(): Words {
    return this.#words;
  }

  /** The page's own texts, in place of ours. */
  override(own: Partial<Messages> | undefined): void {
    this.#own = own;
    this.#complained.clear();
    this.#compose(true);
  }

  hostConnected(): void {
    const { signal } = (this.#connected = new AbortController());
    const { near } = this.#host;
    if (near) void near.then(() => this.#begin(signal));
    else this.#begin(signal);
  }

  hostDisconnected(): void {
    this.#connected?.abort();
  }

  #begin(signal: AbortSignal): void {
    if (signal.aborted) return;
    const update = () => void this.#update();
    const observer = new MutationObserver(update);
    for (const element of inclusiveAncestors(this.#host))
      observer.observe(element, { attributeFilter: ["lang"] });
    signal.addEventListener("abort", () => observer.disconnect());
    // What did not come may come now.
    addEventListener("online", update, { signal });
    update();
    setTimeout(this.#settle, PATIENCE_MS);
  }

  async #update(): Promise<void> {
    const language = languageFor(tagOf(this.#host));
    if (language === this.#wanted) return this.#compose();
    this.#wanted = language;
    const catalogue = await load(language);
    if (language !== this.#wanted) return;
    // What did not come is asked for again the next time.
    if (catalogue.language !== language) this.#wanted = undefined;
    // Texts that are there stay rather than to give way to nothing.
    if (catalogue !== noWords || this.#catalogue === noWords)
      this.#catalogue = catalogue;
    this.#compose(true);
    this.#settle();
  }

  #compose(changed = false): void {
    const { language, messages } = this.#catalogue;
    const locale = localeFor(tagOf(this.#host), language);
    if (!changed && locale === this.#words.locale) return;
    const all = { ...messages, ...this.#usable(messages) };
    this.#words = new Words(language, all, locale);
    this.#onChange();
  }

  /** What of the page's own texts can be used; a word to the author about the rest. */
  #usable(known: Partial<Messages>): Partial<Messages> {
    const entries = Object.entries(this.#own ?? {}) as [string, unknown][];
    const usable = entries.filter(([key, text]) => {
      if (text === undefined) return false;
      const stranger = known !== noWords.messages && !Object.hasOwn(known, key);
      if (!stranger && typeof text === "string") return true;
      if (!this.#complained.has(key))
        console.warn(
          `secure-hls-player: messages["${key}"] ${stranger ? "is not one of its texts" : "is not a string"}.`,
        );
      this.#complained.add(key);
      return false;
    });
    return Object.fromEntries(usable);
  }
}

/** A language, or English in its place, or nothing: the video plays without a word. */
async function load(
  language: Language,
): Promise<{ language: Language; messages: Partial<Messages> }> {
  try {
    const { default: messages } = await languages[language]();
    return { language, messages };
  } catch {
    return language === "en" ? noWords : load("en");
  }
}

/** The nearest `lang`, beyond shadow roots too; English where there is none, or an unknown one. */
function tagOf(element: Element): string {
  for (const ancestor of inclusiveAncestors(element)) {
    const lang = ancestor.getAttribute("lang");
    if (lang !== null) return lang || "en";
  }
  return "en";
}

function* inclusiveAncestors(element: Element): Generator<Element> {
  for (let at: Node | null = element; at;) {
    if (at instanceof Element) yield at;
    at = at instanceof ShadowRoot ? at.host : at.parentNode;
  }
}
