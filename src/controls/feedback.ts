import type { Words } from "../messages/words.js";
import { speedLabel } from "./speeds.js";

const SHOWN_MS = 900;
const SENTENCE_SHOWN_MS = 3_000;

/** A key that is held changes a value many times; it is said when it has come to rest. */
const SAID_AFTER_MS = 400;

type Place = "top" | "back" | "forward";

/**
 * What a key or a tap has just done, for a moment, in a bubble over the picture: the controls may be hidden, and what they
 * show is small. For the eye; what a screen reader is told besides, of what has no sound of its own, goes another way.
 */
export class Feedback {
  readonly #bubble = document.createElement("div");
  readonly #words: Words;
  readonly #announce: (text: string) => void;
  /** Seconds of seeks so far, while the bubble shows them. */
  #seconds = 0;
  #hiding: ReturnType<typeof setTimeout> | undefined;
  #saying: ReturnType<typeof setTimeout> | undefined;

  constructor(
    container: HTMLElement,
    words: Words,
    announce: (text: string) => void,
    signal: AbortSignal,
  ) {
    this.#words = words;
    this.#announce = announce;
    this.#bubble.part.add("feedback");
    this.#bubble.ariaHidden = "true";
    this.#place("top", false);
    container.append(this.#bubble);
    signal.addEventListener("abort", () => {
      clearTimeout(this.#hiding);
      clearTimeout(this.#saying);
      this.#bubble.remove();
    });
  }

  playing(paused: boolean): void {
    this.#show("top", paused ? "pause" : "play");
  }

  /** Those that follow one another at once, in one direction, are added up. */
  sought(seconds: number): void {
    const same = Math.sign(seconds) === Math.sign(this.#seconds);
    const sum = seconds + (same ? this.#seconds : 0);
    const text = this.#number(sum, {
      style: "unit",
      unit: "second",
      unitDisplay: "narrow",
      signDisplay: "always",
    });
    const forward = seconds > 0;
    this.#show(
      forward ? "forward" : "back",
      forward ? "fast-forward" : "rewind",
      text,
    );
    this.#seconds = sum;
  }

  volume({ muted, volume }: HTMLMediaElement): void {
    const heard = muted ? 0 : volume;
    const text = this.#number(heard, { style: "percent" });
    this.#show("top", heard === 0 ? "muted" : "volume", text);
    this.#say("volume", text);
  }

  speed(rate: number): void {
    const text = speedLabel(rate);
    this.#show("top", undefined, text);
    this.#say("speed", text);
  }

  /** @param name of the captions that are on now, or what says that they are off */
  captions(on: boolean, name: string): void {
    this.#show("top", on ? "captions-on" : "captions-off", name);
    this.#say("captions", name);
  }

  /** Something that the viewer wanted is not to be had; in words. */
  refused(text: string): void {
    this.#show("top", undefined, text, SENTENCE_SHOWN_MS);
    this.#saySoon(text);
  }

  #number(value: number, options: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(this.#words.locale, options).format(value);
  }

  #show(place: Place, icon?: string, text = "", forMs = SHOWN_MS): void {
    clearTimeout(this.#hiding);
    this.#hiding = setTimeout(() => {
      this.#place(place, false);
      this.#seconds = 0;
    }, forMs);
    this.#seconds = 0;
    this.#place(place, true);
    const label = document.createElement("span");
    label.textContent = text;
    this.#bubble.replaceChildren(
      ...(icon ? [drawIcon(icon)] : []),
      ...(text ? [label] : []),
    );
  }

  #place(place: Place, shown: boolean): void {
    this.#bubble.className = `shp-feedback shp-feedback--${place}`;
    this.#bubble.classList.toggle("shp-feedback--shown", shown);
  }

  #say(name: "volume" | "speed" | "captions", value: string): void {
    this.#saySoon(`${this.#words.text(name)}: ${value}`);
  }

  #saySoon(text: string): void {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => this.#announce(text), SAID_AFTER_MS);
  }
}

const SVG = "http://www.w3.org/2000/svg";

function drawIcon(name: string): SVGElement {
  const icon = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#plyr-${name}`);
  icon.append(use);
  return icon;
}
