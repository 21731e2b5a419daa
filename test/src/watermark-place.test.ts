import { expect } from "@open-wc/testing";
import { alphaOf } from "../../src/watermark/covers.js";
import {
  cornerOf,
  fontSizeFor,
  isPosition,
  nextPlace,
  pictureIn,
} from "../../src/watermark/place.js";

const picture = { x: 0, y: 0, width: 640, height: 360 };
const size = { width: 200, height: 20 };

describe("the place of a watermark", () => {
  it("is within the picture and above the control bar, wherever it goes", () => {
    for (const across of [0, 0.5, 1])
      for (const down of [0, 0.5, 1]) {
        const { x, y } = cornerOf({ across, down }, picture, size);
        expect(x).to.be.within(10, 430);
        expect(y).to.be.within(10, 290);
      }
  });

  it("is the corner that the grant names", () => {
    const at = (position: Parameters<typeof nextPlace>[0]) =>
      cornerOf(nextPlace(position), picture, size);
    expect(at("top-left")).to.deep.equal({ x: 19, y: 11 });
    expect(at("bottom-right")).to.deep.equal({ x: 421, y: 282 });
    expect(at("center").x).to.equal(220);
  });

  it("is in no picture that is too small for it, but at its edge", () => {
    const small = { x: 5, y: 5, width: 100, height: 20 };
    expect(cornerOf({ across: 1, down: 1 }, small, size)).to.deep.equal({
      x: 8,
      y: 6,
    });
  });

  it("is not near the one before", () => {
    const numbers = [0.5, 0.5, 0.55, 0.5, 0.9, 0.9];
    expect(
      nextPlace("moving", { across: 0.5, down: 0.5 }, () => numbers.shift()!),
    ).to.deep.equal({ across: 0.9, down: 0.9 });
  });

  it("is beside the black of a picture of another shape", () => {
    const wide = { x: 0, y: 0, width: 800, height: 360 };
    expect(pictureIn(wide, { width: 1920, height: 1080 })).to.deep.equal({
      x: 80,
      y: 0,
      width: 640,
      height: 360,
    });
    expect(pictureIn(wide, { width: 0, height: 0 })).to.deep.equal(wide);
  });

  for (const [fit, position, x, width] of [
    ["contain", "100% 50%", 160, 640],
    ["contain", "calc(100% - 10px) 0px", 150, 640],
    ["contain", "-40px 50%", 0, 600],
    ["cover", "50% 50%", 0, 800],
    ["fill", "0% 0%", 0, 800],
    ["none", "25% 50%", 180, 80],
    ["scale-down", "0% 50%", 0, 80],
    // Nothing of it is seen.
    ["none", "900px 50%", 0, 800],
  ] as const)
    it(`is in a picture that object-fit ${fit} puts to ${position}`, () => {
      const wide = { x: 0, y: 0, width: 800, height: 360 };
      const small = fit === "none" || fit === "scale-down";
      const video = small
        ? { width: 80, height: 45 }
        : { width: 1920, height: 1080 };
      const seen = pictureIn(wide, video, fit, position);
      expect([seen.x, seen.width]).to.deep.equal([x, width]);
      expect(isPosition(position)).to.equal(true);
    });

  it("is nowhere to be known where the picture's position cannot be read", () => {
    expect(isPosition("min(10%, 20px) 50%")).to.equal(false);
    expect(isPosition("50%")).to.equal(false);
  });

  it("has letters that can be read, and no larger", () => {
    const sizes = [320, 640, 1280, 3840].map((width) =>
      fontSizeFor({ width, height: 0 }),
    );
    expect(sizes).to.deep.equal([12, 15, 31, 36]);
  });
});

describe("how much a colour hides", () => {
  for (const [color, alpha] of [
    ["rgb(0, 0, 0)", 1],
    ["rgba(0, 0, 0, 0)", 0],
    ["rgba(1, 2, 3, 0.25)", 0.25],
    ["transparent", 0],
    ["color(srgb 0 0 0 / 0.5)", 0.5],
    ["oklab(0.5 0 0 / 50%)", 0.5],
    ["color(srgb 0 0 0)", 1],
  ] as const)
    it(`${color}: ${alpha}`, () => {
      expect(alphaOf(color)).to.equal(alpha);
    });
});
