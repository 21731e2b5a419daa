import type { EdgeRequest } from "../sdk/grant.js";
import type { Reading } from "./facts.js";
import { readRefusal } from "./read-refusal.js";

/** How requests are made: bounded in time, and ended with the diagnosis. */
export interface ProbeContext {
  fetch: typeof fetch;
  signal: AbortSignal;
}

/** Milliseconds that an answer may take. */
const timeoutMs = 5_000;
/** How much of an answer is read, in bytes: an error is shorter, and a playlist tells itself by its first line. */
const mostBytes = 4_096;

/** Makes a request that this page wants to read, and says what it got to see. */
export async function read(
  url: string,
  init: RequestInit,
  context: ProbeContext,
): Promise<Reading> {
  try {
    const response = await send(url, { mode: "cors", ...init }, context);
    const { status, headers } = response;
    const date = Date.parse(headers.get("Date") ?? "");
    const body = await beginningOf(response);
    return {
      readable: true,
      status,
      ...(Number.isNaN(date) ? {} : { date }),
      ...(status === 401 || status === 403
        ? { refusal: readRefusal(body) }
        : {}),
      ...(response.ok
        ? { playlist: body.trimStart().startsWith("#EXTM3U") }
        : {}),
    };
  } catch {
    return { readable: false };
  }
}

/** As the player asks for a file. A `GET`, without headers that would need a preflight. */
export function readFile(
  { url, credentials }: EdgeRequest,
  context: ProbeContext,
): Promise<Reading> {
  return read(url, { credentials: credentials ? "include" : "omit" }, context);
}

function send(
  url: string,
  init: RequestInit,
  { fetch: doFetch, signal }: ProbeContext,
): Promise<Response> {
  return doFetch(url, {
    cache: "no-store",
    redirect: "follow",
    ...init,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
}

/** The first bytes as text; the rest is not downloaded. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < mostBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  void reader.cancel().catch(() => {});
  return text;
}
