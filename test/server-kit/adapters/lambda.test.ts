import { toLambdaHandler } from "../../../server-kit/index.js";
import { adapterContract } from "../../support/adapter-contract.js";
import { startGateway } from "../../support/api-gateway.js";
import type {
  GatewayKind,
  GatewayOptions,
} from "../../support/gateway-event.js";

const api = "https://abc123.execute-api.eu-central-1.amazonaws.com";
const table: [name: string, GatewayKind, GatewayOptions, seenAs: string][] = [
  ["a REST API", "rest", { binaryMediaTypes: ["*/*"] }, api],
  ["an HTTP API in format 1.0", "http-1.0", {}, api],
  ["an HTTP API in format 1.0 on a stage", "http-1.0", { stage: "prod" }, api],
  ["an HTTP API in format 2.0", "http-2.0", {}, api],
  ["an HTTP API in format 2.0 on a stage", "http-2.0", { stage: "prod" }, api],
  ["a function URL", "function-url", { domainName: "x1.lambda-url.eu-central-1.on.aws" }, "https://x1.lambda-url.eu-central-1.on.aws"],
  ["a load balancer with multi-value headers", "load-balancer", {}, "https://origin.invalid"],
]; // prettier-ignore

for (const [name, kind, options, seenAs] of table)
  adapterContract(
    `Lambda behind ${name}`,
    async (t, handler) => ({
      origin: await startGateway(t, kind, toLambdaHandler(handler), options),
      seenAs,
    }),
    // The function never hears of its client.
    { seesAborts: false },
  );
