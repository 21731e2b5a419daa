import type { JWTPayload } from "jose";
import type { No } from "../grant-options.js";
import { optionError } from "../option-error.js";
import type { Authenticator } from "./authenticator.js";
import { subjectOf, type JwtViewer } from "./jwt-viewer.js";
import { createTokenReader, type TokenPlace } from "./read-token.js";
import { createTokenVerifier, type TokenOptions } from "./token-verifier.js";

export {
  auth0Issuer,
  cognitoIssuer,
  keycloakIssuer,
  type IssuerOptions,
} from "./issuers.js";
export type { JwtViewer } from "./jwt-viewer.js";
export type { TokenPlace } from "./read-token.js";
export type { TokenAlgorithm, TokenKeySource } from "./token-keys.js";
export type { TokenOptions } from "./token-verifier.js";

/** Whose tokens are good, where they are, and what viewer they make. */
export type JwtOptions<Viewer> = TokenOptions & {
  /** @default "header": `Authorization: Bearer …` */
  from?: TokenPlace | undefined;
  /** Makes the viewer of the claims; nothing for a 401. @default `{ id: claims.sub, claims }` */
  viewer?:
    ((claims: JWTPayload) => Viewer | No | Promise<Viewer | No>) | undefined;
};

/**
 * An `authenticate` for `createGrantHandler`: whoever carries a good JWT of the issuer. Needs the package `jose`.
 *
 * A request without a token is nobody (undefined, a 401), so that another way may be tried. One with a token that is not
 * good gets a 401 whose detail says why, and nothing of what is in the token. `exp` is required.
 *
 * The issuer's keys are fetched at the first request and kept: read again after 10 minutes, and for a key ID that is not
 * among them at most every 10 seconds. When the issuer is down, they serve on for a day.
 * @throws TypeError naming the option that is missing or unsafe
 * @throws what it returns: GrantError `not-signed-in`; `server-error`, reason `issuer-unavailable`
 * @see https://www.rfc-editor.org/rfc/rfc7519
 * @example
 * ```ts
 * const authenticate = authenticateByJwt({
 *   issuer: "https://id.school.example/",
 *   audience: "https://video.school.example",
 *   jwks: "https://id.school.example/.well-known/jwks.json",
 * });
 * ```
 */
export function authenticateByJwt(
  options: JwtOptions<JwtViewer> & { viewer?: undefined },
): Authenticator<JwtViewer>;
export function authenticateByJwt<Viewer>(
  options: JwtOptions<Viewer> & { viewer: object },
): Authenticator<Viewer>;
export function authenticateByJwt<Viewer>(
  options: JwtOptions<Viewer>,
): Authenticator<Viewer | JwtViewer> {
  const { from = "header", viewer = subjectOf } = options;
  if (typeof viewer !== "function")
    throw optionError("viewer", viewer, "Give a function of the claims.");
  const readToken = createTokenReader(from);
  const verify = createTokenVerifier(options);
  return async (request) => {
    const token = readToken(request);
    if (token === undefined) return undefined;
    return (await viewer(await verify(token))) || undefined;
  };
}
