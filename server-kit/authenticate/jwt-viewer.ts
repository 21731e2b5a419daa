import type { JWTPayload } from "jose";
import { refusal } from "./token-verifier.js";

/** A viewer as a token names him. */
export interface JwtViewer {
  /** The token's `sub`. */
  id: string;
  /** All that the issuer says of him. */
  claims: JWTPayload;
}

/** @throws GrantError `not-signed-in` where the claims name nobody */
export function subjectOf(claims: JWTPayload): JwtViewer {
  const { sub } = claims;
  if (typeof sub !== "string" || sub === "" || sub.length > 512)
    throw refusal("The token's `sub` names nobody.");
  return { id: sub, claims };
}
