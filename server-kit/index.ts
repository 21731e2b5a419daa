export { grantErrorStatus, signatureParameters } from "../src/contract.js";
export type {
  GrantErrorCode,
  GrantRequest,
  GrantResponse,
  Problem,
  ReleaseRequest,
} from "../src/contract.js";
export type { CookieOptions } from "./cookie-options.js";
export { createCors, type Cors } from "./cors.js";
export { clearLines, cookieLines, signedUrl } from "./delivery.js";
export type { Delivery, Entitlement } from "./entitlement.js";
export {
  GrantError,
  problemResponse,
  type GrantErrorOptions,
} from "./errors.js";
export { createGrantHandler, type GrantHandler } from "./grant-handler.js";
export type { GrantHandlerOptions, No } from "./grant-options.js";
export {
  nodeRequest,
  toNodeListener,
  type NodeListenerOptions,
} from "./node-adapter.js";
export { cannedPolicy, customPolicy, type PolicyTerms } from "./policy.js";
export { isScope, scope, type Scope } from "./scope.js";
export {
  createSigner,
  type SignatureHash,
  type Signed,
  type Signer,
  type SignerOptions,
  type SignTerms,
} from "./signer.js";
