import type { SecureHlsPlayerEventMap } from "../events.js";
import type { Attributes, Properties } from "./surface.js";

/** Listeners as attributes are named: `ongrant-issued`. */
export type Listeners<Prefix extends string = "on"> = {
  [Type in keyof SecureHlsPlayerEventMap as `${Prefix}${Type}`]?:
    ((event: SecureHlsPlayerEventMap[Type]) => void) | undefined;
};

/**
 * Attributes for a framework that sets a property where the element has one of that name, and the attribute otherwise.
 * `playsinline={false}` would then be the attribute `playsinline="false"`, which is true: the property is `playsInline`.
 */
export type StaticAttributes = {
  [Name in keyof Attributes]: Name extends keyof Properties
    ? Attributes[Name]
    : Attributes[Name] extends boolean | undefined
      ? true | "" | undefined
      : Attributes[Name];
};
