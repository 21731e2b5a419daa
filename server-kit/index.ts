export { grantErrorStatus, signatureParameters } from "../src/contract.js";
export type {
  CaptionFile,
  Device,
  GrantErrorCode,
  GrantRequest,
  GrantResponse,
  ImplausibleProgress,
  Problem,
  Progress,
  ProgressReport,
  ReleaseRequest,
  ServerErrorReason,
  WatchedRange,
  Watermark,
  WatermarkPosition,
} from "../src/contract.js";
export { authenticateByAny, type Authenticate } from "./authenticate/any.js";
export {
  authenticateByApiGateway,
  type AuthorizedViewer,
  type AuthorizerClaims,
} from "./authenticate/api-gateway.js";
export type { Authenticator } from "./authenticate/authenticator.js";
export {
  authorizeByRole,
  type Authorize,
  type RoleOptions,
} from "./authorize/role.js";
export type { EntitledCaptions } from "./captions.js";
export {
  deriveContentKeys,
  listContentKeys,
  type ContentKeyProvider,
} from "./content-keys/content-keys.js";
export type { CookieOptions } from "./cookie-options.js";
export { createCors, type Cors } from "./cors.js";
export { clearGrant, cookieLines, signedUrl } from "./delivery.js";
export {
  fingerprintDevice,
  type DeviceCookieOptions,
  type DeviceFunction,
} from "./sessions/device.js";
export type { Delivery, Entitlement } from "./entitlement.js";
export {
  GrantError,
  problemResponse,
  unavailableError,
  type GrantErrorOptions,
} from "./errors.js";
export {
  fastifyRequest,
  toFastifyHandler,
  type FastifyReplyLike,
  type FastifyRequestLike,
} from "./adapters/fastify.js";
export { createGrantHandler, type GrantHandler } from "./grant-handler.js";
export type { GrantHandlerOptions, No } from "./grant-options.js";
export { keysFromEnv, type EnvKeysOptions } from "./keys/env.js";
export { keysFromFile, type FileKeysOptions } from "./keys/file.js";
export type {
  KeyProvider,
  KeysStatus,
  SignatureHash,
  SigningKey,
} from "./keys/key-provider.js";
export {
  createKeyHandler,
  type KeyHandlerOptions,
} from "./content-keys/key-handler.js";
export {
  hardenServer,
  type ServerLike,
  type ServerLimits,
} from "./adapters/harden-server.js";
export { checkHeaderSize } from "./header-limit.js";
export {
  honoContext,
  toHonoHandler,
  type HonoContextLike,
} from "./adapters/hono.js";
export {
  toLambdaHandler,
  type LambdaContextLike,
  type LambdaHandlerOptions,
  type LambdaResult,
} from "./adapters/lambda.js";
export { lambdaEvent, type LambdaEvent } from "./adapters/lambda-event.js";
export {
  nodeRequest,
  toNodeListener,
  type NodeListenerOptions,
} from "./adapters/node.js";
export {
  rewritePlaylist,
  type PlaylistLimits,
  type PlaylistUriKind,
  type RewriteOptions,
} from "./playlists/rewrite-playlist.js";
export {
  createPlaylistHandler,
  type PlaylistHandlerOptions,
} from "./playlists/playlist-handler.js";
export type {
  Log,
  LogEntry,
  Metric,
  Metrics,
  ObserveOptions,
} from "./observe.js";
export { createProgressHandler } from "./progress/progress-handler.js";
export type {
  ProgressEntitlement,
  ProgressHandlerOptions,
  ProgressNews,
} from "./progress/progress-options.js";
export type { SessionOptions } from "./sessions/playback-sessions.js";
export { cannedPolicy, customPolicy, type PolicyTerms } from "./policy.js";
export type { RateLimitOptions } from "./sessions/rate-limit.js";
export { isScope, scope, type Scope } from "./scope.js";
export type { ReuseOptions } from "./signature-cache.js";
export {
  playlistUrl,
  signPlaylist,
  type SignPlaylistOptions,
} from "./playlists/sign-playlist.js";
export {
  createSigner,
  type KeysSignerOptions,
  type Signed,
  type Signer,
  type SignerOptions,
  type SignTerms,
} from "./signer.js";
export { createMemoryStore, type MemoryStoreOptions } from "./stores/memory.js";
export { sessionHandle } from "./stores/session-handle.js";
export type {
  Implausible,
  ProgressClaim,
  ProgressRecord,
  ProgressRule,
  ProgressStore,
  Reported,
} from "./stores/progress-store.js";
export type {
  Claimed,
  OnceStore,
  Rate,
  RateLimiter,
  Session,
  SessionClaim,
  SessionStore,
  Store,
} from "./stores/session-store.js";
export type { WebHandler } from "./adapters/web-handler.js";
