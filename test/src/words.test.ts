import { expect } from "@open-wc/testing";
import { grantErrorStatus } from "../../src/contract.js";
import type { PlayerErrorCode } from "../../src/errors.js";
import {
  refusalWords,
  retryWord,
  statusWords,
  takeOverWords,
} from "../../src/words.js";

const codes = [
  ...Object.keys(grantErrorStatus),
  "unreachable",
  "bad-response",
  "edge-refused",
  "playback-failed",
  "not-supported",
] as PlayerErrorCode[];

const texts = [
  ...Object.values(refusalWords).flatMap(({ title, advice }) => [
    title,
    advice,
  ]),
  takeOverWords.advice,
];
const shortTexts = [
  retryWord,
  ...Object.values(statusWords),
  takeOverWords.button,
  takeOverWords.lastSeen("2 minutes ago"),
];

describe("what a viewer reads", () => {
  it("is there for every code, and for nothing else", () => {
    expect(Object.keys(refusalWords)).to.have.members(codes);
  });

  for (const code of codes)
    it(`says what happened and what to do after ${code}`, () => {
      const { title, advice } = refusalWords[code];
      expect(title).to.match(/^[A-Z][^.]{9,60}$/);
      expect(advice).to.match(/^[A-Z].{20,200}\.$/s);
    });

  it("is never the same for two codes", () => {
    expect(new Set(texts).size).to.equal(texts.length);
  });

  const jargon =
    /grant|token|cors|http|endpoint|edge\b|session|segment|playlist|signature|signed url|json|codec|\b[45]\d\d\b|error|null|undefined/i;
  for (const text of [...texts, ...shortTexts])
    it(`is plain: ${text}`, () => {
      expect(text).not.to.match(jargon);
    });

  it("names the button as it is written", () => {
    for (const text of texts.filter((text) => /“/.test(text)))
      expect(text).to.contain(`“${retryWord}”`);
  });
});
