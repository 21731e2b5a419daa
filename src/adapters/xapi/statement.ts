import type { WatchedRange } from "../../contract.js";

/** A statement of the xAPI Video Profile. */
export interface Statement {
  id: string;
  timestamp: string;
  actor: object;
  verb: { id: string; display: Record<string, string> };
  object: object;
  result?: {
    completion?: boolean;
    duration?: string;
    extensions: Record<string, unknown>;
  };
  context: {
    registration?: string;
    contextActivities: Record<string, { id: string }[]>;
    extensions: Record<string, unknown>;
  };
}

/** Who watches what: the same for all statements. */
export interface StatementSubject {
  /** An Agent, as the LRS knows the viewer: with `mbox`, `account`, …. */
  actor: object;
  /** IRI of the video. */
  activityId: string;
  /** Of the video, for people who read the record. */
  name?: string | undefined;
  /** BCP 47 language of `name`. @default "en" */
  language?: string | undefined;
  /** UUID of the registration, where the LMS gave one. */
  registration?: string | undefined;
  /** IRI of the activity that the video is part of, such as a course. */
  parent?: string | undefined;
}

/** What has happened. Times are seconds of the video. */
export type Happening =
  | { what: "initialized" | "played" | "paused" | "completed" | "terminated" }
  | { what: "seeked"; from: number; to: number }
  | { what: "volume" | "speed" | "screen" | "captions" };

/** How things are at that moment. */
export interface VideoState {
  /** Of this viewing: from `initialized` to `terminated`. */
  sessionId: string;
  /** Seconds. */
  time: number;
  /** Seconds that the video lasts. */
  length: number;
  watchedRanges: readonly WatchedRange[];
  /** 0 to 1. */
  progress: number;
  /** 0 to 1. */
  completionThreshold: number;
  /** Milliseconds since `initialized`. */
  elapsedMs: number;
  /** 0 to 1; 0 while muted. */
  volume: number;
  speed: number;
  fullScreen: boolean;
  /** As in "1920x1080". */
  screenSize: string;
  playbackSize: string;
  /** Lines of the picture; 0 while unknown. */
  quality: number;
  /** BCP 47 of the captions that are shown; undefined where none are. */
  captions: string | undefined;
}

const adl = "http://adlnet.gov/expapi/verbs/";
const profile = "https://w3id.org/xapi/video";

const verbs: Record<Happening["what"], string> = {
  initialized: `${adl}initialized`,
  played: `${profile}/verbs/played`,
  paused: `${profile}/verbs/paused`,
  seeked: `${profile}/verbs/seeked`,
  completed: `${adl}completed`,
  terminated: `${adl}terminated`,
  volume: `${adl}interacted`,
  speed: `${adl}interacted`,
  screen: `${adl}interacted`,
  captions: `${adl}interacted`,
};

/**
 * Makes the statement of one happening. Pure: the same input gives the same statement.
 * @param id UUID. @param at Epoch milliseconds.
 * @see https://w3id.org/xapi/video (the profile, with its statement templates)
 */
export function createStatement(
  happening: Happening,
  state: VideoState,
  subject: StatementSubject,
  id: string,
  at: number,
): Statement {
  const verb = verbs[happening.what];
  const result = resultOf(happening, state);
  const { actor, activityId, name, language = "en", registration } = subject;
  const { parent } = subject;
  return {
    id,
    timestamp: new Date(at).toISOString(),
    actor,
    verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf("/") + 1) } },
    object: {
      objectType: "Activity",
      id: activityId,
      definition: {
        type: `${profile}/activity-type/video`,
        ...(name !== undefined && { name: { [language]: name } }),
      },
    },
    ...(result && { result }),
    context: {
      ...(registration !== undefined && { registration }),
      contextActivities: {
        category: [{ id: profile }],
        ...(parent !== undefined && { parent: [{ id: parent }] }),
      },
      extensions: extensions(contextOf(happening, state)),
    },
  };
}

/** Those of the profile are IRIs. */
function extensions(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `${profile}/extensions/${name}`,
      value,
    ]),
  );
}

function resultOf(
  happening: Happening,
  state: VideoState,
): Statement["result"] {
  const time = { time: decimals(state.time) };
  const watched = {
    progress: decimals(state.progress),
    "played-segments": state.watchedRanges
      .map(([start, end]) => `${decimals(start)}[.]${decimals(end)}`)
      .join("[,]"),
  };
  switch (happening.what) {
    case "initialized":
      return undefined;
    case "paused":
    case "terminated":
      return { extensions: extensions({ ...time, ...watched }) };
    case "seeked":
      return {
        extensions: extensions({
          "time-from": decimals(happening.from),
          "time-to": decimals(happening.to),
          ...watched,
        }),
      };
    case "completed":
      return {
        completion: true,
        duration: `PT${Math.round(state.elapsedMs / 10) / 100}S`,
        extensions: extensions({ ...time, ...watched }),
      };
    default:
      return { extensions: extensions(time) };
  }
}

function contextOf(
  { what }: Happening,
  state: VideoState,
): Record<string, unknown> {
  const { sessionId, length, captions, quality } = state;
  const threshold = decimals(state.completionThreshold);
  const always = {
    "session-id": sessionId,
    length: decimals(length),
    // To be left out where it is 1, and to be said wherever something is watched to the end, or not.
    ...(threshold !== 1 &&
      /^(initialized|paused|completed|terminated)$/.test(what) && {
        "completion-threshold": threshold,
      }),
  };
  const parts = {
    volume: { volume: decimals(state.volume) },
    speed: { speed: `${state.speed}x` },
    screen: {
      "full-screen": state.fullScreen,
      "screen-size": state.screenSize,
      "video-playback-size": state.playbackSize,
    },
    // The profile lists the one, and asks for the other in its templates.
    captions: {
      "cc-subtitle-enabled": captions !== undefined,
      "cc-enabled": captions !== undefined,
      "cc-subtitle-lang": captions ?? "",
    },
  };
  if (what === "initialized")
    return {
      ...always,
      ...parts.volume,
      ...parts.speed,
      ...parts.screen,
      ...parts.captions,
      ...(quality > 0 && { quality }),
    };
  return what in parts
    ? { ...always, ...parts[what as keyof typeof parts] }
    : always;
}

/** The profile has three at most. */
function decimals(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
