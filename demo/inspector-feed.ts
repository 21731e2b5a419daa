import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults, FaultSwitches } from "./faults.js";
import type { RequestEntry, RequestLog } from "./request-log.js";

export interface InspectorFeedOptions {
  lessonOrigin: string;
  faults: FaultSwitches;
  requests: RequestLog;
}

const mostBytes = 4_096;

/**
 * What the inspector in the page hears and says: a stream of requests and faults, and the switches.
 * The player itself never uses it. Only the servers know the truth about a 403 that the browser shows to no script.
 */
export function createInspectorFeed({
  lessonOrigin,
  faults,
  requests,
}: InspectorFeedOptions) {
  const listeners = new Set<ServerResponse>();

  function stream(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
    });
    // A browser that lost the connection names the last request it heard of; a new page names when it was opened.
    const { searchParams } = new URL(`${lessonOrigin}${request.url}`);
    const since = Number(searchParams.get("since") ?? Infinity);
    const lastId = Number(request.headers["last-event-id"] ?? 0);
    const tell = (entry: RequestEntry) =>
      response.write(`id: ${entry.id}\n${message("request", entry)}`);
    response.write(message("faults", faults.get()));
    for (const entry of requests.entries())
      if (entry.at >= since && entry.id > lastId) tell(entry);
    const unsubscribe = requests.subscribe(tell);
    listeners.add(response);
    response.once("close", () => {
      unsubscribe();
      listeners.delete(response);
    });
  }

  async function handle(
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const name = `${request.method} ${pathname}`;
    if (name === "GET /feed/events") return stream(request, response);
    // Other sites' pages must not play with the switches.
    if (request.headers.origin !== lessonOrigin) return end(response, 403);
    try {
      if (name === "POST /feed/expire") faults.expireNow();
      else if (name === "POST /feed/reset") faults.reset();
      else if (name === "POST /feed/faults")
        faults.set(JSON.parse(await text(request)) as Partial<Faults>);
      else return end(response, 404);
      end(response, 204);
    } catch {
      end(response, 400);
    }
  }

  return {
    handle,
    /** Tells all inspectors. */
    send(type: "faults" | "expired", data: unknown) {
      for (const response of listeners) response.write(message(type, data));
    },
  };
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html */
function message(type: string, data: unknown): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > mostBytes) throw new RangeError("Too long.");
  }
  return body;
}
