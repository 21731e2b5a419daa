import { rememberLambdaEvent, type LambdaEvent } from "./lambda-event.js";
import { fieldsOf, type LambdaSource } from "./lambda-source.js";
import { absoluteUrl } from "./web-handler.js";

/** Stands for a host that the event does not tell: no page has it for its origin. */
const unknownOrigin = "https://origin.invalid";

/**
 * The web's `Request` of an event.
 * @param origin The endpoint's own origin; undefined takes API Gateway's `domainName`. The `Host` header is not asked:
 *   whoever calls a load balancer writes it.
 * @throws Error for an event that no `Request` can be made of
 */
export function requestOf(
  event: LambdaEvent,
  source: LambdaSource,
  origin: string | undefined,
  signal: AbortSignal,
): Request {
  const context = fieldsOf(event["requestContext"]);
  const method = String(
    source === "http"
      ? fieldsOf(context["http"])["method"]
      : event["httpMethod"],
  );
  const { protocol, host } = new URL(origin ?? originOf(context));
  const path = pathOf(event, source) + queryOf(event, source);
  const request = new Request(absoluteUrl(protocol.slice(0, -1), host, path), {
    method,
    headers: headersOf(event),
    body: ["GET", "HEAD"].includes(method) ? null : bodyOf(event),
    signal,
  });
  rememberLambdaEvent(request, event);
  return request;
}

/** A load balancer says no more than the client did. */
function originOf({ domainName }: Readonly<Record<string, unknown>>): string {
  return typeof domainName === "string"
    ? absoluteUrl("https", domainName, "/").origin
    : unknownOrigin;
}

/** The path without the stage, so that it is the same on every stage. */
function pathOf(event: LambdaEvent, source: LambdaSource): string {
  const path = String(event["rawPath"] ?? event["path"] ?? "/");
  const { stage } = fieldsOf(event["requestContext"]);
  // An HTTP API puts the stage first, in format 1.0 too. A REST API, which says no version, has left it out already.
  const within = source === "http" || event["version"] === "1.0";
  const prefix = `/${String(stage)}`;
  const staged =
    within && stage !== "$default" && `${path}/`.startsWith(`${prefix}/`);
  return escapePath(staged ? path.slice(prefix.length) || "/" : path);
}

/**
 * An HTTP API decodes the path; the others leave it as it was sent. Escapes what cannot stand in a path, and nothing that
 * may be an escape already.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3.3
 */
function escapePath(path: string): string {
  return path.replace(
    /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/%-]/gu,
    encodeURIComponent,
  );
}

function queryOf(event: LambdaEvent, source: LambdaSource): string {
  if (source === "http") return prefixed(String(event["rawQueryString"] ?? ""));
  // A load balancer leaves names and values as they were sent, API Gateway decodes them.
  const encode = source === "rest" ? encodeURIComponent : String;
  return prefixed(
    entriesOf(
      event["multiValueQueryStringParameters"] ??
        event["queryStringParameters"],
    )
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .join("&"),
  );
}

function prefixed(query: string): string {
  return query === "" ? "" : `?${query}`;
}

function headersOf(event: LambdaEvent): Headers {
  const headers = new Headers(
    entriesOf(event["multiValueHeaders"] ?? event["headers"]),
  );
  const { cookies } = event;
  if (Array.isArray(cookies)) headers.set("Cookie", cookies.join("; "));
  return headers;
}

/** Pairs of a map whose values are strings, or lists of them. */
function entriesOf(map: unknown): [string, string][] {
  return Object.entries(fieldsOf(map)).flatMap(([name, values]) =>
    [values]
      .flat()
      .filter((value) => value !== undefined && value !== null)
      .map((value): [string, string] => [name, String(value)]),
  );
}

function bodyOf({ body, isBase64Encoded }: LambdaEvent): BodyInit | null {
  if (body === undefined || body === null) return null;
  if (typeof body === "string")
    // Bytes, as a string would come with a content type of its own.
    return Buffer.from(body, isBase64Encoded === true ? "base64" : "utf8");
  return Buffer.from(JSON.stringify(body)); // middleware has parsed it
}
