import type { GrantErrorCode, ServerErrorReason } from "../src/contract.js";
import { GrantError, problemResponse } from "./errors.js";

/** A 405 that names what is taken. */
export function refuseMethod(methods: readonly string[]): Response {
  const response = problemResponse(
    new GrantError("bad-request", `Use ${methods.join(", ")}.`),
    405,
  );
  response.headers.set("Allow", methods.join(", "));
  return response;
}

/** What the log is told of a refusal. */
export interface Refusal {
  code: GrantErrorCode;
  reason?: ServerErrorReason | undefined;
  /** What lay under it, which the viewer is never told; always there for a `server-error`. */
  error?: unknown;
}

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof GrantError)) return { code: "server-error", error };
  const { code, reason, cause } = error;
  return {
    code,
    ...(reason && { reason }),
    ...(cause !== undefined && { error: cause }),
  };
}
