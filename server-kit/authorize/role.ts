import type { Entitlement } from "../entitlement.js";
import type { GrantHandlerOptions, No } from "../grant-options.js";
import { optionError } from "../option-error.js";

/** What {@link GrantHandlerOptions.authorize} is. */
export type Authorize<Viewer> = GrantHandlerOptions<Viewer>["authorize"];

/** Which roles may watch, and what they get. */
export interface RoleOptions<Viewer> {
  /** One of them is enough. */
  roles: readonly string[];
  /**
   * The viewer's roles. @default those in the viewer's `claims`: `roles`, `groups`, `cognito:groups` and
   * `realm_access.roles`
   */
  rolesOf?:
    ((viewer: Viewer) => readonly string[] | string | undefined) | undefined;
  /** What a viewer of such a role gets: an `authorize` of its own, which may say no as well. */
  entitle: Authorize<Viewer>;
}

/**
 * An `authorize` for `createGrantHandler`: viewers of one of the roles, as far as `entitle` goes; all others get a 403.
 * A `scope` claim is not looked at: it says what a client application may do, not who the viewer is.
 * @throws TypeError naming the option that is wrong
 * @example
 * ```ts
 * const authorize = authorizeByRole({
 *   roles: ["student", "teacher"],
 *   // Rows and role: enrolment is asked for second.
 *   entitle: authorizeByDynamoDB({ client, tableName: "enrolments", key, entitle }),
 * });
 * ```
 */
export function authorizeByRole<Viewer>({
  roles,
  rolesOf = claimedRoles,
  entitle,
}: RoleOptions<Viewer>): (
  viewer: Viewer,
  videoId: string | undefined,
  request: Request,
) => Promise<Entitlement | No> {
  if (
    !Array.isArray(roles) ||
    roles.length === 0 ||
    !roles.every((role) => typeof role === "string" && role !== "")
  )
    throw optionError("roles", roles, "Give at least one role.");
  for (const [name, value] of Object.entries({ rolesOf, entitle }))
    if (typeof value !== "function")
      throw optionError(name, value, "Give a function.");
  const allowed: ReadonlySet<string> = new Set(roles);
  return async (viewer, videoId, request) =>
    [rolesOf(viewer)].flat().some((role) => allowed.has(role as string))
      ? entitle(viewer, videoId, request)
      : undefined;
}

/** The roles in a viewer's claims, wherever Cognito, Keycloak and others have them. */
function claimedRoles(viewer: unknown): string[] {
  const claims = property(viewer, "claims");
  return [
    property(claims, "roles"),
    property(claims, "groups"),
    property(claims, "cognito:groups"),
    property(property(claims, "realm_access"), "roles"),
  ].flatMap(readRoles);
}

/**
 * API Gateway has made text of a list: `[teacher student]` in an HTTP API, `teacher,student` in a REST API. A name with a
 * space or a comma in it cannot be told from two.
 * @see https://github.com/awsdocs/amazon-api-gateway-developer-guide/issues/113
 */
function readRoles(claim: unknown): string[] {
  if (Array.isArray(claim))
    return claim.filter((role) => typeof role === "string");
  if (typeof claim !== "string") return [];
  const listed = /^\[(.*)\]$/.exec(claim)?.[1];
  return listed === undefined ? claim.split(",") : listed.split(" ");
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
