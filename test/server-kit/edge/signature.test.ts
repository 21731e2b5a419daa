import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  createEdge,
  type Edge,
  type EdgeLogEntry,
} from "../../../server-kit/edge/server.js";
import {
  asCookies,
  asQuery,
  aws64,
  canned,
  custom,
  folder,
  p256Key,
  rsaKey,
  send,
  statement,
  trusted,
  without,
  type Reply,
  type Values,
} from "./oracle.js";

const origin = "https://cdn.school.example";
const path = "/lesson-1/index.m3u8";
const url = origin + path;
const scope = `${origin}/lesson-1/*`;
/** Epoch seconds. */
const time = 1_800_000_000;
const inOneMinute = time + 60;

const rsa = rsaKey("KRSA");
const p256 = p256Key("KP256");
const rotated = rsaKey("KROTATED");
const foreign = p256Key("KFOREIGN");
const unknown = p256Key("KUNKNOWN");

const media = folder({ "lesson-1/index.m3u8": "#EXTM3U\n" });
const log: EdgeLogEntry[] = [];
let nowMs = time * 1_000;
let edge: Edge;

before(async () => {
  edge = await createEdge({
    root: media.root,
    origin,
    keyGroups: {
      lessons: [trusted(rsa), trusted(p256), trusted(rotated)],
      staff: [trusted(foreign)],
    },
    behaviors: [
      { pathPattern: "/staff/*", keyGroups: ["staff"] },
      { pathPattern: "/both/*", keyGroups: ["staff", "lessons"] },
      { pathPattern: "*", keyGroups: ["lessons"] },
    ],
    now: () => nowMs,
    onRequest: (entry) => log.push(entry),
  });
});
after(async () => {
  await edge.close();
  media.remove();
});

const byCookie = (values: Values, at = path) =>
  send(edge.port, at, { headers: asCookies(values) });
const byQuery = (values: Values, at = path) =>
  send(edge.port, `${at}${at.includes("?") ? "&" : "?"}${asQuery(values)}`);

async function at(seconds: number, ask: () => Promise<Reply>): Promise<Reply> {
  nowMs = seconds * 1_000;
  try {
    return await ask();
  } finally {
    nowMs = time * 1_000;
  }
}

/** The log entry of the last request; it is written when the connection's answer has ended. */
async function logged(): Promise<EdgeLogEntry> {
  await new Promise((resolve) => setImmediate(resolve));
  const entry = log.at(-1);
  assert.ok(entry);
  return entry;
}

function assertRefused(reply: Reply, code: string, message: string): void {
  assert.equal(reply.status, 403);
  assert.equal(
    reply.body,
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
  assert.equal(reply.headers["content-type"], "text/xml");
  assert.equal(reply.headers.server, "CloudFront");
  assert.equal(reply.headers["x-cache"], "Error from cloudfront");
}

const assertDenied = (reply: Reply) =>
  assertRefused(reply, "AccessDenied", "Access denied");

describe("a good signature gets the file", () => {
  for (const key of [rsa, p256])
    for (const hash of ["SHA1", "SHA256"] as const) {
      const name = `${key.keyPairId} ${hash}`;
      const customValues = () =>
        custom(key, statement(scope, inOneMinute), hash);
      const cannedValues = () => canned(key, url, inOneMinute, hash);
      it(`${name}, custom policy, cookies`, async () => {
        assert.equal((await byCookie(customValues())).status, 200);
      });
      it(`${name}, custom policy, query`, async () => {
        assert.equal((await byQuery(customValues())).status, 200);
      });
      it(`${name}, canned policy, cookies`, async () => {
        assert.equal((await byCookie(cannedValues())).status, 200);
      });
      it(`${name}, canned policy, query`, async () => {
        const reply = await byQuery(cannedValues());
        assert.equal(reply.status, 200);
        assert.equal(reply.body, "#EXTM3U\n");
      });
    }

  it("explicit SHA1 marker", async () => {
    const values = custom(rsa, statement(scope, inOneMinute));
    assert.equal(
      (await byCookie({ ...values, "Hash-Algorithm": "SHA1" })).status,
      200,
    );
  });
  it("any key of the group, as while keys are rotated", async () => {
    const values = custom(rotated, statement(scope, inOneMinute));
    assert.equal((await byCookie(values)).status, 200);
  });
  it("keys of each of the behavior's groups", async () => {
    for (const key of [foreign, rsa]) {
      const values = custom(key, statement(`${origin}/both/*`, inOneMinute));
      assert.equal((await byCookie(values, "/both/a")).status, 404);
    }
  });
  it("canned policy with query parameters of its own, before and after the signature", async () => {
    const values = canned(rsa, `${url}?a=1&b=%2F`, inOneMinute);
    const query = asQuery(values);
    for (const sent of [
      `?a=1&b=%2F&${query}`,
      `?${query}&a=1&b=%2F`,
      `?a=1&${query}&b=%2F`,
    ])
      assert.equal((await send(edge.port, path + sent)).status, 200);
    assertDenied(await send(edge.port, `${path}?a=1&${query}`));
    assertDenied(await send(edge.port, `${path}?a=1&b=/&${query}`));
  });
  it("tilde written as %7E in a query, but not in a cookie", async () => {
    // Signatures differ, so one that has a tilde is found soon.
    for (let end = inOneMinute; ; end++) {
      const values = custom(p256, statement(scope, end));
      if (!values.Signature?.includes("~")) continue;
      const Signature = values.Signature.replaceAll("~", "%7E");
      assert.equal((await byQuery({ ...values, Signature })).status, 200);
      assert.equal(
        (await byCookie({ ...values, Signature })).code,
        "MalformedSignature",
      );
      return;
    }
  });
  it("a policy without a resource covers every file", async () => {
    const values = custom(rsa, statement(undefined, inOneMinute));
    assert.equal((await byCookie(values)).status, 200);
  });
  it("Policy beside Expires in a URL, as one widely used signer writes it", async () => {
    const values = custom(rsa, statement(scope, inOneMinute));
    assert.equal((await byQuery({ Expires: "1", ...values })).status, 200);
  });
});

describe("codes and bodies of refusals", () => {
  const good = custom(p256, statement(scope, inOneMinute), "SHA256");
  const missing = "Missing Key-Pair-Id query parameter or cookie value";

  it("MissingKey: nothing sent", async () => {
    assertRefused(await send(edge.port, path), "MissingKey", missing);
    assert.equal((await logged()).reason, "no-signature");
    assert.equal((await logged()).delivery, undefined);
  });
  it("MissingKey: no key pair ID among the values", async () => {
    const rest = without(good, "Key-Pair-Id");
    assertRefused(await byCookie(rest), "MissingKey", missing);
    assertRefused(await byQuery(rest), "MissingKey", missing);
  });
  it("InvalidKey: nobody knows the key", async () => {
    const values = custom(unknown, statement(scope, inOneMinute));
    assertRefused(await byCookie(values), "InvalidKey", "Unknown Key");
  });
  it("InvalidKey: a key of a group that this behavior does not trust", async () => {
    const values = custom(foreign, statement(`${origin}/*`, inOneMinute));
    assertRefused(await byCookie(values), "InvalidKey", "Unknown Key");
    assert.equal((await byCookie(values, "/staff/a")).status, 404);
    assert.equal((await byCookie(good, "/staff/a")).code, "InvalidKey");
  });
  it("MalformedSignature: not in CloudFront's base64", async () => {
    const message = "Could not unencode Signature";
    const rest = without(good, "Signature");
    assertRefused(await byCookie(rest), "MalformedSignature", message);
    for (const Signature of ["", "*", "a+/=", "abc", "_abc", "ab%7E_"])
      assertRefused(
        await byCookie({ ...good, Signature }),
        "MalformedSignature",
        message,
      );
  });
  it("AccessDenied: the right alphabet, the wrong bytes", async () => {
    for (const Signature of [aws64(Buffer.alloc(64)), "AAAA"]) {
      assertDenied(await byCookie({ ...good, Signature }));
      assert.equal((await logged()).reason, "bad-signature");
    }
  });
  it("AccessDenied: signed by another key than the one named", async () => {
    assertDenied(await byCookie({ ...good, "Key-Pair-Id": "KROTATED" }));
  });
  it("AccessDenied: another policy than the one signed", async () => {
    const { Policy } = custom(p256, statement(`${origin}/*`, inOneMinute));
    assert.ok(Policy);
    assertDenied(await byCookie({ ...good, Policy }));
  });
  it("AccessDenied: outside the scope", async () => {
    assertDenied(await byCookie(good, "/lesson-2/index.m3u8"));
    assert.equal((await logged()).reason, "other-resource");
  });
  it("AccessDenied: a canned policy for another file", async () => {
    assertDenied(
      await byQuery(canned(rsa, url, inOneMinute), "/lesson-1/b.ts"),
    );
  });
  it("AccessDenied: a canned policy with another end", async () => {
    const Expires = String(inOneMinute + 1);
    assertDenied(await byQuery({ ...canned(rsa, url, inOneMinute), Expires }));
  });
  it("no body on HEAD", async () => {
    const reply = await send(edge.port, path, { method: "HEAD" });
    assert.equal(reply.status, 403);
    assert.equal(reply.body, "");
    assert.notEqual(reply.headers["content-length"], "0");
  });

  const one = statement(scope, inOneMinute) as { Statement: object[] };
  const malformed: Record<string, object | string> = {
    "not JSON": "policy",
    "JSON, but null": "null",
    "no statement": { Statement: [] },
    "two statements": { Statement: [...one.Statement, ...one.Statement] },
    "a statement that is no list": { Statement: one.Statement[0] ?? {} },
    "no condition": { Statement: [{ Resource: scope }] },
    "no end": { Statement: [{ Resource: scope, Condition: {} }] },
    "an end as text": statement(scope, String(inOneMinute)),
    "an end in milliseconds": statement(scope, inOneMinute * 1_000),
    "an end with a fraction": statement(scope, inOneMinute + 0.5),
    "a start as text": statement(scope, inOneMinute, {
      DateGreaterThan: { "AWS:EpochTime": "1" },
    }),
    "an IPv6 address": statement(scope, inOneMinute, {
      IpAddress: { "AWS:SourceIp": "::1/128" },
    }),
    "an impossible address range": statement(scope, inOneMinute, {
      IpAddress: { "AWS:SourceIp": "10.0.0.0/33" },
    }),
    "two addresses": statement(scope, inOneMinute, {
      IpAddress: { "AWS:SourceIp": ["10.0.0.1", "10.0.0.2"] },
    }),
    "an unknown condition": statement(scope, inOneMinute, {
      StringLike: { "AWS:Referer": "*" },
    }),
    "several resources": {
      Statement: [{ ...one.Statement[0], Resource: [scope] }],
    },
  };
  for (const [name, policy] of Object.entries(malformed))
    it(`MalformedPolicy: ${name}`, async () => {
      for (const ask of [byCookie, byQuery])
        assertRefused(
          await ask(custom(rsa, policy)),
          "MalformedPolicy",
          "Malformed Policy",
        );
    });
  it("MalformedPolicy: not base64, or no policy at all", async () => {
    for (const Policy of ["*", "", "e30="])
      assert.equal(
        (await byCookie({ ...good, Policy })).code,
        "MalformedPolicy",
      );
    const rest = without(good, "Policy");
    assert.equal((await byCookie(rest)).code, "MalformedPolicy");
  });
  it("MalformedPolicy: Expires in milliseconds, or no number", async () => {
    const values = canned(rsa, url, inOneMinute * 1_000);
    assert.equal((await byQuery(values)).code, "MalformedPolicy");
    for (const Expires of ["", "soon", "-1", "1e9", "1.5"])
      assert.equal(
        (await byQuery({ ...values, Expires })).code,
        "MalformedPolicy",
      );
  });
});

describe("precedence", () => {
  const good = custom(rsa, statement(scope, inOneMinute));

  it("a signed URL wins over cookies, for better and for worse", async () => {
    const expired = custom(rsa, statement(scope, time - 60));
    const both = (query: Values, cookies: Values) =>
      send(edge.port, `${path}?${asQuery(query)}`, {
        headers: asCookies(cookies),
      });
    assert.equal((await both(good, expired)).status, 200);
    assert.equal((await logged()).delivery, "query");
    assertDenied(await both(expired, good));
  });
  for (const name of [
    "Expires",
    "Policy",
    "Signature",
    "Key-Pair-Id",
    "Hash-Algorithm",
  ])
    it(`a query with ${name} makes good cookies count for nothing`, async () => {
      const reply = await byCookie(good, `${path}?${name}=1`);
      assert.equal(
        reply.code,
        name === "Key-Pair-Id" ? "InvalidKey" : "MissingKey",
      );
    });
  it("other query parameters leave cookie delivery alone; names are case-sensitive", async () => {
    assert.equal((await byCookie(good, `${path}?expires=1&v=2`)).status, 200);
    assert.equal((await logged()).delivery, "cookie");
  });
  it("of two cookies of one name the first sent is used", async () => {
    const old = asCookies(custom(rsa, statement(scope, time - 60))).Cookie;
    const fresh = asCookies(good).Cookie;
    const ask = (Cookie: string) =>
      send(edge.port, path, { headers: { Cookie } });
    assert.equal((await ask(`${fresh}; ${old}`)).status, 200);
    assertDenied(await ask(`${old}; ${fresh}`));
  });
  it("cookies among others, with odd spacing", async () => {
    const Cookie = `a=b;${asCookies(good).Cookie};  theme=dark; x`;
    assert.equal(
      (await send(edge.port, path, { headers: { Cookie } })).status,
      200,
    );
  });
});

describe("stale siblings of another mode", () => {
  it("an SHA-1 signature with a left-over SHA256 marker", async () => {
    const values = custom(rsa, statement(scope, inOneMinute));
    assertDenied(await byCookie({ ...values, "Hash-Algorithm": "SHA256" }));
    assert.equal((await logged()).reason, "other-hash-algorithm");
  });
  it("an SHA-256 signature without its marker", async () => {
    const values = without(
      custom(p256, statement(scope, inOneMinute), "SHA256"),
      "Hash-Algorithm",
    );
    assertDenied(await byCookie(values));
    assertDenied(await byQuery(values));
  });
  it("a marker that CloudFront does not know", async () => {
    const values = custom(rsa, statement(scope, inOneMinute), "SHA256");
    assertDenied(await byCookie({ ...values, "Hash-Algorithm": "SHA512" }));
    assertDenied(await byCookie({ ...values, "Hash-Algorithm": "sha256" }));
  });
  it("a custom policy with a left-over Expires cookie", async () => {
    const values = custom(rsa, statement(scope, inOneMinute));
    assertDenied(await byCookie({ ...values, Expires: String(inOneMinute) }));
    assert.equal((await logged()).reason, "policy-and-expires");
  });
});

describe("time and address", () => {
  for (const ask of [byCookie, byQuery])
    it(`the end, by ${ask === byCookie ? "cookie" : "query"}`, async () => {
      for (const values of [
        custom(rsa, statement(scope, inOneMinute)),
        canned(rsa, url, inOneMinute),
      ]) {
        assert.equal(
          (await at(inOneMinute - 0.001, () => ask(values))).status,
          200,
        );
        assertDenied(await at(inOneMinute, () => ask(values)));
        assert.equal((await logged()).reason, "expired");
      }
    });
  it("the start", async () => {
    const values = custom(
      rsa,
      statement(scope, inOneMinute, {
        DateGreaterThan: { "AWS:EpochTime": time },
      }),
    );
    assertDenied(await at(time - 1, () => byCookie(values)));
    assert.equal((await logged()).reason, "not-yet-valid");
    assert.equal((await at(time, () => byCookie(values))).status, 200);
  });
  const ranges: [string, boolean][] = [
    ["127.0.0.1", true],
    ["127.0.0.1/32", true],
    ["127.0.0.0/8", true],
    ["0.0.0.0/0", true],
    ["127.0.0.2", false],
    ["10.0.0.0/8", false],
  ];
  for (const [range, allowed] of ranges)
    it(`a viewer at 127.0.0.1 ${allowed ? "is" : "is not"} in ${range}`, async () => {
      const values = custom(
        rsa,
        statement(scope, inOneMinute, { IpAddress: { "AWS:SourceIp": range } }),
      );
      const reply = await byCookie(values);
      if (allowed) assert.equal(reply.status, 200);
      else assertDenied(reply);
    });
  it("IPv4 viewers of a socket that takes IPv6 too; never IPv6 ones", async () => {
    const values = custom(
      p256,
      statement(undefined, 2_000_000_000, {
        IpAddress: { "AWS:SourceIp": "0.0.0.0/0" },
      }),
    );
    const { verifyRequest } =
      await import("../../../server-kit/edge/server.js");
    const { createPublicKey } = await import("node:crypto");
    const keys = new Map([["KP256", createPublicKey(p256.publicKey)]]);
    const from = (remoteAddress: string | undefined) =>
      verifyRequest(
        {
          url,
          cookieHeader: asCookies(values).Cookie,
          remoteAddress,
          startedAt: nowMs,
        },
        keys,
      ).allowed;
    assert.equal(from("::ffff:192.0.2.1"), true);
    assert.equal(from("2001:db8::1"), false);
    assert.equal(from(undefined), false);
  });
});
