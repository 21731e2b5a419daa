import type {
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
} from "hls.js";

export type LoaderClass = new (config: HlsConfig) => Loader<LoaderContext>;

/**
 * A loader that is silent about an init segment that was given up.
 *
 * hls.js 1.7 loads a segment and its init segment at the same time. Where the one is refused before the other has come,
 * it loads the next segment, gives up the old init segment, and takes the news of that for a failure of the new segment,
 * which it gives up as well. Before the first segment it then waits for ever.
 */
export function createInitSegmentLoader(Base: LoaderClass): LoaderClass {
  return class InitSegmentLoader extends Base {
    override load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      const { onAbort, ...others } = callbacks;
      const silent = onAbort && isInitSegment(context);
      super.load(context, config, silent ? others : callbacks);
    }
  };
}

function isInitSegment(context: LoaderContext): boolean {
  const { frag } = context as { frag?: { sn: unknown } };
  return frag?.sn === "initSegment";
}
