/**
 * What stands before a Lambda function, on this machine: turns requests into events, and results into answers, as AWS
 * documents it for API Gateway, function URLs and load balancers.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
import { createServer, type ServerResponse } from "node:http";
import type { TestContext } from "node:test";
import {
  gatewayEvent,
  type GatewayKind,
  type GatewayOptions,
} from "./gateway-event.js";
import { listen } from "./listen.js";

type Lambda = (
  event: unknown,
  context: { getRemainingTimeInMillis(): number },
) => Promise<unknown>;

/** Any result: the function may be wrong. */
interface AnyResult {
  statusCode?: unknown;
  headers?: Record<string, unknown>;
  multiValueHeaders?: Record<string, unknown[]>;
  cookies?: string[];
  body?: unknown;
  isBase64Encoded?: boolean;
}

/** @returns the origin that it listens at, until the test ends */
export function startGateway(
  t: TestContext,
  kind: GatewayKind,
  lambda: Lambda,
  options: GatewayOptions = {},
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void incoming
      .toArray()
      .then(async (chunks) => {
        const event = gatewayEvent(
          kind,
          incoming,
          Buffer.concat(chunks),
          options,
        );
        const context = { getRemainingTimeInMillis: () => 3_000 };
        const result = await lambda(overTheWire(event), context);
        send(
          outgoing,
          kind,
          overTheWire(result),
          incoming.headers.accept,
          options,
        );
      })
      .catch(() => failed(outgoing));
  });
  return listen(t, server);
}

/** Events and results travel as JSON. */
function overTheWire<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** What the client of a function that failed sees. */
function failed(outgoing: ServerResponse): void {
  outgoing.writeHead(502, { "Content-Type": "application/json" });
  outgoing.end('{"message": "Internal server error"}');
}

function send(
  outgoing: ServerResponse,
  kind: GatewayKind,
  result: unknown,
  accept: string | undefined,
  { binaryMediaTypes = [] }: GatewayOptions,
): void {
  const answer = isResult(result, kind);
  if (!answer) return failed(outgoing);
  for (const [name, value] of linesOf(answer, kind))
    outgoing.appendHeader(name, value);
  outgoing.statusCode = Number(answer.statusCode);
  // A REST API decodes base64 only for the types that it was told of; the first one that is accepted counts.
  const [accepted = ""] = (accept ?? "").split(",");
  const decodes =
    kind !== "rest" ||
    binaryMediaTypes.some((type) => ["*/*", accepted].includes(type));
  const isBase64 = answer.isBase64Encoded === true && decodes;
  outgoing.end(
    Buffer.from(String(answer.body ?? ""), isBase64 ? "base64" : "utf8"),
  );
}

function isResult(result: unknown, kind: GatewayKind): AnyResult | undefined {
  const isObject = typeof result === "object" && result !== null;
  if (kind === "http-2.0" || kind === "function-url")
    // Format 2.0 takes whatever has no status for the body.
    return isObject && "statusCode" in result
      ? result
      : {
          statusCode: 200,
          headers: { "content-type": "application/json" },
          body: typeof result === "string" ? result : JSON.stringify(result),
        };
  const known = ["statusCode", "statusDescription", "headers", "multiValueHeaders", "body", "isBase64Encoded"]; // prettier-ignore
  return isObject &&
    "statusCode" in result &&
    Object.keys(result).every((field) => known.includes(field))
    ? result
    : undefined;
}

/** Which fields are read, and what becomes of values of one name, is where cookies get lost. */
function linesOf(
  { headers = {}, multiValueHeaders = {}, cookies = [] }: AnyResult,
  kind: GatewayKind,
): [string, string][] {
  const single = Object.entries(headers).map(
    ([name, value]): [string, string] => [name, String(value)],
  );
  const several = Object.entries(multiValueHeaders).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, String(value)]),
  );
  switch (kind) {
    case "rest":
    case "http-1.0": {
      const pairs = new Set(several.map((pair) => JSON.stringify(pair)));
      return [
        ...single.filter((pair) => !pairs.has(JSON.stringify(pair))),
        ...several,
      ];
    }
    case "http-2.0":
    case "function-url":
      return [
        ...single,
        ...cookies.map((cookie): [string, string] => ["set-cookie", cookie]),
      ];
    case "load-balancer":
      return several.reverse();
    case "load-balancer-single":
      return single;
  }
}
