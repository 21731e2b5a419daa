export { grantErrorStatus } from "../contract.js";
export type {
  Device,
  GrantErrorCode,
  GrantRequest,
  GrantResponse,
  Problem,
} from "../contract.js";
export { PlayerError } from "../errors.js";
export type { PlayerErrorCode, PlayerErrorOptions } from "../errors.js";
export type {
  Cause,
  DiagnoseOptions,
  Diagnosis,
  DiagnosisInput,
} from "../diagnosis/diagnose.js";
export { diagnose } from "./diagnose.js";
export type { EdgeRequest, Grant } from "./grant.js";
export { createGrantSession } from "./create-grant-session.js";
export type { HlsGrantSession } from "./create-grant-session.js";
export type { GrantSession, StartOptions } from "./grant-session.js";
export type { GrantSessionOptions } from "./grant-session-options.js";
export type { RenewalState, RenewalStateName } from "./renewal.js";
export type { GrantHeaders, RequestGrant } from "./request-grant.js";
