import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  createSigner,
  scope,
  type KeyProvider,
  type SigningKey,
  type SignTerms,
} from "../../server-kit/index.js";
import { causeOf, isGood, lesson, p256, type Pair } from "./keys/harness.js";

// ECDSA makes another signature of the same bytes each time: the same one again was kept.
const [one, two] = [p256(), p256()];
const keyPairId = "K1";
const expiresAt = 1_790_000_900;
const other = scope.directory("https://cdn.school.example", "lesson-2");
const trailer = scope.file("https://cdn.school.example", "trailer.mp4");

const inMemory = (pair: Pair, id = keyPairId) => ({
  keyPairId: id,
  privateKey: pair.privateKey,
  hash: "SHA256" as const,
});

/** A provider of an application's own, whose key may be changed. */
function provider(key: SigningKey) {
  const keys: KeyProvider & { key: SigningKey } = {
    key,
    current: () => keys.key,
    status: () => ({
      signing: undefined,
      others: [],
      refreshedAt: undefined,
      refreshError: undefined,
    }),
  };
  return keys;
}

for (const [name, make] of [
  [
    "a key in memory",
    (reuse?: { max: number } | false) =>
      createSigner({ keyPairId, privateKey: one.privateKey, reuse }),
  ],
  [
    "a key provider",
    (reuse?: { max: number } | false) =>
      createSigner({ keys: provider(inMemory(one)), reuse }),
  ],
] as const)
  describe(`signatures of ${name}`, () => {
    const signature = async (
      signer: ReturnType<typeof make>,
      terms: Partial<SignTerms> = {},
      of = lesson,
    ) => (await signer(of, { expiresAt, ...terms })).signature;

    it("serve every viewer of a scope until the same moment", async () => {
      const signer = make();
      const first = await signer(lesson, { expiresAt });
      const second = await signer(lesson, { expiresAt });
      assert.deepEqual(second, first);
      assert.notEqual(second, first);
      assert.ok(isGood(second, one.publicKey));
    });

    it("are made anew for another scope, end or start", async () => {
      const signer = make();
      const made = new Set([
        await signature(signer),
        await signature(signer, {}, other),
        await signature(signer, { expiresAt: expiresAt + 1 }),
        await signature(signer, { startsAt: expiresAt - 900 }),
      ]);
      assert.equal(made.size, 4);
    });

    it("that name an address are made for each viewer", async () => {
      const signer = make();
      const ipAddress = "192.0.2.1";
      const first = await signature(signer, { ipAddress });
      assert.notEqual(await signature(signer, { ipAddress }), first);
    });

    it("of a canned policy are good beside those of the same bytes", async () => {
      const signer = make();
      const custom = await signer(trailer, { expiresAt });
      const canned = await signer(trailer, { expiresAt, canned: true });
      assert.equal(canned.signature, custom.signature);
      assert.equal(canned.expires, expiresAt);
      assert.equal("policy" in canned, false);
      assert.equal("expires" in custom, false);
    });

    it("are not spoilt by who changes what he was given", async () => {
      const signer = make();
      const first = await signer(lesson, { expiresAt });
      const { signature, policy } = first;
      Object.assign(first, { signature: "none", policy: "none" });
      const second = await signer(lesson, { expiresAt });
      assert.equal(second.signature, signature);
      assert.equal(second.policy, policy);
    });

    it("are kept in a bounded number, the last used ones", async () => {
      const signer = make({ max: 2 });
      const first = await signature(signer);
      await signature(signer, {}, other);
      assert.equal(await signature(signer), first);
      await signature(signer, {}, trailer);
      assert.equal(await signature(signer), first);
      await signature(signer, {}, other);
      await signature(signer, {}, trailer);
      assert.notEqual(await signature(signer), first);
    });

    it("are all made anew where that is wanted", async () => {
      const signer = make(false);
      assert.notEqual(await signature(signer), await signature(signer));
    });

    for (const reuse of [true, null, 5, { max: 0 }, { max: 1.5 }, { max: "9" }])
      it(`are not kept by an option that is none: ${JSON.stringify(reuse)}`, () => {
        assert.throws(() => make(reuse as never), /^TypeError: `reuse/);
      });
  });

describe("when the key changes", () => {
  it("no signature of the old one is handed out again", async () => {
    const keys = provider(inMemory(one, "K1"));
    const signer = createSigner({ keys });
    await signer(lesson, { expiresAt });
    keys.key = inMemory(two, "K2");
    const signed = await signer(lesson, { expiresAt });
    assert.equal(signed.keyPairId, "K2");
    assert.ok(isGood(signed, two.publicKey));
  });

  it("under the same ID, as by a mended secret, neither", async () => {
    const keys = provider(inMemory(two));
    const signer = createSigner({ keys });
    await signer(lesson, { expiresAt });
    keys.key = inMemory(one);
    assert.ok(isGood(await signer(lesson, { expiresAt }), one.publicKey));
  });

  it("nor where only its hash does", async () => {
    const keys = provider(inMemory(one));
    const signer = createSigner({ keys });
    await signer(lesson, { expiresAt });
    keys.key = { ...inMemory(one), hash: "SHA1" };
    const signed = await signer(lesson, { expiresAt });
    assert.equal(signed.hashAlgorithm, undefined);
    assert.equal(isGood(signed, one.publicKey), false);
  });

  it("and is read anew without changing, signatures are still good for all", async () => {
    const keys = provider(inMemory(one));
    const signer = createSigner({ keys });
    const first = await signer(lesson, { expiresAt });
    const { createPrivateKey } = await import("node:crypto");
    keys.key = { ...inMemory(one), privateKey: createPrivateKey(one.pem) };
    assert.deepEqual(await signer(lesson, { expiresAt }), first);
  });

  it("from one vault to another, neither", async () => {
    const vault = (text: string): SigningKey => ({
      keyPairId,
      hash: "SHA256",
      sign: async () => Buffer.from(text),
    });
    const keys = provider(vault("one"));
    const signer = createSigner({ keys });
    assert.equal((await signer(lesson, { expiresAt })).signature, "b25l");
    keys.key = vault("two");
    assert.equal((await signer(lesson, { expiresAt })).signature, "dHdv");
    keys.key = vault(">>?");
    assert.equal((await signer(lesson, { expiresAt })).signature, "Pj4~");
  });
});

describe("a key provider of one's own", () => {
  it("that fails with anything is keys-unavailable", async () => {
    const keys = provider(inMemory(one));
    keys.current = () => Promise.reject(new Error("vault sealed"));
    const { cause } = await causeOf(() =>
      createSigner({ keys })(lesson, { expiresAt }),
    );
    assert.equal(cause, "vault sealed");
  });

  it("whose vault fails is so once for those who wait, and asked again by the next", async () => {
    let asked = 0;
    const keys = provider({
      keyPairId,
      hash: "SHA256",
      async sign() {
        if (++asked === 1) throw new Error("sealed");
        return Buffer.from("yes");
      },
    });
    const signer = createSigner({ keys });
    const grants = [1, 2, 3].map(() =>
      causeOf(() => signer(lesson, { expiresAt })),
    );
    for (const { cause } of await Promise.all(grants))
      assert.equal(cause, "sealed");
    assert.equal(asked, 1);
    assert.equal((await signer(lesson, { expiresAt })).signature, "eWVz");
  });

  it("is not to be blamed for a term that cannot be signed", async () => {
    const signer = createSigner({ keys: provider(inMemory(one)) });
    await assert.rejects(signer(lesson, { expiresAt: 5 }), TypeError);
    await assert.rejects(signer("https://x/*" as never, { expiresAt }), /^TypeError: `scope`/); // prettier-ignore
  });

  for (const [name, options, message] of [
    ["missing", { keys: undefined }, /`keys` is undefined/],
    ["a key", { keys: inMemory(one) }, /`keys` is an object/],
    [
      "beside a key pair ID",
      { keys: provider(inMemory(one)), keyPairId },
      /`keyPairId` stands beside `keys`/,
    ],
  ] as [string, object, RegExp][])
    // prettier-ignore
    it(`that is ${name} is refused at once`, () => {
      assert.throws(() => createSigner(options as never), message);
    });
});
