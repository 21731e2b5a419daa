import type { PlayerError } from "../errors.js";
import { grantErrorStatus } from "../contract.js";
import type { EdgeRequest, Grant } from "../sdk/grant.js";
import { answers as answersAtAll } from "../sdk/probe.js";
import { redactUrl } from "../sdk/signed-url.js";
import type { Facts } from "./facts.js";
import { isMixedContent } from "./hosts.js";
import { readPageFacts } from "./page-facts.js";
import { read, readFile, type ProbeContext } from "./probe.js";
import { readTerms } from "./read-terms.js";
import {
  hasReadBefore,
  isDelivered,
  isReadableByAnyOrigin,
} from "./side-channels.js";
import { watchViolations, type ViolationWatch } from "./violations.js";

/** What {@link diagnose} has to go by. */
export interface DiagnosisInput {
  /** Why the video does not play. */
  error: PlayerError;
  /** The last grant there was. */
  grant?: Grant | undefined;
  /** URL of the grant endpoint, absolute or relative to the page. */
  grantEndpoint?: string | URL | undefined;
  /** What is played without a grant: the page's own `src`. */
  src?: string | undefined;
  /** What the page's policy has stopped so far. @default what it stops of the diagnosis' own requests */
  violations?: ViolationWatch | undefined;
}

/** Finds out what a page can about a failure: at most eight small requests, none of which asks for a grant. */
export async function gatherFacts(
  input: DiagnosisInput,
  context: ProbeContext,
): Promise<Facts | undefined> {
  const endpoint = absolute(input.grantEndpoint);
  const target = targetOf(input, endpoint);
  const url =
    target === "endpoint"
      ? endpoint
      : absolute(input.error.url ?? input.grant?.src ?? input.src);
  if (url === undefined) return undefined;
  const violations = input.violations ?? watchViolations();
  const readBefore = hasReadBefore(new URL(url).origin);
  const [page, readings] = await Promise.all([
    readPageFacts(),
    target === "endpoint"
      ? readEndpoint(url, context)
      : readEdge(url, input.grant, endpoint, violations, context),
  ]);
  await eventsFired();
  const violation = violations.find(new URL(url).origin);
  if (!input.violations) violations.stop();
  return {
    code: input.error.code,
    message: input.error.message,
    page,
    target,
    url: redactUrl(url),
    isSource: isSource(url, input),
    ...(endpoint ? { endpoint: redactUrl(endpoint) } : {}),
    ...(input.grant ? { grant: grantFacts(input.grant, url) } : {}),
    violation,
    readBefore,
    ...readings,
  };
}

type Readings = Pick<
  Facts,
  | "asPlayer"
  | "plain"
  | "answers"
  | "delivered"
  | "anyOrigin"
  | "preflight"
  | "playlist"
  | "clocks"
>;

/** The endpoint is never asked for a grant: `HEAD` promises to change nothing. */
async function readEndpoint(
  url: string,
  context: ProbeContext,
): Promise<Readings> {
  const method = "HEAD";
  const headers = { "Content-Type": "application/json" };
  const [answers, plain, asPlayer, json] = await Promise.all([
    answersAtAll({ url, credentials: true }, context.fetch, context.signal),
    read(url, { method, credentials: "omit" }, context),
    read(url, { method, credentials: "include" }, context),
    read(url, { method, credentials: "include", headers }, context),
  ]);
  const wildcard = plain.readable && !asPlayer.readable;
  return {
    asPlayer,
    plain,
    answers: answers || plain.readable || asPlayer.readable,
    preflight: json.readable,
    anyOrigin: wildcard
      ? await isReadableByAnyOrigin(url, context.signal)
      : undefined,
    clocks: {
      viewer: Date.now(),
      endpoint: asPlayer.readable ? asPlayer.date : undefined,
    },
  };
}

async function readEdge(
  url: string,
  grant: Grant | undefined,
  endpoint: string | undefined,
  violations: ViolationWatch,
  context: ProbeContext,
): Promise<Readings> {
  const request = grant?.requestFor(url) ?? { url, credentials: false };
  const other = grant && grant.src !== url ? grant.src : undefined;
  const [answers, asPlayer, plain, playlist, endpointSays] = await Promise.all([
    answersAtAll(request, context.fetch, context.signal),
    readFile(request, context),
    request.credentials
      ? readFile({ url, credentials: false }, context)
      : undefined,
    other && grant ? readFile(grant.requestFor(other), context) : undefined,
    endpoint && !isMixedContent(location.origin, endpoint)
      ? read(endpoint, { method: "HEAD", credentials: "include" }, context)
      : undefined,
  ]);
  const unread = answers && !asPlayer.readable;
  return {
    asPlayer,
    plain,
    playlist,
    answers: answers || asPlayer.readable || plain?.readable === true,
    delivered: unread
      ? await deliveredTo(request, violations, context.signal)
      : undefined,
    anyOrigin:
      unread && plain?.readable
        ? await isReadableByAnyOrigin(url, context.signal)
        : undefined,
    clocks: {
      viewer: Date.now(),
      endpoint: endpointSays?.readable ? endpointSays.date : undefined,
      edge: dateOf(asPlayer) ?? dateOf(playlist) ?? dateOf(plain),
    },
  };
}

/** What the page's policy does not let through says nothing about the edge. */
async function deliveredTo(
  { url }: EdgeRequest,
  violations: ViolationWatch,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const delivered = await isDelivered(url, signal);
  await eventsFired();
  return delivered === false && violations.any(new URL(url).origin)
    ? undefined
    : delivered;
}

function grantFacts(grant: Grant, url: string): NonNullable<Facts["grant"]> {
  return {
    delivery: grant.delivery,
    src: redactUrl(grant.src),
    covered: grant.covers(url),
    terms: readTerms(grant.requestFor(grant.src).url),
  };
}

function isSource(url: string, { grant, src }: DiagnosisInput): boolean {
  const source = grant?.src ?? absolute(src);
  return source !== undefined && redactUrl(source) === redactUrl(url);
}

/** Which of the two did not do what it should. */
function targetOf(
  { error, grant }: DiagnosisInput,
  endpoint: string | undefined,
): Facts["target"] {
  const { code, url } = error;
  if (Object.hasOwn(grantErrorStatus, code) || code === "bad-response")
    return "endpoint";
  if (code !== "unreachable") return "edge";
  if (url !== undefined)
    return endpoint && redactUrl(endpoint) === url ? "endpoint" : "edge";
  return grant || !endpoint ? "edge" : "endpoint";
}

function absolute(url: string | URL | undefined): string | undefined {
  if (url === undefined || url === "") return undefined;
  return URL.canParse(url, location.href)
    ? new URL(url, location.href).href
    : undefined;
}

function dateOf(reading: Facts["asPlayer"] | undefined): number | undefined {
  return reading?.readable ? reading.date : undefined;
}

/** `securitypolicyviolation` is a task of its own, which may come after the request has failed. */
function eventsFired(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
