/**
 * What a page can find out about an answer that it may not read. Each may fail where a Content-Security-Policy or the
 * browser does not let it: then it says `undefined`, and nothing is concluded.
 */

/** Milliseconds that each may take: a worker starts late on a busy computer, and "unknown" helps nobody. */
const timeoutMs = 15_000;

/**
 * Whether a file comes when it is asked for with cookies and without CORS. A `<link rel="prefetch">` fires `load` for a
 * 200 and `error` for a 403, which `fetch` does not tell apart in `no-cors` mode.
 * @returns undefined where the browser does not prefetch (Safari)
 */
export function isDelivered(
  url: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const link = document.createElement("link");
  if (!link.relList.supports("prefetch")) return Promise.resolve(undefined);
  link.rel = "prefetch";
  link.href = url;
  const ending = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  return new Promise<boolean | undefined>((resolve) => {
    link.addEventListener("load", () => resolve(true));
    link.addEventListener("error", () => resolve(false));
    ending.addEventListener("abort", () => resolve(undefined));
    document.head.append(link);
  }).finally(() => link.remove());
}

/**
 * Whether a page of any origin may read `url`: a worker made of a `data:` URL has an origin of its own ("null"), for
 * which only `Access-Control-Allow-Origin: *` will do. No credentials are sent.
 * @see https://html.spec.whatwg.org/multipage/workers.html#script-settings-for-workers
 */
export async function isReadableByAnyOrigin(
  url: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const script = `onmessage = ({ data }) => fetch(data, { credentials: "omit", cache: "no-store" })
    .then(() => postMessage(true), () => postMessage(false));`;
  const ending = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let worker: Worker | undefined;
  try {
    return await new Promise<boolean | undefined>((resolve) => {
      worker = new Worker(`data:text/javascript,${encodeURIComponent(script)}`);
      worker.onmessage = ({ data }) => resolve(data === true);
      worker.onerror = () => resolve(undefined);
      ending.addEventListener("abort", () => resolve(undefined));
      worker.postMessage(url);
    });
  } catch {
    return undefined; // Trusted Types, or a policy that is enforced at once
  } finally {
    worker?.terminate();
  }
}

/** Whether this page has read anything of `origin` before: then its CORS headers are right, for files that it sends. */
export function hasReadBefore(origin: string): boolean {
  return performance
    .getEntriesByType("resource")
    .some(
      (entry) =>
        entry.name.startsWith(`${origin}/`) &&
        (entry as PerformanceResourceTiming).initiatorType ===
          "xmlhttprequest" &&
        within(200, 299, (entry as PerformanceResourceTiming).responseStatus),
    );
}

function within(from: number, to: number, status: number | undefined): boolean {
  return status !== undefined && status >= from && status <= to;
}
