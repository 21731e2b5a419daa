/** `<secure-hls-player>` in the markup of Svelte 5. The code is that of the package itself. */
import type { HTMLAttributes } from "svelte/elements";
import type { SecureHlsPlayer } from "../index.js";
import type { Attributes, Properties } from "./surface.js";
import type { Listeners, StaticAttributes } from "./tag.js";

export * from "../index.js";

export interface SecureHlsPlayerProps
  extends
    Properties,
    Omit<StaticAttributes, keyof Properties>,
    Listeners,
    Omit<
      HTMLAttributes<SecureHlsPlayer>,
      keyof Attributes | keyof Properties | keyof Listeners
    > {}

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "secure-hls-player": SecureHlsPlayerProps;
  }
}
