import type {
  FragmentLoaderContext,
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
  LoaderStats,
} from "hls.js";
import { PlayerError } from "../errors.js";
import type { Grant } from "./grant.js";
import type { GrantSession } from "./grant-session.js";
import type { LoaderClass } from "./init-segment-loader.js";
import { keyEndpoint, keyHeaders, prepareKeyRequest } from "./key-request.js";
import { newStats, resetStats } from "./loader-stats.js";
import { Scout } from "./scout.js";
import { splitSignature } from "./signed-url.js";

/** A refused request is repeated once for each new grant, and not for ever. */
const mostRepeats = 2;

/**
 * hls.js's loader, with a grant session around it. Each request waits for a living grant, goes out with credentials or
 * signature, and is repeated with a new grant when the edge refuses it; hls.js notices none of this. It sees no error,
 * and since the inner loader begins only when the grant is there, it does not take the wait for a slow network either
 * (a wait inside `xhrSetup` counts as download time, and lowers the quality).
 *
 * @param Base the loader that does the requests; a fresh one for each try
 * @param xhrSetup the page's own, called after ours
 */
export function createGrantLoader(
  session: GrantSession,
  Base: LoaderClass,
  xhrSetup: HlsConfig["xhrSetup"],
): LoaderClass {
  const scout = new Scout();
  /**
   * By kind of request, the grant that was refused last. The repeat may fail for other reasons or be given up: then it is
   * another request that shows the new grant to be good. Not one of another kind: the edge may refuse segments alone.
   */
  const refused = new Map<string, Grant>();
  return class GrantLoader implements Loader<LoaderContext> {
    context: LoaderContext | null = null;
    /** hls.js keeps a reference to it from the beginning: the inner loaders write to this one. */
    readonly stats: LoaderStats = newStats();
    readonly #config: HlsConfig;
    readonly #ending = new AbortController();
    #inner: Loader<LoaderContext> | undefined;
    #grant: Grant | undefined;
    /** The page's, for a key: asked for before the inner loader begins, as it has no timer yet when it asks `xhrSetup`. */
    #keyHeaders: Headers | undefined;
    #callbacks: LoaderCallbacks<LoaderContext> | undefined;
    /** Lets those follow that wait for this request, if it goes ahead of them. */
    #over: (() => void) | undefined;

    constructor(config: HlsConfig) {
      this.#config = {
        ...config,
        xhrSetup: (xhr, url, context) => this.#setUp(xhr, url, context),
      };
    }

    load(
      context: LoaderContext,
      loaderConfig: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      this.context = context;
      this.#callbacks = callbacks;
      this.#try(context, loaderConfig, callbacks, 0);
    }

    abort(): void {
      if (this.#ending.signal.aborted) return;
      this.#ending.abort();
      this.#over?.();
      if (this.#inner) return this.#inner.abort();
      this.#settle();
      this.stats.aborted = true;
      if (this.context)
        this.#callbacks?.onAbort?.(this.stats, this.context, null);
    }

    destroy(): void {
      this.#ending.abort();
      this.#over?.();
      this.#settle();
      this.#callbacks = undefined;
      this.context = null;
      this.#inner?.destroy();
      this.#inner = undefined;
    }

    getCacheAge(): number | null {
      return this.#inner?.getCacheAge?.() ?? null;
    }

    getResponseHeader(name: string): string | null {
      return this.#inner?.getResponseHeader?.(name) ?? null;
    }

    /**
     * One try: at once with a living grant, otherwise as soon as there is one.
     * @param following the edge has just said yes to the request that went ahead of this one
     */
    #try(
      context: LoaderContext,
      loaderConfig: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
      repeats: number,
      following = false,
    ): void {
      const { signal } = this.#ending;
      const kind = kindOf(context);
      const begin = (grant: Grant) => {
        const key = keyEndpoint(session, context.url, context);
        if (key && !this.#keyHeaders) {
          this.#wait();
          void keyHeaders(key.headers, signal).then(
            (headers) => {
              if (signal.aborted) return;
              this.#keyHeaders = headers;
              this.#try(context, loaderConfig, callbacks, repeats, following);
            },
            async (error: unknown) => {
              // The page knows why not. The session asks it again for a grant, and says so.
              const again =
                error instanceof PlayerError &&
                repeats < mostRepeats &&
                (await session.refused(grant, context.url, 401, signal));
              if (signal.aborted) return;
              if (again)
                return this.#try(context, loaderConfig, callbacks, repeats + 1);
              this.#settle();
              callbacks.onTimeout(this.stats, context, null);
            },
          );
          return;
        }
        // What low latency asks for ahead of time is answered only when it exists: nobody should wait for that.
        const blocking =
          "deliveryDirectives" in context && context.deliveryDirectives;
        const scouted = !following && !blocking && grant.covers(context.url);
        if (scout.out && scouted) {
          this.#wait();
          void scout.out.then((accepted) => {
            if (signal.aborted) return;
            this.#try(context, loaderConfig, callbacks, repeats, accepted);
          });
          return;
        }
        if (scouted) this.#over = scout.send();
        this.#grant = grant;
        this.#inner = new Base(this.#config);
        resetStats(this.stats, 0);
        this.#inner.stats = this.stats;
        this.#inner.load(context, loaderConfig, {
          ...callbacks,
          onSuccess: (response, stats, _context, details) => {
            this.#over?.();
            const old = refused.get(kind);
            if (old && old !== grant) {
              refused.delete(kind);
              session.accepted(grant);
            }
            const { url } = splitSignature(response.url);
            callbacks.onSuccess({ ...response, url }, stats, context, details);
          },
          onError: (error, _context, details, stats) => {
            const report = () => {
              this.#settle();
              callbacks.onError(error, context, details, stats);
            };
            if (
              repeats >= mostRepeats ||
              !(grant.covers(context.url)
                ? mayBeRefusal(error.code)
                : isRefusal(error.code) &&
                  keyEndpoint(session, context.url, context))
            ) {
              this.#over?.();
              return report();
            }
            this.#wait();
            this.#keyHeaders = undefined;
            scout.refused();
            refused.set(kind, grant);
            void session
              .refused(grant, context.url, error.code, signal)
              .then((again) => {
                if (signal.aborted) return;
                if (!again) return report();
                this.#try(context, loaderConfig, callbacks, repeats + 1);
              });
            // Those who waited find the session asking for a new grant, and wait for that.
            this.#over?.();
          },
          onTimeout: (stats, _context, details) => {
            this.#over?.();
            callbacks.onTimeout(stats, context, details);
          },
        });
      };
      const { usable } = session;
      if (usable && session.now() < usable.renewAt) return begin(usable);
      this.#wait();
      void session.ready(signal).then((grant) => {
        if (signal.aborted) return;
        if (grant) begin(grant);
        else {
          this.#settle();
          callbacks.onTimeout(this.stats, context, null);
        }
      });
    }

    /** No inner loader until there is a grant. hls.js must not take the wait for a download that crawls. */
    #wait(): void {
      this.#inner?.destroy();
      this.#inner = undefined;
      resetStats(this.stats, Infinity);
    }

    /** Ends the wait: hls.js reckons with the time that a failed request took, and it took none. */
    #settle(): void {
      if (this.stats.loading.start === Infinity)
        this.stats.loading.start = performance.now();
    }

    /** Runs before each request is sent, and again where hls.js repeats one by itself. Never rejects. */
    async #setUp(
      xhr: XMLHttpRequest,
      url: string,
      context: LoaderContext,
    ): Promise<void> {
      const grant = session.usable ?? this.#grant;
      const request = grant?.requestFor(url);
      if (request && request.url !== url) xhr.open("GET", request.url, true);
      xhr.withCredentials = request?.credentials ?? false;
      const endpoint = keyEndpoint(session, url, context);
      if (endpoint)
        prepareKeyRequest(xhr, request?.url ?? url, endpoint, this.#keyHeaders);
      const sentAt = performance.now();
      if (grant?.covers(url))
        xhr.addEventListener("readystatechange", () => {
          if (xhr.readyState >= 2 && xhr.status >= 200 && xhr.status < 400)
            scout.accepted(sentAt);
        });
      await xhrSetup?.call(this, xhr, url, context);
    }
  };
}

/** Of segments, picture and sound are two. */
function kindOf(context: LoaderContext): string {
  const { frag } = context as Partial<FragmentLoaderContext>;
  return `${context.type} ${frag?.type}`;
}

/** 0 is all that a page gets to see of a 403 without CORS headers, unless there is no network. */
function mayBeRefusal(status: number): boolean {
  if (status === 0) return globalThis.navigator?.onLine !== false;
  return isRefusal(status);
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}
