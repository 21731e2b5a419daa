/** Compiles: what `secure-hls-player/svelte` allows in markup, and what it refuses. */
import type { SvelteHTMLElements } from "svelte/elements";
import type {} from "../../../src/frameworks/svelte.js";

type Props = SvelteHTMLElements["secure-hls-player"];

export const allowed: Props = {
  class: "lesson",
  "grant-endpoint": "/grant",
  "video-id": undefined,
  playsinline: true,
  playsInline: false,
  muted: false,
  grantHeaders: () => ({ Authorization: "Bearer x" }),
  "ongrant-issued": (event) => event.detail.expiresAt.toFixed(),
  ontimeupdate: (event) => event.type,
  onerror: (event) => event.detail.code,
  onclick: (event) => event.currentTarget.retry(),
};

export const refused: Props[] = [
  // @ts-expect-error -- there is no such attribute
  { video: "lesson-1" },
  // @ts-expect-error -- not one of the values
  { preload: "some" },
  // @ts-expect-error -- Svelte would write `playsinline="false"`, which is true
  { playsinline: false },
  // @ts-expect-error -- only read
  { grantState: "active" },
  // @ts-expect-error -- a PlayerError's codes are known
  { onerror: (event) => event.detail.code === "nope" },
];
