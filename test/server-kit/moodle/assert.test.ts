import assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { decodeJwt, decodeProtectedHeader } from "jose";
import {
  authenticateByAssertion,
  type TokenKeySource,
} from "../../../server-kit/authenticate/assertion.js";
import {
  createGrantHandler,
  createMemoryStore,
  createSigner,
  scope,
} from "../../../server-kit/index.js";
import {
  contextOf,
  startMoodle,
  type Moodle,
  type MoodleSite,
} from "../../support/moodle.js";

const audience = "https://video.school.example/grant";
const cdn = "https://cdn.school.example";
const video = "courses/101/lesson-1/index.m3u8";
const secret = randomBytes(32).toString("base64");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

let folder: string;
let moodle: Moodle;
let site: MoodleSite;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "moodle-assert-"));
  const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" });
  writeFileSync(join(folder, "rsa"), pem(rsa.privateKey));
  writeFileSync(join(folder, "ec"), pem(ec.privateKey));
  writeFileSync(join(folder, "secret"), `${secret}\n`);
  writeFileSync(join(folder, "short"), "a short secret");
  site = {
    config: {
      cdnorigin: cdn,
      grantendpoint: audience,
      assertkeypath: join(folder, "secret"),
    },
    courses: [{ id: 1, idnumber: "101" }],
    users: {
      student: { id: 11, enrolments: { 1: { role: "student" } } },
      teacher: { id: 12, enrolments: { 1: { role: "teacher" } } },
      outsider: { id: 13 },
    },
  };
  moodle = await startMoodle(site);
});

after(async () => {
  await moodle?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function ask(user = "student", videoId = video): Promise<Response> {
  const { origin } = moodle;
  const ctx = contextOf.course(1);
  return fetch(`${origin}/filter/securehls/assert.php?ctx=${ctx}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Origin: origin,
      Cookie: `MoodleSession=${user}`,
    },
    body: JSON.stringify({ videoId }),
  });
}

async function assertionOf(user?: string): Promise<string> {
  const response = await ask(user);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("Cache-Control"), "no-store");
  assert.deepEqual(response.headers.getSetCookie(), []);
  const { assertion, expiresIn } = (await response.json()) as {
    assertion: string;
    expiresIn: number;
  };
  assert.equal(expiresIn, 60);
  return assertion;
}

/** server-kit's endpoint, which trades assertions for cookies. */
const grantBy = (keys: TokenKeySource) =>
  createGrantHandler({
    origins: [moodle.origin],
    signer: createSigner({ keyPairId: "K1", privateKey: rsa.privateKey }),
    authenticate: authenticateByAssertion({
      issuer: moodle.origin,
      audience,
      once: createMemoryStore(),
      ...keys,
    }),
    authorize: (viewer, videoId = "") =>
      viewer.videos?.includes(videoId) && {
        scope: scope.directory(cdn, ...videoId.split("/").slice(0, -1)),
        video: videoId.split("/").at(-1)!,
      },
  });

const trade = (
  handler: ReturnType<typeof grantBy>,
  assertion: string,
  videoId = video,
) =>
  handler(
    new Request(audience, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: moodle.origin,
        Authorization: `Bearer ${assertion}`,
      },
      body: JSON.stringify({ videoId }),
    }),
  );

describe("assert.php", () => {
  for (const [algorithm, file, keys] of [
    ["HS256", "secret", { secret }],
    ["RS256", "rsa", { publicKey: rsa.publicKey }],
    ["ES256", "ec", { publicKey: ec.publicKey }],
  ] as const)
    test(`server-kit trades an assertion of ${algorithm} for cookies, once and for one video`, async () => {
      const assertkeypath = join(folder, file);
      const config = { ...site.config, assertkeypath, assertkeyid: "k1" };
      moodle.set({ ...site, config });
      try {
        const handler = grantBy(keys);
        const assertion = await assertionOf();
        assert.deepEqual(decodeProtectedHeader(assertion), {
          typ: "JWT",
          alg: algorithm,
          kid: "k1",
        });
        const other = "courses/101/lesson-2/index.m3u8";
        const another = await assertionOf();
        assert.equal((await trade(handler, another, other)).status, 403);
        const grant = await trade(handler, assertion);
        assert.equal(grant.status, 200, await grant.clone().text());
        assert.ok(grant.headers.getSetCookie().length >= 4, "No cookies.");
        assert.equal((await trade(handler, assertion)).status, 401);
      } finally {
        moodle.set(site);
      }
    });

  test("it says who may watch what, and names nobody", async () => {
    const claims = decodeJwt(await assertionOf());
    const { sub, iat, exp, jti, ...rest } = claims;
    assert.deepEqual(rest, {
      iss: moodle.origin,
      aud: audience,
      video,
      prefix: "courses/101/",
      ctx: contextOf.course(1),
    });
    assert.equal(exp! - iat!, 60);
    assert.match(jti!, /^[0-9a-f]{32}$/);
    assert.match(sub!, /^[0-9a-f]{64}$/);
    assert.equal(decodeJwt(await assertionOf()).sub, sub);
    assert.notEqual(decodeJwt(await assertionOf()).jti, jti);
    assert.notEqual(decodeJwt(await assertionOf("teacher")).sub, sub);
  });

  test("who may not watch gets none", async () => {
    for (const [user, videoId, status] of [
      ["", video, 401],
      ["outsider", video, 403],
      ["student", "courses/102/a/index.m3u8", 403],
      ["student", "courses/101/../102/index.m3u8", 400],
    ] as [string, string, number][])
      assert.equal((await ask(user, videoId)).status, status, user);
  });

  for (const [what, config] of [
    ["no grant server", { grantendpoint: "" }],
    ["a grant server by http", { grantendpoint: "http://video.example/" }],
    ["no key", { assertkeypath: "" }],
    ["a short secret", { assertkeypath: "short" }],
  ] as [string, Record<string, string>][])
    test(`with ${what} nobody gets one`, async () => {
      const assertkeypath = config["assertkeypath"] && join(folder, config["assertkeypath"]); // prettier-ignore
      moodle.set({
        ...site,
        config: {
          ...site.config,
          ...config,
          ...(assertkeypath !== undefined && { assertkeypath }),
        },
      });
      try {
        assert.equal((await ask()).status, 503);
      } finally {
        moodle.set(site);
      }
    });
});
