import { decide, type Cause } from "./decide.js";
import { explain } from "./explain.js";
import { gatherFacts, type DiagnosisInput } from "./gather-facts.js";

export type { Cause } from "./decide.js";
export type { DiagnosisInput } from "./gather-facts.js";

export interface DiagnoseOptions {
  /** Ends the diagnosis and its requests. */
  signal?: AbortSignal | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
}

/** Why a video is refused, for the author of the page. */
export interface Diagnosis {
  /** Kebab-case, and kept for ever. */
  readonly cause: Cause;
  /** One paragraph in English: what is wrong, where, and how to mend it. Holds no signature, no cookie and no query. */
  readonly text: string;
  /** Where the documentation says more, relative to the package: `docs/errors.md#scope`. */
  readonly docs: string;
}

/**
 * Finds out why a video is refused, as far as a page can: by what the browser says, and by at most eight small requests
 * to edge and endpoint, none of which asks for a grant or changes anything.
 *
 * @returns undefined where there is nothing to look at: neither endpoint nor file, or this browser plays no HLS at all
 */
export async function diagnose(
  input: DiagnosisInput,
  { signal, fetch = globalThis.fetch.bind(globalThis) }: DiagnoseOptions = {},
): Promise<Diagnosis | undefined> {
  if (input.error.code === "not-supported") return undefined;
  const facts = await gatherFacts(input, {
    fetch,
    signal: signal ?? new AbortController().signal,
  });
  if (!facts) return undefined;
  const cause = decide(facts);
  return {
    cause,
    text: explain(cause, facts),
    docs: `docs/errors.md#${cause}`,
  };
}
