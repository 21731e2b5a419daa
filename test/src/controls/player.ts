import type {
  PlyrControls,
  PlyrControlsOptions,
} from "../../../src/controls/controls.js";
import { english } from "../../support/english.js";
import { createPlyrControls } from "../../../src/controls/plyr-controls.js";
import type { StreamType } from "../../../src/media/stream.js";
import { FakePlayer } from "./fake-player.js";
import { click } from "./input.js";

export { click, clickAt, press } from "./input.js";

/** An element as the real one is: a `<video>`, made by hand, in an empty `<div>` in a shadow root. */
export interface TestPlayer {
  host: HTMLElement;
  root: ShadowRoot;
  mount: HTMLElement;
  media: HTMLVideoElement;
  /** What the controls are given. */
  player: FakePlayer;
  controls: PlyrControls;
  /** First element in the shadow root that matches. */
  find<E extends HTMLElement = HTMLElement>(selector: string): E;
  /** What has the focus in the shadow root. */
  readonly focused: Element | null;
  remove(): void;
}

export const FIND = {
  mute: "[data-plyr=mute]",
  play: ".plyr__controls [data-plyr=play]",
  captions: ".plyr__controls [data-plyr=captions]",
  settings: ".plyr__menu > [data-plyr=settings]",
  fullscreen: "[data-plyr=fullscreen]",
  seek: "[data-plyr=seek]",
  volume: "[data-plyr=volume]",
  popup: ".plyr__menu__container",
} as const;

/** Seconds that the test sound lasts. */
export const DURATION = 60;

export interface TestPlayerOptions extends PlyrControlsOptions {
  /** Called before the controls are made. */
  prepare?(media: HTMLVideoElement): void;
  width?: number;
  /** As the real one does: its viewer's choices are those of this file's other tests. @default false */
  remembers?: boolean;
  streamType?: StreamType;
}

export async function createPlayer({
  prepare,
  width = 640,
  remembers = false,
  streamType,
  ...options
}: TestPlayerOptions = {}): Promise<TestPlayer> {
  const host = document.createElement("div");
  host.style.width = `${width}px`;
  const root = host.attachShadow({ mode: "open" });
  const mount = document.createElement("div");
  const media = document.createElement("video");
  mount.append(media);
  root.append(mount);
  document.body.append(host);
  media.src = silence();
  prepare?.(media);
  const loaded = new Promise((resolve) =>
    media.addEventListener("loadedmetadata", resolve, { once: true }),
  );
  const player = new FakePlayer(media);
  player.noPreferences = !remembers;
  if (streamType) player.streamType = streamType;
  const controls = await createPlyrControls(player, {
    words: english,
    ...options,
  });
  await loaded;
  return {
    host,
    root,
    mount,
    media,
    player,
    controls,
    find: (selector) => {
      const found = root.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`There is no ${selector}.`);
      return found as never;
    },
    get focused() {
      return root.activeElement;
    },
    remove() {
      controls.destroy();
      media.removeAttribute("src");
      host.remove();
    },
  };
}

let silenceUrl: string | undefined;

/** A minute of silence as a WAV file: seekable, and needs no codec. */
export function silence(): string {
  if (silenceUrl) return silenceUrl;
  const rate = 8_000;
  const length = rate * DURATION;
  const header = new DataView(new ArrayBuffer(44));
  const ascii = (at: number, text: string) =>
    [...text].forEach((c, i) => header.setUint8(at + i, c.charCodeAt(0)));
  ascii(0, "RIFF");
  header.setUint32(4, 36 + length, true);
  ascii(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  ascii(36, "data");
  header.setUint32(40, length, true);
  const samples = new Uint8Array(length).fill(128);
  silenceUrl = URL.createObjectURL(
    new Blob([header, samples], { type: "audio/wav" }),
  );
  return silenceUrl;
}

export const tick = (ms = 0) =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Beside the large play button. */
export const clickVideo = ({ mount }: TestPlayer) => click(mount, 0.2, 0.3);

/** What an element is, for a comparison: the assertion library cannot print an element. */
export function nameOf(element: Element | null): string {
  return element
    ? `${element.className} ${element.getAttribute("data-plyr") ?? ""} ${element.textContent.trim()}`
    : "";
}
