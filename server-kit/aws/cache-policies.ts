import { optionError } from "../option-error.js";
import { checkName, type CdnPiece } from "./cdn-piece.js";

export type { CdnPiece, CloudFormationResource } from "./cdn-piece.js";

/** The parameters of `create-cache-policy`. */
export interface CachePolicyInput {
  CachePolicyConfig: {
    Name: string;
    Comment: string;
    MinTTL: number;
    DefaultTTL: number;
    MaxTTL: number;
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: boolean;
      EnableAcceptEncodingBrotli: boolean;
      HeadersConfig: { HeaderBehavior: "none" };
      CookiesConfig: { CookieBehavior: "none" };
      QueryStringsConfig: { QueryStringBehavior: "none" };
    };
  };
}

/** What kind of file a policy is for: those that never change, or those that may be written again. */
export type CachedKind = "segments" | "playlists";

export interface CachePolicyOptions {
  kind: CachedKind;
  /** The only one of its name in the account. @default "secure-hls-segments", "secure-hls-playlists" */
  name?: string | undefined;
}

const year = 31_536_000;

/** Seconds that CloudFront keeps a file: at least, where S3 does not say, and at most. */
const seconds: Record<CachedKind, [number, number, number]> = {
  // A packaged video is written below a version of its own: none of its segments ever changes.
  segments: [1, year, year],
  // A second packaging under the same version, or a mended playlist, is seen within minutes and without an invalidation.
  playlists: [0, 60, 300],
};

/**
 * How long CloudFront keeps a file. The key is its path alone: no query, so that all viewers share what one fetched, whatever
 * signature is in theirs; no cookie; and no `Origin`, as CORS headers come from {@link responseHeadersPolicy} and not from S3.
 *
 * How long a browser keeps it is said by the response headers policy.
 * @throws TypeError naming the option
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
 */
export function cachePolicy({
  kind,
  name = `secure-hls-${kind}`,
}: CachePolicyOptions): CdnPiece<CachePolicyInput> {
  if (!Object.hasOwn(seconds, kind))
    throw optionError("kind", kind, 'Give "segments" or "playlists".');
  checkName("name", name);
  const [MinTTL, DefaultTTL, MaxTTL] = seconds[kind];
  // Media is compressed already; playlists and captions shrink to a fifth.
  const text = kind === "playlists";
  const config: CachePolicyInput["CachePolicyConfig"] = {
    Name: name,
    Comment: `HLS: ${kind}`,
    MinTTL,
    DefaultTTL,
    MaxTTL,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: text,
      EnableAcceptEncodingBrotli: text,
      HeadersConfig: { HeaderBehavior: "none" },
      CookiesConfig: { CookieBehavior: "none" },
      QueryStringsConfig: { QueryStringBehavior: "none" },
    },
  };
  return {
    cloudFormation: {
      Type: "AWS::CloudFront::CachePolicy",
      Properties: { CachePolicyConfig: config },
    },
    cli: {
      command:
        "aws cloudfront create-cache-policy --cli-input-json file://policy.json",
      input: { CachePolicyConfig: config },
    },
  };
}
