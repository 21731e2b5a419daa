/** A request to the progress endpoint. */
export interface Asked {
  method: string;
  url: string;
  headers: Headers;
  credentials: RequestCredentials | undefined;
  keepalive: boolean;
  signal: AbortSignal | undefined;
  /** Parsed; `undefined` without a body. */
  body: { watchedRanges: [number, number][] } & Record<string, unknown>;
}

/** What the server says; `"no answer"` where it does not. */
export type Said = { status: number; body?: unknown } | "no answer";

/** Stands in for the network: answers come in the same turn of the event loop, so that {@link settle} has seen them. */
export class FakeProgressServer {
  readonly asked: Asked[] = [];
  answer: (asked: Asked) => Said | Promise<Said> = () => ({ status: 204 });
  readonly #fetch = window.fetch;

  constructor() {
    window.fetch = (async (url: URL, init: RequestInit) => {
      const asked: Asked = {
        method: init.method ?? "GET",
        url: url.href,
        headers: new Headers(init.headers),
        credentials: init.credentials,
        keepalive: init.keepalive === true,
        signal: init.signal ?? undefined,
        body: init.body ? JSON.parse(String(init.body)) : undefined,
      };
      this.asked.push(asked);
      const said = await this.answer(asked);
      if (said === "no answer") throw new TypeError("Failed to fetch");
      const { status, body } = said;
      return {
        status,
        ok: status < 300,
        json: () =>
          body === undefined
            ? Promise.reject(new SyntaxError("No JSON"))
            : Promise.resolve(body),
      };
    }) as typeof window.fetch;
  }

  /** Keeps requests waiting. @returns what answers them, the first one first */
  hold(): (said: Said) => Promise<void> {
    const waiting: ((said: Said) => void)[] = [];
    this.answer = () => new Promise((resolve) => waiting.push(resolve));
    return async (said) => {
      waiting.shift()!(said);
      await settle();
    };
  }

  /** Reports, in order. */
  get reports(): Asked[] {
    return this.asked.filter(({ method }) => method === "POST");
  }

  /** The page has its own network back. */
  restore(): void {
    window.fetch = this.#fetch;
  }
}

/** Whatever answers that are there bring about has happened. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}
