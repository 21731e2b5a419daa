import type { PlyrElements } from "./plyr-internals.js";

const ITEMS = "[role^=menuitem]";

/**
 * Opening, closing and walking through Plyr's settings menu. Plyr closes it on clicks that reach `document.body`, and
 * takes the focus then, wherever the viewer has gone; its arrow keys stop at hidden entries.
 */
export class SettingsMenu {
  readonly #elements: PlyrElements;
  readonly #menu: HTMLElement;
  readonly #popup: HTMLElement;
  readonly #button: HTMLButtonElement;

  constructor(elements: PlyrElements, signal: AbortSignal) {
    this.#elements = elements;
    this.#menu = elements.settings.menu;
    this.#popup = elements.settings.popup;
    this.#button = elements.buttons.settings;
    this.#popup.addEventListener("click", (event) => this.#focusPanel(event), {
      signal,
    });
    elements.container.addEventListener(
      "focusout",
      (event) => this.#onFocusOut(event),
      { signal },
    );
    const outside = { signal, capture: true };
    document.addEventListener(
      "pointerdown",
      (event) => this.#onPointerDown(event),
      outside,
    );
    document.addEventListener(
      "keydown",
      (event) => this.#onEscape(event),
      outside,
    );
  }

  get open(): boolean {
    return !this.#popup.hidden;
  }

  /** Closes the menu and leaves the focus where it is. */
  close(): void {
    if (!this.open) return;
    this.#popup.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    this.#elements.container.classList.remove("plyr--menu-open");
    const { home, ...others } = this.#elements.settings.panels;
    for (const panel of Object.values(others)) panel.hidden = true;
    home!.hidden = false;
    const box = home!.parentElement!;
    box.style.width = box.style.height = "";
  }

  /** Whether the key meant something to the menu, which has then done it. `target` is where the focus is. */
  handleKey(key: string, target: Element, repeat: boolean): boolean {
    const presses = key === " " || key === "Enter";
    if (target === this.#button && presses) {
      if (!repeat) this.#button.click();
      if (this.open) focus(this.#items()[0]);
      return true;
    }
    if (!this.contains(target)) return false;
    const items = this.#items();
    const at = items.indexOf(target as HTMLElement);
    const back = this.#panel()?.querySelector<HTMLElement>(
      ".plyr__control--back",
    );
    switch (key) {
      case " ":
      case "Enter":
        if (!repeat) (target as HTMLElement).click();
        return true;
      case "ArrowDown":
        return focus(items[(at + 1) % items.length]);
      case "ArrowUp":
        return focus(items.at(at < 0 ? -1 : at - 1));
      case "Home":
        return focus(items[0]);
      case "End":
        return focus(items.at(-1));
      case "ArrowRight":
        if (!repeat && target.ariaHasPopup) (target as HTMLElement).click();
        return true;
      case "ArrowLeft":
        if (!repeat) back?.click();
        return true;
      default:
        return false;
    }
  }

  /** Whether a node is in the menu's box (its button is not). */
  contains(node: Node): boolean {
    return this.open && this.#popup.contains(node);
  }

  #panel(): HTMLElement | undefined {
    return Object.values(this.#elements.settings.panels).find(
      (panel) => !panel.hidden,
    );
  }

  #items(): HTMLElement[] {
    const items = this.#panel()?.querySelectorAll<HTMLElement>(ITEMS) ?? [];
    return [...items].filter((item) => !item.hidden);
  }

  /** After a click Plyr has changed panels and focused the first entry, which may be a hidden one. */
  #focusPanel(event: Event): void {
    if (!this.open) return;
    const { panels, buttons } = this.#elements.settings;
    const left = Object.keys(panels).find((name) =>
      panels[name]!.contains(event.target as Node),
    );
    const items = this.#items();
    const checked = items.find((item) => item.ariaChecked === "true");
    const target = left && left !== "home" ? buttons[left] : checked;
    const next = target && items.includes(target) ? target : items[0];
    focus(next);
  }

  #onFocusOut({ relatedTarget }: FocusEvent): void {
    // Null is the window losing the focus, or a click on nothing; the container is a click on the menu's own margin.
    if (relatedTarget === null || relatedTarget === this.#elements.container)
      return;
    if (!this.#menu.contains(relatedTarget as Node)) this.close();
  }

  #onPointerDown(event: Event): void {
    if (!event.composedPath().includes(this.#menu)) this.close();
  }

  #onEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.open || event.defaultPrevented) return;
    this.close();
    const path = event.composedPath();
    const isOurs = path.includes(this.#elements.container);
    if (isOurs) event.preventDefault();
    // The focus may be nowhere: a click on a button does not focus it in Safari. It is never taken from elsewhere.
    if (isOurs || path[0] === document.body)
      this.#button.focus({ preventScroll: true });
  }
}

/** Scrolls the list to it where that is needed, and not the page. */
function focus(item: HTMLElement | undefined): true {
  item?.focus({ preventScroll: true });
  const list = item?.closest("[role=menu]");
  if (!item || !list) return true;
  const { top, bottom } = item.getBoundingClientRect();
  const box = list.getBoundingClientRect();
  list.scrollTop +=
    Math.min(top - box.top, 0) || Math.max(bottom - box.bottom, 0);
  return true;
}
