export {
  createCachePolicy,
  createPathGuard,
  createResponseHeadersPolicy,
} from "./stack/edge-config.js";
export type {
  FunctionCode,
  GrantFront,
  PackagingCode,
  ProtectedVideoProps,
  PublicKeyVersion,
  SigningKeySource,
} from "./stack/props.js";
export { ProtectedVideo } from "./stack/protected-video.js";
export { stages, type StageName, type StageSettings } from "./stack/stage.js";
export {
  codeHandlers,
  synthesizeStack,
  type StackOptions,
  type Template,
  type UploadedCode,
} from "./stack/synthesize.js";
