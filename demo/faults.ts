import { grantErrorStatus, type GrantErrorCode } from "../src/contract.js";

/** `*` for everybody; this page's origin without credentials; none. */
export const corsFlaws = ["wildcard", "no-credentials", "none"] as const;

/** No preflight is answered; none of its answers has CORS headers; `*` for everybody. */
export const endpointCorsFlaws = ["preflight", "none", "wildcard"] as const;

/**
 * The policy covers the playlist alone (`scope`), or its cookies' `Path` does; the cookies have no `Domain`; the private
 * key belongs to no public key of the edge; the signer's clock is an hour behind.
 */
export const grantFlaws = [
  "scope",
  "cookie-path",
  "cookie-domain",
  "other-key",
  "clock-behind",
] as const;

/** What is broken on purpose, on the servers' side. */
export interface Faults {
  /** The viewer's session at the lesson's site is over: the endpoint knows nobody any more. */
  signedOut: boolean;
  /** The grant endpoint refuses with this code. */
  endpointSaysNo: GrantErrorCode | null;
  /** The grant endpoint answers 503. */
  endpointDown: boolean;
  /** `Retry-After` of that 503, and of a refusal; null for none. */
  retryAfterSeconds: number | null;
  /** The edge answers 403 for every file, however good the signature. */
  edgeRefuses: boolean;
  /** Whether the edge's own 403s carry CORS headers. Without them a page sees status 0. */
  corsOnRefusals: boolean;
  /** What is wrong with the CORS headers of what the edge sends. */
  corsFlaw: (typeof corsFlaws)[number] | null;
  /** What is wrong with the CORS headers of what the grant endpoint sends. */
  endpointCorsFlaw: (typeof endpointCorsFlaws)[number] | null;
  /** What is wrong with each grant: as of a set-up that is not finished. */
  grantFlaw: (typeof grantFlaws)[number] | null;
  /** The grant's cookies never arrive: as in a browser that blocks them. */
  cookiesBlocked: boolean;
  /** Grant endpoint and edge drop every connection without an answer. */
  offline: boolean;
  /** Milliseconds by which grant endpoint and edge answer later. */
  latencyMs: number;
}

export const noFaults: Faults = {
  signedOut: false,
  endpointSaysNo: null,
  endpointDown: false,
  retryAfterSeconds: null,
  edgeRefuses: false,
  corsOnRefusals: false,
  corsFlaw: null,
  endpointCorsFlaw: null,
  grantFlaw: null,
  cookiesBlocked: false,
  offline: false,
  latencyMs: 0,
};

export interface FaultSwitches {
  get(): Readonly<Faults>;
  /** Changes what is named and leaves the rest. @throws {TypeError} naming what is no fault */
  set(changes: Partial<Faults>): void;
  /** Mends everything. */
  reset(): void;
  /** Every grant issued until now has expired; those issued from now on last as long as they should. */
  expireNow(): void;
}

/** @param onChange told the faults after each change */
export function createFaultSwitches(
  expireNow: () => void,
  onChange: (faults: Readonly<Faults>) => void,
): FaultSwitches {
  let faults = { ...noFaults };
  const change = (next: Faults) => {
    faults = next;
    onChange(faults);
  };
  return {
    get: () => faults,
    set: (changes) => change({ ...faults, ...checkFaults(changes) }),
    reset: () => change({ ...noFaults }),
    expireNow,
  };
}

/** What the faults that are no switches may be. */
const choicesOf: Readonly<Record<string, readonly string[]>> = {
  endpointSaysNo: Object.keys(grantErrorStatus),
  corsFlaw: corsFlaws,
  endpointCorsFlaw: endpointCorsFlaws,
  grantFlaw: grantFlaws,
};

/** The inspector sends these too, so they are checked like any input. */
function checkFaults(changes: Partial<Faults>): Partial<Faults> {
  for (const [name, value] of Object.entries(changes)) {
    const choices = choicesOf[name];
    const good = choices
      ? value === null || choices.includes(String(value))
      : name === "latencyMs" || name === "retryAfterSeconds"
        ? (value === null && name === "retryAfterSeconds") ||
          (typeof value === "number" && value >= 0 && value <= 60_000)
        : Object.hasOwn(noFaults, name) && typeof value === "boolean";
    if (!good)
      throw new TypeError(
        `faults.${name} cannot be ${JSON.stringify(value)}: see demo/faults.ts.`,
      );
  }
  return changes;
}
