import type { IncomingMessage, ServerResponse } from "node:http";
import type { Delivery } from "./signed-values.js";
import type { RefusalReason } from "./verify.js";

/** One request, for a log. Never has a query, a cookie or a signature in it. */
export interface EdgeLogEntry {
  method: string;
  /** Without the query. */
  path: string;
  /** 0 where the connection was dropped without an answer. */
  status: number;
  /** The `Code` of an XML refusal, such as `MissingKey`; a word of its own for the others. */
  errorCode?: string;
  /** Why a signature was refused, more exactly than the viewer is told. */
  reason?: RefusalReason;
  /** How the signature came. Absent where none was looked for or found. */
  delivery?: Delivery;
  /** The `Range` header. */
  range?: string;
  /** Milliseconds from the request's headers to the end of the answer. */
  durationMs: number;
}

/** What is found out on the way to an answer. */
export type Findings = Pick<EdgeLogEntry, "errorCode" | "reason" | "delivery">;

/** Calls back with the log entry when the answer has ended, or the connection has. */
export function logWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  findings: Findings,
  log: (entry: EdgeLogEntry) => void,
): void {
  const startedAt = performance.now();
  const [path = ""] = (request.url ?? "").split("?", 1);
  const { range } = request.headers;
  response.once("close", () =>
    log({
      method: request.method ?? "",
      path,
      status: response.headersSent ? response.statusCode : 0,
      ...findings,
      ...(range !== undefined && { range }),
      durationMs: performance.now() - startedAt,
    }),
  );
}
