import { PlayerError } from "../errors.js";
import type { EdgeRequest } from "../sdk/grant.js";
import { redactUrl } from "../sdk/signed-url.js";

/** Milliseconds that the edge has to answer. */
const probeMs = 5_000;

/** MEDIA_ERR_NETWORK: what had begun to load broke off. Without the network from the start, browsers say that the file is no good. */
const networkError = 2;

/**
 * Why the browser could not play the file. It gives a number and no status, so the file is asked for once more by a request
 * whose answer can be read. It names the file, never its query.
 * @param request how the grant has it asked for; `undefined` for a public video
 */
export async function nativeFailure(
  error: MediaError | null,
  src: string,
  request: EdgeRequest = { url: src, credentials: false },
  signal: AbortSignal,
): Promise<PlayerError> {
  const url = redactUrl(src);
  const status = await statusOf(request, signal);
  if (status === 401 || status === 403)
    return new PlayerError(
      "edge-refused",
      `The edge answered ${url} with ${status}.`,
      { url },
    );
  if (status === 404 || status === 410)
    return new PlayerError(
      "playback-failed",
      `The edge does not have ${url} (${status}).`,
      { url },
    );
  if (status === 0 && (error?.code === networkError || !navigator.onLine))
    return new PlayerError(
      "unreachable",
      `No answer from the edge for ${url}.`,
      {
        url,
      },
    );
  return new PlayerError(
    "playback-failed",
    `The browser could not play the file (MediaError ${error?.code ?? 0}).`,
    { url },
  );
}

/** 0 where nobody answers, or the page may not read it. */
async function statusOf(
  { url, credentials }: EdgeRequest,
  signal: AbortSignal,
): Promise<number> {
  try {
    const { status } = await fetch(url, {
      method: "HEAD",
      cache: "no-store",
      credentials: credentials ? "include" : "omit",
      signal: AbortSignal.any([signal, AbortSignal.timeout(probeMs)]),
    });
    return status;
  } catch {
    return 0;
  }
}
