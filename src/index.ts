import { SecureHlsPlayer } from "./secure-hls-player.js";

export type { Device } from "./contract.js";
export { PlayerError } from "./errors.js";
export type { PlayerErrorCode } from "./errors.js";
export type {
  GrantEventDetail,
  GrantRetryingDetail,
  SecureHlsPlayerEventMap,
} from "./events.js";
export type { MessageKey, Messages } from "./messages/messages.js";
export { SecureHlsPlayer };

// A lesson may carry the script several times, and a server has no registry at all.
if (globalThis.customElements && !customElements.get("secure-hls-player"))
  customElements.define("secure-hls-player", SecureHlsPlayer);

declare global {
  interface HTMLElementTagNameMap {
    "secure-hls-player": SecureHlsPlayer;
  }
}
