import { watchClock } from "./clock-watch.js";
import { createCors, grantMethods } from "./cors.js";
import { createEndpoint } from "./endpoint.js";
import { createGrantIssuer } from "./grant-issuer.js";
import { checkOptions, type GrantHandlerOptions } from "./grant-options.js";
import { checkHeaderSize } from "./header-limit.js";
import { createObserver, type About } from "./observe.js";
import { refuseMethod } from "./refusal.js";

/** Answers the requests of a grant endpoint. */
export type GrantHandler = (request: Request) => Promise<Response>;

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
 *   sessions: { store: createMemoryStore(), limit: 3 },
 * });
 * ```
 */
export function createGrantHandler<Viewer>(
  options: GrantHandlerOptions<Viewer>,
): GrantHandler {
  checkOptions(options);
  const cors = createCors(options.origins);
  const observe = createObserver(options);
  const issuer = createGrantIssuer(options, observe);
  const clockStep = watchClock();

  return createEndpoint<About>({
    cors,
    answer,
    refused: (refusal) => observe({ event: "grant-refused", ...refusal }),
  });

  async function answer(
    request: Request,
    about: About,
    durationMs: () => number,
  ): Promise<Response> {
    const seconds = clockStep();
    if (seconds !== 0) observe({ event: "clock-stepped", seconds });
    checkHeaderSize(request, options.maxHeaderBytes);
    cors.check(request);
    switch (request.method) {
      case "GET":
      case "POST": {
        const { response, renewed } = await issuer.issue(request, about);
        observe({
          event: renewed ? "grant-renewed" : "grant-issued",
          ...about,
          durationMs: durationMs(),
        });
        return response;
      }
      case "DELETE":
        await issuer.release(request, about);
        observe({ event: "session-released", ...about });
        return new Response(null, {
          status: 204,
          headers: { "Cache-Control": "no-store" },
        });
      case "OPTIONS":
        return cors.preflight();
      default:
        return refuseMethod(grantMethods);
    }
  }
}
