import type { GrantResponse } from "../src/contract.js";
import { cookieLines } from "./delivery.js";
import { checkEntitlement, describeVideo } from "./entitlement.js";
import { GrantError } from "./errors.js";
import { checkLife, type GrantHandlerOptions } from "./grant-options.js";
import { readGrantRequest, readRelease } from "./grant-request.js";
import { jsonResponse } from "./json-response.js";
import { checkMount } from "./playlists/sign-playlist.js";
import type { About, LogEntry } from "./observe.js";
import { createPlaybackSessions } from "./sessions/playback-sessions.js";
import { createRateLimit } from "./sessions/rate-limit.js";
import { checkViewerId, viewerIdOf } from "./sessions/viewer-id.js";

export interface GrantIssuer {
  /** @param about is told who asks for what, as soon as that is known @throws GrantError */
  issue(
    request: Request,
    about: About,
  ): Promise<{ response: Response; renewed: boolean }>;
  /** Ends the session that a DELETE names. @throws GrantError */
  release(request: Request, about: About): Promise<void>;
}

/**
 * What a grant request goes through: who asks, how often, whether he may, a signature, a place among his devices. Signing
 * comes before counting, so that nobody's place is taken by a grant that could not be given.
 * @throws TypeError naming the option of `sessions` or `rateLimit` that is wrong
 */
export function createGrantIssuer<Viewer>(
  options: GrantHandlerOptions<Viewer>,
  observe: (entry: LogEntry) => void,
): GrantIssuer {
  const {
    delivery = "cookie",
    cookies = {},
    expiresInSeconds = 900,
    expiryBucketSeconds = Math.max(1, Math.floor(expiresInSeconds / 60)),
    renewAfterSeconds,
    maxBodyBytes = 4_096,
  } = options;
  const mount = options.playlists && checkMount("playlists", options.playlists);
  const sessions =
    options.sessions && createPlaybackSessions(options.sessions, observe);
  const limitRate =
    options.rateLimit && createRateLimit(options.rateLimit, observe);

  return {
    async issue(request, about) {
      const asked = await readGrantRequest(request, maxBodyBytes);
      const { videoId, sessionId } = asked;
      Object.assign(about, { videoId, sessionId });
      const { viewer, viewerId } = await identify(request, about);
      if (viewerId !== undefined) await limitRate?.(viewerId);
      const entitlement = await options.authorize(viewer, videoId, request);
      if (!entitlement)
        throw new GrantError(
          "not-entitled",
          "This viewer may not watch this video.",
        );
      checkEntitlement(entitlement, delivery);
      const expiresIn = checkLife(
        "entitlement.expiresInSeconds",
        entitlement.expiresInSeconds ?? expiresInSeconds,
      );
      const now = Date.now() / 1_000;
      // A shorter life has a smaller bucket: that of a day's grants is 24 minutes, and would make as much of 30 s.
      const share = Math.floor(
        (expiryBucketSeconds * expiresIn) / expiresInSeconds,
      );
      const expiresAt = roundUp(
        now + expiresIn,
        Math.min(expiryBucketSeconds, Math.max(1, share)),
      );
      const signed = await options.signer(entitlement.scope, {
        expiresAt,
        ipAddress: entitlement.ipAddress,
      });
      const body: GrantResponse = {
        ...describeVideo(entitlement, signed, delivery, mount),
        expiresIn,
        expiresAt: new Date(expiresAt * 1_000).toISOString(),
        sessionId,
        ...(renewAfterSeconds !== undefined &&
          renewAfterSeconds < expiresIn && { renewAfter: renewAfterSeconds }),
      };
      const lines = delivery === "cookie" ? cookieLines(signed, cookies) : [];
      const admitted = await sessions?.claim({
        viewer,
        viewerId: viewerId!,
        request,
        asked,
        // As long as the signature, which is a little longer than what is promised.
        lifeSeconds: Math.ceil(expiresAt - now),
      });
      if (admitted?.deviceLine !== undefined) lines.push(admitted.deviceLine);
      return {
        response: grantResponse(body, lines),
        renewed: admitted?.renewed ?? asked.isRenewal,
      };
    },

    async release(request, about) {
      const sessionId = await readRelease(request, maxBodyBytes);
      about.sessionId = sessionId;
      const { viewer, viewerId } = await identify(request, about);
      if (viewerId !== undefined) await limitRate?.(viewerId);
      await sessions?.release(viewerId!, sessionId);
      await options.release?.(viewer, sessionId);
    },
  };

  /** Who asks; with the ID wherever something is counted by it. */
  async function identify(
    request: Request,
    about: About,
  ): Promise<{ viewer: Viewer; viewerId: string | undefined }> {
    const viewer = await options.authenticate(request);
    if (!viewer)
      throw new GrantError("not-signed-in", "Sign in to watch this video.");
    const viewerId = options.viewerId
      ? checkViewerId(options.viewerId(viewer))
      : sessions || limitRate
        ? viewerIdOf(viewer)
        : undefined;
    about.viewerId = viewerId;
    return { viewer, viewerId };
  }
}

/** Up, so that the signature is good for all the seconds that are promised. */
function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

function grantResponse(
  body: GrantResponse,
  cookies: readonly string[],
): Response {
  const response = jsonResponse(body);
  for (const line of cookies) response.headers.append("Set-Cookie", line);
  return response;
}
