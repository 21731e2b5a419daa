import {
  CfnCondition,
  CfnParameter,
  Fn,
  Lazy,
  Token,
  type Stack,
} from "aws-cdk-lib";
import type { CfnDistribution } from "aws-cdk-lib/aws-cloudfront";
import { Code } from "aws-cdk-lib/aws-lambda";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { ProtectedVideo } from "../server-kit/aws/stack/protected-video.js";
import {
  codeHandlers,
  synthesize,
  type Template,
} from "../server-kit/aws/stack/synthesize.js";

export const templatePath = "server-kit/aws/template.json";

/** An origin as `checkOrigin` takes it, in the words that CloudFormation has for it. */
const originPattern =
  "^(https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?)$";

interface WithDistribution {
  Resources: Record<
    string,
    { Type: string; Properties: { DistributionConfig: object } }
  >;
}

/** The stack for those who have no CDK: what the construct is given in code is a parameter here. */
export function shippedTemplate(): Template {
  const template = synthesize("SecureHls", undefined, build);
  const { Resources: resources } = template as unknown as WithDistribution;
  const [distribution] = Object.values(resources).filter(
    ({ Type }) => Type === "AWS::CloudFront::Distribution",
  );
  const unless = (value: unknown, otherwise: unknown) => ({
    "Fn::If": ["HasDomain", value, otherwise],
  });
  Object.assign(distribution!.Properties.DistributionConfig, {
    Aliases: unless([{ Ref: "DomainName" }], { Ref: "AWS::NoValue" }),
    ViewerCertificate: unless(
      {
        AcmCertificateArn: { Ref: "CertificateArn" },
        MinimumProtocolVersion: "TLSv1.2_2021",
        SslSupportMethod: "sni-only",
      },
      { CloudFrontDefaultCertificate: true },
    ),
  });
  return template;
}

function build(stack: Stack): void {
  const text = (
    id: string,
    description: string,
    more: { allowedPattern?: string; default?: string; type?: string } = {},
  ) => new CfnParameter(stack, id, { type: "String", description, ...more });

  const origins = text(
    "PageOrigins",
    "Origins of the pages that play, with commas: https://lessons.school.example",
    { type: "CommaDelimitedList", allowedPattern: originPattern },
  );
  const pem = text(
    "PublicKey",
    "Public half of the signing key, PEM: RSA of 2048 bits, or P-256.",
    {
      allowedPattern:
        "^-----BEGIN PUBLIC KEY-----[\\sA-Za-z0-9+/=]+-----END PUBLIC KEY-----\\s*$",
    },
  );
  const codeBucket = text(
    "CodeBucket",
    "Bucket of the functions' zip, in this region.",
  );
  const codeKey = text(
    "CodeKey",
    "Its key. The zip has grant.mjs, upload.mjs and job-change.mjs, each of which exports handler.",
  );
  const issuer = text("JwtIssuer", "Whose tokens viewers bring.", {
    allowedPattern: "^https://.+$",
  });
  const audience = text("JwtAudience", "Made for whom, with commas.", {
    type: "CommaDelimitedList",
  });
  const domain = text("DomainName", "The CDN's own host, or nothing.", {
    default: "",
    allowedPattern: "^([a-z0-9.-]+\\.[a-z]+)?$",
  });
  const certificate = text(
    "CertificateArn",
    "Its certificate, of us-east-1; with DomainName.",
    { default: "", allowedPattern: "^(arn:[a-z-]+:acm:us-east-1:.+)?$" },
  );
  const hasDomain = new CfnCondition(stack, "HasDomain", {
    expression: Fn.conditionNot(Fn.conditionEquals(domain.valueAsString, "")),
  });

  const zip = Code.fromBucket(
    Bucket.fromBucketName(stack, "Code", codeBucket.valueAsString),
    codeKey.valueAsString,
  );
  const at = (handler: string) => ({ code: zip, handler });
  const video: ProtectedVideo = new ProtectedVideo(stack, "Video", {
    origins: origins.valueAsList,
    publicKeys: [{ version: "1", pem: pem.valueAsString }],
    publicPaths: ["/public/*"],
    domain: {
      // Of the distribution, which is not there yet.
      name: Lazy.string({
        produce: () =>
          Token.asString(
            Fn.conditionIf(
              hasDomain.logicalId,
              domain.valueAsString,
              video.distribution.distributionDomainName,
            ),
          ),
      }),
      certificateArn: certificate.valueAsString,
    },
    grant: {
      ...at(codeHandlers.grant),
      front: {
        kind: "http-api",
        jwt: { issuer: issuer.valueAsString, audience: audience.valueAsList },
      },
    },
    packaging: {
      onUpload: at(codeHandlers.onUpload),
      onJobChange: at(codeHandlers.onJobChange),
    },
  });
  // There may be no domain, so this is filled in afterwards.
  const { defaultChild } = video.distribution.node;
  (defaultChild as CfnDistribution).addPropertyDeletionOverride(
    "DistributionConfig.Aliases",
  );
}
