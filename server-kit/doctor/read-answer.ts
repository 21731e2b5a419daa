import type { IncomingHttpHeaders } from "node:http";
import { signatureErrorCodes } from "../edge/refusals.js";
import type { Answer, Answered } from "./ask.js";

/** Who said no, and why: CloudFront's own codes; `s3` passed the edge; `html` is a firewall's or a method's. */
export type Refusal =
  (typeof signatureErrorCodes)[number] | "s3" | "html" | "other";

/**
 * Who refused, by the body of a 401 or 403. Only S3's errors have a `RequestId`: they passed the edge, whose own do not.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-troubleshooting.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function readRefusal(answer: Answer): Refusal | undefined {
  if (!isRefused(answer)) return undefined;
  const body = answer.body.toString("latin1");
  if (/<(?:RequestId|HostId)>/.test(body)) return "s3";
  if (/AmazonS3/i.test(headerOf(answer, "server") ?? "")) return "s3";
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1];
  const known = signatureErrorCodes.find((one) => one === code);
  if (known) return known;
  return /<html|<!doctype html/i.test(body) ? "html" : "other";
}

export function isOk(answer: Answer | undefined): answer is Answered {
  return (
    answer?.answered === true && answer.status >= 200 && answer.status < 300
  );
}

export function isRefused(answer: Answer | undefined): answer is Answered {
  return (
    answer?.answered === true &&
    (answer.status === 401 || answer.status === 403)
  );
}

/** Whether the edge itself said no: S3's no has passed the signature check. */
export function isEdgeRefusal(answer: Answer): boolean {
  const refusal = readRefusal(answer);
  return refusal !== undefined && refusal !== "s3";
}

/** Whether a request got past the check of signatures, whatever lay behind. */
export function passedTheEdge(answer: Answer): boolean {
  if (!answer.answered || answer.status >= 500 || answer.status === 429)
    return false;
  return !isEdgeRefusal(answer) && Math.floor(answer.status / 100) !== 3;
}

export function headerOf(
  { headers }: { headers: IncomingHttpHeaders },
  name: string,
): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** The media type alone, in lower case; undefined where there is none that can be shown. */
export function mediaTypeOf(answer: Answered): string | undefined {
  const [type = ""] = (headerOf(answer, "content-type") ?? "").split(";", 1);
  return /^[\w.+-]+\/[\w.+-]+$/.exec(type.trim())?.[0].toLowerCase();
}

/**
 * Epoch milliseconds by the server's clock when it answered. A copy from a cache has the `Date` of when it was made, and
 * its `Age` since.
 */
export function clockOf(answer: Answered): number | undefined {
  const at = Date.parse(headerOf(answer, "date") ?? "");
  const age = Number(headerOf(answer, "age") ?? 0);
  return Number.isNaN(at)
    ? undefined
    : at + (Number.isFinite(age) ? age : 0) * 1_000;
}

/** What came, in words that hold nothing of it: status, and whose refusal it is. */
export function shapeOfAnswer(answer: Answer): string {
  if (!answer.answered) return `no answer (${answer.code})`;
  const refusal = readRefusal(answer);
  const from =
    refusal === "s3"
      ? " of the bucket"
      : refusal === "html"
        ? " with a web page"
        : refusal && refusal !== "other"
          ? ` ${refusal}`
          : "";
  return `${answer.status}${from}`;
}
