import { html, type TemplateResult } from "lit";
import type { Device } from "../contract.js";
import type { Words } from "../messages/words.js";
import { lastSeen } from "./last-seen.js";
import { styles } from "./styles.js";

/**
 * The devices of a refusal, any of which the viewer may end to watch here. In a chunk of its own: few viewers ever see it.
 * @returns what renders them, for a template in `root`
 */
export function createDeviceList(
  root: ShadowRoot,
  onTakeOver: (sessionId: string) => void,
): (devices: readonly Device[], words: Words) => TemplateResult {
  const { styleSheet } = styles;
  // A sheet and no style element, so no `unsafe-inline`.
  if (styleSheet)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
  // The role says again what Safari forgets about a list without bullets.
  return (devices, words) =>
    html`<ul class="devices" role="list">
      ${devices.map((device, index) => row(device, index, words))}
    </ul>`;

  function row(
    { sessionId, label, lastSeenSecondsAgo }: Device,
    index: number,
    words: Words,
  ): TemplateResult {
    return html`<li>
      <span>
        <strong><bdi>${label}</bdi></strong>
        <small id="seen-${index}">${lastSeen(lastSeenSecondsAgo, words)}</small>
      </span>
      <button
        type="button"
        aria-label=${words.text("watchHereLabel", { device: label })}
        aria-describedby="seen-${index}"
        @click=${() => onTakeOver(sessionId)}
      >
        ${words.text("watchHere")}
      </button>
    </li>`;
  }
}
