import { createHash } from "node:crypto";

/**
 * What stands for a session where somebody else may read it, as in the list of devices of a 409 and in `takeOver`. Whoever
 * has a session's ID can go on with it, and is then the same device; from the handle nobody gets the ID.
 * @returns 22 letters, digits, `-` or `_`: the same for a session each time
 */
export function sessionHandle(sessionId: string): string {
  return createHash("sha256")
    .update(`take-over ${sessionId}`)
    .digest("base64url")
    .slice(0, 22);
}
