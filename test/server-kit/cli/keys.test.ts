import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { commandLine } from "./command-line.js";

for (const [type, expected] of [
  ["p256", { asymmetricKeyType: "ec" }],
  ["rsa", { asymmetricKeyType: "rsa" }],
] as const)
  test(`keys create --type ${type}: halves that belong together, the private one for its owner alone`, async (t) => {
    const { cwd, type: enter } = commandLine(t);
    const { exitCode, out } = await enter(["keys", "create", "--type", type]);
    assert.equal(exitCode, 0, out);
    const folder = join(cwd, "keys");
    assert.deepEqual(readdirSync(folder).toSorted(), [
      "signing.private.pem",
      "signing.public-key.json",
      "signing.public.pem",
    ]);
    const text = (name: string) => readFileSync(join(folder, name), "utf8");
    const key = createPrivateKey(text("signing.private.pem"));
    assert.equal(key.asymmetricKeyType, expected.asymmetricKeyType);
    const publicPem = createPublicKey(key)
      .export({ type: "spki", format: "pem" })
      .toString();
    assert.equal(text("signing.public.pem"), publicPem);
    const config = JSON.parse(text("signing.public-key.json")) as {
      EncodedKey: string;
    };
    assert.equal(config.EncodedKey, publicPem, "what AWS's command line reads");
    const { mode } = statSync(join(folder, "signing.private.pem"));
    assert.equal(mode & 0o777, 0o600);
    assert.doesNotMatch(out, /BEGIN|PRIVATE KEY/, "a key in the output");
    assert.match(out, /create-public-key --public-key-config file:\/\/keys/);
  });

test("the line that keys create prints for the signing key writes it beside the other files", async (t) => {
  const { cwd, type } = commandLine(t);
  const { out } = await type(["keys", "create", "--name", "spring", "--out", "private/keys"]); // prettier-ignore
  const line = /^ {2}secure-hls (keys create .*) K…$/m.exec(out)?.[1] ?? "";
  const { exitCode, err } = await type([...line.split(" "), "K2JCJMDEHXQW5F"]);
  assert.equal(exitCode, 0, err);
  assert.equal(existsSync(join(cwd, "private/keys/spring.json")), true);
});

test("keys create overwrites nothing", async (t) => {
  const { cwd, type } = commandLine(t);
  await type(["keys", "create"]);
  const before = readFileSync(join(cwd, "keys/signing.private.pem"), "utf8");
  const again = await type(["keys", "create"]);
  assert.equal(again.exitCode, 2);
  assert.match(again.err, /keys\/signing\.private\.pem is there already/);
  assert.equal(
    readFileSync(join(cwd, "keys/signing.private.pem"), "utf8"),
    before,
  );
});

test("keys create --dry-run writes nothing", async (t) => {
  const { cwd, type } = commandLine(t);
  const { out } = await type(["keys", "create", "--dry-run"]);
  assert.match(out, /Would write:\n {2}keys\/signing\.private\.pem/);
  assert.deepEqual(readdirSync(cwd), []);
});

test("keys create --private-key takes up the ID that CloudFront gave", async (t) => {
  const { cwd, type } = commandLine(t);
  await type(["keys", "create"]);
  const { exitCode, err } = await type([
    ...["keys", "create", "--private-key", "keys/signing.private.pem"],
    ...["--key-pair-id", "K2JCJMDEHXQW5F"],
  ]);
  assert.equal(exitCode, 0, err);
  const status = await type(["keys", "status", "--key", "keys/signing.json"]);
  assert.match(status.out, /^K2JCJMDEHXQW5F {2}P-256, SHA256 {2}signs now/);
  assert.equal(statSync(join(cwd, "keys/signing.json")).mode & 0o777, 0o600);
});

test("keys create refuses a public key, without a word of it", async (t) => {
  const { type } = commandLine(t);
  await type(["keys", "create"]);
  const { exitCode, err } = await type([
    ...["keys", "create", "--private-key", "keys/signing.public.pem"],
  ]);
  assert.equal(exitCode, 2);
  assert.match(err, /--private-key.*begins as a public key/);
  assert.doesNotMatch(err, /BEGIN/);
});

test("keys rotate: the new key signs from its moment on, and the old one until then", async (t) => {
  const { cwd, type } = commandLine(t);
  await type(["keys", "create", "--local", "--name", "old"]);
  await type(["keys", "create", "--local", "--name", "new"]);
  const rotate = ["keys", "rotate", "--key", "keys/old.json"];
  const made = await type([
    ...[...rotate, "--next", "keys/new.json", "--in", "1h"],
  ]);
  assert.equal(made.exitCode, 0, made.err);
  assert.match(made.out, /signs in 60 minutes/);
  assert.doesNotMatch(made.out, /BEGIN/);
  const { out } = await type([
    ...["keys", "status", "--key", "keys/rotated.json"],
  ]);
  assert.match(out, /signs now\n.*signs in \d+ minutes/);

  const same = await type([
    ...[...rotate, "--next", "keys/old.json", "--out", "keys/twice.json"],
  ]);
  assert.equal(same.exitCode, 2);
  assert.match(same.err, /have the same keyPairId/);
  assert.ok(!readdirSync(join(cwd, "keys")).includes("twice.json"), "written");
});

test("a key file that is none says so, and says nothing of itself", async (t) => {
  const { cwd, type } = commandLine(t);
  writeFileSync(join(cwd, "key.json"), '{"keyPairId":"K1","secret":"s3cr3t"}');
  const { exitCode, err } = await type([
    ...["keys", "status", "--key", "key.json"],
  ]);
  assert.equal(exitCode, 2);
  assert.match(err, /^error: --key key\.json: /);
  assert.doesNotMatch(err, /s3cr3t/);
});
