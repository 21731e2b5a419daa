import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, it, after } from "node:test";
import {
  createEdge,
  createEdgeHandler,
  type EdgeOptions,
} from "../../../server-kit/edge/server.js";
import { folder, p256Key, rsaKey, trusted } from "./oracle.js";

const media = folder({ "a.ts": "a" });
after(media.remove);
const key = p256Key("K1");
const good = {
  root: media.root,
  keyGroups: { lessons: [trusted(key)] },
  behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
};
const pem = (type: "spki" | "pkcs1", length: number) =>
  generateKeyPairSync("rsa", { modulusLength: length })
    .publicKey.export({ type, format: "pem" })
    .toString();
const p384 = generateKeyPairSync("ec", {
  namedCurve: "P-384",
}).publicKey.export({ type: "spki", format: "pem" });
const ed25519 = generateKeyPairSync("ed25519").publicKey.export({
  type: "spki",
  format: "pem",
});
const withKey = (publicKey: unknown, keyPairId: unknown = "K1") => ({
  keyGroups: { lessons: [{ keyPairId, publicKey }] },
});
const withBehaviors = (...behaviors: unknown[]) => ({ behaviors });
const signed = { pathPattern: "*", keyGroups: ["lessons"] };

describe("a wrong option is a TypeError that names it", () => {
  const table: [options: Record<string, unknown>, message: RegExp][] = [
    [
      { root: undefined },
      /^root must be the path of a folder that exists; it is undefined\./,
    ],
    [{ root: `${media.root}/no` }, /^root must be the path/],
    [{ root: `${media.root}/a.ts` }, /^root must be the path/],
    [{ behaviors: undefined }, /^behaviors must be a list .* it is undefined/],
    [{ behaviors: [] }, /^behaviors must be .* an empty list/],
    [withBehaviors("*"), /^behaviors\[0\] must be an object/],
    [
      withBehaviors({ pathPattern: "/a/*" }),
      /^behaviors must end with the default behavior/,
    ],
    [
      withBehaviors(signed, { pathPattern: "/public/*" }),
      /^behaviors\[0\] is the default .* must be the last/,
    ],
    [withBehaviors(signed, signed), /^behaviors\[0\] is the default/],
    [
      withBehaviors({ keyGroups: ["lessons"] }),
      /^behaviors\[0\]\.pathPattern must be/,
    ],
    [
      withBehaviors({ pathPattern: "/a b" }, signed),
      /^behaviors\[0\]\.pathPattern must be/,
    ],
    [
      withBehaviors({ pathPattern: "*", keyGroup: ["lessons"] }),
      /^behaviors\[0\] has no option "keyGroup"\. It has pathPattern, keyGroups, cors, origin, allowedMethods\./,
    ],
    [
      withBehaviors({ pathPattern: "*", keyGroups: [] }),
      /^behaviors\[0\]\.keyGroups must be .*leave it out.* an empty list/,
    ],
    [
      withBehaviors({ pathPattern: "*", keyGroups: null }),
      /^behaviors\[0\]\.keyGroups must be .* it is null/,
    ],
    [
      withBehaviors({ pathPattern: "*", keyGroups: "lessons" }),
      /^behaviors\[0\]\.keyGroups must be/,
    ],
    [
      withBehaviors({ pathPattern: "*", keyGroups: ["staff"] }),
      /^behaviors\[0\]\.keyGroups\[0\] must be .*\(lessons\); it is "staff"/,
    ],
    [
      withBehaviors({ pathPattern: "*", keyGroups: ["constructor"] }),
      /^behaviors\[0\]\.keyGroups\[0\]/,
    ],
    [{ keyGroups: undefined }, /there are none/],
    [{ keyGroups: [] }, /^keyGroups must be an object/],
    [
      { keyGroups: { lessons: [] } },
      /^keyGroups\.lessons must be a list of keys .* an empty list/,
    ],
    [
      { keyGroups: { lessons: trusted(key) } },
      /^keyGroups\.lessons must be a list/,
    ],
    [
      withKey(key.publicKey, ""),
      /^keyGroups\.lessons\[0\]\.keyPairId must be .* an empty string/,
    ],
    [
      withKey(key.publicKey, "K 1"),
      /^keyGroups\.lessons\[0\]\.keyPairId must be/,
    ],
    [withKey(undefined), /^keyGroups\.lessons\[0\]\.publicKey must be a PEM/],
    [withKey("not a key"), /a string of 9 characters/],
    [
      withKey("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"),
      /cannot be parsed/,
    ],
    [withKey(pem("pkcs1", 2048)), /BEGIN PUBLIC KEY/],
    [withKey(pem("spki", 1024)), /it is rsa 1024\./],
    [withKey(p384), /it is ec secp384r1\./],
    [withKey(ed25519), /it is ed25519\./],
    [
      { keyGroups: { lessons: [trusted(key), trusted(key)] } },
      /^keyGroups\.lessons\[1\]\.keyPairId is taken/,
    ],
    [
      {
        keyGroups: { lessons: [trusted(key)], staff: [trusted(rsaKey("K1"))] },
      },
      /^keyGroups\.staff\[0\]\.keyPairId is taken/,
    ],
    [{ cors: {} }, /^cors\.origins must be a list of origins/],
    [{ cors: { origins: [] } }, /^cors\.origins must be/],
    [
      { cors: { origins: ["*"], credentials: true } },
      /^cors\.origins\[0\]: browsers refuse/,
    ],
    [
      { cors: { origins: ["https://lms.example/"] } },
      /^cors\.origins\[0\] must be an origin/,
    ],
    [
      { cors: { origins: ["lms.example"] } },
      /^cors\.origins\[0\] must be an origin/,
    ],
    [{ cors: { origins: ["null"] } }, /^cors\.origins\[0\] must be an origin/],
    [
      { cors: { origins: ["https://a.*.example"] } },
      /^cors\.origins\[0\] must be an origin/,
    ],
    [
      { cors: { origins: ["https://LMS.example"] } },
      /^cors\.origins\[0\] must be an origin/,
    ],
    [
      { cors: { origins: ["https://a.example"], onRefusal: true } },
      /^cors has no option "onRefusal"/,
    ],
    [
      { cors: { origins: ["https://a.example"], onRefusals: 1 } },
      /^cors\.onRefusals must be true or false; it is 1/,
    ],
    [
      { cors: { origins: ["https://a.example"], maxAgeSeconds: -1 } },
      /^cors\.maxAgeSeconds must be/,
    ],
    [
      { cors: { origins: ["https://a.example"], allowHeaders: ["a b"] } },
      /^cors\.allowHeaders\[0\] must be/,
    ],
    [{ cors: null }, /^cors must be an object; it is null/],
    [
      withBehaviors({ ...signed, cors: { origins: [1] } }),
      /^behaviors\[0\]\.cors\.origins\[0\] must be .* it is 1/,
    ],
    [
      withBehaviors({ pathPattern: "/.auth/*", origin: "https://api" }, signed),
      /^behaviors\[0\]\.origin must be a listener .* a string of 11 characters/,
    ],
    [
      withBehaviors({ pathPattern: "/.auth/*", origin: null }, signed),
      /^behaviors\[0\]\.origin must be a listener .* it is null/,
    ],
    [
      withBehaviors({ ...signed, origin: () => {} }),
      /^behaviors\[0\]\.keyGroups must be left out/,
    ],
    [
      withBehaviors({ pathPattern: "*", origin: () => {}, cors: false }),
      /^behaviors\[0\]\.cors must be left out/,
    ],
    [
      withBehaviors({ ...signed, allowedMethods: ["GET", "HEAD"] }),
      /^behaviors\[0\]\.allowedMethods is for a behavior with an origin/,
    ],
    [
      withBehaviors({
        pathPattern: "*",
        origin: () => {},
        allowedMethods: ["GET", "POST"],
      }),
      /^behaviors\[0\]\.allowedMethods must be one of the lists .* it is a list/,
    ],
    [{ origin: "https://cdn.example/" }, /^origin must be an origin/],
    [{ origin: "cdn.example" }, /^origin must be an origin/],
    [{ missingFileStatus: 500 }, /^missingFileStatus must be 403 or 404/],
    [{ now: 1 }, /^now must be a function; it is 1/],
    [{ intercept: "drop" }, /^intercept must be a function/],
    [{ onRequest: {} }, /^onRequest must be a function; it is an object/],
    [{ keygroups: {} }, /^options has no option "keygroups"/],
    [{ port: "8080" }, /^port must be/],
    [{ port: 70_000 }, /^port must be/],
    [{ host: "" }, /^host must be/],
    [{ tls: {} }, /^tls\.key must be/],
    [
      { tls: { key: "x", cert: "y" } },
      /^tls\.key must be .* a string of 1 characters/,
    ],
    [
      {
        tls: {
          key: "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
          cert: "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----",
        },
      },
      /^tls must be a key and the certificate made for it/,
    ],
  ];
  for (const [index, [options, message]] of table.entries())
    it(`${index}: ${Object.keys(options).join()} ${message.source}`, async () => {
      await assert.rejects(
        createEdge({ ...good, ...options } as unknown as EdgeOptions).then(
          (edge) => edge.close(),
        ),
        {
          name: "TypeError",
          message,
        },
      );
    });

  it("no options at all", async () => {
    await assert.rejects(
      createEdge(undefined as unknown as EdgeOptions),
      /^TypeError: options must be an object/,
    );
    assert.throws(
      () => createEdgeHandler(null as unknown as EdgeOptions),
      /^TypeError: options must be an object/,
    );
  });
  it("a private key is refused and not repeated, in any form", () => {
    const rsa = rsaKey("K1").privateKey;
    const forms = [
      rsa.export({ type: "pkcs8", format: "pem" }),
      rsa.export({ type: "pkcs1", format: "pem" }),
      key.privateKey.export({ type: "sec1", format: "pem" }),
      rsa.export({
        type: "pkcs8",
        format: "pem",
        cipher: "aes-256-cbc",
        passphrase: "x",
      }),
      Buffer.from(
        createPrivateKey(rsa.export({ type: "pkcs8", format: "pem" })).export({
          type: "pkcs8",
          format: "pem",
        }),
      ),
    ].map(String);
    for (const form of forms)
      assert.throws(
        () =>
          createEdgeHandler({
            ...good,
            ...withKey(form),
          } as unknown as EdgeOptions),
        (error: TypeError) => {
          assert.match(
            error.message,
            /^keyGroups\.lessons\[0\]\.publicKey is a private key/,
          );
          const shown = `${error.message}${error.stack}${JSON.stringify(error.cause)}`;
          for (const line of form.split("\n").slice(1, -2))
            assert.ok(!shown.includes(line));
          return true;
        },
      );
  });
  it("a wrong change while running is refused and changes nothing", () => {
    const edge = createEdgeHandler(good);
    assert.throws(
      () => edge.setKeyGroups({}),
      /^TypeError: behaviors\[0\]\.keyGroups\[0\] must be/,
    );
    assert.throws(
      () => edge.setCors({ origins: [] }),
      /^TypeError: cors\.origins/,
    );
    edge.setCors(undefined);
  });
  it("behaviors are those of construction, whatever becomes of the list", async () => {
    const behaviors = [{ pathPattern: "*", keyGroups: ["lessons"] }];
    const edge = await createEdge({ ...good, behaviors });
    behaviors.unshift({ pathPattern: "/a.*", keyGroups: ["none"] });
    edge.setKeyGroups(good.keyGroups);
    await edge.close();
  });
  it("the same key in two groups is fine", () => {
    createEdgeHandler({
      ...good,
      keyGroups: { lessons: [trusted(key)], staff: [trusted(key)] },
    });
  });
  it("a port that is taken", async () => {
    const edge = await createEdge(good);
    await assert.rejects(createEdge({ ...good, port: edge.port }), {
      code: "EADDRINUSE",
    });
    await edge.close();
  });
});
