/** One quality of a stream. */
export interface Rung {
  /** Ends the names of its files: `index_1080p.m3u8`. */
  name: string;
  /** In pixels, even. */
  width: number;
  /** In pixels, even. */
  height: number;
  /** The most that its video may take, in bits per second. */
  maxBitrate: number;
}

/** Qualities of one stream, highest first. */
export type Ladder = readonly Rung[];

/** Slides, a speaker, a screen: little moves, and what is written has to be read. @default of all that takes a ladder */
const lesson: Ladder = [
  rung(1920, 1080, 4_500_000),
  rung(1280, 720, 2_400_000),
  rung(854, 480, 1_100_000),
  rung(640, 360, 700_000),
  rung(426, 240, 300_000),
];

/**
 * Apple's table for H.264, for pictures that move.
 * @see https://developer.apple.com/documentation/http-live-streaming/hls-authoring-specification-for-apple-devices
 */
const apple: Ladder = [
  { ...rung(1920, 1080, 7_800_000), name: "1080p-high" },
  rung(1920, 1080, 6_000_000),
  { ...rung(1280, 720, 4_500_000), name: "720p-high" },
  rung(1280, 720, 3_000_000),
  rung(960, 540, 2_000_000),
  { ...rung(768, 432, 1_100_000), name: "432p-high" },
  rung(768, 432, 730_000),
  rung(640, 360, 365_000),
  rung(416, 234, 145_000),
];

/** Ladders that are ready to be used. */
export const ladders = { lesson, apple } as const;

/**
 * The rungs that a source fills: no picture is made larger than it is. Of a source that is smaller than all of them, one
 * rung of its own size is left.
 * @param source its size in pixels, as it is shown; an upright video is measured by its shorter side
 */
export function fitLadder(
  ladder: Ladder,
  source: { width: number; height: number },
): Ladder {
  const upright = source.height > source.width;
  const [long, short] = upright
    ? [source.height, source.width]
    : [source.width, source.height];
  // A cinema's 1920 × 800 fills the rung of 1920 × 1080.
  const fits = ladder.filter(
    ({ width, height }) => width <= long || height <= short,
  );
  const lowest = ladder.at(-1)!;
  const rungs =
    fits.length > 0 ? fits : [{ ...lowest, name: `${even(short)}p` }];
  return rungs.map((each) => ({ ...each, ...sizeWithin(each, source) }));
}

/** The source's shape, within a rung's box, which stands upright where the source does. */
function sizeWithin(
  { width, height }: Rung,
  source: { width: number; height: number },
): { width: number; height: number } {
  const upright = source.height > source.width;
  const [boxWidth, boxHeight] = upright ? [height, width] : [width, height];
  const scale = Math.min(boxWidth / source.width, boxHeight / source.height, 1);
  return {
    width: even(source.width * scale, source.width),
    height: even(source.height * scale, source.height),
  };
}

/** H.264 in 4:2:0 has a sample of colour for two pixels each way. */
function even(pixels: number, most = pixels): number {
  return Math.max(
    2,
    Math.min(2 * Math.round(pixels / 2), 2 * Math.floor(most / 2)),
  );
}

function rung(width: number, height: number, maxBitrate: number): Rung {
  return { name: `${height}p`, width, height, maxBitrate };
}
