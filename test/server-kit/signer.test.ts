import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  createPrivateKey,
  createSecretKey,
  generateKeyPairSync,
  verify,
  type KeyObject,
} from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { cannedPolicy } from "../../server-kit/policy.js";
import { scope } from "../../server-kit/scope.js";
import { createSigner } from "../../server-kit/signer.js";

const folder = mkdtempSync(join(tmpdir(), "signer-"));
after(() => rmSync(folder, { recursive: true }));

const keys = {
  "RSA-2048": generateKeyPairSync("rsa", { modulusLength: 2_048 }),
  "P-256": generateKeyPairSync("ec", { namedCurve: "P-256" }),
};
const keyPairId = "K2JCJMDEHXQW5F";
const edge = "https://cdn.school.example";
const lesson = scope.directory(edge, "lesson-1");
const trailer = scope.file(edge, "trailer.mp4");
const expiresAt = 1_790_000_900;

/** CloudFront's spelling of base64, read back. */
const bytes = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/"),
    "base64",
  );
const pem = (key: KeyObject): string =>
  key.export({ type: "pkcs8", format: "pem" }) as string;

/** An outside check: what the openssl command says of a signature. */
function openssl(
  publicKey: KeyObject,
  hash: string,
  policy: Buffer,
  signature: Buffer,
): string {
  const [keyFile, policyFile, signatureFile] = [
    "key",
    "policy",
    "signature",
  ].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(keyFile, publicKey.export({ type: "spki", format: "pem" }));
  writeFileSync(policyFile, policy);
  writeFileSync(signatureFile, signature);
  return execFileSync("openssl", [
    "dgst", `-${hash.toLowerCase()}`, "-verify", keyFile, "-signature", signatureFile, policyFile,
  ]).toString(); // prettier-ignore
}

for (const [type, { privateKey, publicKey }] of Object.entries(keys))
  for (const hash of ["SHA1", "SHA256"] as const) {
    test(`a ${type} ${hash} signature of a directory is good to node:crypto and to the openssl command`, () => {
      const sign = createSigner({
        keyPairId,
        privateKey: pem(privateKey),
        hash,
      });
      const signed = sign(lesson, { expiresAt, ipAddress: "192.0.2.1" });
      const policy = bytes(signed.policy!);
      const signature = bytes(signed.signature);
      assert.equal(
        JSON.parse(policy.toString()).Statement[0].Resource,
        `${edge}/lesson-1/*`,
      );
      assert.ok(verify(hash, policy, publicKey, signature));
      assert.equal(
        openssl(publicKey, hash, policy, signature),
        "Verified OK\n",
      );
      assert.equal(signed.hashAlgorithm, hash === "SHA256" ? hash : undefined);
      assert.equal("hashAlgorithm" in signed, hash === "SHA256");
      assert.equal(signed.keyPairId, keyPairId);
    });

    test(`a canned ${type} ${hash} signature of a file is good for the bytes CloudFront builds`, () => {
      const sign = createSigner({ keyPairId, privateKey, hash });
      const { expires, policy, signature } = sign(trailer, {
        expiresAt,
        canned: true,
      });
      assert.equal(expires, expiresAt);
      assert.equal(policy, undefined);
      const built = Buffer.from(cannedPolicy(trailer, expiresAt));
      assert.ok(verify(hash, built, publicKey, bytes(signature)));
      assert.equal(
        openssl(publicKey, hash, built, bytes(signature)),
        "Verified OK\n",
      );
    });
  }

test("signatures are SHA-256 where nothing else is asked for", () => {
  const sign = createSigner({
    keyPairId,
    privateKey: keys["P-256"].privateKey,
  });
  assert.equal(sign(lesson, { expiresAt }).hashAlgorithm, "SHA256");
});

test("a raw string, or what only looks like a scope, is not signed", () => {
  const sign = createSigner({
    keyPairId,
    privateKey: keys["P-256"].privateKey,
  });
  for (const forged of [
    "https://cdn.school.example/*",
    { resource: "*" },
    null,
  ])
    assert.throws(() => sign(forged as never, { expiresAt }), /`scope`/);
});

test("what a canned policy cannot say is refused, not dropped", () => {
  const sign = createSigner({
    keyPairId,
    privateKey: keys["P-256"].privateKey,
  });
  const canned = true;
  assert.throws(() => sign(lesson, { expiresAt, canned }), /`canned`/);
  assert.throws(
    () => sign(trailer, { expiresAt, canned, ipAddress: "192.0.2.1" }),
    /`canned`/,
  );
  assert.throws(
    () => sign(trailer, { expiresAt, canned, startsAt: 1_790_000_000 }),
    /`canned`/,
  );
});

const rsa = keys["RSA-2048"];
const encrypted = rsa.privateKey.export({
  type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open",
}) as string; // prettier-ignore
const wrongKeys: [string, unknown][] = [
  ["none", undefined],
  ["an empty string", ""],
  ["text", "my secret"],
  ["a PEM without its end", pem(rsa.privateKey).slice(0, 900)],
  ["a PEM on one line", pem(rsa.privateKey).replaceAll("\n", "\\n")],
  ["an encrypted PEM", encrypted],
  ["a public PEM", rsa.publicKey.export({ type: "spki", format: "pem" })],
  ["a public KeyObject", rsa.publicKey],
  ["a secret KeyObject", createSecretKey(Buffer.from("my secret"))],
  ["a Buffer", Buffer.from(pem(rsa.privateKey))],
  [
    "RSA-1024",
    pem(generateKeyPairSync("rsa", { modulusLength: 1_024 }).privateKey),
  ],
  [
    "RSA-PSS",
    generateKeyPairSync("rsa-pss", { modulusLength: 2_048 }).privateKey,
  ],
  ["P-384", pem(generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey)],
  [
    "secp256k1",
    generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey,
  ],
  ["Ed25519", generateKeyPairSync("ed25519").privateKey],
];
for (const [name, privateKey] of wrongKeys)
  test(`a signer with ${name} as its key fails at once and says nothing of the key`, () => {
    assert.throws(
      () => createSigner({ keyPairId, privateKey: privateKey as string }),
      (error: Error) => {
        assert.ok(error instanceof TypeError);
        assert.match(error.message, /^`privateKey`/);
        assert.equal(error.cause, undefined);
        const text = `${error.message}\n${error.stack}`;
        assert.doesNotMatch(text, /my secret|BEGIN|MII/);
        return true;
      },
    );
  });

test("an encrypted key works once it is opened", () => {
  const privateKey = createPrivateKey({ key: encrypted, passphrase: "open" });
  assert.ok(createSigner({ keyPairId, privateKey }));
});

test("a key pair ID that is none is refused, also when it is the key", () => {
  const privateKey = pem(rsa.privateKey);
  for (const wrong of ["", undefined, "K1; Domain=evil.example", privateKey])
    assert.throws(
      () => createSigner({ keyPairId: wrong as string, privateKey }),
      (error: Error) =>
        /`keyPairId`/.test(error.message) && !error.message.includes("MII"),
    );
});

test("a hash that CloudFront does not know is refused", () => {
  assert.throws(
    () =>
      createSigner({
        keyPairId,
        privateKey: rsa.privateKey,
        hash: "SHA512" as "SHA1",
      }),
    /`hash`/,
  );
});

test("where the AWS package is missing, the error names it", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const shared = ["src/contract.ts", "src/watched-ranges.ts"];
  for (const part of ["server-kit", ...shared])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(
    join(root, "node_modules/lru-cache"),
    join(folder, "node_modules/lru-cache"),
  );
  const tsx = join(root, "node_modules/tsx/dist/loader.mjs");
  const index = JSON.stringify(join(folder, "server-kit/index.ts"));
  const said = execFileSync(process.execPath, [
    "--import", tsx, "--input-type=module", "--eval", `import(${index}).catch((error) => console.log(error.message))`,
  ]).toString(); // prettier-ignore
  assert.match(said, /@aws-sdk\/cloudfront-signer/);
});
