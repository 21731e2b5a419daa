import type { Cors } from "./cors.js";
import { problemResponse } from "./errors.js";
import { refusalOf, type Refusal } from "./refusal.js";

/** What differs from endpoint to endpoint. */
export interface EndpointParts<About> {
  cors: Cors;
  /** @param about For the log: filled as far as the request gets. @param durationMs Milliseconds so far. */
  answer(
    request: Request,
    about: About,
    durationMs: () => number,
  ): Promise<Response>;
  /** Told of each refusal, for the log. */
  refused(
    refusal: About & Refusal & { durationMs: number },
    request: Request,
  ): void;
}

/**
 * What every endpoint does around its answer: it never rejects, a failure is a problem response that a listed page may
 * read, the log hears of it, and no answer passes its URL on.
 */
export function createEndpoint<About extends object>({
  cors,
  answer,
  refused,
}: EndpointParts<Partial<About>>): (request: Request) => Promise<Response> {
  return async (request) => {
    const startedAt = performance.now();
    const durationMs = () => performance.now() - startedAt;
    const about: Partial<About> = {};
    const response = await answer(request, about, durationMs).catch(
      (error: unknown) => {
        refused(
          { ...about, ...refusalOf(error), durationMs: durationMs() },
          request,
        );
        return problemResponse(error);
      },
    );
    response.headers.set("Referrer-Policy", "no-referrer");
    cors.expose(request, response.headers);
    return response;
  };
}
