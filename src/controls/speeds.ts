const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The speeds to choose from, the slowest first. @param limit the highest allowed */
export function speedsUpTo(limit: number): number[] {
  return SPEEDS.filter((speed) => speed <= limit);
}

/** The next slower (-1) or faster (1) speed; `speed` itself where there is none. */
export function nextSpeed(speed: number, step: -1 | 1, limit: number): number {
  const speeds = speedsUpTo(limit);
  const next =
    step > 0
      ? speeds.find((each) => each > speed)
      : speeds.findLast((each) => each < speed);
  return next ?? speed;
}
