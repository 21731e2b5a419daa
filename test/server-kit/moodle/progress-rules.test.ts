import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  createMemoryStore,
  createProgressHandler,
  type Progress,
} from "../../../server-kit/index.js";
import { runPhp } from "../../support/moodle.js";
import { vectors, type Vector } from "../progress/progress-vectors.js";

/** A second at which floating point has quarters exactly. */
const begin = 1_790_000_000;

interface Answer {
  status: number;
  body: Record<string, unknown>;
  first?: boolean;
}

/** What Node answers to each step. */
async function askNode({ threshold, duration = 100, steps }: Vector): Promise<Answer[]> {
  const clock = { now: begin };
  let completions = 0;
  let known = duration ?? undefined;
  const handler = createProgressHandler({
    origins: [],
    authenticate: () => ({ id: "ada" }),
    authorize: () => ({ durationSeconds: known }),
    store: createMemoryStore({ maxRecords: 10, now: () => clock.now }),
    completionThreshold: threshold,
    onCompleted: () => void (completions += 1),
  });
  const answers: Answer[] = [];
  for (const { at, learned, report } of steps) {
    clock.now = begin + at;
    known = learned ?? known;
    const before = completions;
    const response = await handler(
      report
        ? new Request("https://lms.example/progress", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(report),
          })
        : new Request("https://lms.example/progress?videoId=lesson-1"),
    );
    const body = (await response.json()) as Answer["body"];
    answers.push({ status: response.status, body, first: completions > before });
  }
  return answers;
} // prettier-ignore

/** What PHP answers to each step of each. */
function askPhp(all: readonly Vector[]): Answer[][] {
  const asked = all.map(({ threshold = 0.95, duration = 100, steps }) => ({
    threshold,
    duration,
    steps: steps.map(({ at, learned, report }) => ({
      at: Math.round((begin + at) * 1_000),
      learned,
      report,
    })),
  }));
  return JSON.parse(
    runPhp(["test/server-kit/moodle/progress-rules.php"], JSON.stringify(asked)),
  ) as Answer[][];
} // prettier-ignore

const progressOf = ({ status, body }: Answer) =>
  (status === 422 ? body["progress"] : body) as Progress;

describe("PHP and Node answer as the vectors have it", () => {
  const php = askPhp(vectors);
  for (const [index, vector] of vectors.entries())
    test(vector.name, async () => {
      for (const [side, answers] of [
        ["Node", await askNode(vector)],
        ["PHP", php[index]!],
      ] as const)
        for (const [step, expected] of vector.steps.entries()) {
          const answer = answers[step]!;
          const where = `${side}, step ${step}: ${JSON.stringify(answer).slice(0, 300)}`;
          assert.equal(answer.status, expected.status, where);
          if (expected.status === 400)
            assert.equal(answer.body["code"], "bad-request", where);
          for (const name of ["reason", "creditSeconds"] as const)
            if (expected[name] !== undefined)
              assert.equal(answer.body[name], expected[name], where);
          for (const [name, value] of Object.entries(expected.progress ?? {}))
            assert.deepEqual(
              progressOf(answer)[name as keyof Progress],
              value,
              where,
            );
          if (expected.first !== undefined)
            assert.equal(answer.first, expected.first, where);
        }
    });
});

const anySeconds = (most: number) =>
  fc.integer({ min: 0, max: most * 1_000 }).map((n) => n / 1_000);
const anyRanges = fc
  .uniqueArray(anySeconds(100), { maxLength: 12 })
  .map((bounds) => bounds.sort((a, b) => a - b))
  .map((bounds) =>
    Array.from({ length: bounds.length >> 1 }, (_, n) => [
      bounds[n * 2]!,
      bounds[n * 2 + 1]!,
    ]),
  );
const anyVector: fc.Arbitrary<Vector> = fc.record({
  name: fc.constant("any"),
  threshold: fc.constantFrom(0.25, 0.5, 0.95, 1),
  duration: fc.constantFrom(100, 80.5, null),
  steps: fc
    .array(
      fc.record({
        // Quarters, as Node's clock has fractions of seconds that a float of this size has only nearly.
        at: fc.integer({ min: -20, max: 400 }).map((n) => n / 4),
        report: fc.record({
          videoId: fc.constant("lesson-1"),
          position: anySeconds(100),
          duration: fc.constantFrom(100, 100, 100, 100.5, 50),
          watchedRanges: anyRanges,
        }),
        status: fc.constant(200 as const),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((steps) => {
      let at = 100;
      return steps.map((step) => ({ ...step, at: (at += step.at) }));
    }),
});

test("PHP and Node answer alike to whatever is reported", async () => {
  const many = fc.sample(anyVector, { numRuns: 300 });
  const answered = askPhp(many);
  const seen = new Set<number | string>();
  for (const [index, vector] of many.entries())
    for (const [step, node] of (await askNode(vector)).entries()) {
      const php = answered[index]![step]!;
      const where = JSON.stringify({ vector, step, node, php });
      assert.equal(php.status, node.status, where);
      seen.add(node.status);
      if (node.status === 422) seen.add(node.body["reason"] as string);
      for (const name of ["type", "title", "code", "detail", "reason"])
        assert.equal(php.body[name], node.body[name], where);
      assert.deepEqual(progressOf(php), progressOf(node), where);
      if (node.status === 200) assert.equal(php.first, node.first, where);
      // The last digit of a sum of fractions may differ.
      const credit = ({ body }: Answer) => Number(body["creditSeconds"] ?? 0);
      assert.ok(Math.abs(credit(php) - credit(node)) < 0.0015, where);
    }
  assert.deepEqual([...seen].sort(), [200, 400, 422, "ahead-of-clock"]);
}); // prettier-ignore
