import { isUtf8 } from "node:buffer";
import type { LambdaEvent } from "./lambda-event.js";
import type { LambdaSource } from "./lambda-source.js";

/** What a Lambda function answers. Which fields are there depends on who called it: API Gateway refuses others. */
export interface LambdaResult {
  statusCode: number;
  headers?: Record<string, string>;
  /** In payload format 1.0, and at a load balancer whose target group has multi-value headers. */
  multiValueHeaders?: Record<string, string[]>;
  /** In payload format 2.0: `Set-Cookie` lines. */
  cookies?: string[];
  body: string;
  isBase64Encoded: boolean;
}

/**
 * The result of a response, in the form that the event's source takes, with each cookie as a line of its own.
 * @throws TypeError for several cookies at a load balancer without multi-value headers, which can send one alone
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#multi-value-headers
 */
export async function resultOf(
  response: Response,
  source: LambdaSource,
  event: LambdaEvent,
): Promise<LambdaResult> {
  const body = encodeBody(
    Buffer.from(await response.arrayBuffer()),
    response.headers,
  );
  const lines = response.headers.getSetCookie();
  const others = [...response.headers].filter(
    ([name]) => name !== "set-cookie",
  );
  return {
    statusCode: response.status,
    ...(source === "load-balancer"
      ? balancedHeaders(others, lines, event)
      : {
          headers: Object.fromEntries(others),
          ...(lines.length > 0 &&
            (source === "http"
              ? { cookies: lines }
              : { multiValueHeaders: { "set-cookie": lines } })),
        }),
    ...body,
  };
}

/** A load balancer reads one of the two fields: the one in which it sent the request's own headers. */
function balancedHeaders(
  others: readonly [string, string][],
  lines: string[],
  { multiValueHeaders }: LambdaEvent,
): Pick<LambdaResult, "headers" | "multiValueHeaders"> {
  if (multiValueHeaders !== undefined)
    return {
      multiValueHeaders: Object.fromEntries([
        ...others.map(([name, value]) => [name, [value]]),
        ...(lines.length > 0 ? [["set-cookie", lines]] : []),
      ]) as Record<string, string[]>,
    };
  if (lines.length > 1)
    throw new TypeError(
      `A load balancer without multi-value headers sends one cookie, and here are ${lines.length}. Set lambda.multi_value_headers.enabled on the target group.`,
    );
  const [line] = lines;
  return {
    headers: Object.fromEntries([
      ...others,
      ...(line === undefined ? [] : [["set-cookie", line]]),
    ]) as Record<string, string>,
  };
}

const textTypes =
  /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/(?:vnd\.apple\.mpegurl|x-mpegurl|javascript)\b)/i;

/** As text where the type says that it is and the bytes do too: a REST API sends base64 as it is unless set up for it. */
function encodeBody(
  bytes: Buffer,
  headers: Headers,
): Pick<LambdaResult, "body" | "isBase64Encoded"> {
  const isText =
    bytes.length === 0 ||
    (textTypes.test(headers.get("Content-Type") ?? "") &&
      !headers.has("Content-Encoding") &&
      isUtf8(bytes));
  return {
    body: bytes.toString(isText ? "utf8" : "base64"),
    isBase64Encoded: !isText,
  };
}
