/** Frames a second as a fraction. */
export interface FrameRate {
  numerator: number;
  denominator: number;
}

/** More are for games; no rung has them. */
const mostFramesPerSecond = 60;

/** What cameras and encoders make. A rate that was measured lies close to one of them. */
const usual: readonly FrameRate[] = [
  rate(24_000, 1_001),
  rate(24),
  rate(25),
  rate(30_000, 1_001),
  rate(30),
  rate(48),
  rate(50),
  rate(60_000, 1_001),
  rate(60),
];

/**
 * The constant rate for a source: phones and screen recorders let theirs vary, and then no two qualities would have their key
 * frames at the same place.
 * @param declared `r_frame_rate` of ffprobe: the lowest rate that hits all frames
 * @param average `avg_frame_rate`
 */
export function frameRateOf(declared: string, average: string): FrameRate {
  const given = parse(declared);
  const measured = parse(average) ?? given;
  if (!measured) return rate(25);
  const frames = perSecond(measured);
  if (given && Math.abs(perSecond(given) - frames) < 0.01 * frames)
    return capped(given);
  const next = usual.find((each) => perSecond(each) >= frames * 0.99);
  return capped(frames < 20 ? rate(Math.ceil(frames)) : (next ?? measured));
}

export function perSecond({ numerator, denominator }: FrameRate): number {
  return numerator / denominator;
}

/** Every second, third … frame of a faster one. */
function capped({ numerator, denominator }: FrameRate): FrameRate {
  const step = Math.ceil(numerator / denominator / mostFramesPerSecond - 0.001);
  return rate(numerator, denominator * Math.max(1, step));
}

function parse(text: string): FrameRate | undefined {
  const [numerator = 0, denominator = 1] = text.split("/").map(Number);
  return numerator > 0 && denominator > 0
    ? rate(numerator, denominator)
    : undefined;
}

function rate(numerator: number, denominator = 1): FrameRate {
  return { numerator, denominator };
}
