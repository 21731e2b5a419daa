/** `<secure-hls-player>` in the templates of Vue 3. The code is that of the package itself. */
import type { EmitFn, HTMLAttributes, VNodeProps } from "vue";
import type { SecureHlsPlayerEventMap } from "../events.js";
import type { SecureHlsPlayer } from "../index.js";
import type { Attributes, Properties } from "./surface.js";
import type { StaticAttributes } from "./tag.js";

export * from "../index.js";

export interface SecureHlsPlayerProps
  extends
    Properties,
    Omit<StaticAttributes, keyof Properties>,
    Omit<HTMLAttributes, keyof Attributes | keyof Properties>,
    VNodeProps {}

/** @see https://vuejs.org/guide/extras/web-components.html#non-vue-web-components-and-typescript */
type Tag = new () => SecureHlsPlayer & {
  /** @deprecated Only for the checker of templates. */
  $props: SecureHlsPlayerProps;
  /** @deprecated Only for the checker of templates. */
  $emit: EmitFn<{
    [Type in keyof SecureHlsPlayerEventMap]: (
      event: SecureHlsPlayerEventMap[Type],
    ) => void;
  }>;
};

declare module "vue" {
  interface GlobalComponents {
    "secure-hls-player": Tag;
  }
}
