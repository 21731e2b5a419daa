/** `<secure-hls-player>` in JSX, for Solid. The code is that of the package itself. */
import type { JSX } from "solid-js";
import type { SecureHlsPlayer } from "../index.js";
import type { Attributes, Properties } from "./surface.js";
import type { Listeners, StaticAttributes } from "./tag.js";

export * from "../index.js";

/** `prop:muted`. */
type Explicit<Prefix extends string, Of> = {
  [Name in keyof Of as `${Prefix}${Name & string}`]?: Of[Name];
};

export interface SecureHlsPlayerProps
  extends
    Properties,
    Omit<StaticAttributes, keyof Properties>,
    Explicit<"prop:", Properties>,
    Explicit<"attr:", StaticAttributes>,
    Explicit<"bool:", Booleans>,
    Listeners<"on:">,
    Omit<
      JSX.HTMLAttributes<SecureHlsPlayer>,
      keyof Attributes | keyof Properties | keyof Listeners<"on:">
    > {}

type Booleans = {
  [
    Name in keyof Attributes as Attributes[Name] extends boolean | undefined
      ? Name
      : never
  ]: Attributes[Name];
};

declare module "solid-js" {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is Solid's
  namespace JSX {
    interface IntrinsicElements {
      "secure-hls-player": SecureHlsPlayerProps;
    }
  }
}
