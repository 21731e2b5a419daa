import { http, HttpResponse, type DefaultBodyType } from "msw";
import { setupWorker } from "msw/browser";
import type {
  GrantErrorCode,
  GrantResponse,
  Problem,
  ProgressReport,
} from "../../src/contract.js";
import { grantErrorStatus } from "../../src/contract.js";

/** A request that left the page, as the grant endpoint or the edge saw it. */
export interface SeenRequest {
  method: string;
  /** Path and query. */
  path: string;
  credentials: RequestCredentials;
  headers: Headers;
  /** Parsed JSON; `undefined` without a body. */
  body: unknown;
}

export type Answer =
  Response | ((request: Request) => Response | Promise<Response>);

/** Paths of all grant endpoints. */
const endpoints = /\/grant-\d+$/;

// A player that was removed may release its session when the next test has begun.
const worker = setupWorker(
  http.delete(endpoints, () => new HttpResponse(null, { status: 204 })),
  http.get("/settled", () => new HttpResponse(null, { status: 204 })),
);

/** The line between page and servers: msw answers for the grant endpoint, the test server sends the media. */
export class Network {
  /** Everything the page has asked for in this test, module scripts left out. */
  readonly seen: SeenRequest[] = [];
  /** Path of the grant endpoint: another one in each test, so that no late request of the last one is counted. */
  endpoint = "";
  #tests = 0;

  /** @example before(() => network.start()); beforeEach(() => network.reset()); */
  async start(): Promise<void> {
    await worker.start({ quiet: true, onUnhandledRequest: "bypass" });
    worker.events.on("request:start", ({ request }) => {
      void this.#note(request.clone());
    });
  }

  reset(): void {
    worker.resetHandlers();
    this.seen.length = 0;
    this.endpoint = `/grant-${++this.#tests}`;
    this.answer();
  }

  /** What the grant endpoint answers, one after the other; the last one for good. Without any: a grant. */
  answer(...answers: Answer[]): void {
    const left = [...answers];
    worker.use(
      http.post(this.endpoint, ({ request }) => {
        const answer = left.length > 1 ? left.shift() : left[0];
        if (!answer) return granted();
        return answer instanceof Response ? answer.clone() : answer(request);
      }),
    );
  }

  /** Path of this test's assertion endpoint, beside that of the grants. */
  get assertionEndpoint(): string {
    return `${this.endpoint}/assertion`;
  }

  /** What the assertion endpoint answers. */
  answerAssertion(answer: () => Response): void {
    worker.use(http.post(this.assertionEndpoint, answer));
  }

  /** Path of this test's progress endpoint, beside that of the grants. */
  get progressEndpoint(): string {
    return `${this.endpoint}/progress`;
  }

  /** What the progress endpoint knows, and what it makes of a report. */
  answerProgress(
    known: () => Response,
    accept: (report: ProgressReport) => Response,
  ): void {
    worker.use(
      http.get(this.progressEndpoint, known),
      http.post<never, ProgressReport>(
        this.progressEndpoint,
        async ({ request }) => accept(await request.json()),
      ),
    );
  }

  /** Reports of progress, in order. */
  get reports(): ProgressReport[] {
    return this.seen
      .filter(
        ({ method, path, body }) =>
          method === "POST" && path === this.progressEndpoint && body,
      )
      .map(({ body }) => body as ProgressReport);
  }

  /** Answers in place of the edge, or of any other server. */
  answerAt(path: string | RegExp, answer: Answer): void {
    worker.use(
      http.get<never, DefaultBodyType>(path, ({ request }) =>
        answer instanceof Response ? answer.clone() : answer(request),
      ),
    );
  }

  /** Waits until all that was asked for by now is in {@link seen}: the worker is slower than the page. */
  async settled(): Promise<void> {
    await fetch("/settled");
  }

  /** Grant requests of this test, renewals among them. */
  get grantRequests(): SeenRequest[] {
    return this.#toEndpoint("POST");
  }

  /** Sessions that were released. */
  get releases(): SeenRequest[] {
    return this.#toEndpoint("DELETE");
  }

  /** Requests for the stream: playlists and segments. */
  get mediaRequests(): SeenRequest[] {
    return this.seen.filter(({ path }) => path.includes("/demo/media/"));
  }

  #toEndpoint(wanted: string): SeenRequest[] {
    return this.seen.filter(
      ({ method, path }) => method === wanted && path === this.endpoint,
    );
  }

  async #note(request: Request): Promise<void> {
    const url = new URL(request.url);
    const path = url.pathname + url.search;
    if (/^\/(src|node_modules|packages|test|settled|__)/.test(path)) return;
    if (endpoints.test(path) && path !== this.endpoint) return;
    const { method, credentials, headers } = request;
    const seen: SeenRequest = {
      method,
      path: url.origin === location.origin ? path : url.href,
      credentials,
      headers,
      body: undefined,
    };
    this.seen.push(seen);
    const text = await request.text();
    if (text) seen.body = JSON.parse(text) as unknown;
  }
}

export const network = new Network();

export const mediaFolder = "/demo/media/lesson-1/cmaf/";
/** The test stream, served by the test server as it is. */
export const videoUrl = `${location.origin}${mediaFolder}index.m3u8`;

/** A 200: a grant of a minute for the test stream. */
export function granted(answer: Partial<GrantResponse> = {}): Response {
  return HttpResponse.json({
    videoUrl,
    expiresIn: 60,
    sessionId: "session-1",
    ...answer,
  });
}

/** A refusal, as the server-kit writes it. */
export function refused(
  code: GrantErrorCode,
  { headers, ...problem }: Partial<Problem> & { headers?: HeadersInit } = {},
): Response {
  const status = grantErrorStatus[code];
  const body = { type: "about:blank", title: code, status, code, ...problem };
  return new HttpResponse(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}
