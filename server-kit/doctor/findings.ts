import { cookieTexts } from "./texts/cookies.js";
import { edgeTexts } from "./texts/edge.js";
import { endpointTexts } from "./texts/endpoint.js";
import { networkTexts } from "./texts/network.js";

const texts = {
  ...networkTexts,
  ...endpointTexts,
  ...cookieTexts,
  ...edgeTexts,
};

/** Each is a heading in `docs/troubleshooting.md`, and keeps its meaning for ever. Where the player's `debug` knows the same, it is the same word. */
export type FindingId = keyof typeof texts;

export const findingIds = Object.keys(texts) as readonly FindingId[];

/** Something that is wrong, as a check says it. */
export interface Problem {
  id: FindingId;
  /** What the texts' braces stand for. Nothing secret. */
  fill: Readonly<Record<string, string>>;
  evidence: readonly string[];
}

export function problem(
  id: FindingId,
  fill: Problem["fill"] = {},
  ...evidence: string[]
): Problem {
  return { id, fill, evidence };
}

/** @throws Error where a value is missing: a text with a hole helps nobody */
export function wordsOf({ id, fill }: Problem): {
  cause: string;
  mend: string;
} {
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = fill[name];
      if (value === undefined)
        throw new Error(`The text of ${id} lacks a value for ${name}.`);
      return value;
    });
  return { cause: filled(texts[id].cause), mend: filled(texts[id].mend) };
}
