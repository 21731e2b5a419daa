/** What API Gateway or a function URL called the Lambda function with; of it, server-kit reads what it checks itself. */
export type LambdaEvent = Readonly<Record<string, unknown>>;

const events = new WeakMap<Request, LambdaEvent>();

/** Keeps the event that `request` was made of. For the adapter. */
export function rememberLambdaEvent(
  request: Request,
  event: LambdaEvent,
): void {
  events.set(request, event);
}

/**
 * The Lambda event that a handler's `Request` was made of: where API Gateway puts what its authorizer found out.
 * Undefined for a request that did not come through the Lambda adapter, so that nobody can send an event of his own.
 */
export function lambdaEvent(request: Request): LambdaEvent | undefined {
  return events.get(request);
}
