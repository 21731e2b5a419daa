import { GrantError, problemResponse } from "../errors.js";
import { optionError } from "../option-error.js";

/** What every adapter takes: a web-standard handler, such as `createGrantHandler` makes. */
export type WebHandler = (request: Request) => Promise<Response>;

/** @throws TypeError for what is no function */
export function checkHandler(handler: unknown): void {
  if (typeof handler !== "function")
    throw optionError("handler", handler, "Pass what createGrantHandler made.");
}

/**
 * The handler's answer. A request that the web's `Request` cannot be made of is a 400, and a handler that fails is a 500
 * that says nothing of it. Never rejects.
 */
export async function answerOf(
  handler: WebHandler,
  makeRequest: () => Request | Promise<Request>,
): Promise<Response> {
  let request: Request;
  try {
    request = await makeRequest();
  } catch {
    return problemResponse(
      new GrantError(
        "bad-request",
        "The request's method, URL or headers are not valid.",
      ),
    );
  }
  try {
    return await handler(request);
  } catch (error) {
    return problemResponse(error);
  }
}

/**
 * The URL of parts that a client may have sent: never one whose host is not `host`.
 * @throws TypeError for anything but http(s), a plain host and a path from `/`
 */
export function absoluteUrl(protocol: string, host: string, path: string): URL {
  if (
    !/^https?$/.test(protocol) ||
    !/^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?$/.test(host) ||
    !path.startsWith("/")
  )
    throw new TypeError("The request has no absolute URL.");
  return new URL(`${protocol}://${host}${path}`);
}
