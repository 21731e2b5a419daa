import FakeTimers from "@sinonjs/fake-timers";

/** Fake time that can also be set wrong, as people do with their computers' clocks. */
export interface FakeTime {
  readonly startedAt: number;
  tickAsync(ms: number): Promise<unknown>;
  /** Time passes in small steps, and each is followed by whatever promises and messages come of it. */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Moves `Date.now()` only: a correction of the clock, or a sleep in which `performance.now()` stood still. */
  setWallClock(byMs: number): void;
  timers(): number;
  uninstall(): void;
}

export function fakeTime(): FakeTime {
  const startedAt = Date.UTC(2026, 0, 15, 12);
  const clock = FakeTimers.install({
    now: startedAt,
    toFake: ["setTimeout", "clearTimeout", "Date", "performance"],
  });
  // Messages between sessions and faked timers do not keep Node awake.
  const awake = setInterval(() => {}, 1_000);
  return {
    startedAt,
    tickAsync: (ms) => clock.tickAsync(ms),
    async pass(ms, stepMs = 1_000) {
      await settle();
      for (let left = ms; left > 0; left -= stepMs) {
        await clock.tickAsync(Math.min(left, stepMs));
        await settle();
      }
    },
    setWallClock: (byMs) => clock.setSystemTime(Date.now() + byMs),
    timers: () => clock.countTimers(),
    uninstall: () => {
      clearInterval(awake);
      clock.uninstall();
    },
  };
}

/** Lets promises, streams and messages between channels run their course; takes no time that anybody measures. */
export async function settle(turns = 8): Promise<void> {
  for (let turn = 0; turn < turns; turn++)
    await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until something is so: for messages, which take as long as they take. */
export async function until(what: () => boolean, turns = 5_000): Promise<void> {
  for (let turn = 0; turn < turns && !what(); turn++) await settle(1);
  if (!what()) throw new Error(`Never came to pass: ${what}`);
}

export const playlist = "https://edge.test/lesson-1/main.m3u8";

/** What an endpoint was asked. */
export interface Asked {
  method: string;
  body: { videoId?: string; sessionId?: string };
  /** Milliseconds since the endpoint stand-in was made. */
  at: number;
  keepalive: boolean;
}

export type Answer = (
  asked: Asked,
  signal: AbortSignal | null | undefined,
) => Response | Promise<Response>;

/** Stands in for the grant endpoint: says yes until told otherwise. */
export class Endpoint {
  readonly asked: Asked[] = [];
  /** Requests without CORS, which only ask whether anybody answers. */
  readonly probed: { url: string; init: RequestInit }[] = [];
  edgeAnswers = true;
  answer: Answer = () => yes();
  readonly #startedAt = performance.now();

  readonly fetch = (async (url: URL | string, init: RequestInit) => {
    if (init.mode === "no-cors") {
      this.probed.push({ url: String(url), init });
      if (!this.edgeAnswers) throw new TypeError("Failed to fetch");
      return Response.error();
    }
    const asked: Asked = {
      method: init.method ?? "GET",
      body: init.body ? JSON.parse(String(init.body)) : {},
      at: Math.round(performance.now() - this.#startedAt),
      keepalive: init.keepalive === true,
    };
    this.asked.push(asked);
    init.signal?.throwIfAborted();
    return Promise.race([
      this.answer(asked, init.signal),
      new Promise<never>((_, reject) => {
        init.signal?.addEventListener("abort", () =>
          reject(init.signal?.reason),
        );
      }),
    ]);
  }) as typeof fetch;

  /** Keeps requests waiting. @returns what answers the latest of them */
  hold(): (response: Response) => void {
    let resolve: ((response: Response) => void) | undefined;
    this.answer = () => new Promise((answer) => (resolve = answer));
    return (response) => resolve?.(response);
  }

  /** Requests for a grant, without releases. */
  get requests(): Asked[] {
    return this.asked.filter(({ method }) => method !== "DELETE");
  }

  get releases(): Asked[] {
    return this.asked.filter(({ method }) => method === "DELETE");
  }
}

export function yes(fields: object = {}): Response {
  return Response.json({
    videoUrl: playlist,
    expiresIn: 900,
    sessionId: "s1",
    ...fields,
  });
}

export function no(
  code: string,
  status: number,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ code, status, title: code }, { status, headers });
}

/** The endpoint or the network does not answer, until the request is given up. */
export const silence: Answer = () => new Promise(() => {});
