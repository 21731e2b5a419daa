import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  takeToken,
  type Bucket,
} from "../../../server-kit/stores/token-bucket.js";

const now = 1_790_000_000;

test("whenever tokens are asked for, no more are given than the burst and what flowed back since", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 200 }),
      (burst, refillPerSecond, waits) => {
        const rate = { burst, refillPerSecond };
        let bucket: Bucket | undefined;
        let at = now;
        let given = 0;
        for (const wait of waits) {
          at += wait;
          const taken = takeToken(bucket, rate, at);
          bucket = taken.bucket;
          if (taken.retryAfterSeconds === 0) given += 1;
          const most = burst + (at - now) * refillPerSecond + 0.01;
          assert.equal(given <= most, true, `${given} of ${most}`);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("who waits as long as he was told gets a token, and is not told to wait longer", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.infiniteStream(fc.integer({ min: 0, max: 2 })),
      (burst, secondsPerToken, fraction, waits) => {
        const rate = { burst, refillPerSecond: 1 / secondsPerToken };
        let at = now + fraction;
        let taken = takeToken(undefined, rate, at);
        while (taken.retryAfterSeconds === 0 && at < now + 50) {
          at += waits.next().value;
          taken = takeToken(taken.bucket, rate, at);
        }
        // Whoever never came too soon comes until he is refused.
        while (taken.retryAfterSeconds === 0)
          taken = takeToken(taken.bucket, rate, at);
        assert.equal(taken.retryAfterSeconds <= secondsPerToken, true);
        at += taken.retryAfterSeconds;
        assert.equal(takeToken(taken.bucket, rate, at).retryAfterSeconds, 0);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("two servers whose clocks differ give no more together than one", () => {
  const rate = { burst: 5, refillPerSecond: 1 };
  let bucket: Bucket | undefined;
  let given = 0;
  for (let n = 0; n < 1_000; n += 1) {
    const taken = takeToken(bucket, rate, n % 2 ? now : now + 30);
    bucket = taken.bucket;
    if (taken.retryAfterSeconds === 0) given += 1;
  }
  // The 30 seconds that one is ahead flow back once.
  assert.ok(given <= 5 + 30, `${given} tokens`);
});

test("after the clock stepped back by a day, tokens flow back as before, and nothing is written besides", () => {
  const rate = { burst: 1, refillPerSecond: 0.1 };
  const { bucket } = takeToken(undefined, rate, now);
  const earlier = now - 86_400;
  const refused = takeToken(bucket, rate, earlier);
  assert.equal(refused.retryAfterSeconds, 10);
  const again = takeToken(refused.bucket, rate, earlier + 5);
  assert.equal(again.retryAfterSeconds, 5);
  assert.equal(again.bucket, refused.bucket);
  const later = takeToken(again.bucket, rate, earlier + 10);
  assert.equal(later.retryAfterSeconds, 0);
});

test("a bucket that was larger when it was left holds no more than it may now", () => {
  const { bucket } = takeToken(undefined, { burst: 100, refillPerSecond: 1 }, now); // prettier-ignore
  const rate = { burst: 2, refillPerSecond: 1 };
  let taken = takeToken(bucket, rate, now);
  taken = takeToken(taken.bucket, rate, now);
  assert.equal(taken.retryAfterSeconds, 0);
  assert.equal(takeToken(taken.bucket, rate, now).retryAfterSeconds, 1);
});
