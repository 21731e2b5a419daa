import { expect } from "@open-wc/testing";
import { asks } from "../support/engine-asks.js";
import { lackedBy, type Feature } from "../support/engine-features.js";

/** By what the browser calls itself. */
const engine = /Firefox/.test(navigator.userAgent)
  ? "firefox"
  : /Chrome/.test(navigator.userAgent)
    ? "chromium"
    : "webkitgtk";

describe(`what ${engine} has`, () => {
  for (const [name, ask] of Object.entries(asks))
    it(`${name} is there, or known not to be`, async () => {
      const lacking: readonly string[] = lackedBy[name as Feature];
      expect(await ask()).to.equal(!lacking.includes(engine));
    });
});
