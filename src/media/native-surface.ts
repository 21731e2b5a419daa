/**
 * What the element has of HTMLVideoElement beyond HTMLElement; what is left out is its own.
 * @see https://html.spec.whatwg.org/multipage/media.html#htmlmediaelement
 */
export type NativeSurface = Omit<
  HTMLVideoElement,
  keyof HTMLElement | "error" | "currentSrc" | "play" | "load" | "canPlayType"
>;

/** Something with a `<video>` inside. */
interface WithVideo {
  readonly nativeEl: HTMLVideoElement;
}

/**
 * Gives a class all that this browser's `<video>` has and the class itself has not: what is read, set or called there
 * is the inner `<video>`'s. Taken from the browser's own prototypes, so that nothing is missing in it, what is new included.
 */
export function defineNativeSurface(prototype: WithVideo): void {
  // None on a server.
  for (
    let from: object | null = globalThis.HTMLVideoElement?.prototype ?? null;
    from && from !== HTMLElement.prototype;
    from = Object.getPrototypeOf(from) as object | null
  )
    for (const [name, descriptor] of Object.entries(
      Object.getOwnPropertyDescriptors(from),
    ))
      if (!(name in prototype))
        Object.defineProperty(prototype, name, delegate(name, descriptor));
}

/** The same kind of property, on the inner `<video>`. */
function delegate(
  name: string,
  { value, get, set }: PropertyDescriptor,
): PropertyDescriptor {
  const shape = { configurable: true, enumerable: true };
  if (typeof value === "function")
    return {
      ...shape,
      writable: true,
      value(this: WithVideo, ...args: unknown[]): unknown {
        return (value as (...args: unknown[]) => unknown).apply(
          this.nativeEl,
          args,
        );
      },
    };
  // A constant, such as HAVE_METADATA.
  if (!get) return { ...shape, value };
  return {
    ...shape,
    get(this: WithVideo) {
      return Reflect.get(this.nativeEl, name) as unknown;
    },
    ...(set && {
      set(this: WithVideo, value: unknown) {
        Reflect.set(this.nativeEl, name, value);
      },
    }),
  };
}
