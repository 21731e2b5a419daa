import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createObserver,
  type LogEntry,
  type Metric,
} from "../../server-kit/observe.js";

/** One entry of each kind, and what is measured of it. */
const entries: [LogEntry, string[]][] = [
  [
    { event: "grant-issued", viewerId: "ada", durationMs: 3 },
    ["grant.issued 1 count {}", 'grant.duration 3 milliseconds {"outcome":"issued"}'],
  ],
  [
    { event: "grant-renewed", viewerId: "ada", durationMs: 3 },
    ["grant.renewed 1 count {}", 'grant.duration 3 milliseconds {"outcome":"renewed"}'],
  ],
  [
    { event: "grant-refused", code: "server-error", reason: "store-unavailable", durationMs: 3 },
    [
      'grant.refused 1 count {"code":"server-error","reason":"store-unavailable"}',
      'grant.duration 3 milliseconds {"outcome":"refused"}',
    ],
  ],
  [
    { event: "grant-refused", code: "not-entitled", viewerId: "ada", durationMs: 3 },
    [
      'grant.refused 1 count {"code":"not-entitled"}',
      'grant.duration 3 milliseconds {"outcome":"refused"}',
    ],
  ],
  [{ event: "key-issued", keyId: "s1", durationMs: 3 }, ["key.issued 1 count {}"]],
  [
    { event: "key-refused", keyId: "s1", code: "not-entitled", durationMs: 3 },
    ['key.refused 1 count {"code":"not-entitled"}'],
  ],
  [
    { event: "playlist-refused", code: "server-error", reason: "origin-unavailable", durationMs: 3 },
    ['playlist.refused 1 count {"code":"server-error","reason":"origin-unavailable"}'],
  ],
  [{ event: "session-released", sessionId: "s1" }, ["session.released 1 count {}"]],
  [{ event: "store-failed", operation: "claim", error: new Error() }, ['store.failed 1 count {"operation":"claim"}']],
  [{ event: "keys-refreshed", keyPairId: "K1" }, ["keys.refreshed 1 count {}"]],
  [{ event: "keys-refresh-failed", error: new Error() }, ["keys.refresh-failed 1 count {}"]],
  [{ event: "clock-stepped", seconds: -60 }, ["clock.stepped -60 seconds {}"]],
]; // prettier-ignore

for (const [entry, measured] of entries)
  test(`${entry.event} is logged as it is, and measured as ${measured.join(", ")}`, () => {
    const logged: LogEntry[] = [];
    const metrics: Metric[] = [];
    createObserver({
      log: (entry) => void logged.push(entry),
      metrics: (metric) => void metrics.push(metric),
    })(entry);
    assert.deepEqual(logged, [entry]);
    assert.deepEqual(
      metrics.map(
        ({ name, value, unit, dimensions }) =>
          `${name} ${value} ${unit} ${JSON.stringify(dimensions)}`,
      ),
      measured,
    );
  });

test("who is no dimension: metrics are priced by the number of their values", () => {
  const dimensions: string[] = [];
  const observe = createObserver({
    metrics: (metric) =>
      void dimensions.push(...Object.values(metric.dimensions)),
  });
  for (const [entry] of entries) observe(entry);
  assert.deepEqual([...new Set(dimensions)].toSorted(), [
    "claim",
    "issued",
    "not-entitled",
    "origin-unavailable",
    "refused",
    "renewed",
    "server-error",
    "store-unavailable",
  ]);
});

test("a hook that throws or rejects disturbs nobody, and not the other hook", async () => {
  let measured = 0;
  const observe = createObserver({
    log: () => Promise.reject(new Error("disk full")),
    metrics: () => {
      measured += 1;
      throw new Error("no agent");
    },
  });
  for (const [entry] of entries) observe(entry);
  // An unhandled rejection would end the process here.
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(measured > entries.length, `${measured}`);
});

test("without hooks nothing happens", () => {
  for (const [entry] of entries) createObserver({})(entry);
});
