import { LRUCache } from "lru-cache";
import { optionError } from "./option-error.js";

/** Whether signatures are used again, and how many are kept. */
export type ReuseOptions =
  | {
      /** Most signatures that are kept, the last used ones; each takes about a kilobyte. @default 10000 */
      max?: number | undefined;
    }
  | false;

/** A policy and its signature, in CloudFront's spelling of base64. */
export interface SignedPolicy {
  policy: string;
  signature: string;
}

/** Answers what is kept under `id`, or being made, or else what `make` makes. */
export type Remember = <Made extends SignedPolicy | Promise<SignedPolicy>>(
  id: string,
  make: () => Made,
) => Made | SignedPolicy;

/**
 * Signatures by key and policy. What is kept for one is good for all: a policy says all that the edge looks at, and none that
 * names a viewer's address gets here.
 * @throws TypeError for a wrong option
 */
export function createSignatureCache(reuse: ReuseOptions = {}): Remember {
  if (reuse === false) return (_id, make) => make();
  const made = new LRUCache<string, SignedPolicy>({ max: checkMax(reuse) });
  const pending = new Map<string, Promise<SignedPolicy>>();

  return <Made extends SignedPolicy | Promise<SignedPolicy>>(
    id: string,
    make: () => Made,
  ) => {
    const there = made.get(id) ?? (pending.get(id) as Made | undefined);
    if (there !== undefined) return there;
    const making = make();
    if (making instanceof Promise) keepWhenMade(id, making);
    else made.set(id, making);
    return making;
  };

  function keepWhenMade(id: string, making: Promise<SignedPolicy>): void {
    pending.set(id, making);
    // A failure is for those who wait for it; whoever asks next tries again.
    making
      .then(
        (signed) => void made.set(id, signed),
        () => undefined,
      )
      .finally(() => pending.delete(id));
  }
}

function checkMax(reuse: unknown): number {
  if (typeof reuse !== "object" || reuse === null)
    throw optionError("reuse", reuse, "Give { max } or false.");
  const { max = 10_000 } = reuse as { max?: unknown };
  if (!Number.isInteger(max) || Number(max) < 1 || Number(max) > 1_000_000)
    throw optionError(
      "reuse.max",
      max,
      "Give a whole number from 1 to 1000000, or `reuse: false`.",
    );
  return Number(max);
}
