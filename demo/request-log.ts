/** One request to the grant endpoint's host (grants, and keys under /key/) or to the edge, as the server saw it. Never has a query, a cookie or a signature in it. */
export interface RequestEntry {
  /** Counts up. */
  id: number;
  host: "grant" | "edge";
  /** Epoch milliseconds at which the request began, by the server's clock. */
  at: number;
  durationMs: number;
  method: string;
  /** Without the query. */
  path: string;
  /** 0 where the connection was dropped without an answer. */
  status: number;
  /** The problem's code, from the grant endpoint. */
  code?: string;
  /** Seconds that the grant lasts, from the grant endpoint. */
  expiresIn?: number;
  /** CloudFront's word for a refusal, from the edge. */
  errorCode?: string;
  /** Why a signature was refused, from the edge. */
  reason?: string;
  /** How the signature came. */
  delivery?: "cookie" | "query";
}

export interface RequestLog {
  /** The last requests, oldest first. */
  entries(): readonly RequestEntry[];
  /** Called once a request, when it is over. @returns a function that ends it */
  subscribe(listener: (entry: RequestEntry) => void): () => void;
  clear(): void;
}

/** A night of playing must not fill the memory. */
const mostEntries = 5_000;

export function createRequestLog(): RequestLog & {
  add(entry: Omit<RequestEntry, "id">): void;
} {
  const listeners = new Set<(entry: RequestEntry) => void>();
  let entries: RequestEntry[] = [];
  let lastId = 0;
  return {
    entries: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      entries = [];
    },
    add(fields) {
      const entry = { id: ++lastId, ...fields };
      entries.push(entry);
      if (entries.length > mostEntries)
        entries = entries.slice(-mostEntries / 2);
      for (const listener of listeners) listener(entry);
    },
  };
}
