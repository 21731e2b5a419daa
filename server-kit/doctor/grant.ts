import type { GrantResponse } from "../../src/contract.js";
import { readSignedValues, withoutSignature } from "../edge/signed-values.js";
import type { Answer, Ask } from "./ask.js";
import {
  cookieHeader,
  obstacleOf,
  readSetCookie,
  type SetCookie,
} from "./cookies.js";
import type { Settings } from "./options.js";
import { isOk } from "./read-answer.js";
import { readTerms, type Terms, type Values } from "./signature.js";

/** What a viewer holds, or why he holds nothing. */
export type Granting =
  | { state: "none" }
  | { state: "refused"; answer: Answer }
  | { state: "unreadable"; answer: Answer; reason: "web-page" | "not-json" }
  | { state: "granted"; grant: Grant };

export interface Grant {
  source: "endpoint" | "url" | "headers";
  delivery: "cookie" | "query";
  /** What is played: without the signature. */
  videoUrl: string;
  values: Values;
  terms: Terms | undefined;
  /** What the endpoint set, of CloudFront's or not. */
  cookies: readonly SetCookie[];
  /** Where the cookies were set. */
  setAt: string;
  /** The endpoint's whole answer. */
  answer: Answer | undefined;
  body: GrantResponse;
}

const cookiePrefix = /^CloudFront-/;

export async function askForGrant(
  { grantEndpoint, grantHeaders, videoId, origin, url }: Settings,
  ask: Ask,
): Promise<Granting> {
  if (grantEndpoint === undefined) return grantAtHand(url, grantHeaders);
  const answer = await ask(grantEndpoint, {
    method: "POST",
    headers: {
      ...grantHeaders,
      ...(origin !== undefined && { Origin: origin }),
      "Content-Type": "application/json",
      Accept: "application/json",
    },
    body: JSON.stringify(videoId === undefined ? {} : { videoId }),
  });
  if (!isOk(answer)) return { state: "refused", answer };
  const body = readBody(answer.body.toString(), answer.status);
  if (typeof body === "string")
    return { state: "unreadable", answer, reason: body };
  return {
    state: "granted",
    grant: readGrant(url, grantEndpoint, answer, body),
  };
}

/** Ends the playback session that asking has begun: it counts against the viewer's limit. */
export async function releaseGrant(
  { grantEndpoint, grantHeaders, origin }: Settings,
  { body: { sessionId }, cookies, setAt }: Grant,
  ask: Ask,
): Promise<void> {
  if (grantEndpoint === undefined || typeof sessionId !== "string") return;
  const kept = cookies.filter(
    (cookie) =>
      !obstacleOf(cookie, { setAt, url: grantEndpoint, page: undefined }),
  );
  const own = headerNamed(grantHeaders, "cookie");
  const Cookie = [own, cookieHeader(kept)].filter(Boolean).join("; ");
  await ask(grantEndpoint, {
    method: "DELETE",
    headers: {
      ...withoutCookie(grantHeaders),
      ...(Cookie && { Cookie }),
      ...(origin !== undefined && { Origin: origin }),
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ sessionId }),
  });
}

function readGrant(
  url: string,
  setAt: string,
  answer: Answer & { answered: true },
  body: GrantResponse,
): Grant {
  const cookies = (answer.headers["set-cookie"] ?? []).flatMap((line) =>
    readSetCookie(line, setAt),
  );
  const absolute =
    typeof body.videoUrl === "string" && URL.canParse(body.videoUrl, url);
  const videoUrl = absolute ? new URL(body.videoUrl!, url).href : url;
  const inQuery = readSignedValues(queryOf(videoUrl), undefined)?.values;
  const values = inQuery ?? cookieValues(cookies);
  return {
    source: "endpoint",
    delivery: inQuery ? "query" : "cookie",
    videoUrl: unsigned(videoUrl),
    values,
    terms: readTerms(values),
    cookies,
    setAt,
    answer,
    body,
  };
}

/** A signed URL, or cookies copied from a browser. */
function grantAtHand(url: string, headers: Settings["grantHeaders"]): Granting {
  const cookie = headerNamed(headers, "cookie");
  const found = readSignedValues(queryOf(url), cookie);
  if (!found) return { state: "none" };
  const { delivery, values } = found;
  const grant: Grant = {
    source: delivery === "query" ? "url" : "headers",
    delivery,
    videoUrl: unsigned(url),
    values,
    terms: readTerms(values),
    cookies: [],
    setAt: url,
    answer: undefined,
    body: {},
  };
  return { state: "granted", grant };
}

function cookieValues(cookies: readonly SetCookie[]): Values {
  return Object.fromEntries(
    cookies
      .filter(
        ({ name, cleared, value }) =>
          cookiePrefix.test(name) && !cleared && value !== "",
      )
      .map(({ name, value }) => [name.replace(cookiePrefix, ""), value]),
  );
}

function readBody(
  text: string,
  status: number,
): GrantResponse | "web-page" | "not-json" {
  if (status === 204) return {};
  if (/^\s*<(?:!doctype|html)/i.test(text)) return "web-page";
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : "not-json";
  } catch {
    return "not-json";
  }
}

/** The URL without the parameters of a signature. */
export function unsigned(url: string): string {
  const query = queryOf(url);
  const own = withoutSignature(query);
  const [base = ""] = url.split("?", 1);
  return own === undefined ? base : `${base}?${own}`;
}

/** The values as they stand in a query. */
export function signedQuery(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function queryOf(url: string): string | undefined {
  const mark = url.indexOf("?");
  return mark < 0 ? undefined : url.slice(mark + 1).split("#", 1)[0];
}

export function headerNamed(
  headers: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  return Object.entries(headers).find(
    ([own]) => own.toLowerCase() === name,
  )?.[1];
}

function withoutCookie(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== "cookie"),
  );
}
