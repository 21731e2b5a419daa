import { GrantError } from "../errors.js";
import type { No } from "../grant-options.js";
import { lambdaEvent } from "../adapters/lambda-event.js";
import { optionError } from "../option-error.js";
import type { Authenticator } from "./authenticator.js";

/** What API Gateway's authorizer found out about a viewer: a token's claims, or a Lambda authorizer's context. */
export type AuthorizerClaims = Readonly<Record<string, unknown>>;

/** A viewer as API Gateway's authorizer names him. */
export interface AuthorizedViewer {
  /** The claims' `sub`, else the Lambda authorizer's `principalId`. */
  id: string;
  claims: AuthorizerClaims;
}

/**
 * An `authenticate` for `createGrantHandler`: the viewer whom API Gateway's authorizer has verified already. Reads the
 * Lambda event alone, never a header: an authorizer of Cognito or Lambda in a REST API (v1), of JWT or Lambda in an HTTP
 * API (v2). IAM names no viewer.
 *
 * Without an event or an authorizer it is nobody (undefined, a 401). A Lambda authorizer must give each viewer a `sub` or
 * a `principalId` of his own: with one "user" for all, they share one limit of devices.
 * @throws TypeError for a `viewer` that is no function
 * @throws what it returns: GrantError `not-signed-in` where the authorizer names nobody
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @example
 * ```ts
 * const authenticate = authenticateByApiGateway({
 *   viewer: (claims) => ({ id: String(claims["sub"]), school: claims["custom:school"] }),
 * });
 * ```
 */
export function authenticateByApiGateway(options?: {
  viewer?: undefined;
}): Authenticator<AuthorizedViewer>;
export function authenticateByApiGateway<Viewer>(options: {
  /** Makes the viewer of what the authorizer found out; nothing for a 401. @default `{ id, claims }` */
  viewer: (claims: AuthorizerClaims) => Viewer | No | Promise<Viewer | No>;
}): Authenticator<Viewer>;
export function authenticateByApiGateway<Viewer>(
  options: {
    viewer?:
      | ((claims: AuthorizerClaims) => Viewer | No | Promise<Viewer | No>)
      | undefined;
  } = {},
): Authenticator<Viewer | AuthorizedViewer> {
  const { viewer = principalOf } = options;
  if (typeof viewer !== "function")
    throw optionError("viewer", viewer, "Give a function of the claims.");
  return async (request) => {
    const claims = authorizerClaims(request);
    return claims && ((await viewer(claims)) || undefined);
  };
}

function authorizerClaims(request: Request): AuthorizerClaims | undefined {
  const event = lambdaEvent(request);
  const context = record(event?.["requestContext"]);
  const authorizer = record(context?.["authorizer"]);
  if (authorizer === undefined) return undefined;
  if (isHttpApi(authorizer))
    return (
      record(record(authorizer["jwt"])?.["claims"]) ??
      record(authorizer["lambda"])
    );
  // A Lambda authorizer's context holds no objects, so these are the claims of a Cognito authorizer.
  return record(authorizer["claims"]) ?? authorizer;
}

/** In format 2.0 what was found out lies below the kind of authorizer. */
function isHttpApi(authorizer: AuthorizerClaims): boolean {
  return ["jwt", "lambda", "iam"].some(
    (kind) => typeof authorizer[kind] === "object",
  );
}

function record(value: unknown): AuthorizerClaims | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as AuthorizerClaims)
    : undefined;
}

function principalOf(claims: AuthorizerClaims): AuthorizedViewer {
  const { sub, principalId } = claims;
  for (const id of [sub, principalId])
    if (typeof id === "string" && id !== "" && id.length <= 512)
      return { id, claims };
  throw new GrantError(
    "not-signed-in",
    "API Gateway's authorizer gives neither a `sub` nor a `principalId`.",
  );
}
