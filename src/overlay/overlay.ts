import {
  nothing,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from "lit";
import type { Device } from "../contract.js";
import type { StorageAccess } from "../diagnosis/storage-access.js";
import type { PlayerError } from "../errors.js";
import type { Words } from "../messages/words.js";
import type { Phase } from "../phase.js";
import { Announcer } from "./announcer.js";
import { loginHref } from "./login-href.js";
import { refusal } from "./refusal.js";
import { status } from "./status.js";
import { resumeOffer, type ResumeOfferView } from "./resume-offer.js";
import { styles } from "./styles.js";

/** What of the player the overlay tells the viewer about. */
export interface OverlayView {
  phase: Phase;
  error: PlayerError | null;
  words: Words;
  /** Whether trying again now would not help. */
  mustWait: boolean;
  /** Where to sign in, as the page says it. */
  loginUrl: string | undefined;
  /** Where the page's own text in the slot begins to read. */
  pageDirection: string;
  /** Offered to a viewer whose browser blocks a frame's cookies. */
  access?: StorageAccess | undefined;
  /** Where the viewer was before, and may want to go on. */
  offer?: ResumeOfferView | undefined;
  /** For the page's author, below all that is for viewers. */
  cause?: TemplateResult | undefined;
}

/** What its buttons do. */
export interface OverlayActions {
  retry(): void;
  /** The devices of a refusal are listed with a button each. */
  takeOver(sessionId: Device["sessionId"]): void;
}

/** Spans of loading, in milliseconds: what a screen reader is told of, and what deserves an apology. */
const NOTICED_MS = 1_000;
const LONG_MS = 10_000;

/** How old "2 minutes ago" may become. */
const AGE_MS = 60_000;

/**
 * What lies over the video while it does not play: what happened, what the viewer can do, and a button that does it. In a
 * chunk of its own; it is there before it is needed, when the network may not be.
 */
export class Overlay implements ReactiveController {
  readonly #host: LitElement;
  readonly #actions: OverlayActions;
  readonly #announcer = new Announcer();
  readonly #logins = new Map<string, string | undefined>();
  #phase: Phase | undefined;
  /** How long it has been loading: not long, noticeably, too long. */
  #patience: "fresh" | "noticed" | "long" = "fresh";
  /** Ends with the phase. */
  #timers: ReturnType<typeof setTimeout>[] = [];
  #error: PlayerError | null = null;
  #errorAt = 0;
  /** What time the viewer is asked about. */
  #offered: string | undefined;
  #ageing: ReturnType<typeof setInterval> | undefined;
  #connected: AbortController | undefined;

  constructor(host: LitElement, actions: OverlayActions) {
    this.#host = host;
    this.#actions = actions;
    const root = host.renderRoot as ShadowRoot;
    // A sheet and no style element, so no `unsafe-inline`.
    if (styles.styleSheet)
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet];
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#connected = new AbortController());
    for (const type of ["online", "offline"])
      addEventListener(type, () => this.#host.requestUpdate(), { signal });
  }

  hostDisconnected(): void {
    this.#connected?.abort();
    this.#forget();
    this.#phase = undefined;
    clearInterval(this.#ageing);
    this.#ageing = undefined;
  }

  render(view: OverlayView): TemplateResult | typeof nothing {
    this.#notice(view);
    const { phase, error, words, offer } = view;
    if (error)
      return refusal({
        error,
        words,
        offline: error.retried && navigator.onLine === false,
        signInHref: this.#signInHref(view),
        secondsAgo: (Date.now() - this.#errorAt) / 1_000,
        pageDirection: view.pageDirection,
        access: view.access,
        cause: view.cause,
        ...this.#actions,
      });
    if (waits(phase))
      return status(
        phase,
        this.#patience === "long",
        words,
        view.mustWait ? undefined : () => this.#actions.retry(),
        view.cause,
      );
    return offer ? resumeOffer(offer, words) : nothing;
  }

  /** Has a screen reader told something that is no phase. */
  announce(text: string): void {
    this.#announcer.say(text);
    this.#host.requestUpdate();
  }

  /** What a screen reader is told now. */
  announcement(words: Words): string {
    return this.#announcer.text(words);
  }

  #notice({ phase, error, offer, words }: OverlayView): void {
    if (error !== this.#error) this.#errorAt = Date.now();
    this.#error = error;
    this.#age(error?.devices !== undefined);
    if (phase !== this.#phase) {
      this.#forget();
      this.#phase = phase;
      if (phase === "loading") {
        this.#later(NOTICED_MS, "noticed");
        this.#later(LONG_MS, "long");
      }
    }
    this.#announcer.notice(phase, this.#patience);
    if (!offer) this.#offered = undefined;
    // When it can be seen: the end of the loading would be told in its place.
    else if (!error && !waits(phase) && offer.time !== this.#offered) {
      this.#announcer.say(words.text("continueFrom", { time: offer.time }));
      this.#offered = offer.time;
    }
  }

  #forget(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#patience = "fresh";
  }

  #later(ms: number, patience: "noticed" | "long"): void {
    const timer = setTimeout(() => {
      this.#patience = patience;
      this.#host.requestUpdate();
    }, ms);
    this.#timers.push(timer);
  }

  /** "2 minutes ago" is 3 a minute later. */
  #age(shown: boolean): void {
    if (shown === (this.#ageing !== undefined)) return;
    clearInterval(this.#ageing);
    this.#ageing = shown
      ? setInterval(() => this.#host.requestUpdate(), AGE_MS)
      : undefined;
  }

  /** Looked at once for each value: what is wrong with it is said once. */
  #signInHref({ loginUrl, error }: OverlayView): string | undefined {
    const about = ["not-signed-in", "bad-response"];
    if (!loginUrl || !error || !about.includes(error.code)) return undefined;
    const key = `${loginUrl} ${location.href}`;
    if (!this.#logins.has(key)) this.#logins.set(key, loginHref(loginUrl));
    return this.#logins.get(key);
  }
}

/** Whether it is said over the video what is waited for. */
function waits(phase: Phase): phase is "loading" | "reconnecting" | "offline" {
  return phase === "loading" || phase === "reconnecting" || phase === "offline";
}
