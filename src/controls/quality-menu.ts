import type { QualityOption } from "./controls.js";
import type { RadioPanel } from "./radio-panel.js";

const AUTO = -1;

/** The stream's levels, Auto first, then the highest first. */
export class QualityMenu {
  readonly #panel: RadioPanel;
  readonly #auto: string;
  #levels: readonly QualityOption[] = [];
  #selected = AUTO;
  #playing: string | undefined;

  /** `auto` is the label of Auto. */
  constructor(panel: RadioPanel, auto: string) {
    this.#panel = panel;
    this.#auto = auto;
    this.#render();
  }

  setLevels(levels: readonly QualityOption[], selected: number): void {
    // hls.js sorts ascending; of two levels of one height the later is the better one.
    this.#levels = [...levels].sort(
      (a, b) => b.height - a.height || b.index - a.index,
    );
    this.select(selected);
  }

  select(index: number): void {
    this.#selected = index;
    this.#render();
  }

  setPlaying(label: string | undefined): void {
    this.#playing = label;
    this.#render();
  }

  #render(): void {
    const levels = this.#levels.map(({ index, label }) => ({
      value: index,
      label,
    }));
    const items =
      levels.length > 1 ? [{ value: AUTO, label: this.#auto }, ...levels] : [];
    this.#panel.show(items, this.#selected, this.#summary());
  }

  #summary(): string {
    const chosen = this.#levels.find(({ index }) => index === this.#selected);
    if (chosen) return chosen.label;
    return this.#playing ? `${this.#auto} (${this.#playing})` : this.#auto;
  }
}
