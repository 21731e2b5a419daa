import { Annotations, Duration } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
  type IKeyGroup,
  type IOrigin,
} from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import {
  createCachePolicy,
  createGrantHeadersPolicy,
  createPathGuard,
  createResponseHeadersPolicy,
} from "./edge-config.js";
import { explain } from "./explain.js";
import { grantPaths } from "./grant.js";
import type { ProtectedVideoProps } from "./props.js";
import type { StageSettings } from "./stage.js";

const priceClasses: Record<StageSettings["edges"], PriceClass> = {
  all: PriceClass.PRICE_CLASS_ALL,
  most: PriceClass.PRICE_CLASS_200,
  cheapest: PriceClass.PRICE_CLASS_100,
};

export interface DistributionParts {
  media: IBucket;
  keyGroup: IKeyGroup;
  grantOrigin: IOrigin;
  stage: StageSettings;
}

/**
 * Signed but for the exceptions: the default behavior needs a signature, and so does whatever no pattern foresees. First the
 * grant function's paths, then the public ones, then playlists, then the rest: the first pattern that matches wins.
 */
export function createDistribution(
  scope: Construct,
  props: ProtectedVideoProps,
  { media, keyGroup, grantOrigin, stage }: DistributionParts,
): Distribution {
  const { origins, domain, publicPaths = [], refusalPage, ipv6 = true } = props;
  const guard = {
    function: createPathGuard(scope, "PathGuard"),
    eventType: FunctionEventType.VIEWER_REQUEST,
  };
  // Once: each call makes an origin and an access control of its own, of 100 an account.
  const bucket = S3BucketOrigin.withOriginAccessControl(media, {
    originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
  });
  const segments = createCachePolicy(scope, "SegmentsCache", "segments");
  const playlists = createCachePolicy(scope, "PlaylistsCache", "playlists");
  const everywhere = {
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    functionAssociations: [guard],
  };
  const files = {
    ...everywhere,
    origin: bucket,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
  };
  const signed = {
    ...files,
    trustedKeyGroups: [keyGroup],
    responseHeadersPolicy: createResponseHeadersPolicy(scope, "SignedHeaders", {
      origins,
    }),
  };
  const open = [...publicPaths, ...(refusalPage ? [refusalPage] : [])];
  const unsigned = open.length > 0 && {
    ...files,
    cachePolicy: playlists,
    responseHeadersPolicy: createResponseHeadersPolicy(scope, "PublicHeaders", {
      origins,
      signed: false,
    }),
  };
  const behaviors: Record<string, BehaviorOptions> = {
    [grantPaths]: {
      ...everywhere,
      origin: grantOrigin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // The function is asked under its own host, and hears the viewer's cookies and token.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      // The function answers CORS itself; what refuses before it does not.
      responseHeadersPolicy: createGrantHeadersPolicy(
        scope,
        "GrantHeaders",
        origins,
      ),
      compress: false,
    },
  };
  if (unsigned) for (const path of open) behaviors[path] = unsigned;
  behaviors["*.m3u8"] = { ...signed, cachePolicy: playlists };
  const distribution = new Distribution(scope, "Distribution", {
    comment: "Protected video",
    defaultBehavior: { ...signed, cachePolicy: segments, compress: false },
    additionalBehaviors: behaviors,
    // The distribution may list the bucket, so a bare "/" would.
    defaultRootObject: "index.html",
    httpVersion: HttpVersion.HTTP2_AND_3,
    enableIpv6: ipv6,
    priceClass: priceClasses[stage.edges],
    ...(props.webAclArn && { webAclId: props.webAclArn }),
    ...(domain && {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(
        scope,
        "Certificate",
        domain.certificateArn,
      ),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
    ...(refusalPage && {
      errorResponses: [
        {
          httpStatus: 403,
          responseHttpStatus: 403,
          responsePagePath: refusalPage,
          ttl: Duration.seconds(0),
        },
      ],
    }),
  });
  for (const [rule, reason] of Object.entries(explained))
    explain(distribution, rule, reason);
  // The CDK warns whether there is a root object or not.
  Annotations.of(distribution).acknowledgeWarning(
    "@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk",
    "defaultRootObject is set.",
  );
  return distribution;
}

const explained = {
  CFR1: "Where a video may be seen is for whoever holds its rights to say.",
  CFR2: "A web ACL costs more than a small school's traffic; webAclArn adds one.",
  CFR3: "Its lines would hold the signatures of query delivery. Logging v2 can leave that field out; see docs/aws.md.",
  CFR4: "With domain it is TLS 1.2 (2021); CloudFront's own host has one setting alone.",
};
