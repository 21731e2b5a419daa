import type { Violation } from "./facts.js";

/** What the page's Content-Security-Policy stopped while somebody watched. */
export interface ViolationWatch {
  /** What stops playback: the first that concerns requests to `origin`, or the media that the player makes itself. */
  find(origin: string): Violation | undefined;
  /** Whether anything of `origin` was stopped, a prefetch too. */
  any(origin: string): boolean;
  stop(): void;
}

/** Directives that stand in the way of playback. A blocked worker only costs speed. */
const telling = /^(?:connect|media)-src$/;

/** Begins to note what the page's policy stops. No event keeps more than a source: it may hold a signed URL. */
export function watchViolations(): ViolationWatch {
  const noted: Violation[] = [];
  const note = ({
    blockedURI,
    effectiveDirective: directive,
    disposition,
  }: SecurityPolicyViolationEvent) => {
    if (disposition === "enforce")
      noted.push({ directive, source: sourceOf(blockedURI) });
  };
  document.addEventListener("securitypolicyviolation", note);
  return {
    find: (origin) =>
      noted.find(
        ({ directive, source }) => telling.test(directive) && source === origin,
      ) ??
      noted.find(
        ({ directive, source }) =>
          directive === "media-src" && source === "blob:",
      ),
    any: (origin) => noted.some(({ source }) => source === origin),
    stop: () => document.removeEventListener("securitypolicyviolation", note),
  };
}

/** @param blockedUri a URL, or a word such as `blob` or `inline` */
function sourceOf(blockedUri: string): string {
  try {
    const { origin, protocol } = new URL(blockedUri);
    return origin === "null" || protocol === "blob:" ? protocol : origin;
  } catch {
    return `${blockedUri}:`;
  }
}
