import type { ProgressDetail } from "../../events.js";
import type { TrackedPlayer } from "../tracked-player.js";
import {
  createStatement,
  type Happening,
  type Statement,
  type StatementSubject,
} from "./statement.js";
import { StatementQueue } from "./statement-queue.js";
import { readState } from "./video-state.js";

export interface XapiOptions extends Omit<StatementSubject, "activityId"> {
  /** Where the LRS is: `statements` is put behind it, as in `https://lrs.school.example/xapi/`. */
  endpoint: string | URL;
  /** The `Authorization` header, such as `Basic …`. A key that pages may read may write only. */
  auth?: string | undefined;
  /** Further headers. Asked for at each request, so that a token may change. */
  headers?: Record<string, string> | (() => Record<string, string>) | undefined;
  /** IRI of the video: of the one that there is, or of the player's `videoId`. */
  activityId: string | ((videoId: string | undefined) => string);
  /** Told of statements that the LRS refused, which are then given up. @default nothing */
  onError?:
    ((error: Error, statements: readonly Statement[]) => void) | undefined;
}

/** Statements on their way. */
export interface XapiSender {
  /** Says that the viewing is over, and listens no longer. */
  stop(): void;
  /** Resolves when nothing is left to send. */
  settled(): Promise<void>;
}

/** Milliseconds after which a change counts as made: whoever drags a slider makes many. */
const SETTLED_AFTER_MS = 500;

/** A viewing, from `initialized` to `terminated`. */
interface Viewing {
  sessionId: string;
  startedAt: number;
  subject: StatementSubject;
  playing: boolean;
  completed: boolean;
}

/**
 * Tells an LRS what the viewer does, in statements of the xAPI Video Profile. Playback never depends on it.
 * @throws TypeError naming the option that is missing or wrong
 * @see https://w3id.org/xapi/video
 * @example
 * ```ts
 * sendXapi(player, {
 *   endpoint: "https://lrs.school.example/xapi/",
 *   auth: `Basic ${writeOnlyKey}`,
 *   actor: { account: { homePage: "https://school.example", name: "ada" } },
 *   activityId: "https://school.example/lessons/1",
 * });
 * ```
 */
export function sendXapi(
  player: TrackedPlayer,
  options: XapiOptions,
): XapiSender {
  checkOptions(options);
  const { auth, headers, activityId, onError } = options;
  const queue = new StatementQueue({
    url: statementsUrl(options.endpoint),
    headers: () => ({
      ...(auth !== undefined && { Authorization: auth }),
      ...(typeof headers === "function" ? headers() : headers),
    }),
    refused: (error, statements) => onError?.(error, statements),
  });
  const listening = new AbortController();
  const changing = new Map<string, ReturnType<typeof setTimeout>>();
  let viewing: Viewing | undefined;

  const on = (
    type: string,
    listener: (event: Event) => void,
    target: EventTarget = player,
  ) => target.addEventListener(type, listener, { signal: listening.signal });
  on("progress-report", (event) => report((event as CustomEvent).detail));
  on("completed", () => complete(begin()));
  on("volumechange", () => changed("volume"));
  on("ratechange", () => changed("speed"));
  on("fullscreenchange", () => changed("screen"));
  if (player.textTracks)
    on("change", () => changed("captions"), player.textTracks);

  return {
    stop() {
      end();
      listening.abort();
    },
    settled: () => queue.settled(),
  };

  function report({ reason, from = 0, position }: ProgressDetail): void {
    if (reason === "leave") return end();
    const now = begin();
    if (reason === "play") {
      now.playing = true;
      say(now, { what: "played" });
    } else if (reason === "seek") {
      say(now, { what: "seeked", from, to: position });
    } else if ((reason === "pause" || reason === "ended") && now.playing) {
      now.playing = false;
      say(now, { what: "paused" });
    }
  }

  function begin(): Viewing {
    if (viewing) return viewing;
    const { actor, name, language, registration, parent } = options;
    const id =
      typeof activityId === "function"
        ? activityId(player.videoId ?? undefined)
        : activityId;
    viewing = {
      sessionId: crypto.randomUUID(),
      startedAt: Date.now(),
      subject: { actor, activityId: id, name, language, registration, parent },
      playing: false,
      completed: false,
    };
    say(viewing, { what: "initialized" });
    return viewing;
  }

  function complete(now: Viewing): void {
    if (now.completed) return;
    now.completed = true;
    say(now, { what: "completed" });
  }

  function end(): void {
    for (const timer of changing.values()) clearTimeout(timer);
    changing.clear();
    if (!viewing) return;
    say(viewing, { what: "terminated" });
    viewing = undefined;
    queue.leave();
  }

  function changed(what: "volume" | "speed" | "screen" | "captions"): void {
    clearTimeout(changing.get(what));
    const settle = () => viewing && say(viewing, { what });
    if (viewing) changing.set(what, setTimeout(settle, SETTLED_AFTER_MS));
  }

  function say(now: Viewing, happening: Happening): void {
    const at = Date.now();
    const state = readState(player, now.sessionId, at - now.startedAt);
    queue.add(
      createStatement(happening, state, now.subject, crypto.randomUUID(), at),
    );
  }
}

function statementsUrl(endpoint: string | URL): URL {
  return new URL("statements", `${String(endpoint).replace(/\/*$/, "")}/`);
}

function checkOptions({ endpoint, actor, activityId }: XapiOptions): void {
  if (!URL.canParse(String(endpoint)) || !/^https?:/.test(String(endpoint)))
    throw new TypeError("`endpoint` is no http(s) URL of an LRS.");
  if (typeof actor !== "object" || actor === null)
    throw new TypeError(
      "`actor` is no Agent, such as { mbox } or { account }.",
    );
  if (typeof activityId !== "function" && !URL.canParse(activityId))
    throw new TypeError("`activityId` is no IRI.");
}
