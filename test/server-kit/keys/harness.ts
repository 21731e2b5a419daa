import assert from "node:assert/strict";
import { generateKeyPairSync, verify, type KeyObject } from "node:crypto";
import FakeTimers from "@sinonjs/fake-timers";
import { GrantError } from "../../../server-kit/errors.js";
import type { LogEntry } from "../../../server-kit/observe.js";
import { scope } from "../../../server-kit/scope.js";
import type { Signed } from "../../../server-kit/signer.js";

export interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
  pem: string;
  publicPem: string;
}

export function p256(): Pair {
  return withPem(generateKeyPairSync("ec", { namedCurve: "P-256" }));
}

export function rsa(): Pair {
  return withPem(generateKeyPairSync("rsa", { modulusLength: 2_048 }));
}

function withPem(pair: Omit<Pair, "pem" | "publicPem">): Pair {
  return {
    ...pair,
    pem: pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    publicPem: pair.publicKey.export({ type: "spki", format: "pem" }) as string,
  };
}

export const lesson = scope.directory("https://cdn.school.example", "lesson-1");

/** Both clocks stand still until they are moved; timers and the network are real. */
export function stoppedClocks(now = Date.UTC(2026, 0, 15, 12)) {
  const clock = FakeTimers.install({ now, toFake: ["Date", "performance"] });
  return {
    pass: (seconds: number) => void clock.tick(seconds * 1_000),
    /** As an administrator does: no time passes. */
    setWallClock: (bySeconds: number) =>
      clock.setSystemTime(Date.now() + bySeconds * 1_000),
    now: () => Date.now() / 1_000,
    [Symbol.dispose]: () => clock.uninstall(),
  };
}

/** Whether CloudFront would take it as signed with this key. */
export function isGood(
  { policy, signature }: Signed,
  publicKey: KeyObject,
): boolean {
  return verify("SHA256", bytes(policy!), publicKey, bytes(signature));
}

function bytes(text: string): Buffer {
  const base64 = text
    .replaceAll("-", "+")
    .replaceAll("_", "=")
    .replaceAll("~", "/");
  return Buffer.from(base64, "base64");
}

/** The log entries, and the event that is waited for. */
export function listen() {
  const entries: LogEntry[] = [];
  let heard = (): void => undefined;
  return {
    entries,
    log(entry: LogEntry): void {
      entries.push(entry);
      heard();
    },
    /** Until there are so many entries of an event. */
    async until(event: LogEntry["event"], count = 1): Promise<void> {
      while (entries.filter((entry) => entry.event === event).length < count)
        await new Promise<void>((resolve) => (heard = resolve));
    },
  };
}

/** The sentence for the log of a `keys-unavailable`. */
export async function causeOf(
  work: () => unknown,
): Promise<{ cause: string; error: GrantError }> {
  const error: unknown = await Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  assert.ok(error instanceof GrantError, `${error}`);
  assert.equal(error.code, "server-error");
  assert.equal(error.reason, "keys-unavailable");
  assert.ok(error.retryAfterSeconds);
  assert.ok(error.cause instanceof Error);
  return { cause: error.cause.message, error };
}
