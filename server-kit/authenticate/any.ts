import { GrantError } from "../errors.js";
import type { No } from "../grant-options.js";
import { optionError } from "../option-error.js";
import type { Authenticator } from "./authenticator.js";

/** One way to know a viewer. */
export type Authenticate<Viewer> = (
  request: Request,
) => Viewer | No | Promise<Viewer | No>;

/**
 * An `authenticate` for `createGrantHandler`: the viewer of the first way that knows one, such as the tokens of several
 * issuers. Where none does, the last reason is told; but that one of them could not be asked goes before.
 *
 * Two issuers may call different people by the same `sub`: make `id` of both, `` `${claims.iss} ${claims.sub}` ``.
 * @throws TypeError without any way
 * @example
 * ```ts
 * const authenticate = authenticateByAny(
 *   authenticateByJwt(auth0Issuer({ domain: "school.eu.auth0.com", audience: "https://video.school.example" })),
 *   (request) => sessionUser(request),
 * );
 * ```
 */
export function authenticateByAny<Viewer>(
  ...ways: readonly Authenticate<Viewer>[]
): Authenticator<Viewer> {
  if (ways.length === 0 || ways.some((way) => typeof way !== "function"))
    throw optionError("ways", ways, "Give functions of the request.");
  return async (request) => {
    let refusal: unknown;
    for (const way of ways) {
      try {
        const viewer = await way(request);
        if (viewer) return viewer;
      } catch (error) {
        if (!isRefusal(refusal) && refusal !== undefined) continue;
        refusal = error;
      }
    }
    if (refusal !== undefined) throw refusal;
    return undefined;
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof GrantError && error.code === "not-signed-in";
}
