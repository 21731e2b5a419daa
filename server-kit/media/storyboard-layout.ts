/** How the pictures of a timeline are laid out in images. */
export interface Board {
  /** Seconds that a tile stands for. */
  everySeconds: number;
  /** Of a tile, in pixels. */
  width: number;
  height: number;
  columns: number;
  rows: number;
  /** Names of the images as ffmpeg numbers them. */
  pattern: string;
}

/** In pixels: what a player shows above its seek bar. */
const longerSide = 192;

/** A hundred in an image: about 200 kB. The player keeps a few images decoded. */
const [columns, rows] = [10, 10];

/** @param source its size, as it is shown */
export function layOutStoryboard(
  source: { width: number; height: number },
  everySeconds: number,
): Board {
  const scale = longerSide / Math.max(source.width, source.height);
  const even = (pixels: number) => Math.max(2, 2 * Math.round(pixels / 2));
  return {
    everySeconds,
    width: even(source.width * scale),
    height: even(source.height * scale),
    columns,
    rows,
    pattern: "storyboard_%05d.jpg",
  };
}

/** The first frame of each span, then many of them in one image. */
export function storyboardFilter(board: Board): string {
  const { everySeconds, width, height } = board;
  const span = (time: string) => `floor(${time}/${everySeconds})`;
  return [
    `select='isnan(prev_selected_t)+gt(${span("t")}\\,${span("prev_selected_t")})'`,
    `scale=${width}:${height}:flags=area`,
    `setsar=1,format=yuvj420p,tile=${board.columns}x${board.rows}`,
    // One after the other: the writer would fill the time between with the same image.
    "setpts=N/TB",
  ].join(",");
}

/** What the images are called: one has no number. @param durationSeconds of the video */
export function imageNames(board: Board, durationSeconds: number): string[] {
  const images = Math.ceil(
    tileCount(board, durationSeconds) / (board.columns * board.rows),
  );
  if (images === 1) return ["storyboard.jpg"];
  return Array.from({ length: images }, (_, index) =>
    board.pattern.replace("%05d", String(index + 1).padStart(5, "0")),
  );
}

/**
 * The WebVTT file of a storyboard, which names the part of an image for each span.
 * @see https://www.w3.org/TR/media-frags/#naming-space
 */
export function storyboardVtt(board: Board, durationSeconds: number): string {
  const { everySeconds, width, height } = board;
  const perImage = board.columns * board.rows;
  const names = imageNames(board, durationSeconds);
  const length = tileCount(board, durationSeconds);
  const cues = Array.from({ length }, (_, index) => {
    const place = index % perImage;
    const x = (place % board.columns) * width;
    const y = Math.floor(place / board.columns) * height;
    const start = index * everySeconds;
    const end = Math.min(start + everySeconds, durationSeconds);
    return `${timestamp(start)} --> ${timestamp(end)}\n${names[Math.floor(index / perImage)]}#xywh=${x},${y},${width},${height}\n`;
  });
  return ["WEBVTT\n", ...cues].join("\n");
}

/** A last span of less than a frame has no picture. */
function tileCount({ everySeconds }: Board, durationSeconds: number): number {
  return Math.max(1, Math.ceil((durationSeconds - 0.01) / everySeconds));
}

/** `01:02:03.004`, as WebVTT writes it. */
export function timestamp(seconds: number): string {
  const ms = Math.round(seconds * 1_000);
  const two = (number: number) =>
    String(Math.floor(number) % 60).padStart(2, "0");
  const hours = String(Math.floor(ms / 3_600_000)).padStart(2, "0");
  return `${hours}:${two(ms / 60_000)}:${two(ms / 1_000)}.${String(ms % 1_000).padStart(3, "0")}`;
}
