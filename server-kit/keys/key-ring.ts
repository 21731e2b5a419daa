import { fingerprint } from "../key-identity.js";
import type { KeysStatus, SigningKey } from "./key-provider.js";

/** The keys that are there: of those whose `since` is not ahead of the clock, the one with the latest signs. */
export type KeyRing = readonly SigningKey[];

/** A key without `since` was always there. */
const sinceOf = ({ since = -Infinity }: SigningKey): number => since;

/** The key that signs at an epoch time in seconds; none where all are yet to come. */
export function chooseKey(ring: KeyRing, now: number): SigningKey | undefined {
  const begun = ring.filter((key) => sinceOf(key) <= now);
  return begun.sort((one, other) => sinceOf(other) - sinceOf(one))[0];
}

/**
 * Passes a ring in which it is clear, for every moment from now on, which key signs.
 * @throws TypeError naming the entries that leave it open; no key material is in it
 */
export function checkRing(ring: KeyRing, now: number): KeyRing {
  for (const [index, key] of ring.entries())
    for (const [before, earlier] of ring.slice(0, index).entries()) {
      const both = `\`keys[${before}]\` and \`keys[${index}]\``;
      if (key.keyPairId === earlier.keyPairId)
        throw new TypeError(
          `${both} have the same keyPairId. Each key has an ID of its own.`,
        );
      if (sinceOf(key) === sinceOf(earlier))
        throw new TypeError(
          `${both} would sign from the same moment. Give the newer one a later \`from\`.`,
        );
      if (isSameKey(key, earlier))
        throw new TypeError(
          `${both} hold the same private key under two IDs, so one of the IDs is wrong.`,
        );
    }
  if (chooseKey(ring, now) === undefined) throw new TypeError(noneYet(ring));
  return ring;
}

/** What is to be said where `chooseKey` finds none. */
export function noneYet(ring: KeyRing): string {
  const first = new Date(Math.min(...ring.map(sinceOf)) * 1_000);
  return `No key signs yet: the first begins at ${first.toISOString()}. Keep the key that signs until then in \`keys\`, or set the clock right.`;
}

/** The ring as a health check may see it. */
export function describeRing(
  ring: KeyRing,
  now: number,
): Pick<KeysStatus, "signing" | "others"> {
  const signing = chooseKey(ring, now);
  return {
    signing: signing && { keyPairId: signing.keyPairId, since: signing.since },
    others: ring
      .filter((key) => key !== signing)
      .map(({ keyPairId, since }) => ({ keyPairId, from: since })),
  };
}

function isSameKey(one: SigningKey, other: SigningKey): boolean {
  return (
    "privateKey" in one &&
    "privateKey" in other &&
    fingerprint(one.privateKey) === fingerprint(other.privateKey)
  );
}
