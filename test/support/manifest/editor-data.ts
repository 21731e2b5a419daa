import type { Attribute, Declaration, Described } from "./manifest.js";

const markdown = (value: string) => ({ kind: "markdown", value });

/**
 * What VS Code shows while somebody writes the tag.
 * @see https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.md
 */
export function htmlData(element: Declaration) {
  const { attributes = [], description = "" } = element;
  return {
    version: 1.1,
    tags: [
      {
        name: element.tagName,
        description: markdown(description),
        attributes: attributes.map((attribute) => ({
          name: attribute.name,
          description: markdown(attribute.description ?? ""),
          ...(isBoolean(attribute) && { valueSet: "v" }),
          ...(valuesOf(attribute).length > 0 && {
            values: valuesOf(attribute).map((name) => ({ name })),
          }),
        })),
      },
    ],
  };
}

/** The same for stylesheets. @see https://github.com/microsoft/vscode-css-languageservice/blob/main/docs/customData.md */
export function cssData({ cssProperties = [], cssParts = [] }: Declaration) {
  return {
    version: 1.1,
    properties: cssProperties.map(({ name, description = "" }) => ({
      name,
      description: markdown(description),
    })),
    pseudoElements: cssParts.map(({ name, description = "" }) => ({
      name: `::part(${name})`,
      description: markdown(description),
    })),
  };
}

/** What JetBrains' editors show, which find it by package.json. @see https://github.com/JetBrains/web-types */
export function webTypes(element: Declaration, version: string) {
  const { attributes = [], events = [], members = [] } = element;
  const { slots = [], cssParts = [], cssProperties = [] } = element;
  const described = ({ name, description }: Described) => ({
    name,
    description,
  });
  return {
    $schema:
      "https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json",
    name: "secure-hls-player",
    version,
    "description-markup": "markdown",
    contributions: {
      html: {
        elements: [
          {
            name: element.tagName,
            description: element.description,
            attributes: attributes.map((attribute) => ({
              ...described(attribute),
              ...(attribute.default && { default: attribute.default }),
              value: isBoolean(attribute)
                ? { kind: "no-value", type: "boolean" }
                : {
                    type:
                      valuesOf(attribute).map(quoted).join(" | ") || "string",
                  },
            })),
            slots: slots.map(described),
            js: {
              events: events.map(described),
              properties: members
                .filter(({ kind }) => kind === "field")
                .map((member) => ({
                  ...described(member),
                  type: member.type?.text,
                  ...(member.readonly && { "read-only": true }),
                })),
            },
            css: {
              properties: cssProperties.map(described),
              parts: cssParts.map(described),
            },
          },
        ],
      },
    },
  };
}

function isBoolean({ type }: Attribute): boolean {
  return type?.text === "boolean";
}

/** Where only certain ones mean something. */
function valuesOf({ type }: Attribute): string[] {
  return [...(type?.text ?? "").matchAll(/"([^"]+)"/g)].map(
    ([, value = ""]) => value,
  );
}

function quoted(value: string): string {
  return `"${value}"`;
}
