import type {
  ControlledPlayer,
  PlyrControls,
  PlyrControlsOptions,
} from "./controls.js";

let loading: Promise<typeof import("./mount-controls.js")> | undefined;

/** Starts to load Plyr, its styles and its icons (one chunk). @throws what the import throws; a later call tries again */
export function preloadPlyr(): Promise<typeof import("./mount-controls.js")> {
  loading ??= import("./mount-controls.js").catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

/**
 * Puts Plyr's controls on a player whose `<video>` is inside a shadow root. The `<video>` must have a parent element that no template
 * renders into; it stays the same `<video>` all along. `muted`, `volume`, `loop` and `playbackRate` are kept as they are.
 *
 * @throws what loading Plyr throws
 */
export async function createPlyrControls(
  player: ControlledPlayer,
  options: PlyrControlsOptions = {},
): Promise<PlyrControls> {
  const { mountControls } = await preloadPlyr();
  return mountControls(player, options);
}
