import fc from "fast-check";
import type { JobOptions } from "../../../../server-kit/aws/mediaconvert/index.js";
import { ladders } from "../../../../server-kit/media/ladder.js";

/** The least that a job needs. */
export const least: JobOptions = {
  input: "s3://school-uploads/lesson-1.mp4",
  output: "s3://school-videos/courses/lesson-1",
  role: "arn:aws:iam::111122223333:role/mediaconvert",
};

export const key = "8f14e45fceea167a5a36dedd4bea2543";
export const keyUrl = "https://api.school.example/keys?keyId=lesson-1";

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });

/** Rungs of a ladder, the lowest always among them. */
const some = fc
  .subarray(ladders.lesson.slice(0, -1))
  .map((rungs) => [...rungs, ladders.lesson.at(-1)!]);

const lengths = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .filter(([gop, times]) => gop * times >= 2 && gop * times <= 10)
  .map(([gop, times]) => ({ gopSeconds: gop, segmentSeconds: gop * times }));

const languages = ["en", "de", "pt-BR", "zh-Hans", "ar"];

/** Options of all kinds, in all combinations that go together. */
export const anyOptions: fc.Arbitrary<JobOptions> = fc
  .tuple(
    fc.record({
      version: maybe(fc.integer({ min: 1, max: 99 })),
      queue: maybe(fc.constant("lessons")),
      priority: maybe(fc.integer({ min: -50, max: 50 })),
      videoId: maybe(fc.constant("courses/lesson-1")),
      source: maybe(
        fc
          .record({
            width: fc.integer({ min: 32, max: 8_192 }),
            height: fc.integer({ min: 32, max: 8_192 }),
          })
          .filter(
            ({ width, height }) =>
              Math.max(width, height) <= 4 * Math.min(width, height),
          ),
      ),
      ladder: maybe(
        fc.oneof(
          fc.constantFrom("lesson" as const, "apple" as const),
          some,
          fc.record({
            maxRenditions: maybe(fc.integer({ min: 3, max: 15 })),
            maxBitrate: maybe(fc.integer({ min: 700_000, max: 100_000_000 })),
            minBitrate: maybe(fc.integer({ min: 100_000, max: 600_000 })),
          }),
        ),
      ),
      framesPerSecond: maybe(fc.constantFrom(24, 25, 29.97, 30, 59.94, 60)),
      quality: maybe(fc.integer({ min: 1, max: 10 })),
      iFrames: maybe(fc.boolean()),
      poster: maybe(fc.boolean()),
      acceleration: maybe(fc.constantFrom("ENABLED", "PREFERRED")),
      statusSeconds: maybe(fc.constantFrom(10, 60, 180)),
      userMetadata: maybe(fc.constant({ course: "physics" })),
      tags: maybe(fc.constant({ team: "school" })),
      storyboard: maybe(
        fc.oneof(
          fc.boolean(),
          fc.record({
            everySeconds: maybe(fc.integer({ min: 1, max: 600 })),
            width: maybe(
              fc.integer({ min: 32, max: 640 }).map((half) => half * 2),
            ),
          }),
        ),
      ),
      audio: maybe(
        fc.oneof(
          fc.constant(false as const),
          fc.record({
            bitrate: maybe(fc.constantFrom(64_000, 128_000, 320_000)),
            tracks: fc.subarray(languages, { minLength: 1 }).map((codes) =>
              codes.map((language, index) => ({
                language,
                ...(index % 2 === 1
                  ? { file: `s3://school-uploads/${language}.wav` }
                  : { track: index + 1, label: `Track ${index}` }),
              })),
            ),
          }),
        ),
      ),
      captions: maybe(
        fc.subarray(languages).map((codes) =>
          codes.map((language, index) => ({
            language,
            label: index === 0 ? "Ünïcode (CC)" : undefined,
            file: `s3://school-uploads/${language}.${["vtt", "srt", "ttml"][index % 3]}`,
          })),
        ),
      ),
    }),
    maybe(lengths),
    fc.oneof(
      fc.constantFrom({}, { container: "cmaf" as const }),
      fc.constant({ encryption: { key, keyUrl } }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => ({
        // Random bytes that shrink to zeros would be a key that everybody can guess.
        encryption: {
          key: Uint8Array.from(bytes, (byte, index) => byte ^ (index * 37)),
          keyUrl,
        },
      })),
    ),
  )
  .map(([more, cut, packaged]) => ({ ...least, ...more, ...cut, ...packaged }))
  .filter(
    ({ encryption }) =>
      !encryption ||
      typeof encryption.key === "string" ||
      new Set(encryption.key).size > 2,
  );
