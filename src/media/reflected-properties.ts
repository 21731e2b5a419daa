/** How a property stands for an attribute, as the HTML specification names the kinds. */
type Kind =
  "url" | "boolean" | "number" | "crossorigin" | "preload" | "loading";

/**
 * What `<video>` reflects, by property: what is set is the attribute, and what is read comes from it.
 * @see https://html.spec.whatwg.org/multipage/media.html#the-video-element (IDL)
 * @see https://html.spec.whatwg.org/multipage/common-dom-interfaces.html#reflect
 */
const reflected = {
  src: ["src", "url"],
  poster: ["poster", "url"],
  preload: ["preload", "preload"],
  crossOrigin: ["crossorigin", "crossorigin"],
  width: ["width", "number"],
  height: ["height", "number"],
  autoplay: ["autoplay", "boolean"],
  loop: ["loop", "boolean"],
  controls: ["controls", "boolean"],
  playsInline: ["playsinline", "boolean"],
  defaultMuted: ["muted", "boolean"],
  disablePictureInPicture: ["disablepictureinpicture", "boolean"],
  disableRemotePlayback: ["disableremoteplayback", "boolean"],
  // As on <iframe>, and ours.
  loading: ["loading", "loading"],
  exclusive: ["exclusive", "boolean"],
} as const satisfies Record<string, readonly [attribute: string, kind: Kind]>;

export type ReflectedProperty = keyof typeof reflected;

const entries = Object.entries(reflected) as [
  ReflectedProperty,
  readonly [string, Kind],
][];

export const reflectedAttributes = entries.map(([, [attribute]]) => attribute);

/** The property that an attribute stands for, if it is one of these. */
export function propertyOf(attribute: string): ReflectedProperty | undefined {
  return entries.find(([, [name]]) => name === attribute)?.[0];
}

/** Gives a class the properties above. */
export function defineReflectedProperties(prototype: HTMLElement): void {
  for (const [property, [attribute, kind]] of entries)
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement) {
        return read(this.getAttribute(attribute), kind);
      },
      set(this: HTMLElement, value: unknown) {
        // Frameworks take a property away by `undefined`: the platform would write that word.
        if (value === undefined || value === null || value === false)
          this.removeAttribute(attribute);
        else this.setAttribute(attribute, value === true ? "" : String(value));
      },
    });
}

function read(value: string | null, kind: Kind): unknown {
  switch (kind) {
    case "boolean":
      return value !== null;
    case "number":
      return Math.max(0, parseInt(value ?? "", 10) || 0);
    case "crossorigin":
      if (value === null) return null;
      return /^use-credentials$/i.test(value) ? "use-credentials" : "anonymous";
    case "preload":
      // The empty string is the keyword's synonym; what is unknown or missing is the browsers' default.
      if (value === "" || /^auto$/i.test(value ?? "")) return "auto";
      return /^none$/i.test(value ?? "") ? "none" : "metadata";
    case "loading":
      return /^lazy$/i.test(value ?? "") ? "lazy" : "eager";
    case "url":
      return value === null ? "" : absolute(value);
  }
}

/** What cannot be read stays as it was written. */
function absolute(url: string): string {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
}
