/**
 * Signs as the AWS pages say, with node:crypto alone and without any of this project's code, and sends requests whose
 * paths nothing normalizes.
 */
import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface TestKey {
  keyPairId: string;
  publicKey: string;
  privateKey: KeyObject;
}

export function rsaKey(keyPairId: string): TestKey {
  return keyOf(keyPairId, generateKeyPairSync("rsa", { modulusLength: 2048 }));
}

export function p256Key(keyPairId: string): TestKey {
  return keyOf(keyPairId, generateKeyPairSync("ec", { namedCurve: "P-256" }));
}

function keyOf(
  keyPairId: string,
  { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject },
): TestKey {
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return { keyPairId, publicKey: pem, privateKey };
}

export const trusted = ({ keyPairId, publicKey }: TestKey) => ({
  keyPairId,
  publicKey,
});

export type Hash = "SHA1" | "SHA256";

/** Name-value pairs of a signature, without a prefix. */
export type Values = Record<string, string>;

export function custom(
  key: TestKey,
  policy: object | string,
  hash: Hash = "SHA1",
): Values {
  const json = typeof policy === "string" ? policy : JSON.stringify(policy);
  return {
    Policy: aws64(Buffer.from(json)),
    ...signature(key, json, hash),
  };
}

export function canned(
  key: TestKey,
  url: string,
  expires: number,
  hash: Hash = "SHA1",
): Values {
  const json = `{"Statement":[{"Resource":"${url}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
  return { Expires: String(expires), ...signature(key, json, hash) };
}

function signature(key: TestKey, json: string, hash: Hash): Values {
  return {
    Signature: aws64(sign(hash, Buffer.from(json), key.privateKey)),
    "Key-Pair-Id": key.keyPairId,
    ...(hash === "SHA256" && { "Hash-Algorithm": hash }),
  };
}

export function aws64(bytes: Buffer): string {
  return bytes
    .toString("base64")
    .replaceAll("+", "-")
    .replaceAll("=", "_")
    .replaceAll("/", "~");
}

export function statement(
  resource: string | undefined,
  expiresAt: unknown,
  more: object = {},
): object {
  return {
    Statement: [
      {
        Resource: resource,
        Condition: { DateLessThan: { "AWS:EpochTime": expiresAt }, ...more },
      },
    ],
  };
}

export function without(values: Values, name: string): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([other]) => other !== name),
  );
}

export function asCookies(values: Values): { Cookie: string } {
  const pairs = Object.entries(values).map(
    ([name, value]) => `CloudFront-${name}=${value}`,
  );
  return { Cookie: pairs.join("; ") };
}

export function asQuery(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Of an XML body. */
  code: string | undefined;
}

export function send(
  port: number,
  path: string,
  {
    method = "GET",
    headers = {},
    tls = false,
  }: { method?: string; headers?: Record<string, string>; tls?: boolean } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = (tls ? httpsRequest : httpRequest)(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        headers,
        agent: false,
        rejectUnauthorized: false,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.once("error", reject);
        response.once("end", () => {
          const body = Buffer.concat(parts).toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body,
            code: /<Code>(\w+)<\/Code>/.exec(body)?.[1],
          });
        });
      },
    );
    request.once("error", reject);
    request.end();
  });
}

/** A folder with these files, and another file beside it that nobody must reach. */
export function folder(files: Record<string, string>): {
  root: string;
  remove: () => void;
} {
  const parent = mkdtempSync(join(tmpdir(), "edge-"));
  const root = join(parent, "media");
  mkdirSync(root);
  writeFileSync(join(parent, "secret.txt"), "secret");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return { root, remove: () => rmSync(parent, { recursive: true }) };
}
