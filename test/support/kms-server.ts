import { execFile } from "node:child_process";
import {
  constants,
  generateKeyPairSync,
  privateEncrypt,
  type KeyObject,
} from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createAwsJsonServer,
  type AwsJsonServer,
  type AwsReply,
  type AwsRequest,
} from "./aws-json-server.js";

/** A key as KMS holds it. */
export interface VaultKey {
  arn: string;
  spec: string;
  usage: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

export function vaultKey(
  spec: "RSA_2048" | "ECC_NIST_P256",
  name: string,
): VaultKey {
  const pair =
    spec === "RSA_2048"
      ? generateKeyPairSync("rsa", { modulusLength: 2_048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const arn = `arn:aws:kms:eu-central-1:111122223333:key/${name}`;
  return { arn, spec, usage: "SIGN_VERIFY", ...pair };
}

export interface KmsServer extends AwsJsonServer {
  /** By ID, alias or ARN; may be changed. */
  readonly keys: Map<string, VaultKey>;
  /** Answers in its stead, where it returns something. */
  intercept(request: AwsRequest): AwsReply | undefined;
}

/** KMS at the wire, as far as signing goes. */
export async function createKmsServer(
  keys: Map<string, VaultKey>,
): Promise<KmsServer> {
  const folder = mkdtempSync(join(tmpdir(), "kms-"));
  const service = await createAwsJsonServer(
    (request) => kms.intercept(request) ?? answer(request),
  );
  const kms: KmsServer = {
    ...service,
    keys,
    intercept: () => undefined,
    async close() {
      await service.close();
      rmSync(folder, { recursive: true });
    },
  };
  return kms;

  async function answer({ operation, input }: AwsRequest): Promise<AwsReply> {
    const id = String(input["KeyId"]);
    const key =
      keys.get(id) ?? [...keys.values()].find(({ arn }) => arn === id);
    if (!key)
      return { error: "NotFoundException", message: `Key '${id}' is unknown.` };
    const KeyId = key.arn;
    if (operation === "GetPublicKey")
      return {
        body: {
          KeyId,
          PublicKey: key.publicKey
            .export({ type: "spki", format: "der" })
            .toString("base64"),
          KeySpec: key.spec,
          KeyUsage: key.usage,
        },
      };
    const digest = Buffer.from(String(input["Message"]), "base64");
    const algorithm =
      key.spec === "RSA_2048" ? "RSASSA_PKCS1_V1_5_SHA_256" : "ECDSA_SHA_256";
    if (
      operation !== "Sign" ||
      input["MessageType"] !== "DIGEST" ||
      input["SigningAlgorithm"] !== algorithm ||
      digest.length !== 32
    )
      return { error: "ValidationException", message: "Not so." };
    const signature = await (key.spec === "RSA_2048"
      ? signRsa(key.privateKey, digest)
      : openssl(key.privateKey, digest));
    const Signature = signature.toString("base64");
    return { body: { KeyId, Signature, SigningAlgorithm: algorithm } };
  }

  /** ECDSA of a digest: node:crypto would hash it again. */
  function openssl(key: KeyObject, digest: Buffer): Promise<Buffer> {
    const file = join(folder, crypto.randomUUID());
    writeFileSync(file, key.export({ type: "pkcs8", format: "pem" }));
    return new Promise((resolve, reject) => {
      const signing = execFile(
        "openssl",
        ["pkeyutl", "-sign", "-inkey", file, "-pkeyopt", "digest:sha256"],
        { encoding: "buffer" },
        (error, signature) => {
          rmSync(file);
          if (error) reject(error);
          else resolve(signature);
        },
      );
      signing.stdin?.end(digest);
    });
  }
}

/** What PKCS#1 v1.5 puts before a SHA-256 digest. @see https://www.rfc-editor.org/rfc/rfc8017#section-9.2 */
const digestInfo = Buffer.from("3031300d060960864801650304020105000420", "hex");

function signRsa(key: KeyObject, digest: Buffer): Buffer {
  return privateEncrypt(
    { key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([digestInfo, digest]),
  );
}
