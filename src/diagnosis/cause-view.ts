import { html, type TemplateResult } from "lit";
import { diagnose, type Diagnosis, type DiagnosisInput } from "./diagnose.js";
import { styles } from "./styles.js";
import { watchViolations } from "./violations.js";

/** Shows authors the cause of a refusal. In a chunk of its own, which pages without `debug` never load. */
export interface CauseView {
  /** Finds the cause, and says it once in the console. @returns undefined where there is nothing to say */
  find(
    input: DiagnosisInput,
    signal: AbortSignal,
  ): Promise<TemplateResult | undefined>;
  /** Ends what it notes of the page. */
  close(): void;
}

/** Notes from now on what the page's Content-Security-Policy stops. */
export function createCauseView(root: ShadowRoot): CauseView {
  const violations = watchViolations();
  const { styleSheet } = styles;
  // A sheet and no style element, so no `unsafe-inline`.
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
  return {
    async find(input, signal) {
      const diagnosis = await diagnose({ ...input, violations }, { signal });
      if (!diagnosis || signal.aborted) return undefined;
      const { text, docs } = diagnosis;
      console.info(`secure-hls-player: ${text} (${docs})`);
      return paragraph(diagnosis);
    },
    close: () => violations.stop(),
  };
}

/** In English whatever the page's language: it is for its author. */
function paragraph({ text, docs }: Diagnosis): TemplateResult {
  return html`<div class="cause" part="cause" lang="en" dir="ltr">
    ${text}
    <code>${docs}</code>
  </div>`;
}
