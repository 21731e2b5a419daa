import type { IncomingMessage } from "node:http";
import type {
  ALBEvent,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
} from "aws-lambda";

/** What stands before the function. `http-1.0` and `http-2.0` are an HTTP API in the two payload formats. */
export type GatewayKind =
  | "rest"
  | "http-1.0"
  | "http-2.0"
  | "function-url"
  | "load-balancer"
  | "load-balancer-single";

export interface GatewayOptions {
  /** @default "prod" of a REST API, "$default" of the others */
  stage?: string;
  domainName?: string;
  /** Of a REST API: content types that are passed on as bytes. */
  binaryMediaTypes?: readonly string[];
}

export type GatewayEvent =
  ALBEvent | APIGatewayProxyEvent | APIGatewayProxyEventV2;

type Named<Value> = Record<string, Value>;

/** The event of a request, as AWS documents it for each kind; `path` is without the stage, which a client sends too. */
export function gatewayEvent(
  kind: GatewayKind,
  incoming: IncomingMessage,
  body: Buffer,
  {
    stage,
    domainName = "abc123.execute-api.eu-central-1.amazonaws.com",
    binaryMediaTypes = [],
  }: GatewayOptions = {},
): GatewayEvent {
  const { method = "", url = "" } = incoming;
  const mark = url.includes("?") ? url.indexOf("?") : url.length;
  const query = url.slice(mark + 1);
  const type = incoming.headers["content-type"] ?? "";
  const isText = /^(text\/|application\/(.*\+)?(json|xml|javascript))/.test(
    type,
  );
  const asBytes =
    kind === "rest"
      ? binaryMediaTypes.some((media) => ["*/*", type].includes(media))
      : !isText && body.length > 0;
  const carried = {
    body: body.length === 0 ? null : body.toString(asBytes ? "base64" : "utf8"),
    isBase64Encoded: asBytes,
  };
  const at = stage ?? (kind === "rest" ? "prod" : "$default");
  const path = { sent: url.slice(0, mark), stage: at };
  const common = { method, incoming, query, carried, domainName, path };
  switch (kind) {
    case "rest":
    case "http-1.0":
      return formatOne(common, kind);
    case "http-2.0":
    case "function-url":
      return formatTwo(common, kind);
    case "load-balancer":
    case "load-balancer-single":
      return balanced(common, kind);
  }
}

interface Common {
  method: string;
  incoming: IncomingMessage;
  query: string;
  carried: { body: string | null; isBase64Encoded: boolean };
  domainName: string;
  path: { sent: string; stage: string };
}

function formatOne(
  { method, incoming, query, carried, domainName, path }: Common,
  kind: GatewayKind,
): APIGatewayProxyEvent {
  const isHttp = kind === "http-1.0";
  const staged =
    path.stage === "$default" ? path.sent : `/${path.stage}${path.sent}`;
  const headers = grouped(incoming, !isHttp);
  const parameters = decodedQuery(query);
  return {
    ...(isHttp && { version: "1.0" }),
    resource: "/{proxy+}",
    // A REST API leaves the path as it was sent, an HTTP API decodes it.
    path: isHttp ? decodeURIComponent(staged) : path.sent,
    httpMethod: method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: query === "" ? null : lastOf(parameters),
    multiValueQueryStringParameters: query === "" ? null : parameters,
    pathParameters: { proxy: path.sent.slice(1) },
    stageVariables: null,
    requestContext: {
      accountId: "123456789012",
      apiId: "abc123",
      authorizer: null,
      domainName,
      domainPrefix: domainName.split(".")[0],
      httpMethod: method,
      identity: { sourceIp: "192.0.2.1", userAgent: "test" },
      path: staged,
      protocol: "HTTP/1.1",
      requestId: "id=",
      requestTimeEpoch: 1_583_349_317_135,
      resourceId: "res",
      resourcePath: "/{proxy+}",
      stage: path.stage,
    } as APIGatewayProxyEvent["requestContext"],
    ...carried,
  };
}

function formatTwo(
  { method, incoming, query, carried, domainName, path }: Common,
  kind: GatewayKind,
): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = grouped(incoming, false);
  const staged =
    path.stage === "$default" ? path.sent : `/${path.stage}${path.sent}`;
  const rawPath = kind === "http-2.0" ? decodeURIComponent(staged) : staged;
  const { body, isBase64Encoded } = carried;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString: query,
    ...(cookie && { cookies: cookie.join("; ").split(/; */) }),
    headers: mapped(headers, (values) => values.join(",")),
    ...(query !== "" && {
      queryStringParameters: mapped(decodedQuery(query), (values) =>
        values.join(","),
      ),
    }),
    requestContext: {
      accountId: kind === "http-2.0" ? "123456789012" : "anonymous",
      apiId: "abc123",
      domainName,
      domainPrefix: domainName.split(".")[0] ?? "",
      http: {
        method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: "192.0.2.1",
        userAgent: "test",
      },
      requestId: "id",
      routeKey: "$default",
      stage: path.stage,
      time: "12/Mar/2020:19:03:58 +0000",
      timeEpoch: 1_583_348_638_390,
    },
    ...(body !== null && { body }),
    isBase64Encoded,
  };
}

function balanced(
  { method, incoming, query, carried, path }: Common,
  kind: GatewayKind,
): ALBEvent {
  const isMulti = kind === "load-balancer";
  const headers = {
    ...grouped(incoming, false),
    "x-forwarded-proto": ["https"],
  };
  // Names and values stay as they were sent.
  const parameters = groupedPairs(
    query === ""
      ? []
      : query.split("&").map((pair): [string, string] => {
          const [name = "", ...value] = pair.split("=");
          return [name, value.join("=")];
        }),
  );
  return {
    requestContext: {
      elb: {
        targetGroupArn:
          "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/grants/6d0ecf831eec9f09",
      },
    },
    httpMethod: method,
    path: path.sent,
    ...(isMulti
      ? {
          multiValueHeaders: headers,
          multiValueQueryStringParameters: parameters,
        }
      : {
          headers: lastOf(headers),
          queryStringParameters: lastOf(parameters),
        }),
    ...carried,
    body: carried.body ?? "",
  };
}

function grouped(
  { rawHeaders }: IncomingMessage,
  keepsCase: boolean,
): Named<string[]> {
  const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0
      ? [[keepsCase ? name : name.toLowerCase(), rawHeaders[index + 1] ?? ""]]
      : [],
  );
  return groupedPairs(pairs);
}

function decodedQuery(query: string): Named<string[]> {
  return groupedPairs([...new URLSearchParams(query)]);
}

function groupedPairs(pairs: readonly [string, string][]): Named<string[]> {
  const groups: Named<string[]> = {};
  for (const [name, value] of pairs) (groups[name] ??= []).push(value);
  return groups;
}

function lastOf(groups: Named<string[]>): Named<string> {
  return mapped(groups, (values) => values.at(-1) ?? "");
}

function mapped(
  groups: Named<string[]>,
  join: (values: string[]) => string,
): Named<string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, values]) => [name, join(values)]),
  );
}
