import { CfnResource, Duration, Fn } from "aws-cdk-lib";
import {
  CachePolicy,
  Function,
  ResponseHeadersPolicy,
  type ICachePolicy,
  type IFunction,
  type IResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import {
  exposedGrantHeaders,
  grantMethods,
  grantPreflightSeconds,
  grantRequestHeaders,
} from "../../cors.js";
import { cachePolicy, type CachedKind } from "../cache-policies.js";
import type { CloudFormationResource } from "../cdn-piece.js";
import { pathGuard } from "../path-guard.js";
import { responseHeadersPolicy } from "../response-headers.js";
import { isToken } from "./check-props.js";
import { uniqueName } from "./unique-name.js";

/** What `responseHeadersPolicy` says, in a stack. @throws TypeError for an origin that is none */
export function createResponseHeadersPolicy(
  scope: Construct,
  id: string,
  { origins, signed = true }: { origins: readonly string[]; signed?: boolean },
): IResponseHeadersPolicy {
  // Known only at deployment, and checked by the parameter that they come from.
  const late = isToken(origins);
  const { cloudFormation } = responseHeadersPolicy({
    origins: late ? ["https://set-at-deployment.example"] : origins,
    signed,
  });
  const resource = resourceOf(scope, id, cloudFormation);
  resource.addPropertyOverride(
    "ResponseHeadersPolicyConfig.Name",
    uniqueName(scope, signed ? "signed" : "public"),
  );
  if (late) setOrigins(resource, origins);
  return ResponseHeadersPolicy.fromResponseHeadersPolicyId(
    scope,
    `${id}Imported`,
    resource.ref,
  );
}

/**
 * CORS for what is said before the grant function is asked: API Gateway's refusal of a token, its throttle. Without it no
 * page could read them, and the player would take a viewer who is not signed in for one who is offline. What the function
 * says itself is left as it is.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export function createGrantHeadersPolicy(
  scope: Construct,
  id: string,
  origins: readonly string[],
): IResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: uniqueName(scope, "grant"),
    comment: "CORS for refusals that the grant function does not see",
    corsBehavior: {
      accessControlAllowOrigins: origins as string[],
      accessControlAllowHeaders: [...grantRequestHeaders],
      accessControlAllowMethods: [...grantMethods],
      accessControlAllowCredentials: true,
      accessControlExposeHeaders: [...exposedGrantHeaders],
      accessControlMaxAge: Duration.seconds(grantPreflightSeconds),
      originOverride: false,
    },
  });
}

/** What `cachePolicy` says, in a stack. */
export function createCachePolicy(
  scope: Construct,
  id: string,
  kind: CachedKind,
): ICachePolicy {
  const resource = resourceOf(scope, id, cachePolicy({ kind }).cloudFormation);
  resource.addPropertyOverride(
    "CachePolicyConfig.Name",
    uniqueName(scope, kind),
  );
  return CachePolicy.fromCachePolicyId(scope, `${id}Imported`, resource.ref);
}

/** What `pathGuard` says, in a stack. */
export function createPathGuard(scope: Construct, id: string): IFunction {
  const resource = resourceOf(scope, id, pathGuard().cloudFormation);
  const functionName = uniqueName(scope, "path-guard");
  resource.addPropertyOverride("Name", functionName);
  return Function.fromFunctionAttributes(scope, `${id}Imported`, {
    functionName,
    functionArn: resource.getAtt("FunctionARN").toString(),
    functionRuntime: "cloudfront-js-2.0",
  });
}

function resourceOf(
  scope: Construct,
  id: string,
  { Type: type, Properties: properties }: CloudFormationResource,
): CfnResource {
  return new CfnResource(scope, id, { type, properties });
}

function setOrigins(resource: CfnResource, origins: readonly string[]): void {
  const config = "ResponseHeadersPolicyConfig";
  resource.addPropertyOverride(
    `${config}.CorsConfig.AccessControlAllowOrigins.Items`,
    origins,
  );
  resource.addPropertyOverride(
    // Timing-Allow-Origin, which is a list in one text.
    `${config}.CustomHeadersConfig.Items.1.Value`,
    Fn.join(", ", [...origins]),
  );
}
