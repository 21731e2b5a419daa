import { GrantError, unavailableError } from "../errors.js";

/** How a playlist is fetched. */
export interface FetchPlaylistOptions {
  method: "GET" | "HEAD";
  maxBytes: number;
  fetch: typeof fetch;
  signal: AbortSignal;
}

/**
 * The text of a playlist at the edge; "" for HEAD. Follows no redirect. No error names the URL, which holds a signature.
 * @throws GrantError what the edge's refusal comes to; `server-error`, reason `origin-unavailable`, without an answer
 */
export async function fetchPlaylist(
  url: string,
  { method, maxBytes, fetch: doFetch, signal }: FetchPlaylistOptions,
): Promise<string> {
  try {
    const response = await doFetch(url, {
      method,
      redirect: "manual",
      headers: { Accept: "application/vnd.apple.mpegurl, */*;q=0.1" },
      signal,
    });
    if (response.status === 200)
      return method === "HEAD" ? "" : await readText(response, maxBytes);
    // Not awaited: the body of a refusal is of no use to anybody.
    void response.body?.cancel().catch(() => undefined);
    throw refusal(response);
  } catch (error) {
    if (error instanceof GrantError) throw error;
    throw unavailableError("origin-unavailable", withoutUrl(error));
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new GrantError(
        "bad-request",
        `The playlist is longer than ${maxBytes} bytes.`,
      );
    chunks.push(chunk);
  }
  try {
    // A byte order mark is passed on like everything else.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Buffer.concat(chunks),
    );
  } catch {
    throw new GrantError("bad-request", "The file is not an HLS playlist.");
  }
}

function refusal({ status, headers }: Response): GrantError {
  if (status === 401 || status === 403)
    return new GrantError(
      "not-entitled",
      "The edge refuses this playlist: the signature is over, or not for it.",
    );
  if (status === 404 || status === 410)
    return new GrantError("not-found", "The edge has no such playlist.");
  if (status === 429) {
    const wait = headers.get("Retry-After") ?? "";
    return new GrantError("rate-limited", "The edge asks to wait.", {
      retryAfterSeconds: /^\d{1,6}$/.test(wait) ? Number(wait) : undefined,
    });
  }
  if (status >= 400 && status < 500)
    return new GrantError(
      "bad-request",
      `The edge does not take this request (${status}).`,
    );
  return unavailableError(
    "origin-unavailable",
    new Error(`The edge answered ${status}.`),
  );
}

/** What went wrong, without a message that somebody else's code may have put the URL into. */
function withoutUrl(error: unknown): Error {
  const { name, cause } = error instanceof Error ? error : new Error();
  const code = (cause as { code?: unknown } | undefined)?.code;
  return new Error(
    `No answer from the edge (${typeof code === "string" ? code : name}).`,
  );
}
