import { shapeOf } from "../option-error.js";

/**
 * Who called the Lambda function, which decides how the event is read and what the answer has to look like:
 * - `rest`: API Gateway in payload format 1.0, from a REST API or an HTTP API;
 * - `http`: payload format 2.0, from an HTTP API or a function URL;
 * - `load-balancer`: an Application Load Balancer.
 */
export type LambdaSource = "rest" | "http" | "load-balancer";

/** Fields of an object; none of what is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

/** @throws TypeError for an event that is no HTTP request, naming what it is */
export function readSource(event: unknown): LambdaSource {
  const { httpMethod, methodArn, routeArn, requestContext } = fieldsOf(event);
  const { elb, http } = fieldsOf(requestContext);
  // An authorizer is called with the request that it authorizes.
  if (methodArn === undefined && routeArn === undefined) {
    if (typeof fieldsOf(http)["method"] === "string") return "http";
    if (typeof httpMethod === "string" && elb !== undefined)
      return "load-balancer";
    if (typeof httpMethod === "string" && requestContext !== undefined)
      return "rest";
  }
  throw new TypeError(
    `The event is ${kindOf(event)}. Let an API Gateway REST or HTTP API, a function URL or an Application Load Balancer call this function.`,
  );
}

function kindOf(event: unknown): string {
  const fields = fieldsOf(event);
  const records = fields["Records"];
  const first = fieldsOf(Array.isArray(records) ? records[0] : undefined);
  const service = first["eventSource"] ?? first["EventSource"];
  if (typeof service === "string" && /^[\w:.-]{1,40}$/.test(service))
    return `a batch of ${service} records`;
  if (first["cf"] !== undefined) return "a Lambda@Edge request of CloudFront";
  if (fields["detail-type"] !== undefined) return "an EventBridge event";
  if (fields["methodArn"] !== undefined || fields["routeArn"] !== undefined)
    return "a question to a Lambda authorizer";
  if (fieldsOf(fields["requestContext"])["connectionId"] !== undefined)
    return "a message of a WebSocket API";
  if (fields["triggerSource"] !== undefined) return "a Cognito trigger";
  const names = Object.keys(fields).slice(0, 5).join(", ");
  return names === "" || Array.isArray(event)
    ? shapeOf(event)
    : `an object with ${names}`;
}
