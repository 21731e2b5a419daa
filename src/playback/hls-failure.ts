import type { ErrorData } from "hls.js";
import { PlayerError } from "../errors.js";
import { redactUrl } from "../sdk/signed-url.js";

/** A fatal error of hls.js as a PlayerError. It names the file, never its query. */
export function hlsFailure(data: ErrorData): PlayerError {
  const cause = new Error(`hls.js: ${data.details}`);
  const file = data.response?.url || data.frag?.url || data.url || "";
  const url = redactUrl(file);
  const options = { cause, ...(file && { url }) };
  if (data.type !== "networkError")
    return new PlayerError(
      "playback-failed",
      `The stream could not be played (${data.details}).`,
      options,
    );
  const status = data.response?.code ?? 0;
  if (status === 401 || status === 403)
    return new PlayerError(
      "edge-refused",
      `The edge answered ${url} with ${status}.`,
      options,
    );
  if (status === 404 || status === 410)
    return new PlayerError(
      "playback-failed",
      `The edge does not have ${url} (${status}).`,
      options,
    );
  if (status >= 200 && status < 300)
    return new PlayerError(
      "playback-failed",
      `${url} is not what hls.js can play (${data.details}).`,
      options,
    );
  return new PlayerError(
    "unreachable",
    status === 0
      ? `No answer for ${url} that this page may read: offline, or the edge's CORS headers do not name this page's origin.`
      : `The edge answered ${url} with ${status}.`,
    options,
  );
}
