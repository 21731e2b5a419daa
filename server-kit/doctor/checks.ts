import { certificate } from "./checks/certificate.js";
import { cookies } from "./checks/cookies.js";
import {
  edgeCors,
  edgePreflight,
  grantCors,
  grantPreflight,
  refusalCors,
} from "./checks/cors.js";
import {
  beside,
  keys,
  missingFile,
  playlist,
  segments,
  variants,
} from "./checks/files.js";
import { grant } from "./checks/grant.js";
import { caching, clocks, contentTypes } from "./checks/headers.js";
import { names, plainHttp, reachable } from "./checks/network.js";
import {
  bucket,
  rawFile,
  unsigned,
  unsignedFiles,
} from "./checks/protection.js";
import { scope, signature } from "./checks/scope.js";
import type { CheckDefinition } from "./outcome.js";

/** In the order in which a request goes: names, protection, grant, files, headers, what should not be there. */
export const allChecks: readonly CheckDefinition[] = [
  names,
  certificate,
  reachable,
  plainHttp,
  unsigned,
  bucket,
  grantPreflight,
  grant,
  grantCors,
  cookies,
  signature,
  playlist,
  variants,
  segments,
  keys,
  beside,
  unsignedFiles,
  edgeCors,
  refusalCors,
  edgePreflight,
  contentTypes,
  caching,
  clocks,
  scope,
  missingFile,
  rawFile,
];

/** Without these nothing else can be asked. */
export const foundations: ReadonlySet<string> = new Set(
  [names, certificate, reachable].map(({ id }) => id),
);
