import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fitLadder, ladders } from "../../../server-kit/media/ladder.js";

const sizes = (width: number, height: number) =>
  fitLadder(ladders.lesson, { width, height }).map(
    (rung) => `${rung.name} ${rung.width}x${rung.height}`,
  );

for (const [name, ladder] of Object.entries(ladders))
  test(`${name}: highest first, each name once, all sizes even`, () => {
    const rates = ladder.map(({ maxBitrate }) => maxBitrate);
    assert.deepEqual(
      rates,
      rates.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(ladder.map(({ name }) => name)).size, ladder.length);
    for (const { width, height } of ladder)
      assert.ok(width % 2 === 0 && height % 2 === 0, `${width}x${height}`);
  });

test("a source in full HD fills the whole ladder", () =>
  assert.deepEqual(sizes(1920, 1080), [
    "1080p 1920x1080",
    "720p 1280x720",
    "480p 854x480",
    "360p 640x360",
    "240p 426x240",
  ]));

test("a source in 4K is made no larger than the ladder's highest rung", () =>
  assert.equal(sizes(3840, 2160)[0], "1080p 1920x1080"));

test("a smaller source begins at its own rung", () =>
  assert.deepEqual(sizes(1280, 720)[0], "720p 1280x720"));

test("a wide source keeps its shape", () =>
  assert.deepEqual(sizes(1920, 800).slice(0, 2), [
    "1080p 1920x800",
    "720p 1280x534",
  ]));

test("an old source of 4:3 keeps its shape", () =>
  assert.deepEqual(sizes(640, 480).slice(0, 2), [
    "480p 640x480",
    "360p 480x360",
  ]));

test("an upright source stands in upright boxes", () =>
  assert.deepEqual(sizes(1080, 1920).slice(0, 2), [
    "1080p 1080x1920",
    "720p 720x1280",
  ]));

test("of a source below all rungs, its own size is left", () =>
  assert.deepEqual(sizes(200, 121), ["120p 200x120"]));

test("whatever the source: no side grows, all sides are even, some rung is left", () => {
  const side = fc.integer({ min: 16, max: 8192 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      for (const ladder of Object.values(ladders)) {
        const rungs = fitLadder(ladder, { width, height });
        assert.ok(rungs.length > 0, "no rung is left");
        for (const rung of rungs) {
          assert.ok(rung.width <= width, `${rung.width} of ${width}`);
          assert.ok(rung.height <= height, `${rung.height} of ${height}`);
          assert.equal(rung.width % 2, 0);
          assert.equal(rung.height % 2, 0);
        }
      }
    }),
  );
});
