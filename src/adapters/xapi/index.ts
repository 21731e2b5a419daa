export type { TrackedPlayer } from "../tracked-player.js";
export { sendXapi, type XapiOptions, type XapiSender } from "./send-xapi.js";
export {
  createStatement,
  type Happening,
  type Statement,
  type StatementSubject,
  type VideoState,
} from "./statement.js";
