import {
  exposedFileHeaders,
  fileCacheControl,
  fileMethods,
  fileRequestHeaders,
  preflightSeconds,
} from "../edge-headers.js";
import { optionError } from "../option-error.js";
import { checkOrigin } from "../origin.js";
import { checkName, counted, type CdnPiece } from "./cdn-piece.js";

export type { CdnPiece, CloudFormationResource } from "./cdn-piece.js";

export interface ResponseHeadersOptions {
  /** Origins of the pages that play, each written exactly: `["https://lessons.school.example"]`. */
  origins: readonly string[];
  /** Whether it is for files that need a signature: browsers then keep no copy that outlives a grant. @default true */
  signed?: boolean | undefined;
  /** The only one of its name in the account. @default "secure-hls", and "secure-hls-public" where not signed */
  name?: string | undefined;
}

/** The parameters of `create-response-headers-policy`. */
export interface ResponseHeadersInput {
  ResponseHeadersPolicyConfig: {
    Name: string;
    Comment: string;
    CorsConfig: {
      AccessControlAllowOrigins: { Quantity: number; Items: string[] };
      AccessControlAllowHeaders: { Quantity: number; Items: string[] };
      AccessControlAllowMethods: {
        Quantity: number;
        Items: ("GET" | "HEAD" | "OPTIONS")[];
      };
      AccessControlAllowCredentials: boolean;
      AccessControlExposeHeaders: { Quantity: number; Items: string[] };
      AccessControlMaxAgeSec: number;
      OriginOverride: boolean;
    };
    SecurityHeadersConfig: {
      ContentTypeOptions: { Override: boolean };
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: number;
        IncludeSubdomains: boolean;
        Preload: boolean;
        Override: boolean;
      };
    };
    CustomHeadersConfig: {
      Quantity: number;
      Items: { Header: string; Value: string; Override: boolean }[];
    };
  };
}

/** Seconds for which browsers do not try plain http again: two years. */
const httpsOnlySeconds = 63_072_000;

/**
 * What CloudFront says beside a file: who may read it (CORS), that it is what its type says, and that browsers keep no copy
 * of a signed one. As it overrides what S3 says, `Origin` need not be in the cache key, and no cached copy is without the headers.
 *
 * Whether CloudFront sends these with the 403 for a signature is not documented.
 * @throws TypeError naming the option: a wildcard, `null`, plain http, and an empty list among them
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 * @example
 * ```ts
 * const { cli } = responseHeadersPolicy({ origins: ["https://lessons.school.example"] });
 * writeFileSync("policy.json", JSON.stringify(cli.input));
 * console.log(cli.command);
 * ```
 */
export function responseHeadersPolicy({
  origins,
  signed = true,
  name = signed ? "secure-hls" : "secure-hls-public",
}: ResponseHeadersOptions): CdnPiece<ResponseHeadersInput> {
  if (!Array.isArray(origins) || origins.length === 0)
    throw optionError(
      "origins",
      origins,
      'Give the array of origins whose pages play, such as ["https://lessons.school.example"].',
    );
  if (typeof signed !== "boolean")
    throw optionError("signed", signed, "Give true or false.");
  const exact = origins.map((origin, index) =>
    checkOrigin(`origins[${index}]`, origin),
  );
  return configOf(exact, signed, checkName("name", name));
}

function configOf(
  origins: readonly string[],
  signed: boolean,
  name: string,
): CdnPiece<ResponseHeadersInput> {
  const headers = [
    { Header: "Cache-Control", Value: fileCacheControl(signed) },
    // Without it, a page sees no timing of what comes from another origin: the player measures the bandwidth by it.
    { Header: "Timing-Allow-Origin", Value: origins.join(", ") },
  ].map((header) => ({ ...header, Override: true }));
  const config: ResponseHeadersInput["ResponseHeadersPolicyConfig"] = {
    Name: name,
    Comment: `CORS for the pages that play ${signed ? "signed" : "public"} files`,
    CorsConfig: {
      AccessControlAllowOrigins: counted(origins),
      AccessControlAllowHeaders: counted(fileRequestHeaders),
      AccessControlAllowMethods: {
        Quantity: fileMethods.length,
        Items: fileMethods as ("GET" | "HEAD" | "OPTIONS")[],
      },
      AccessControlAllowCredentials: true,
      AccessControlExposeHeaders: counted(exposedFileHeaders),
      AccessControlMaxAgeSec: preflightSeconds,
      OriginOverride: true,
    },
    SecurityHeadersConfig: {
      ContentTypeOptions: { Override: true },
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: httpsOnlySeconds,
        // What else lives below the host is not known here.
        IncludeSubdomains: false,
        Preload: false,
        Override: true,
      },
    },
    CustomHeadersConfig: { Quantity: headers.length, Items: headers },
  };
  return {
    cloudFormation: {
      Type: "AWS::CloudFront::ResponseHeadersPolicy",
      Properties: { ResponseHeadersPolicyConfig: uncounted(config) },
    },
    cli: {
      command:
        "aws cloudfront create-response-headers-policy --cli-input-json file://policy.json",
      input: { ResponseHeadersPolicyConfig: config },
    },
  };
}

function uncounted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "Quantity")
      .map(([name, inner]) => [name, uncounted(inner)]),
  );
}
