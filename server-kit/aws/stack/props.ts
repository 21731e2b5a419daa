import type { Code } from "aws-cdk-lib/aws-lambda";
import type { StageName, StageSettings } from "./stage.js";

/** The public half of a signing key. */
export interface PublicKeyVersion {
  /**
   * Letters and digits, such as `"2026a"`. CloudFront changes no key in place: a new key is a new version, which stands beside
   * the old one until the last grant of the old one is over.
   */
  version: string;
  /** `-----BEGIN PUBLIC KEY-----…`: RSA of 2048 bits, or P-256. Never the private half. */
  pem: string;
}

/** Where the private half is. It never gets into a template. */
export type SigningKeySource =
  /** A secret that the stack makes, empty: `secure-hls keys` fills it once CloudFront has given the keys their IDs. */
  | { kind: "new-secret" }
  /** A secret that is there, by its whole ARN. */
  | { kind: "secret"; secretArn: string }
  /** Keys of KMS (usage `SIGN_VERIFY`), by their ARNs, in the order of `publicKeys`. */
  | { kind: "kms"; keyArns: readonly string[] };

/** What stands before the grant function, behind `/.auth/*` of the CDN's own host. */
export type GrantFront =
  /** API Gateway. With `jwt` it lets nobody through without a token of the issuer; without, the function asks itself. */
  | {
      kind: "http-api";
      jwt?: { issuer: string; audience: readonly string[] } | undefined;
    }
  /**
   * A function URL: cheaper, and the function itself has to authenticate whoever asks. Needs `domain`, as CloudFormation cannot
   * tell the function a host that is made of the function.
   */
  | { kind: "function-url" };

export interface FunctionCode {
  code: Code;
  /** Module and export, such as `"grant.handler"`. */
  handler: string;
  /** Variables besides those that the stack sets. @default none */
  environment?: Readonly<Record<string, string>> | undefined;
}

/** The two functions that make streams of uploads. See `server-kit/aws/mediaconvert`: `onUpload`, `onJobChange`. */
export interface PackagingCode {
  onUpload: FunctionCode;
  onJobChange: FunctionCode;
  /** Endings of the files to package. @default [".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi"] */
  suffixes?: readonly string[] | undefined;
}

export interface ProtectedVideoProps {
  /** Origins of the pages that play, each written exactly: `["https://lessons.school.example"]`. */
  origins: readonly string[];
  /** Public keys that CloudFront trusts, 1 to 5; two while they are rotated. */
  publicKeys: readonly PublicKeyVersion[];
  /** @default { kind: "new-secret" } */
  signingKey?: SigningKeySource | undefined;
  /** How long things are kept, and at how many edges. @default "production" */
  stage?: StageName | StageSettings | undefined;
  /** The CDN's own host, with a certificate of us-east-1. @default the host that CloudFront gives it */
  domain?: { name: string; certificateArn: string } | undefined;
  /** Paths without a signature: `/public/*`, `/logo.png`. No path by its ending: that would open lessons. @default none */
  publicPaths?: readonly string[] | undefined;
  /** Your grant function. */
  grant: FunctionCode & { front?: GrantFront | undefined };
  /** Makes a stream of each upload. @default no such functions: streams are packaged elsewhere */
  packaging?: PackagingCode | undefined;
  /**
   * An unsigned path of the bucket that is sent with every 403, those of S3 too. The player then no longer reads CloudFront's
   * own words in it, so its diagnosis knows less. @default CloudFront's XML
   */
  refusalPage?: string | undefined;
  /** Whether the edge speaks IPv6. A grant that is locked to an address (`ipAddress`) needs `false`. @default true */
  ipv6?: boolean | undefined;
  /** ARN of a web ACL of us-east-1. @default none */
  webAclArn?: string | undefined;
  /** Days after which the alarm says that the signing key is old. @default 180 */
  keyAgeDays?: number | undefined;
  /** Who gets the alarms. @default nobody yet: subscribe to the topic in the outputs */
  alarmEmail?: string | undefined;
}
