/** How far from the window an element counts as near: about a screen's height, so that there is something to see in time. */
const MARGIN = "1000px";

/** Waits until an element comes near the window, or is reached by other means. */
export class Nearness {
  /** Resolves then. */
  readonly near: Promise<void>;
  #reach!: () => void;

  constructor(element: Element) {
    this.near = new Promise((resolve) => (this.#reach = resolve));
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.reach();
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    void this.near.then(() => observer.disconnect());
  }

  reach(): void {
    this.#reach();
  }
}
