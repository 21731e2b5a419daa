import { randomUUID } from "node:crypto";

/** Somebody who has signed in at the lesson's site, and what they have bought. */
export interface Viewer {
  id: string;
  name: string;
  lessons: ReadonlySet<string>;
}

export interface Viewers {
  /** Who sent this `Cookie` header. */
  whoHas(cookieHeader: string | null | undefined): Viewer | undefined;
  /** A `Set-Cookie` line for a viewer who has just signed in. */
  signIn(): string;
}

/** Of the only viewer there is. */
export const viewerId = "ada";

const cookieName = "demo-session";

/** The lesson's site knows its viewers by a session cookie, as any site does. Here everybody is signed in as the same one. */
export function createViewers(
  domain: string,
  signedOut: () => boolean,
  partitioned: boolean,
): Viewers {
  const viewer: Viewer = {
    id: viewerId,
    name: "Ada",
    lessons: new Set([
      "lesson-1",
      "lesson-1-cmaf",
      "lesson-1-aes",
      "lesson-1-marked",
      "lesson-1-live",
      "lesson-1-gone",
    ]),
  };
  const sessions = new Set<string>();
  return {
    whoHas(cookieHeader) {
      const [, session = ""] =
        new RegExp(`(?:^|;\\s*)${cookieName}=([^;]*)`).exec(
          cookieHeader ?? "",
        ) ?? [];
      return sessions.has(session) && !signedOut() ? viewer : undefined;
    },
    signIn() {
      const session = randomUUID();
      sessions.add(session);
      // Secure: browsers take http://*.localhost as secure too. The grant endpoint is another host of the same site.
      const sameSite = partitioned ? "None; Partitioned" : "Lax";
      return `${cookieName}=${session}; Domain=${domain}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`;
    },
  };
}
