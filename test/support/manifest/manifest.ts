/** What is used here of a custom-elements manifest. @see https://github.com/webcomponents/custom-elements-manifest */
export interface Manifest {
  modules: { declarations?: Declaration[] }[];
}

export interface Declaration {
  name: string;
  tagName?: string;
  description?: string;
  members?: Member[];
  attributes?: Attribute[];
  events?: Described[];
  slots?: Described[];
  cssParts?: Described[];
  cssProperties?: (Described & { default?: string })[];
}

/** Where something comes from: `global:` is the browser. */
export interface Origin {
  name: string;
  package?: string;
  module?: string;
}

export interface Described {
  name: string;
  description?: string;
  type?: { text: string };
  inheritedFrom?: Origin;
}

export interface Attribute extends Described {
  fieldName?: string;
  default?: string;
}

export interface Member extends Described {
  kind: "field" | "method";
  privacy?: string;
  static?: boolean;
  readonly?: boolean;
  default?: string;
  attribute?: string;
  parameters?: (Described & { optional?: boolean })[];
  return?: { type: { text: string } };
}

/** @throws {Error} where the manifest has no such element */
export function elementOf(manifest: Manifest): Declaration {
  const element = manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ tagName }) => tagName === "secure-hls-player");
  if (!element) throw new Error("The manifest has no secure-hls-player.");
  return element;
}

/** The native ones say where they are documented. */
export function mdn(path: string): string {
  return `[MDN](https://developer.mozilla.org/docs/Web/API/${path})`;
}
