import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import formatsModule from "ajv-formats";

interface Operation {
  responses: Record<string, ResponseObject>;
}

interface ResponseObject {
  $ref?: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema: { $ref: string } }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    headers: Record<string, { schema: object }>;
    responses: Record<string, ResponseObject>;
  };
}

const document = JSON.parse(
  readFileSync("docs/openapi.json", "utf8"),
) as Document;

// `strict: false`: OpenAPI's own words beside the schemas are none of JSON Schema's.
const ajv = new Ajv2020({ strict: false, allErrors: true });
// Its types know only the CommonJS build.
(formatsModule as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(document, "openapi.json");

function checkBy(schemaPath: string, value: unknown, what: string): void {
  const validate = ajv.getSchema(`openapi.json${schemaPath}`);
  assert.ok(validate, `${schemaPath} is no schema.`);
  assert.ok(
    validate(value),
    `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`,
  );
}

function resolved({ $ref }: { $ref: string }): unknown {
  return $ref
    .slice(2)
    .split("/")
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown>)[name],
      document,
    );
}

/** Passes an answer that `docs/openapi.json` foresees: status, content type, body and headers. */
export async function checkAnswer(
  method: string,
  response: Response,
  path: "/grant" | "/progress" = "/grant",
): Promise<void> {
  const operation = document.paths[path]![method.toLowerCase()];
  assert.ok(operation, `No ${method} in docs/openapi.json.`);
  const { responses } = operation;
  const named = responses[response.status] ?? responses["default"]!;
  if (responses[response.status] === undefined)
    assert.ok(response.status >= 400, `${method}: ${response.status}`);
  const expected = (
    named.$ref ? resolved(named as { $ref: string }) : named
  ) as ResponseObject;
  for (const [name, reference] of Object.entries(expected.headers ?? {})) {
    const value = response.headers.get(name);
    if (value !== null)
      checkBy(`${reference.$ref}/schema`, value, `${method}: ${name}`);
  }
  const text = await response.clone().text();
  if (!expected.content)
    return assert.equal(text, "", `${method}: a body with ${response.status}`);
  const type = response.headers.get("Content-Type") ?? "";
  const media = expected.content[type];
  assert.ok(media, `${method} answered ${response.status} as ${type}.`);
  checkBy(media.schema.$ref, JSON.parse(text), `${method} ${response.status}`);
}

/** Passes the JSON body of a request that `docs/openapi.json` foresees. */
export function checkRequest(
  schema: "GrantRequest" | "ReleaseRequest" | "ProgressReport",
  body: unknown,
): void {
  checkBy(`#/components/schemas/${schema}`, body, schema);
}

/** The error codes and reasons that it lists. */
export function listed(property: "code" | "reason"): string[] {
  const problem = resolved({ $ref: "#/components/schemas/Problem" }) as {
    properties: Record<string, { enum: string[] }>;
  };
  return problem.properties[property]!.enum;
}
