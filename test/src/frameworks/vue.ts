/** Compiles: what `secure-hls-player/vue` allows in templates, whose checker reads `$props` and `$emit`. */
import type { GlobalComponents } from "vue";
import type { SecureHlsPlayer } from "../../../src/frameworks/vue.js";

type Tag = InstanceType<GlobalComponents["secure-hls-player"]>;

export const player = (tag: Tag): SecureHlsPlayer => tag;

export const allowed: Tag["$props"] = {
  class: "lesson",
  key: 1,
  "grant-endpoint": "/grant",
  videoId: "lesson-1",
  playsinline: "",
  playsInline: false,
  muted: false,
  grantHeaders: () => ({ Authorization: "Bearer x" }),
  onClick: (event) => event.clientX,
};

export const refused: Tag["$props"][] = [
  // @ts-expect-error -- there is no such attribute
  { video: "lesson-1" },
  // @ts-expect-error -- not one of the values
  { preload: "some" },
  // @ts-expect-error -- Vue would write `playsinline="false"`, which is true
  { playsinline: false },
  // @ts-expect-error -- only read
  { grantState: "active" },
];

export function emits($emit: Tag["$emit"], grant: CustomEvent): void {
  $emit("grant-issued", grant);
  $emit("timeupdate", new Event("timeupdate"));
  // @ts-expect-error -- there is no such event
  $emit("granted", grant);
}
