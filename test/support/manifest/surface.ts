import type { Attribute, Declaration, Described } from "./manifest.js";

const primitive = /^(?:"[^"]*"|string|number|boolean|null|undefined)$/;

/** The element's attributes and properties as types, for those of the frameworks. */
export function surfaceTypes(element: Declaration): string {
  const { attributes = [], members = [] } = element;
  const properties = members.filter(
    ({ kind, name, readonly }) =>
      // Listeners are the frameworks' own business.
      kind === "field" && !readonly && !name.startsWith("on"),
  );
  const names = new Set(properties.map(({ name }) => name));
  const reflected = attributes
    .flatMap(({ name, fieldName }) => [name, fieldName ?? name])
    .filter((name) => names.has(name));
  return `/** Made from custom-elements.json by \`npm run manifest\`. */
import type { SecureHlsPlayer } from "../secure-hls-player.js";

/** What may stand on the tag. */
export interface Attributes {
${attributes.map((attribute) => line(attribute, typeOf(attribute))).join("\n")}
}

/** What can be set on the element. */
export interface Properties {
${properties.map((property) => line(property, `SecureHlsPlayer["${property.name}"]`)).join("\n")}
}

/** Those that an attribute stands for as well. */
export type Reflected = ${[...new Set(reflected)].map((name) => `"${name}"`).join(" | ")};
`;
}

function line({ name, description = "" }: Described, type: string): string {
  const comment = description.replaceAll("*/", "*\\/");
  return `  /** ${comment} */\n  "${name}"?: ${type} | undefined;`;
}

/** Named types are asked of the class, which knows where they are. */
function typeOf({ type, fieldName }: Attribute): string {
  const parts = type?.text.split(" | ") ?? ["string"];
  if (!parts.every((part) => primitive.test(part)))
    return `SecureHlsPlayer["${fieldName}"]`;
  return parts.filter((part) => part !== "undefined").join(" | ");
}
