/** `<secure-hls-player>` in JSX, for React 19. The code is that of the package itself. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { SecureHlsPlayer } from "../index.js";
import type { Attributes, Properties, Reflected } from "./surface.js";
import type { Listeners } from "./tag.js";

export * from "../index.js";

type Native = DetailedHTMLProps<
  HTMLAttributes<SecureHlsPlayer>,
  SecureHlsPlayer
>;

/**
 * Attributes under their own names, since React writes them into server-rendered HTML as they are; properties where there
 * is no attribute; events as `ongrant-issued`. React's own `onPlay` and the like never fire on a custom element.
 */
export interface SecureHlsPlayerProps
  extends
    Attributes,
    Omit<Properties, Reflected>,
    Listeners,
    Omit<
      Native,
      keyof Attributes | keyof Properties | NeverFires<keyof Native>
    > {}

type NeverFires<Name> = Name extends string
  ? Lowercase<Name> extends keyof Listeners | `${keyof Listeners}capture`
    ? Name
    : never
  : never;

declare module "react" {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is React's
  namespace JSX {
    interface IntrinsicElements {
      "secure-hls-player": SecureHlsPlayerProps;
    }
  }
}
