import type { IncomingMessage } from "node:http";
import type { OriginListener, ReadBehavior } from "./behaviors.js";
import { allowsOrigin, preflightHeaders, type CorsPolicy } from "./cors.js";
import { readFileAnswer } from "./files.js";
import type { Findings } from "./log.js";
import type { EdgeSettings, Interception } from "./options.js";
import {
  bucketError,
  edgeAnswer,
  htmlRefusal,
  signatureRefusal,
  type Answer,
} from "./refusals.js";
import { verifyRequest } from "./verify.js";

/** The longest URL that CloudFront takes. */
const maxUrlLength = 8_192;

/**
 * In CloudFront's order: behavior, method, signature, and only then the origin.
 * @returns the listener where one is the behavior's origin, which answers itself
 */
export async function answerTo(
  settings: EdgeSettings,
  behavior: ReadBehavior,
  request: IncomingMessage,
  startedAt: number,
  findings: Findings,
): Promise<Answer | OriginListener> {
  const { trustedKeys, allowedMethods, origin: listener } = behavior;
  const { method = "", url = "", headers, socket } = request;
  const rawPath = rawPathOf(request);
  if (!rawPath.startsWith("/"))
    return htmlRefusal(400, "BadRequest", "Bad request.");
  if (url.length > maxUrlLength)
    return htmlRefusal(414, "UriTooLong", "The URL is too long.");
  if (!allowedMethods.includes(method))
    return htmlRefusal(
      403,
      "MethodNotAllowed",
      "This distribution does not allow the HTTP method of this request.",
    );
  if (listener) return listener;

  // Preflights too: with trusted keys every request needs a signature, and browsers send no cookies on a preflight.
  if (trustedKeys) {
    const scheme = "encrypted" in socket ? "https" : "http";
    const origin = settings.origin ?? `${scheme}://${headers.host ?? ""}`;
    const verdict = verifyRequest(
      {
        url: origin + url,
        cookieHeader: headers.cookie,
        remoteAddress: socket.remoteAddress,
        startedAt,
      },
      trustedKeys,
    );
    if (verdict.delivery) findings.delivery = verdict.delivery;
    if (!verdict.allowed) {
      findings.reason = verdict.reason;
      return signatureRefusal(verdict.code);
    }
  }
  if (method === "OPTIONS")
    return preflightAnswer(settings.corsOf(behavior), headers.origin);
  const file = await readFileAnswer(settings.root, {
    method,
    rawPath,
    headers,
    signed: trustedKeys !== undefined,
  });
  return (
    file ??
    bucketError(
      settings.missingFileStatus === 404 ? "NoSuchKey" : "AccessDenied",
    )
  );
}

/** What the bucket says to OPTIONS: CloudFront passes these on where it lets them through. */
function preflightAnswer(
  cors: Required<CorsPolicy> | undefined,
  origin: string | undefined,
): Answer {
  if (!cors || origin === undefined || !allowsOrigin(cors, origin))
    return bucketError("AccessForbidden");
  const headers = {
    Server: "AmazonS3",
    "X-Cache": "Miss from cloudfront",
    "Content-Length": 0,
    ...preflightHeaders(cors),
  };
  return { from: "origin", status: 200, headers };
}

/** What `intercept` asked for, as CloudFront would say it. */
export function interceptedAnswer({
  status,
  headers,
  body,
}: Exclude<Interception, "drop">): Answer {
  const answer =
    body !== undefined || status < 400
      ? edgeAnswer(status, "text/plain", body ?? "", "Intercepted")
      : status === 403
        ? signatureRefusal("AccessDenied")
        : htmlRefusal(status, "Intercepted", "This answer was made by a test.");
  return {
    ...answer,
    from: status < 400 ? "origin" : "edge",
    headers: { ...answer.headers, ...headers },
  };
}

/** The path as the viewer sent it. */
export function rawPathOf({ url = "" }: IncomingMessage): string {
  const mark = url.indexOf("?");
  return mark < 0 ? url : url.slice(0, mark);
}
