import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { createSigner, keysFromFile } from "../../../server-kit/index.js";
import { causeOf, isGood, lesson, listen, p256, stoppedClocks } from "./harness.js"; // prettier-ignore

const folder = mkdtempSync(join(tmpdir(), "keys-"));
after(() => rmSync(folder, { recursive: true }));
const [one, two] = [p256(), p256()];
const expiresAt = 1_790_000_900;
let files = 0;

function file(content: unknown): string {
  const path = join(folder, `${++files}`);
  write(path, content);
  return path;
}
function write(path: string, content: unknown): void {
  writeFileSync(
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  );
}

describe("a key file", () => {
  it("may be PEM, with its ID beside it", async () => {
    const keys = keysFromFile({ path: file(one.pem), keyPairId: "K1" });
    assert.equal(keys.status().signing, undefined);
    const signed = await createSigner({ keys })(lesson, { expiresAt });
    assert.equal(signed.keyPairId, "K1");
    assert.ok(isGood(signed, one.publicKey));
    assert.equal(keys.status().signing?.keyPairId, "K1");
  });

  it("that was rotated is picked up after the cache time", async () => {
    using clock = stoppedClocks();
    const { log, until } = listen();
    const path = file({ keyPairId: "K1", privateKey: one.pem });
    const keys = keysFromFile({ path, log });
    const signer = createSigner({ keys });
    assert.equal((await signer(lesson, { expiresAt })).keyPairId, "K1");
    write(path, { keyPairId: "K2", privateKey: two.pem });
    clock.pass(59);
    assert.equal((await signer(lesson, { expiresAt })).keyPairId, "K1");
    clock.pass(1);
    assert.equal((await signer(lesson, { expiresAt })).keyPairId, "K1");
    await until("keys-refreshed", 2);
    const signed = await signer(lesson, { expiresAt });
    assert.equal(signed.keyPairId, "K2");
    assert.ok(isGood(signed, two.publicKey));
    assert.equal(keys.status().refreshedAt, clock.now());
  });

  it("that was written only in part does no harm", async () => {
    using clock = stoppedClocks();
    const { log, until, entries } = listen();
    const path = file({ keyPairId: "K1", privateKey: one.pem });
    const keys = keysFromFile({ path, log, cacheSeconds: 10 });
    await keys.current();
    write(path, '{"keyPairId": "K2", "privateKey": "-----BEGIN PRI');
    clock.pass(10);
    await keys.current();
    await until("keys-refresh-failed");
    assert.equal((await keys.current()).keyPairId, "K1");
    assert.match(keys.status().refreshError!, /cannot be used\. It is a string of \d+ characters, but no JSON/); // prettier-ignore
    write(path, { keyPairId: "K2", privateKey: two.pem });
    clock.pass(5);
    await keys.current();
    await until("keys-refreshed", 2);
    assert.equal((await keys.current()).keyPairId, "K2");
    assert.equal(keys.status().refreshError, undefined);
    assert.deepEqual(
      entries.map(({ event }) => event),
      ["keys-refreshed", "keys-refresh-failed", "keys-refreshed"],
    );
  });

  for (const [name, options, message] of [
    [
      "that is not there",
      { path: join(folder, "none") },
      /none cannot be used\. ENOENT/,
    ],
    ["that is a folder", { path: folder }, /EISDIR/],
    ["that is empty", { path: file("") }, /an empty string, but no JSON/],
    [
      "that is PEM without an ID",
      { path: file(one.pem) },
      /PEM, without the ID/,
    ],
    [
      "that is JSON beside an ID",
      { path: file({ keyPairId: "K1", privateKey: one.pem }), keyPairId: "K1" },
      /not the PEM text/,
    ],
    [
      "that is a public key",
      { path: file(one.publicPem), keyPairId: "K1" },
      /begins as a public key/,
    ],
  ] as const)
    // prettier-ignore
    it(`${name} is keys-unavailable, and the log says why`, async () => {
      const keys = keysFromFile(options);
      const { cause } = await causeOf(() => keys.current());
      assert.match(cause, message);
      assert.equal(keys.status().refreshError, cause);
      assert.equal(keys.status().signing, undefined);
    });

  for (const [name, options] of [
    ["path", { path: "" }],
    ["keyPairId", { path: "key", keyPairId: "K 1" }],
    ["hash", { path: "key", hash: "SHA1" }],
    ["cacheSeconds", { path: "key", cacheSeconds: 0 }],
    ["retrySeconds", { path: "key", retrySeconds: 0.5 }],
    ["timeoutSeconds", { path: "key", timeoutSeconds: 3_600 }],
  ] as const)
    it(`with a wrong ${name} is refused at once`, () => {
      assert.throws(() => keysFromFile(options), new RegExp(`^TypeError: \`${name}\``)); // prettier-ignore
    });
});
