/** What a member of one of the service's shapes may be. */
export type Member = (
  | { is: "any" }
  | { is: "number" | "integer"; min?: number; max?: number }
  | { is: "text"; min?: number; max?: number; pattern?: string }
  | { is: "one-of"; values: readonly string[] }
  | { is: "shape"; shape: string }
  | { is: "list" | "map"; of: Member }
) & { required?: true };

/** By its members' names. */
export type Shape = Readonly<Record<string, Member>>;

/** Has a shape of its own, which the table leaves out: what is in it is not looked at. */
export const any: Member = { is: "any" };

export function number(min?: number, max?: number): Member {
  return { is: "number", ...bounds(min, max) };
}

export function integer(min?: number, max?: number): Member {
  return { is: "integer", ...bounds(min, max) };
}

/** @param min fewest characters @param max most characters */
export function text(pattern?: string, min?: number, max?: number): Member {
  return {
    is: "text",
    ...(pattern !== undefined && { pattern }),
    ...bounds(min, max),
  };
}

/** @param values with a space between each */
export function oneOf(values: string): Member {
  return { is: "one-of", values: values.split(" ") };
}

export function shape(name: string): Member {
  return { is: "shape", shape: name };
}

export function listOf(of: Member): Member {
  return { is: "list", of };
}

export function mapOf(of: Member): Member {
  return { is: "map", of };
}

export function required(member: Member): Member {
  return { ...member, required: true };
}

function bounds(min?: number, max?: number): { min?: number; max?: number } {
  return {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}
