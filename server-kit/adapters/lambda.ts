import { GrantError, problemResponse } from "../errors.js";
import type { LambdaEvent } from "./lambda-event.js";
import { requestOf } from "./lambda-request.js";
import { resultOf, type LambdaResult } from "./lambda-result.js";
import { readSource } from "./lambda-source.js";
import { checkOrigin } from "../origin.js";
import { answerOf, checkHandler, type WebHandler } from "./web-handler.js";

export type { LambdaResult } from "./lambda-result.js";

/** Milliseconds before the function's time is up at which it is answered for: Lambda itself would end it without a word. */
const marginMs = 500;

export interface LambdaHandlerOptions {
  /**
   * The endpoint's own origin as pages see it, such as `https://cdn.school.example` where CloudFront stands before
   * API Gateway. A load balancer does not say which it is: without this, only pages of the handler's `origins` may ask.
   * @default `https://` and the `domainName` that API Gateway, or the function URL, says it was called by
   */
  origin?: string | undefined;
}

/** What the adapter uses of Lambda's `Context`. */
export interface LambdaContextLike {
  getRemainingTimeInMillis?(): number;
}

/**
 * A web-standard handler as a Lambda function, behind an API Gateway REST API or HTTP API (payload format 1.0 or 2.0), a
 * function URL, or an Application Load Balancer; which of them calls is seen by the event. Half a second before the
 * function's time is up the request's signal is aborted and the answer is a 503.
 *
 * A REST API passes other than text on (AES-128 keys) only where its `binaryMediaTypes` cover it; a load balancer
 * sends several cookies only with `lambda.multi_value_headers.enabled` on its target group.
 * @returns It rejects, with a TypeError, only for what is set up wrong: an event that is no HTTP request, and several
 *   cookies at such a load balancer. Every request is answered.
 * @throws TypeError naming the option
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 * @example
 * ```ts
 * export const lambda = toLambdaHandler(handler);
 * ```
 */
export function toLambdaHandler(
  handler: WebHandler,
  { origin }: LambdaHandlerOptions = {},
): (event: unknown, context?: LambdaContextLike) => Promise<LambdaResult> {
  checkHandler(handler);
  if (origin !== undefined) checkOrigin("origin", origin);

  return async (given, context) => {
    const source = readSource(given);
    const event = given as LambdaEvent;
    const deadline = startDeadline(context);
    try {
      const response = await Promise.race([
        deadline.late,
        answerOf(handler, () =>
          requestOf(event, source, origin, deadline.signal),
        ).then(wholeResponse),
      ]);
      return await resultOf(response, source, event);
    } finally {
      deadline.stop();
    }
  };
}

/** With its body read, which may fail or take its time as well. */
async function wholeResponse(response: Response): Promise<Response> {
  if (response.body === null) return response;
  try {
    return new Response(await response.arrayBuffer(), response);
  } catch (error) {
    return problemResponse(error);
  }
}

function startDeadline(context: LambdaContextLike | undefined): {
  signal: AbortSignal;
  late: Promise<Response>;
  stop(): void;
} {
  const controller = new AbortController();
  const remainingMs = context?.getRemainingTimeInMillis?.();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Response>((answer) => {
    if (remainingMs === undefined) return;
    timer = setTimeout(
      () => {
        controller.abort();
        answer(problemResponse(lateError(), 503));
      },
      Math.max(0, remainingMs - marginMs),
    );
  });
  return { signal: controller.signal, late, stop: () => clearTimeout(timer) };
}

function lateError(): GrantError {
  return new GrantError("server-error", "The answer took too long.", {
    retryAfterSeconds: 5,
  });
}
