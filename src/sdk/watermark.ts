import type { GrantResponse, Watermark } from "../contract.js";
import { PlayerError } from "../errors.js";

/**
 * The watermark of an answer; `undefined` where there is none, or a blank one. A text that is none is no grant, since the
 * video is not to be played without it. Of the rest nothing is known yet: see `src/watermark/drawing.ts`.
 * @throws {PlayerError} `bad-response`
 */
export function watermarkOf({
  watermark,
}: GrantResponse): Watermark | undefined {
  if (watermark === undefined || watermark === null) return undefined;
  const { text }: { text?: unknown } = watermark;
  if (typeof text !== "string")
    throw new PlayerError(
      "bad-response",
      "The grant's watermark must have a text.",
    );
  return text.trim() ? watermark : undefined;
}
