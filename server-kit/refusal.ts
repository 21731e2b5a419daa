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

/** Tells the application's log what lay under an answer; a refusal in itself is no news. */
export function reportError(
  error: unknown,
  onError: ((error: unknown) => void) | undefined,
): void {
  const underlying = error instanceof GrantError ? error.cause : error;
  if (underlying === undefined) return;
  try {
    onError?.(underlying);
  } catch {
    // A log that fails must not take the answer with it.
  }
}
