import { forgetStart, goTo } from "../playback/start-position.js";

/** Where the viewer may seek to: anywhere, no further than has been watched, or nowhere. */
export type SeekPolicy = "free" | "watched" | "none";

export function readSeekPolicy(value: string | null | undefined): SeekPolicy {
  const policies: Record<string, SeekPolicy> = {
    free: "free",
    watched: "watched",
    none: "none",
  };
  if (!value) return "free";
  // A slip of the pen must not open what was meant to be closed.
  return Object.hasOwn(policies, value) ? policies[value]! : "watched";
}

/** Seconds that a seek may be off, such as the nudge by which hls.js gets a decoder going. */
const SLACK_SECONDS = 0.5;

/** Share of the time played by which used slack comes back: many small steps must not get ahead. */
const SLACK_RETURNS = 0.02;

export interface SeekRules {
  policy(): SeekPolicy;
  /** Seconds up to which the video was watched. */
  furthest(): number;
  blocked(from: number, to: number): void;
}

/**
 * Undoes what gets ahead, whoever asked for it: a key, the seek bar, a script, the window of picture-in-picture. All of
 * them set `currentTime`, and the `<video>` tells of each. Manners, and no security: the progress endpoint has the say.
 */
export class SeekGuard {
  readonly #media: HTMLMediaElement;
  readonly #rules: SeekRules;
  /** Seconds: where playback is, and how far it ever was. */
  #position = 0;
  #reached = 0;
  /** Seconds: where the player itself seeks to. */
  #own: number | undefined;
  #slack = SLACK_SECONDS;
  /** Whether a seek has brought the position where it is, which has played nothing. */
  #hasSought = false;

  constructor(media: HTMLMediaElement, rules: SeekRules, signal: AbortSignal) {
    this.#media = media;
    this.#rules = rules;
    for (const type of ["timeupdate", "seeked", "playing"])
      media.addEventListener(type, () => this.#follow(), { signal });
    media.addEventListener("seeking", () => this.#onSeeking(), { signal });
    // Of a video that was never loaded: the next one does not begin where this one would have.
    signal.addEventListener("abort", () => forgetStart(media, this.#own));
  }

  /** Seconds: where the viewer is, though a seek may be under way that will be undone. */
  get position(): number {
    const { seeking, readyState, currentTime } = this.#media;
    return seeking || readyState < 2 ? this.#position : currentTime;
  }

  /** A seek of the player's own, which no policy forbids; from then on it has been as far as that. */
  seek(to: number): void {
    this.#own = to;
    this.#position = to;
    this.#reached = Math.max(this.#reached, to);
    goTo(this.#media, to);
  }

  #follow(): void {
    const { seeking, currentTime } = this.#media;
    // Another source, whose position is about to be put right, begins at 0.
    if (seeking || this.#media.readyState < 2) return;
    const played = this.#hasSought
      ? 0
      : Math.max(0, currentTime - this.#position);
    this.#hasSought = false;
    this.#slack = Math.min(SLACK_SECONDS, this.#slack + played * SLACK_RETURNS);
    this.#position = currentTime;
    this.#reached = Math.max(this.#reached, currentTime);
  }

  #onSeeking(): void {
    const { currentTime: to, duration } = this.#media;
    const own = this.#own;
    this.#own = undefined;
    this.#hasSought = true;
    // Of what is behind the end, browsers make the end.
    if (own !== undefined && (Math.abs(own - to) < 0.01 || own > duration))
      return;
    const policy = this.#rules.policy();
    // There is no getting ahead of what is live.
    if (policy === "free" || duration === Infinity) return;
    const limit = Math.max(this.#reached, this.#rules.furthest());
    const from = this.#position;
    if (policy === "watched" ? to <= limit : to === from) return;
    const ahead = policy === "watched" ? to - limit : Math.abs(to - from);
    if (ahead <= this.#slack || this.#isHole(from, to)) {
      this.#slack = Math.max(0, this.#slack - ahead);
      return;
    }
    // Who has been at the end begins anew: `loop` does so, and so does play().
    if (to === 0 && from >= duration - SLACK_SECONDS) return;
    this.seek(policy === "watched" ? limit : from);
    this.#rules.blocked(from, to);
  }

  /** Whether there is nothing to be played up to there: a part that the stream lacks. */
  #isHole(from: number, to: number): boolean {
    const { buffered, readyState } = this.#media;
    if (readyState > 2) return false;
    for (let index = 0; index < buffered.length; index++) {
      const start = buffered.start(index);
      const end = buffered.end(index);
      if (end <= from + SLACK_SECONDS) continue;
      return start > from && to <= start + SLACK_SECONDS;
    }
    return false;
  }
}
