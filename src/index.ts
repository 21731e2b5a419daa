import { SecureHlsPlayer } from "./secure-hls-player.js";

export type { Device, WatchedRange } from "./contract.js";
export { PlayerError } from "./errors.js";
export type { PlayerErrorCode } from "./errors.js";
export type {
  GrantEventDetail,
  GrantRetryingDetail,
  ProgressDetail,
  ProgressRefusedDetail,
  SeekBlockedDetail,
  SecureHlsPlayerEventMap,
} from "./events.js";
export type { RestoredProgress } from "./lesson/watched.js";
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
