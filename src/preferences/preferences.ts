import {
  applyCaptionStyle,
  captionStyles,
  type CaptionStyle,
} from "./caption-style.js";

/** What a viewer has chosen. What is missing has not been chosen. */
export interface Preferences {
  /** Pixels of height. Missing: the player chooses. */
  quality?: number | undefined;
  rate?: number | undefined;
  /** 0 to 1. */
  volume?: number | undefined;
  muted?: boolean | undefined;
  captions?: boolean | undefined;
  /** BCP 47 tag. */
  captionLanguage?: string | undefined;
  captionStyle?: CaptionStyle | undefined;
  /** BCP 47 tag. */
  audioLanguage?: string | undefined;
  /** The sound track that describes the picture. */
  audioDescription?: boolean | undefined;
}

/** In localStorage, for all players of an origin. */
const KEY = "secure-hls-player:preferences";

const within = (low: number, high: number) => (value: unknown) =>
  typeof value === "number" && value >= low && value <= high;
const isBoolean = (value: unknown) => typeof value === "boolean";
const isTag = (value: unknown) =>
  typeof value === "string" && /^[\w-]{1,35}$/.test(value);

const stylesOf = (name: string): readonly unknown[] =>
  Object.hasOwn(captionStyles, name)
    ? captionStyles[name as keyof typeof captionStyles]
    : [];

/** What is believed of what was stored: anybody on the page's origin may have written there. */
const valid: Record<keyof Preferences, (value: unknown) => boolean> = {
  quality: within(1, 100_000),
  rate: within(0.0625, 16),
  volume: within(0, 1),
  muted: isBoolean,
  captions: isBoolean,
  captionLanguage: isTag,
  captionStyle: (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(value).every(([name, chosen]) =>
      stylesOf(name).includes(chosen),
    ),
  audioLanguage: isTag,
  audioDescription: isBoolean,
};

/** Keeps what a viewer has chosen. Dispatches `change` when that is something else than before. */
export class PreferenceStore extends EventTarget {
  readonly #key: string | undefined;
  #values: Preferences;

  /** @param key in localStorage; without one nothing is kept beyond this object */
  constructor(key?: string) {
    super();
    this.#key = key;
    this.#values = this.#read();
    if (key)
      // Another tab's.
      addEventListener("storage", (event) => {
        if (event.key !== key) return;
        this.#values = this.#read();
        this.dispatchEvent(new Event("change"));
      });
  }

  get values(): Readonly<Preferences> {
    return this.#values;
  }

  /** What a style can be made of. Here and not imported, so that the chunk of the dialogs shares no module with another. */
  get captionStyles(): typeof captionStyles {
    return captionStyles;
  }

  /** Makes the captions inside an element look as the viewer has chosen. */
  applyCaptionStyle(element: HTMLElement): void {
    applyCaptionStyle(element, this.#values.captionStyle);
  }

  /** `undefined` forgets a choice. */
  update(change: Preferences): void {
    this.#values = { ...this.#values, ...change };
    this.#write();
    this.dispatchEvent(new Event("change"));
  }

  #read(): Preferences {
    if (!this.#key) return {};
    try {
      const stored: unknown = JSON.parse(
        localStorage.getItem(this.#key) ?? "{}",
      );
      return Object.fromEntries(
        Object.entries(stored ?? {}).filter(
          ([name, value]) =>
            Object.hasOwn(valid, name) &&
            valid[name as keyof Preferences](value),
        ),
      );
    } catch {
      // Forbidden in this frame, or garbage.
      return {};
    }
  }

  #write(): void {
    if (!this.#key) return;
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#values));
    } catch {
      // Forbidden in this frame, or full: kept as long as the page.
    }
  }
}

let shared: PreferenceStore | undefined;
const own = new WeakMap<object, PreferenceStore>();

/** The choices of this browser's viewer, which all players share, or those in one player alone, which end with it. */
export function preferencesOf(player: {
  readonly noPreferences: boolean;
}): PreferenceStore {
  if (!player.noPreferences) return (shared ??= new PreferenceStore(KEY));
  const store = own.get(player) ?? new PreferenceStore();
  own.set(player, store);
  return store;
}
