import { finding, type JobFinding } from "./findings.js";
import type { Member } from "./shape.js";
import { shapes } from "./shapes.js";

/** Whether a value is what the service's model says, member by member. */
export function* checkShape(
  member: Member,
  value: unknown,
  path: string,
): Generator<JobFinding> {
  switch (member.is) {
    case "any":
      return;
    case "shape":
      return yield* checkMembers(member.shape, value, path);
    case "list":
      if (!Array.isArray(value))
        return yield finding("wrong-type", path, "It takes a list.");
      for (const [index, each] of value.entries())
        yield* checkShape(member.of, each, `${path}[${index}]`);
      return;
    case "map":
      if (!isObject(value))
        return yield finding("wrong-type", path, "It takes an object.");
      for (const [key, each] of Object.entries(value))
        yield* checkShape(member.of, each, `${path}[${JSON.stringify(key)}]`);
      return;
    case "one-of":
      if (!member.values.includes(value as string))
        yield finding("unknown-value", path, takes(member.values));
      return;
    case "text":
      return yield* checkText(member, value, path);
    default:
      yield* checkNumber(member, value, path);
  }
}

function* checkMembers(
  name: string,
  value: unknown,
  path: string,
): Generator<JobFinding> {
  const known = shapes[name]!;
  if (!isObject(value))
    return yield finding("wrong-type", path, "It takes an object.");
  for (const [key, each] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    const member = Object.hasOwn(known, key) ? known[key] : undefined;
    if (member === undefined) yield finding("unknown-member", at);
    else if (each !== undefined && each !== null)
      yield* checkShape(member, each, at);
  }
  for (const [key, { required }] of Object.entries(known))
    if (required && (value[key] ?? undefined) === undefined)
      yield finding("member-missing", path === "" ? key : `${path}.${key}`);
}

function* checkText(
  { pattern, min, max }: Extract<Member, { is: "text" }>,
  value: unknown,
  path: string,
): Generator<JobFinding> {
  if (typeof value !== "string")
    return yield finding("wrong-type", path, "It takes a text.");
  if (value.length < (min ?? 0) || value.length > (max ?? Infinity))
    return yield finding("out-of-range", path, range("characters", min, max));
  if (pattern !== undefined && !matches(pattern, value))
    yield finding("wrong-format", path, `It takes ${pattern}.`);
}

function* checkNumber(
  { is, min, max }: Extract<Member, { is: "number" | "integer" }>,
  value: unknown,
  path: string,
): Generator<JobFinding> {
  if (typeof value !== "number" || !Number.isFinite(value))
    return yield finding("wrong-type", path, "It takes a number.");
  if (is === "integer" && !Number.isInteger(value))
    return yield finding("wrong-type", path, "It takes a whole number.");
  if (value < (min ?? -Infinity) || value > (max ?? Infinity))
    yield finding("out-of-range", path, range("", min, max));
}

const compiled = new Map<string, RegExp>();

/** As the service does, a pattern is looked for anywhere, unless it says where. */
function matches(pattern: string, value: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) compiled.set(pattern, (expression = new RegExp(pattern)));
  return expression.test(value);
}

/** A language has 190 of them. */
function takes(values: readonly string[]): string {
  return values.length > 30
    ? "The API reference lists those that it takes."
    : `It takes ${values.join(", ")}.`;
}

function range(unit: string, min?: number, max?: number): string {
  const parts = [
    min !== undefined && `from ${min}`,
    max !== undefined && `to ${max}`,
  ].filter(Boolean);
  return `It takes ${[...parts, unit].filter(Boolean).join(" ")}.`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
