/**
 * Writes server-kit/aws/mediaconvert/shapes.ts: what MediaConvert's own models say of the shapes that a job for HLS has.
 *
 *     npm run mediaconvert:shapes -- path/to/botocore/data/mediaconvert/2017-08-29/service-2.json
 *
 * Members and enums are those of the installed `@aws-sdk/client-mediaconvert`; ranges and patterns, which it lacks, those
 * of botocore's model, as Debian's `python3-botocore` has it. Both are Apache-2.0.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import { readSdkShapes, type SdkMember } from "./mediaconvert-sdk-shapes.js";

interface ModelShape {
  type: string;
  min?: number;
  max?: number;
  pattern?: string;
  members?: Record<string, { shape: string; locationName: string }>;
  member?: { shape: string };
  value?: { shape: string };
}
type Model = Record<string, ModelShape>;

/** What the service has widened since botocore's model that Debian has (1.29.27, of 2022). */
const widened: Record<string, Partial<ModelShape>> = {
  "AudioDescription.CustomLanguageCode": {
    pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9-]+)?$",
  },
};

/** @param model botocore's, for ranges and patterns */
export async function writeShapes(
  model: Model,
  versions: { sdk: string },
): Promise<string> {
  const table = Object.entries(readSdkShapes()).map(([name, members]) => {
    const lines = Object.entries(members).map(([member, says]) => {
      const limits = {
        ...limitsOf(model, model[name]?.members, member),
        ...widened[`${name}.${member}`],
      };
      const written = write(says, limits, model);
      return `${member}: ${says.required ? `required(${written})` : written},`;
    });
    return `${name}: {\n${lines.join("\n")}\n},`;
  });
  const code = `// Written by build/write-mediaconvert-shapes.ts; not to be edited.
// Made of the models of AWS Elemental MediaConvert in @aws-sdk/client-mediaconvert ${versions.sdk} (members, enums) and in botocore
// (ranges, patterns). Copyright Amazon.com, Inc. or its affiliates. Licensed under the Apache License, Version 2.0:
// http://www.apache.org/licenses/LICENSE-2.0. Changed: only the shapes that a job for HLS has, in another notation.
import { any, integer, listOf, mapOf, number, oneOf, required, shape, text, type Shape } from "./shape.js";

/** What the service takes, by the names of its shapes. */
export const shapes: Readonly<Record<string, Shape>> = {
${table.join("\n")}
};
`;
  return format(code, { parser: "typescript" });
}

function limitsOf(
  model: Model,
  members: ModelShape["members"],
  member: string,
): ModelShape | undefined {
  // The SDK writes members with a capital, as the model names them; the wire has them without.
  const found = members?.[member];
  return found && model[found.shape];
}

function write(
  says: SdkMember,
  limits: Partial<ModelShape> | undefined,
  model: Model,
): string {
  switch (says.is) {
    case "list":
    case "map": {
      const of = limits?.member?.shape ?? limits?.value?.shape;
      const kind = says.is === "list" ? "listOf" : "mapOf";
      return `${kind}(${write(says.of, of ? model[of] : undefined, model)})`;
    }
    case "one-of":
      return `oneOf(${JSON.stringify(says.values.join(" "))})`;
    case "shape":
      return `shape(${JSON.stringify(says.shape)})`;
    case "number":
      return `${limits?.type === "integer" ? "integer" : "number"}(${list(limits?.min, limits?.max)})`;
    case "text": {
      const pattern = limits?.pattern && JSON.stringify(limits.pattern);
      return `text(${list(pattern, limits?.min || undefined, limits?.max)})`;
    }
    default:
      return "any";
  }
}

/** Arguments, without those at the end that say nothing. */
function list(...values: (string | number | undefined)[]): string {
  return values
    .slice(0, values.findLastIndex((value) => value !== undefined) + 1)
    .map(String)
    .join(", ");
}

async function main(path: string | undefined): Promise<void> {
  if (path === undefined)
    throw new Error("Name the service-2.json of botocore's MediaConvert.");
  const { shapes } = JSON.parse(readFileSync(path, "utf8")) as {
    shapes: Model;
  };
  const { version } = JSON.parse(
    readFileSync(
      "node_modules/@aws-sdk/client-mediaconvert/package.json",
      "utf8",
    ),
  ) as { version: string };
  writeFileSync(
    "server-kit/aws/mediaconvert/shapes.ts",
    await writeShapes(shapes, { sdk: version }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await main(process.argv[2]);
