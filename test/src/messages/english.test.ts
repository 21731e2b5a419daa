import { expect } from "@open-wc/testing";
import { grantErrorStatus } from "../../../src/contract.js";
import type { PlayerErrorCode } from "../../../src/errors.js";
import en from "../../../src/messages/en.js";
import { english, refusalWords } from "../../support/english.js";

const codes = [
  ...Object.keys(grantErrorStatus),
  "unreachable",
  "bad-response",
  "edge-refused",
  "playback-failed",
  "not-supported",
  "watermark-removed",
] as PlayerErrorCode[];

const texts = [
  ...codes.flatMap((code) => Object.values(refusalWords(code))),
  ...(["signInAdvice", "watchHereAdvice", "offlineAdvice"] as const).map(
    (key) => english.text(key),
  ),
];

describe("what a viewer reads", () => {
  it("is there for every code, and for nothing else", () => {
    const titles = Object.keys(en).filter((key) => key.endsWith(".title"));
    expect(titles).to.have.members(codes.map((code) => `${code}.title`));
  });

  for (const code of codes)
    it(`says what happened and what to do after ${code}`, () => {
      const { title, advice } = refusalWords(code);
      expect(title).to.match(/^[A-Z][^.]{9,60}$/);
      expect(advice).to.match(/^[A-Z].{20,200}\.$/s);
    });

  it("is never the same for two codes", () => {
    expect(new Set(texts).size).to.equal(texts.length);
  });

  const jargon =
    /grant|token|cors|http|endpoint|edge\b|session|segment|playlist|signature|signed url|json|codec|\b[45]\d\d\b|error|null|undefined/i;
  for (const text of Object.values(en))
    it(`is plain: ${text}`, () => {
      expect(text).not.to.match(jargon);
    });

  it("names the button as it is written", () => {
    for (const text of Object.values(en).filter((text) => /“/.test(text)))
      expect(text).to.contain("“{tryAgain}”");
    expect(english.text("rate-limited.advice")).to.contain("“Try again”");
  });
});
