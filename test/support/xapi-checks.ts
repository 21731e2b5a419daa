import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import validation from "@learninglocker/xapi-validation";
import type { Statement } from "../../src/adapters/xapi/index.js";

interface Template {
  verb: string;
  context?: string[];
  result?: string[];
  fields?: string[];
}

const profile = JSON.parse(
  readFileSync("test/support/xapi-video-profile.json", "utf8"),
) as {
  extensions: string;
  activityType: string;
  templates: Record<string, Template>;
  types: Record<string, string>;
};

// Its types know only the CommonJS build.
const { default: validate } = validation as unknown as {
  default: (statement: unknown) => { hasError?: boolean }[];
};

/** Passes what is a statement by the specification, and one of the Video Profile by its templates. */
export function checkStatement(statement: Statement): void {
  const said = JSON.stringify(statement);
  const warnings = validate(statement);
  assert.deepEqual(warnings, [], `${JSON.stringify(warnings)} ${said}`);
  const templates = Object.values(profile.templates).filter(
    ({ verb }) => verb === statement.verb.id,
  );
  assert.ok(templates.length > 0, `No template has this verb: ${said}`);
  const missing = templates.map((template) => missingOf(template, statement));
  assert.ok(
    missing.some((names) => names.length === 0),
    `${missing.join(" | ")} missing: ${said}`,
  );
  checkExtensions(statement, said);
}

function missingOf(
  { context = [], result = [], fields = [] }: Template,
  statement: Statement,
): string[] {
  const iri = (name: string) => `${profile.extensions}${name}`;
  return [
    ...(statement.id && statement.timestamp ? [] : ["id or timestamp"]),
    ...context.filter((name) => !(iri(name) in statement.context.extensions)),
    ...result.filter(
      (name) => !(iri(name) in (statement.result?.extensions ?? {})),
    ),
    ...fields.filter((name) => !(name in (statement.result ?? {}))),
  ];
}

function checkExtensions(statement: Statement, said: string): void {
  const { definition } = statement.object as { definition: { type: string } };
  assert.equal(definition.type, profile.activityType, said);
  const all = {
    ...statement.context.extensions,
    ...statement.result?.extensions,
  };
  for (const [iri, value] of Object.entries(all)) {
    const name = iri.slice(profile.extensions.length);
    const expected = profile.types[name];
    assert.ok(iri.startsWith(profile.extensions) && expected, `${iri} is none of the profile's.`); // prettier-ignore
    assert.equal(typeof value, expected, `${name}: ${said}`);
    if (expected === "number")
      assert.match(String(value), /^\d+(\.\d{1,3})?$/, `${name}: ${said}`);
  }
  const segments = all[`${profile.extensions}played-segments`] ?? "";
  assert.match(String(segments), /^(\d+(\.\d+)?\[\.\]\d+(\.\d+)?(\[,\]|$))*$/, said); // prettier-ignore
}
