import type { Refusal } from "./facts.js";

const edgeCodes = [
  "MissingKey",
  "InvalidKey",
  "MalformedSignature",
  "MalformedPolicy",
  "AccessDenied",
] as const;

/**
 * Who said no, and why, by the body of a 403. Only S3's errors have a `RequestId`: they passed the edge, whose own do not.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-troubleshooting.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function readRefusal(body: string): Refusal {
  if (/<(?:RequestId|HostId)>/.test(body)) return "s3";
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1];
  const known = edgeCodes.find((edgeCode) => edgeCode === code);
  if (known) return known;
  return /<html|<!doctype html/i.test(body) ? "html" : "other";
}
