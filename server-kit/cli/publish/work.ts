import type { Video } from "../find-videos.js";
import type { WatchOptions } from "../media-convert.js";
import type { StreamOptions } from "../stream-options.js";
import type { Terminal } from "../terminal.js";
import type { PublishState, StepName } from "./state.js";
import type { Target } from "./target.js";

/** How a stream is made and sent. */
export interface PublishSettings extends StreamOptions, WatchOptions {
  concurrency: number;
  /** Seconds in which the stack has to make a job of an upload. */
  jobWithin: number;
}

/** A video that is being published. */
export interface Work {
  /** Its `id` is what the player asks for. */
  video: Video;
  state: PublishState;
  /** Where the state is kept. */
  statePath: string;
  /** A folder of our own, for what is made on the way. */
  folder: string;
  target: Target;
  settings: PublishSettings;
  terminal: Terminal;
  /** Keeps what has been written into the state. */
  save(): Promise<void>;
}

/** Something to be done of a video. */
export interface Step {
  name: StepName;
  /** What `--dry-run` says of it: `send … to …`. */
  plan(work: Work): string;
  /** Does it. Its answer is kept, and tells that it is done. */
  run(work: Work): Promise<unknown>;
  /** Whether what was done is still there. @default yes */
  holds?(work: Work): Promise<boolean>;
}

/** The service could not make a stream: what has to be done again is forgotten, and the next time a new job is made. */
export class JobFailedError extends Error {
  constructor(
    message: string,
    readonly again: readonly StepName[],
  ) {
    super(message);
  }
}

/** What a step has answered. */
export function answerOf<Answer>({ state }: Work, step: StepName): Answer {
  return state.steps[step] as Answer;
}
