import type Hls from "hls.js";
import type { HlsConfig } from "hls.js";
import { GrantSession } from "./grant-session.js";
import type { GrantSessionOptions } from "./grant-session-options.js";
import { createHlsConfig } from "./hls-config.js";

/**
 * Holds a grant for one video and keeps it fresh, for any player.
 *
 * @throws {TypeError} naming the option that is missing or wrong
 * @example
 * const session = createGrantSession({ grantEndpoint: "/grant", videoId: "lesson-1" });
 * const hls = new Hls(session.hlsConfig(Hls));
 * session.watch(video);
 * hls.loadSource((await session.start()).src);
 * hls.attachMedia(video);
 */
export function createGrantSession(
  options: GrantSessionOptions,
): HlsGrantSession {
  return new HlsGrantSession(options);
}

/** A grant session that hls.js can play through. The element needs the one without: hls.js is not there yet when it asks. */
export class HlsGrantSession extends GrantSession {
  /**
   * Makes hls.js play through the session: credentials or signature on each request in scope, no request with an expired
   * grant, and a refused request repeated once with a new one.
   *
   * @param HlsClass hls.js's class; the session brings no hls.js of its own
   * @param options your own hls.js options; `loader`, `xhrSetup` and policies among them are used underneath
   */
  hlsConfig(
    HlsClass: typeof Hls,
    options: Partial<HlsConfig> = {},
  ): Partial<HlsConfig> {
    return createHlsConfig(this, HlsClass, options);
  }
}
