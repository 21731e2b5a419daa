import { generateKeyPairSync } from "node:crypto";
import type { StackOptions } from "../../server-kit/aws/stack/synthesize.js";

export const keyPair = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** A school's stack, with all that a stack can have. */
export const schoolStack = {
  region: "us-east-1",
  origins: ["https://lessons.school.example", "http://localhost:5173"],
  publicKeys: [
    { version: "2026a", pem: keyPair.publicKey },
    { version: "2026b", pem: keyPair.publicKey },
  ],
  domain: {
    name: "cdn.school.example",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/a-b-c",
  },
  publicPaths: ["/public/*"],
  refusalPage: "/refused.json",
  code: { bucket: "school-code", key: "functions.zip" },
  front: {
    kind: "http-api",
    jwt: { issuer: "https://id.school.example/", audience: ["video"] },
  },
} as const satisfies StackOptions;

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  Condition?: string;
  DeletionPolicy?: string;
}

export interface Statement {
  Effect: string;
  Action: string | string[];
  Resource?: unknown;
  Principal?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}
