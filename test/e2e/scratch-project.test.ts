import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { installPacked } from "../support/packed-package.js";

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional?: boolean }>;
  exports: Record<string, { default: string }>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/** Entries of server-kit, and the optional peer that each of them needs. */
const needs: Record<string, string> = {
  "secure-hls-player/server-kit": "@aws-sdk/cloudfront-signer",
  "secure-hls-player/server-kit/authenticate/jwt": "jose",
  "secure-hls-player/server-kit/authenticate/assertion": "jose",
  "secure-hls-player/server-kit/authorize/dynamodb": "@aws-sdk/lib-dynamodb",
  "secure-hls-player/server-kit/aws/construct": "aws-cdk-lib",
  "secure-hls-player/server-kit/aws/find-video": "@aws-sdk/client-s3",
  "secure-hls-player/server-kit/aws/mediaconvert/jobs":
    "@aws-sdk/client-mediaconvert",
  "secure-hls-player/server-kit/aws/video-records": "@aws-sdk/lib-dynamodb",
  "secure-hls-player/server-kit/keys/kms": "@aws-sdk/client-kms",
  "secure-hls-player/server-kit/keys/secrets-manager":
    "@aws-sdk/client-secrets-manager",
  "secure-hls-player/server-kit/stores/dynamodb": "@aws-sdk/lib-dynamodb",
};

/** Needs no package. Of the element, that is its half for servers. */
const freestanding = [
  "secure-hls-player",
  "secure-hls-player/element",
  "secure-hls-player/react",
  "secure-hls-player/vue",
  "secure-hls-player/svelte",
  "secure-hls-player/solid",
  "secure-hls-player/server-kit/aws/bucket-policy",
  "secure-hls-player/server-kit/aws/cache-policies",
  "secure-hls-player/server-kit/aws/path-guard",
  "secure-hls-player/server-kit/aws/response-headers",
  "secure-hls-player/server-kit/aws/mediaconvert",
  "secure-hls-player/server-kit/doctor",
  "secure-hls-player/server-kit/aws/stack-outputs",
  "secure-hls-player/server-kit/edge",
  "secure-hls-player/server-kit/media",
  "secure-hls-player/server-kit/stores/redis",
];

/** What a server has no use for, and what it uses only if it wants to. */
const unwanted =
  /^(?:lit|@lit|hls\.js|plyr|@aws-sdk|@smithy|aws-cdk|constructs|jose|ioredis|redis)/;

describe("a project that installs the package for its server", () => {
  const folder = mkdtempSync(join(tmpdir(), "scratch-project-"));
  const modules = join(folder, "node_modules");

  before(() => {
    installPacked(folder);
    bring(Object.keys(manifest.dependencies ?? {}));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Copies packages with all that they depend on. */
  function bring(names: readonly string[]): void {
    for (const name of names) {
      if (existsSync(join(modules, name))) continue;
      cpSync(join("node_modules", name), join(modules, name), {
        recursive: true,
      });
      const { dependencies = {} } = JSON.parse(
        readFileSync(join("node_modules", name, "package.json"), "utf8"),
      ) as Manifest;
      bring(Object.keys(dependencies));
    }
  }

  function run(code: string) {
    return spawnSync(process.execPath, ["--input-type=module", "-e", code], {
      cwd: folder,
      encoding: "utf8",
    });
  }

  test("gets no AWS SDK, no CDK and no browser code with it", () => {
    assert.deepEqual(
      readdirSync(modules).filter((name) => unwanted.test(name)),
      [],
    );
    for (const name of Object.keys(manifest.peerDependencies))
      assert.equal(
        manifest.peerDependenciesMeta[name]?.optional,
        true,
        `${name} is installed whether it is wanted or not.`,
      );
  });

  test("has a line here for every entry of server-kit", () => {
    const entries = Object.keys(manifest.exports)
      .filter(
        (entry) => entry.startsWith("./server-kit") && !entry.endsWith(".json"),
      )
      .map((entry) => entry.replace(".", "secure-hls-player"));
    assert.deepEqual(
      entries.toSorted(),
      [...Object.keys(needs), ...freestanding]
        .filter((entry) => entry.includes("/server-kit"))
        .toSorted(),
    );
  });

  for (const entry of freestanding)
    test(`imports ${entry} as it is`, () => {
      const { status, stderr } = run(`await import(${JSON.stringify(entry)})`);
      assert.equal(status, 0, stderr);
    });

  for (const [entry, peer] of Object.entries(needs))
    test(`is told that ${entry} needs ${peer}`, () => {
      const { status, stderr } = run(`await import(${JSON.stringify(entry)})`);
      assert.equal(status, 1, "It loads without it.");
      assert.match(stderr, new RegExp(`Cannot find package '${peer}'`));
      assert.ok(
        Object.hasOwn(manifest.peerDependencies, peer),
        `package.json does not name ${peer}.`,
      );
    });

  test("makes a grant once the signer is installed, with still no client of AWS there", () => {
    bring(["@aws-sdk/cloudfront-signer"]);
    const { status, stdout, stderr } = run(`
      import { generateKeyPairSync } from "node:crypto";
      import * as kit from "secure-hls-player/server-kit";
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const handler = kit.createGrantHandler({
        origins: [],
        signer: kit.createSigner({ keyPairId: "K1", privateKey }),
        authenticate: () => "ada",
        authorize: () => ({ scope: kit.scope.directory("https://cdn.school.example", "a"), video: "index.m3u8" }),
        sessions: { store: kit.createMemoryStore(), limit: 1 },
      });
      const response = await handler(new Request("https://api.school.example/?videoId=a"));
      console.log(response.status, response.headers.getSetCookie().length);
    `);
    assert.equal(stdout, "200 6\n", stderr);
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      readdirSync(join(modules, "@aws-sdk")).filter((name) =>
        name.startsWith("client-"),
      ),
      [],
    );
  });
});
