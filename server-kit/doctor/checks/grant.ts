import { grantErrorStatus } from "../../../src/contract.js";
import type { Answered } from "../ask.js";
import { problem, type Problem } from "../findings.js";
import type { Granting } from "../grant.js";
import {
  ok,
  outcomeOf,
  skipped,
  unknown,
  type CheckDefinition,
  type Outcome,
} from "../outcome.js";
import type { Probe } from "../probe.js";
import { headerOf } from "../read-answer.js";
import { bare } from "../secrets.js";
import { endOf } from "../signature.js";

/** Longer than a day cannot be meant: a grant cannot be taken back. */
const mostSeconds = 86_400;

export const grant: CheckDefinition = {
  id: "grant",
  title: "The endpoint gives a grant",
  async run(probe) {
    const granting = await probe.granting();
    if (granting.state !== "granted") return notGranted(granting, probe);
    const { source, delivery, answer, body, videoUrl } = granting.grant;
    if (source !== "endpoint" || !answer?.answered)
      return ok(
        `A signature is at hand, from ${source === "url" ? "the URL" : "the Cookie header"}.`,
        `delivery by ${delivery}`,
      );
    return outcomeOf(
      [
        cacheable(answer),
        tooLong(probe, granting.grant),
        rawFile(videoUrl, body.isHls),
        other(videoUrl, probe.settings.url),
      ],
      ok(
        `A grant came, by ${delivery}.`,
        `status ${answer.status}`,
        `delivery by ${delivery}`,
      ),
    );
  },
};

function notGranted(
  granting: Exclude<Granting, { state: "granted" }>,
  { settings }: Probe,
): Outcome {
  const { grantEndpoint, grantHeaders, url } = settings;
  if (granting.state === "none")
    return skipped(
      "Give grantEndpoint, or a signed URL: without a grant one sees from outside alone.",
    );
  const { answer } = granting;
  const shown = bare(grantEndpoint ?? url);
  if (!answer.answered)
    return outcomeOf(
      [problem("no-answer", { host: new URL(shown).host, code: answer.code })],
      ok(""),
    );
  const { status } = answer;
  const evidence = `status ${status}`;
  if (granting.state === "unreadable")
    return outcomeOf(
      [
        problem(
          "bad-response",
          {
            what:
              granting.reason === "web-page"
                ? "a web page"
                : "something that is not JSON",
          },
          evidence,
        ),
      ],
      ok(""),
    );
  if (status === 401 && Object.keys(grantHeaders).length === 0)
    return unknown(
      "The endpoint wants to know the viewer (401): give grantHeaders, such as his Cookie or Authorization.",
      evidence,
    );
  if (status >= 300 && status < 400)
    return outcomeOf(
      [problem("bad-response", { what: `a redirect (${status})` }, evidence)],
      ok(""),
    );
  const code = codeOf(answer);
  if (code !== undefined && status < 500)
    return outcomeOf(
      [problem("denied", { status: `${status}`, code: `, ${code}` }, evidence)],
      ok(""),
    );
  return [401, 403].includes(status)
    ? outcomeOf(
        [problem("denied", { status: `${status}`, code: "" }, evidence)],
        ok(""),
      )
    : outcomeOf(
        [
          problem(
            "endpoint-error",
            { url: shown, status: `${status}` },
            evidence,
          ),
        ],
        ok(""),
      );
}

/** One of the wire's own codes; anything else that a server says is not repeated. */
function codeOf({ body }: Answered): string | undefined {
  try {
    const { code } = JSON.parse(body.toString()) as { code?: unknown };
    return typeof code === "string" && Object.hasOwn(grantErrorStatus, code)
      ? code
      : undefined;
  } catch {
    return undefined;
  }
}

function cacheable(answer: Answered): Problem | undefined {
  const control = headerOf(answer, "cache-control") ?? "";
  return /\bno-store\b/i.test(control) ? undefined : problem("grant-cacheable");
}

function tooLong(
  { settings }: Probe,
  {
    body,
    terms,
  }: { body: { expiresIn?: number }; terms: Parameters<typeof endOf>[0] },
): Problem | undefined {
  const end = endOf(terms);
  const seconds =
    end === undefined ? body.expiresIn : end - settings.now() / 1_000;
  // An expiry rounded up to share a signature is no reason.
  if (seconds === undefined || seconds <= mostSeconds * 1.02) return undefined;
  return problem("grant-too-long", { hours: `${Math.round(seconds / 3_600)}` });
}

function rawFile(
  videoUrl: string,
  isHls: boolean | undefined,
): Problem | undefined {
  const whole = /\.(?:mp4|m4v|mov|webm|mkv)$/i.test(new URL(videoUrl).pathname);
  return whole || isHls === false
    ? problem("raw-file-granted", { url: bare(videoUrl) })
    : undefined;
}

function other(videoUrl: string, url: string): Problem | undefined {
  return bare(videoUrl) === bare(url)
    ? undefined
    : problem("other-video", { granted: bare(videoUrl), url: bare(url) });
}
