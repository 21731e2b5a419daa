import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import {
  OriginProtocolPolicy,
  OriginSslPolicy,
  type IOrigin,
} from "aws-cdk-lib/aws-cloudfront";
import {
  FunctionUrlOrigin,
  HttpOrigin,
} from "aws-cdk-lib/aws-cloudfront-origins";
import { FunctionUrlAuthType, type Function } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { explain } from "./explain.js";
import type { GrantFront } from "./props.js";
import type { StageSettings } from "./stage.js";

/** Paths of the CDN's host that go to the grant function. */
export const grantPaths = "/.auth/*";

/** Requests a second, and at once, that reach the function. */
const throttle = { rateLimit: 100, burstLimit: 200 };

/** Seconds that CloudFront waits for a grant. */
const readTimeout = Duration.seconds(15);

/** What stands before the function. It is made first, as the function is told the host of the distribution before it. */
export interface GrantDoor {
  origin: IOrigin;
  /** Lets the function answer. */
  open(answering: Function): void;
}

export function createGatewayDoor(
  scope: Construct,
  jwt: (GrantFront & { kind: "http-api" })["jwt"],
  stage: StageSettings,
): GrantDoor {
  const api = new HttpApi(scope, "GrantApi", { createDefaultStage: false });
  const logs = new LogGroup(scope, "GrantApiLogs", {
    retention: stage.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new HttpStage(scope, "GrantApiStage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    throttle,
    accessLogSettings: {
      destination: new LogGroupLogDestination(logs),
      // No address and no query.
      format: AccessLogFormat.custom(
        JSON.stringify({
          requestId: "$context.requestId",
          time: "$context.requestTime",
          route: "$context.routeKey",
          status: "$context.status",
          latencyMs: "$context.responseLatency",
          authorizerError: "$context.authorizer.error",
        }),
      ),
    },
  });
  const { region, urlSuffix } = Stack.of(scope);
  return {
    origin: new HttpOrigin(`${api.apiId}.execute-api.${region}.${urlSuffix}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout,
    }),
    open(answering) {
      const integration = new HttpLambdaIntegration("Grant", answering);
      const path = grantPaths.replace("*", "{proxy+}");
      explain(
        api,
        "APIG4",
        jwt
          ? "Browsers send no token with OPTIONS; all else needs one."
          : "The grant function knows by itself who asks.",
      );
      if (!jwt) {
        api.addRoutes({ path, integration, methods: [HttpMethod.ANY] });
        return;
      }
      const authorizer = new HttpJwtAuthorizer("Jwt", jwt.issuer, {
        jwtAudience: [...jwt.audience],
      });
      const methods = [HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE];
      api.addRoutes({ path, integration, methods, authorizer });
      // Browsers send no token with a preflight; the function answers it.
      api.addRoutes({ path, integration, methods: [HttpMethod.OPTIONS] });
    },
  };
}

/** The function is there already: with a domain of its own, the CDN's host is known without the distribution. */
export function createUrlDoor(answering: Function): GrantDoor {
  // CloudFront's signature of a POST would need the player to send a hash of the body: the function authenticates.
  const url = answering.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  return {
    origin: new FunctionUrlOrigin(url, { readTimeout }),
    open: () => undefined,
  };
}
