/** One of several ways to do the same thing. */
export type Contender = () => unknown;

export interface Spread {
  median: number;
  /** First and third quartile. */
  quartiles: [number, number];
}

/** What the rounds were like, by the names of the contenders. */
export interface Rounds<Name extends string> {
  /** How often a second. */
  rate(name: Name): Spread;
  /** How many times as often as another: within each round, so that what slows the machine down slows both. */
  ratio(name: Name, base: Name): Spread;
}

/**
 * Runs the contenders in turns, each for `ms` a round, in an order that changes. Counts by seconds of CPU time, so that other
 * processes on the machine matter less. A contender that answers a promise is awaited.
 */
export async function interleave<Name extends string>(
  contenders: Record<Name, Contender>,
  { rounds, ms }: { rounds: number; ms: number },
): Promise<Rounds<Name>> {
  const names = Object.keys(contenders) as Name[];
  const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) await rateOf(contenders[name], ms); // warm
  for (let round = 0; round < rounds; round++)
    for (const turn of names.keys()) {
      const name = names[(turn + round) % names.length]!;
      rates.get(name)!.push(await rateOf(contenders[name], ms));
    }
  return {
    rate: (name) => spreadOf(rates.get(name)!),
    ratio: (name, base) =>
      spreadOf(
        rates.get(name)!.map((rate, round) => rate / rates.get(base)![round]!),
      ),
  };
}

async function rateOf(contender: Contender, ms: number): Promise<number> {
  const started = process.cpuUsage();
  const until = performance.now() + ms;
  let times = 0;
  while (performance.now() < until) {
    const result = contender();
    if (result instanceof Promise) await result;
    times++;
  }
  const { user, system } = process.cpuUsage(started);
  return times / ((user + system) / 1_000_000);
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number): number =>
    sorted[Math.round(part * (sorted.length - 1))]!;
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)] };
}
