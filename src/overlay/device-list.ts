import { html, type TemplateResult } from "lit";
import type { Device } from "../contract.js";
import type { Words } from "../messages/words.js";
import { lastSeen } from "./last-seen.js";

/**
 * The devices of a refusal, any of which the viewer may end to watch here.
 * @param secondsAgo when the endpoint told of them
 */
export function deviceList(
  devices: readonly Device[],
  secondsAgo: number,
  words: Words,
  onTakeOver: (sessionId: string) => void,
): TemplateResult {
  // The role says again what Safari forgets about a list without bullets.
  return html`<ul class="devices" part="devices" role="list">
    ${devices.map(
      ({ sessionId, label, lastSeenSecondsAgo }, index) =>
        html`<li>
          <span>
            <strong><bdi>${label}</bdi></strong>
            <small id="seen-${index}"
              >${lastSeen(lastSeenSecondsAgo + secondsAgo, words)}</small
            >
          </span>
          <button
            type="button"
            part="button watch-here"
            aria-label=${words.text("watchHereLabel", { device: label })}
            aria-describedby="seen-${index}"
            @click=${() => onTakeOver(sessionId)}
          >
            ${words.text("watchHere")}
          </button>
        </li>`,
    )}
  </ul>`;
}
