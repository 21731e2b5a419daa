import type { GrantResponse } from "../src/contract.js";
import { createCors } from "./cors.js";
import { cookieLines } from "./delivery.js";
import { checkEntitlement, describeVideo } from "./entitlement.js";
import { GrantError, problemResponse } from "./errors.js";
import {
  checkLife,
  checkOptions,
  type GrantHandlerOptions,
} from "./grant-options.js";
import { readGrantRequest, readRelease } from "./grant-request.js";

/** Answers the requests of a grant endpoint. */
export type GrantHandler = (request: Request) => Promise<Response>;

const methods = ["GET", "POST", "DELETE", "OPTIONS"] as const;

/**
 * The grant endpoint, as `docs/wire.md` specifies it: POST (or GET) answers with a grant, DELETE releases a session,
 * OPTIONS is the preflight. It never rejects: a failure is a problem response, and never stored.
 *
 * DELETE clears no cookie: another tab may be playing the same video by them, and they end with the grant.
 * @throws TypeError naming the option that is missing or unsafe
 * @see https://www.rfc-editor.org/rfc/rfc9457 (problem details)
 * @example
 * ```ts
 * const handler = createGrantHandler({
 *   origins: ["https://lessons.school.example"],
 *   signer: createSigner({ keyPairId, privateKey }),
 *   authenticate: (request) => sessionUser(request),
 *   authorize: async (user, videoId) =>
 *     (await enrolled(user, videoId)) && {
 *       scope: scope.directory("https://cdn.school.example", "courses", ...scope.segments(videoId)),
 *       video: "index.m3u8",
 *     },
 * });
 * ```
 */
export function createGrantHandler<Viewer>(
  options: GrantHandlerOptions<Viewer>,
): GrantHandler {
  const {
    delivery = "cookie",
    cookies = {},
    expiresInSeconds = 900,
    renewAfterSeconds,
    maxBodyBytes = 4_096,
  } = options;
  checkOptions(options);
  const cors = createCors(options.origins, methods);

  return async (request) => {
    const response = await answer(request).catch((error: unknown) => {
      report(error);
      return problemResponse(error);
    });
    response.headers.set("Referrer-Policy", "no-referrer");
    cors.expose(request, response.headers);
    return response;
  };

  async function answer(request: Request): Promise<Response> {
    cors.check(request);
    switch (request.method) {
      case "GET":
      case "POST":
        return grant(request);
      case "DELETE":
        return release(request);
      case "OPTIONS":
        return cors.preflight();
      default:
        return refuseMethod();
    }
  }

  async function grant(request: Request): Promise<Response> {
    const { videoId, sessionId } = await readGrantRequest(
      request,
      maxBodyBytes,
    );
    const viewer = await signedIn(request);
    const entitlement = await options.authorize(viewer, videoId, request);
    if (!entitlement)
      throw new GrantError(
        "not-entitled",
        "This viewer may not watch this video.",
      );
    checkEntitlement(entitlement, delivery);
    const expiresIn = checkLife(
      "entitlement.expiresInSeconds",
      entitlement.expiresInSeconds ?? expiresInSeconds,
    );
    // Rounded up, so that the signature is good for all the seconds that are promised.
    const expiresAt = Math.ceil(Date.now() / 1_000) + expiresIn;
    const signed = await options.signer(entitlement.scope, {
      expiresAt,
      ipAddress: entitlement.ipAddress,
    });
    const body: GrantResponse = {
      ...describeVideo(entitlement, signed, delivery),
      expiresIn,
      expiresAt: new Date(expiresAt * 1_000).toISOString(),
      sessionId,
      ...(renewAfterSeconds !== undefined &&
        renewAfterSeconds < expiresIn && { renewAfter: renewAfterSeconds }),
    };
    const response = new Response(JSON.stringify(body), {
      headers: {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
    if (delivery === "cookie")
      for (const line of cookieLines(signed, cookies))
        response.headers.append("Set-Cookie", line);
    return response;
  }

  async function release(request: Request): Promise<Response> {
    const sessionId = await readRelease(request, maxBodyBytes);
    const viewer = await signedIn(request);
    await options.release?.(viewer, sessionId);
    return new Response(null, {
      status: 204,
      headers: { "Cache-Control": "no-store" },
    });
  }

  async function signedIn(request: Request): Promise<Viewer> {
    const viewer = await options.authenticate(request);
    if (!viewer)
      throw new GrantError("not-signed-in", "Sign in to watch this video.");
    return viewer;
  }

  function report(error: unknown): void {
    const underlying = error instanceof GrantError ? error.cause : error;
    if (underlying === undefined) return;
    try {
      options.onError?.(underlying);
    } catch {
      // A log that fails must not take the answer with it.
    }
  }
}

function refuseMethod(): Response {
  const response = problemResponse(
    new GrantError("bad-request", `Use ${methods.join(", ")}.`),
    405,
  );
  response.headers.set("Allow", methods.join(", "));
  return response;
}
