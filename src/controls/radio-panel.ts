export interface RadioItem {
  value: number;
  label: string;
  /** A short word at the end of the line, such as a language code. */
  detail?: string;
}

/** One panel of the settings menu: entries told apart by value, written as text, that may change at any time. */
export class RadioPanel {
  readonly #panel: HTMLElement;
  readonly #homeItem: HTMLElement;
  readonly #list: HTMLElement;
  readonly #summary: HTMLElement;
  readonly #onChoose: (value: number) => void;
  #shown = "";

  constructor(
    panel: HTMLElement,
    homeItem: HTMLElement,
    onChoose: (value: number) => void,
  ) {
    this.#panel = panel;
    this.#homeItem = homeItem;
    this.#list = panel.querySelector<HTMLElement>("[role=menu]")!;
    this.#list.setAttribute("aria-label", homeItem.textContent);
    this.#summary = homeItem.querySelector<HTMLElement>(".plyr__menu__value")!;
    this.#summary.textContent = "";
    this.#onChoose = onChoose;
  }

  /** No items hide the panel's line on the home panel. `summary` is what that line says beside the name. */
  show(items: readonly RadioItem[], checked: number, summary: string): void {
    const asText = JSON.stringify(items);
    if (asText !== this.#shown) this.#fill(items);
    this.#shown = asText;
    this.#summary.textContent = summary;
    this.#homeItem.hidden = items.length === 0;
    for (const item of this.#list.querySelectorAll<HTMLButtonElement>(
      "button",
    )) {
      item.setAttribute("aria-checked", String(item.value === String(checked)));
    }
    if (items.length === 0 && !this.#panel.hidden) this.#goHome();
  }

  #fill(items: readonly RadioItem[]): void {
    const focused = this.#list.querySelector<HTMLButtonElement>("button:focus");
    this.#list.replaceChildren(...items.map((item) => this.#createItem(item)));
    // Plyr leaves the size of the old entries on the box while it is animated.
    const box = this.#panel.parentElement!;
    box.style.width = box.style.height = "";
    if (!focused) return;
    const same = [...this.#list.querySelectorAll("button")].find(
      (item) => item.value === focused.value,
    );
    (same ?? this.#list.querySelector("button"))?.focus({
      preventScroll: true,
    });
  }

  #createItem({ value, label, detail }: RadioItem): HTMLElement {
    const item = document.createElement("button");
    item.type = "button";
    item.className = "plyr__control";
    item.value = String(value);
    item.setAttribute("role", "menuitemradio");
    const text = document.createElement("span");
    text.textContent = label;
    if (detail) text.append(createBadge(detail));
    item.append(text);
    item.addEventListener("click", () => {
      this.#onChoose(value);
      this.#goHome();
    });
    return item;
  }

  #goHome(): void {
    this.#panel.querySelector<HTMLElement>(".plyr__control--back")?.click();
  }
}

function createBadge(text: string): HTMLElement {
  const value = document.createElement("span");
  value.className = "plyr__menu__value";
  const badge = document.createElement("span");
  badge.className = "plyr__badge";
  badge.textContent = text;
  value.append(badge);
  return value;
}
