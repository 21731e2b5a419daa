import assert from "node:assert/strict";
import { createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { SignJWT, UnsecuredJWT } from "jose";
import {
  auth0Issuer,
  authenticateByJwt,
  cognitoIssuer,
  keycloakIssuer,
  type JwtOptions,
  type JwtViewer,
} from "../../../server-kit/authenticate/jwt.js";
import { GrantError } from "../../../server-kit/index.js";
import {
  makeKey,
  seconds,
  sign,
  startIssuer,
  type Issuer,
} from "../../support/issuer.js";

const key = makeKey("k1");
const stranger = makeKey("k1");
const audience = "https://video.school.example";
const claimsOf = (
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  iss: issuer.origin,
  aud: audience,
  sub: "ada",
  exp: seconds() + 600,
  ...more,
});

let issuer: Issuer;
let authenticate: (request: Request) => Promise<JwtViewer | undefined>;
before(async () => {
  issuer = await startIssuer(key);
  authenticate = authenticateByJwt({
    issuer: issuer.origin,
    audience,
    jwks: issuer.jwks,
  });
});
after(() => issuer.close());

const request = (
  headers: Record<string, string> = {},
  path = "grant",
): Request => new Request(`https://api.school.example/${path}`, { headers });
const bearing = (token: string): Request =>
  request({ Authorization: `Bearer ${token}` });

/** Rejects with a 401 that says so much, and holds nothing of the token. */
async function refuses(
  answer: Promise<unknown>,
  detail: string | RegExp,
  token = "",
): Promise<void> {
  await assert.rejects(answer, (error) => {
    assert.ok(error instanceof GrantError, String(error));
    assert.equal(error.code, "not-signed-in");
    if (typeof detail === "string") assert.equal(error.message, detail);
    else assert.match(error.message, detail);
    // A cause is logged, and jose's errors hold the claims.
    assert.equal(error.cause, undefined);
    for (const part of token.split("."))
      assert.ok(part === "" || !error.message.includes(part));
    assert.doesNotMatch(error.message, /ada|evil/);
    return true;
  });
}

test("whoever carries a good token is known by its subject", async () => {
  const claims = claimsOf({ name: "Ada" });
  const viewer = await authenticate(bearing(await sign(key, claims)));
  assert.deepEqual(viewer, { id: "ada", claims });
});

test("without a token nobody is known, and no reason is made up", async () => {
  for (const headers of [
    {},
    { Authorization: "" },
    { Authorization: "Basic YWRhOmFkYQ==" },
    { Authorization: "Bearerx y" },
    { Cookie: "token=a.b.c" },
    { "X-Viewer": "ada" },
  ] as Record<string, string>[])
    assert.equal(await authenticate(request(headers)), undefined);
});

test("the scheme may be in any case", async () => {
  const token = await sign(key, claimsOf());
  const viewer = await authenticate(
    request({ Authorization: `bearer  ${token}` }),
  );
  assert.equal(viewer?.id, "ada");
});

for (const [what, claims, detail] of [
  [
    "an expired token",
    () => ({ exp: seconds() - 6 }),
    "The token has expired.",
  ],
  [
    "a token that never expires",
    () => ({ exp: undefined }),
    "The token has no `exp`.",
  ],
  [
    "a token whose end is text",
    () => ({ exp: "2099" }),
    "The token's `exp` is not what it has to be.",
  ],
  [
    "a token of tomorrow",
    () => ({ nbf: seconds() + 60 }),
    "The token is not good yet.",
  ],
  [
    "another issuer's token",
    () => ({ iss: "https://evil.example" }),
    "The token is of another issuer.",
  ],
  [
    "an issuer with a slash more",
    () => ({ iss: `${issuer.origin}/` }),
    "The token is of another issuer.",
  ],
  [
    "a token without an issuer",
    () => ({ iss: undefined }),
    "The token has no `iss`.",
  ],
  [
    "a list of issuers",
    () => ({ iss: [issuer.origin] }),
    "The token is of another issuer.",
  ],
  [
    "a token for another audience",
    () => ({ aud: "evil" }),
    "The token is for another audience.",
  ],
  [
    "a token for others",
    () => ({ aud: ["evil", "evil2"] }),
    "The token is for another audience.",
  ],
  ["a token for nobody", () => ({ aud: undefined }), "The token has no `aud`."],
  [
    "a token for an empty list",
    () => ({ aud: [] }),
    "The token is for another audience.",
  ],
  [
    "a token whose audience is nested",
    () => ({ aud: [[audience]] }),
    "The token is for another audience.",
  ],
  [
    "a token without a subject",
    () => ({ sub: undefined }),
    "The token's `sub` names nobody.",
  ],
  ["an empty subject", () => ({ sub: "" }), "The token's `sub` names nobody."],
  [
    "a subject that is a number",
    () => ({ sub: 7 }),
    "The token's `sub` names nobody.",
  ],
] as [string, () => Record<string, unknown>, string][])
  test(`${what} is no sign-in, and the developer is told why`, async () => {
    const token = await sign(key, claimsOf(claims()));
    await refuses(authenticate(bearing(token)), detail, token);
  });

test("clocks may differ by the tolerance, and no more", async () => {
  const token = await sign(key, claimsOf({ exp: seconds() - 30 }));
  const patient = authenticateByJwt({
    issuer: issuer.origin,
    audience,
    jwks: issuer.jwks,
    clockToleranceSeconds: 60,
  });
  assert.equal((await patient(bearing(token)))?.id, "ada");
  await refuses(authenticate(bearing(token)), "The token has expired.");
});

test("a token signed by a stranger is refused, whatever key it names", async () => {
  await refuses(
    authenticate(bearing(await sign(stranger, claimsOf()))),
    "The token's signature is not the issuer's.",
  );
  await refuses(
    authenticate(bearing(await sign(stranger, claimsOf(), { kid: "k9" }))),
    "The token does not name one of the issuer's keys.",
  );
  const header = {
    jwk: stranger.publicKey.export({ format: "jwk" }),
    jku: "https://evil.example",
  };
  await refuses(
    authenticate(bearing(await sign(stranger, claimsOf(), header))),
    "The token's signature is not the issuer's.",
  );
});

test("a token without a signature is refused", async () => {
  const unsecured = new UnsecuredJWT(claimsOf()).encode();
  await refuses(authenticate(bearing(unsecured)), /algorithm/, unsecured);
  const [, payload] = unsecured.split(".");
  for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
    const head = Buffer.from(JSON.stringify({ alg })).toString("base64url");
    await refuses(
      authenticate(bearing(`${head}.${payload}.`)),
      /algorithm|malformed/,
    );
    await refuses(
      authenticate(bearing(`${head}.${payload}.AAAA`)),
      /algorithm|malformed/,
    );
  }
});

test("the public key is no secret: HMAC with it is refused", async () => {
  const rsa = makeKey("r1", "RS256");
  const pem = rsa.publicKey.export({ format: "pem", type: "spki" }) as string;
  for (const secret of [
    pem,
    pem.trim(),
    rsa.publicKey.export({ format: "der", type: "spki" }),
  ]) {
    const forged = await new SignJWT(claimsOf())
      .setProtectedHeader({ alg: "HS256", kid: "k1" })
      .sign(Buffer.from(secret));
    const byKey = authenticateByJwt({
      issuer: issuer.origin,
      audience,
      publicKey: pem,
    });
    await refuses(byKey(bearing(forged)), /algorithm that is not allowed/);
    await refuses(
      authenticate(bearing(forged)),
      /algorithm that is not allowed/,
    );
  }
});

test("a token that is changed by one letter is refused", async () => {
  const token = await sign(key, claimsOf());
  const [head, payload, signature] = token.split(".") as [
    string,
    string,
    string,
  ];
  const other = Buffer.from(JSON.stringify(claimsOf({ sub: "eve" }))).toString(
    "base64url",
  );
  await refuses(
    authenticate(bearing(`${head}.${other}.${signature}`)),
    /signature/,
  );
  await refuses(authenticate(bearing(`${head}.${payload}.`)), /signature/);
});

test("what is no token at all is a 401, not a failure", async () => {
  for (const token of [
    "x",
    "a.b",
    "a.b.c",
    "a.b.c.d.e",
    "..",
    "e30.e30.",
    "e30.e30.AAAA",
    "a b",
    "ä.b.c",
    "a.b.c,d.e.f",
    "*".repeat(20_000),
    "a".repeat(20_000),
  ]) {
    const headers = new Headers();
    headers.set("Authorization", `Bearer ${token}`);
    await refuses(
      authenticate(new Request("https://a.example", { headers })),
      /The token/,
    );
  }
  await refuses(
    authenticate(request({ Authorization: "Bearer" })),
    /malformed/,
  );
});

test("a cookie carries the token where it is asked to, and then nothing else does", async () => {
  const byCookie = authenticateByJwt({
    issuer: issuer.origin,
    audience,
    jwks: issuer.jwks,
    from: { cookie: "__Host-id" },
  });
  const token = await sign(key, claimsOf());
  for (const cookie of [
    `__Host-id=${token}`,
    `a=b; __Host-id=${token}; c=d`,
    `__Host-id="${token}"`,
  ])
    assert.equal((await byCookie(request({ Cookie: cookie })))?.id, "ada");
  for (const headers of [
    { Authorization: `Bearer ${token}` },
    { Cookie: `x__Host-id=${token}` },
    { Cookie: `__host-id=${token}` },
    { Cookie: "__Host-id=" },
  ] as Record<string, string>[])
    assert.equal(await byCookie(request(headers)), undefined);
  // As a neighbouring subdomain could set it.
  const evil = await sign(key, claimsOf({ sub: "evil" }));
  await refuses(
    byCookie(request({ Cookie: `__Host-id=${evil}; __Host-id=${token}` })),
    "There are two cookies with a token.",
  );
});

test("the application makes its own viewer of the claims, or nobody", async () => {
  const byName = authenticateByJwt({
    issuer: issuer.origin,
    audience,
    jwks: issuer.jwks,
    viewer: async (claims) =>
      claims["email_verified"] === true && {
        id: claims.sub!,
        school: String(claims["school"]),
      },
  });
  const viewer: { id: string; school: string } | undefined = await byName(
    bearing(await sign(key, claimsOf({ email_verified: true, school: "S1" }))),
  );
  assert.deepEqual(viewer, { id: "ada", school: "S1" });
  assert.equal(await byName(bearing(await sign(key, claimsOf()))), undefined);
});

test("required claims must be there, and be what they have to be", async () => {
  const strict = authenticateByJwt({
    issuer: issuer.origin,
    audience,
    jwks: issuer.jwks,
    requiredClaims: { token_use: "access", school: true },
    typ: "at+jwt",
  });
  const ask = async (claims: Record<string, unknown>, typ = "at+jwt") =>
    strict(bearing(await sign(key, claimsOf(claims), { typ })));
  assert.equal((await ask({ token_use: "access", school: 1 }))?.id, "ada");
  await refuses(
    ask({ token_use: "id", school: 1 }),
    "The token's `token_use` is not what it has to be.",
  );
  await refuses(
    ask({ token_use: ["access"], school: 1 }),
    "The token's `token_use` is not what it has to be.",
  );
  await refuses(ask({ school: 1 }), "The token has no `token_use`.");
  await refuses(ask({ token_use: "access" }), "The token has no `school`.");
  await refuses(
    ask({ token_use: "access", school: 1 }, "JWT"),
    "The token's `typ` is not what it has to be.",
  );
});

test("a shared secret signs for those who have it", async () => {
  const secret = randomBytes(36).toString("base64");
  const signed = (by: string, alg = "HS256") =>
    new SignJWT(claimsOf()).setProtectedHeader({ alg }).sign(Buffer.from(by));
  for (const given of [secret, createSecretKey(secret, "utf8")]) {
    const bySecret = authenticateByJwt({
      issuer: issuer.origin,
      audience,
      secret: given,
    });
    assert.equal((await bySecret(bearing(await signed(secret))))?.id, "ada");
    await refuses(
      bySecret(bearing(await signed(randomBytes(32).toString("base64")))),
      /signature/,
    );
    await refuses(
      bySecret(bearing(await sign(key, claimsOf()))),
      /algorithm that is not allowed/,
    );
    await refuses(
      bySecret(bearing(await signed(secret, "HS384"))),
      /algorithm that is not allowed/,
    );
  }
  const longer = authenticateByJwt({
    issuer: issuer.origin,
    audience,
    secret,
    algorithms: ["HS384"],
  });
  assert.equal(
    (await longer(bearing(await signed(secret, "HS384"))))?.id,
    "ada",
  );
});

test("a public key may be PEM, JWK or KeyObject", async () => {
  for (const publicKey of [
    key.publicKey,
    key.publicKey.export({ format: "jwk" }),
    key.publicKey.export({ format: "pem", type: "spki" }) as string,
  ]) {
    const byKey = authenticateByJwt({
      issuer: issuer.origin,
      audience,
      publicKey,
    });
    assert.equal(
      (await byKey(bearing(await sign(key, claimsOf()))))?.id,
      "ada",
    );
    await refuses(
      byKey(bearing(await sign(stranger, claimsOf()))),
      /signature/,
    );
  }
});

test("an algorithm that is not listed is refused", async () => {
  const rsa = makeKey("r1", "RS256");
  const only = authenticateByJwt({
    issuer: issuer.origin,
    audience,
    publicKey: rsa.publicKey,
    algorithms: ["PS256"],
  });
  await refuses(
    only(bearing(await sign(rsa, claimsOf()))),
    /algorithm that is not allowed/,
  );
  assert.equal(
    (await only(bearing(await sign({ ...rsa, alg: "PS256" }, claimsOf()))))?.id,
    "ada",
  );
});

const good: JwtOptions<JwtViewer> = {
  issuer: "https://id.school.example/",
  audience,
  jwks: "https://id.school.example/jwks.json",
};
const without = { ...good, jwks: undefined };
const secret = randomBytes(32);
const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
for (const [what, options, message] of [
  ["no issuer", { ...good, issuer: undefined }, /`issuer` is undefined/],
  ["an empty issuer", { ...good, issuer: "" }, /`issuer` is an empty string/],
  ["no audience", { ...good, audience: undefined }, /`audience` is undefined/],
  [
    "an empty list of audiences",
    { ...good, audience: [] },
    /`audience` is an array of 0/,
  ],
  ["an audience that is empty", { ...good, audience: ["a", ""] }, /`audience`/],
  ["no key", without, /None of `jwks`, `secret` and `publicKey`/],
  ["two keys", { ...good, secret: "x".repeat(32) }, /More than one of `jwks`/],
  [
    "a JWKS that is no URL",
    { ...good, jwks: "jwks.json" },
    /`jwks` is a string of 9/,
  ],
  [
    "a JWKS over plain HTTP",
    { ...good, jwks: "http://id.school.example/jwks.json" },
    /`jwks`.*Use https/,
  ],
  [
    "a JWKS with a password",
    { ...good, jwks: "https://a:b@id.school.example/" },
    /`jwks`/,
  ],
  ["a JWKS in a file", { ...good, jwks: "file:///jwks.json" }, /`jwks`/],
  [
    "31 bytes of secret",
    { ...without, secret: "x".repeat(31) },
    /`secret` is a string of 31/,
  ],
  [
    "an empty secret",
    { ...without, secret: "" },
    /`secret` is an empty string/,
  ],
  [
    "a short key object as secret",
    { ...without, secret: createSecretKey(secret.subarray(1)) },
    /`secret` is an object/,
  ],
  [
    "a public key as secret",
    { ...without, secret: pair.publicKey },
    /`secret` is an object/,
  ],
  [
    "a private key as public key",
    { ...without, publicKey: pair.privateKey },
    /`publicKey` is an object/,
  ],
  [
    "a private PEM as public key",
    {
      ...without,
      publicKey: pair.privateKey.export({ format: "pem", type: "pkcs8" }),
    },
    /`publicKey` is a string/,
  ],
  [
    "a private JWK as public key",
    { ...without, publicKey: pair.privateKey.export({ format: "jwk" }) },
    /`publicKey` is an object/,
  ],
  [
    "a secret JWK as public key",
    { ...without, publicKey: { kty: "oct", k: "AAAA" } },
    /`publicKey` is an object/,
  ],
  [
    "RSA of 1024 bits",
    {
      ...without,
      publicKey: generateKeyPairSync("rsa", { modulusLength: 1_024 }).publicKey,
    },
    /`publicKey`.*2048/,
  ],
  [
    "HMAC beside a public key",
    { ...without, publicKey: pair.publicKey, algorithms: ["HS256"] },
    /`algorithms`.*ES256/,
  ],
  [
    "HMAC beside a JWKS",
    { ...good, algorithms: ["RS256", "HS256"] },
    /`algorithms`/,
  ],
  [
    "RSA beside a secret",
    { ...without, secret: "x".repeat(32), algorithms: ["RS256"] },
    /`algorithms`.*HS256/,
  ],
  [
    "a hash that is longer than the secret",
    { ...without, secret: "x".repeat(32), algorithms: ["HS512"] },
    /`algorithms`/,
  ],
  ["no algorithm at all", { ...good, algorithms: ["none"] }, /`algorithms`/],
  [
    "an empty list of algorithms",
    { ...good, algorithms: [] },
    /`algorithms` is an array of 0/,
  ],
  [
    "a tolerance of an hour",
    { ...good, clockToleranceSeconds: 3_600 },
    /`clockToleranceSeconds`/,
  ],
  [
    "a time limit of nothing",
    { ...good, jwksTimeoutSeconds: 0 },
    /`jwksTimeoutSeconds`/,
  ],
  [
    "a cookie without a name",
    { ...good, from: { cookie: "" } },
    /`from` is an object/,
  ],
  ["a place that is none", { ...good, from: "query" }, /`from`/],
  ["a viewer that is no function", { ...good, viewer: {} }, /`viewer`/],
  [
    "required claims that are a list",
    { ...good, requiredClaims: ["a", 1] },
    /`requiredClaims`/,
  ],
  [
    "an audience claim without a name",
    { ...good, audienceClaim: "" },
    /`audienceClaim`/,
  ],
  ["a type that is none", { ...good, typ: 7 }, /`typ`/],
] as [string, JwtOptions<JwtViewer>, RegExp][])
  test(`${what} is told when the endpoint starts`, () => {
    assert.throws(
      () => authenticateByJwt(options as never),
      (error: Error) => {
        assert.ok(error instanceof TypeError);
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /PRIVATE|xxxx/);
        return true;
      },
    );
  });

test("Cognito, Auth0 and Keycloak are known by what they are called there", () => {
  assert.deepEqual(
    cognitoIssuer({
      region: "eu-west-1",
      userPoolId: "eu-west-1_AbC",
      clientId: "c1",
    }),
    {
      issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC",
      audience: "c1",
      audienceClaim: "client_id",
      jwks: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC/.well-known/jwks.json",
      requiredClaims: { token_use: "access" },
    },
  );
  assert.deepEqual(auth0Issuer({ domain: "school.eu.auth0.com", audience }), {
    issuer: "https://school.eu.auth0.com/",
    audience,
    jwks: "https://school.eu.auth0.com/.well-known/jwks.json",
  });
  assert.deepEqual(
    keycloakIssuer({
      url: "https://id.school.example/auth/",
      realm: "school",
      clientId: "player",
    }),
    {
      issuer: "https://id.school.example/auth/realms/school",
      audience: "player",
      audienceClaim: "azp",
      jwks: "https://id.school.example/auth/realms/school/protocol/openid-connect/certs",
      requiredClaims: { typ: "Bearer" },
    },
  );
  assert.throws(
    () => cognitoIssuer({ region: "", userPoolId: "a", clientId: "c" }),
    /`region`/,
  );
  assert.throws(
    () => cognitoIssuer({ region: "r", userPoolId: "a/../b", clientId: "c" }),
    /`userPoolId`/,
  );
  assert.throws(
    () =>
      cognitoIssuer({
        region: "r",
        userPoolId: "a",
        clientId: "c",
        tokenUse: "refresh" as never,
      }),
    /`tokenUse`/,
  );
  assert.throws(
    () => auth0Issuer({ domain: "https://school.eu.auth0.com", audience }),
    /`domain`/,
  );
  assert.throws(
    () =>
      keycloakIssuer({ url: "id.school.example", realm: "a", clientId: "c" }),
    /`url`/,
  );
  for (const options of [
    cognitoIssuer({ region: "r-1", userPoolId: "p", clientId: "c" }),
    auth0Issuer({ domain: "d.example", audience }),
    keycloakIssuer({ url: "https://k.example", realm: "r", clientId: "c" }),
  ])
    authenticateByJwt(options);
});

test("Cognito's two kinds of token are not taken for one another", async () => {
  const access = { client_id: "c1", token_use: "access", aud: undefined };
  const id = { aud: "c1", token_use: "id" };
  const by = (tokenUse: "access" | "id") =>
    authenticateByJwt({
      ...cognitoIssuer({
        region: "eu-west-1",
        userPoolId: "p",
        clientId: "c1",
        tokenUse,
      }),
      issuer: issuer.origin,
      jwks: issuer.jwks,
    });
  const token = async (claims: Record<string, unknown>) =>
    bearing(await sign(key, claimsOf(claims)));
  assert.equal((await by("access")(await token(access)))?.id, "ada");
  assert.equal((await by("id")(await token(id)))?.id, "ada");
  await refuses(by("access")(await token(id)), "The token has no `client_id`.");
  await refuses(by("id")(await token(access)), "The token has no `aud`.");
  await refuses(
    by("access")(await token({ ...access, client_id: "c2" })),
    "The token is for another audience.",
  );
  await refuses(
    by("access")(await token({ ...access, token_use: "id" })),
    /token_use/,
  );
});

test("no header, path or cookie beside the token changes who the viewer is", async () => {
  const token = await sign(key, claimsOf());
  const visible = fc.stringMatching(/^[!-~]{0,30}$/);
  const names = fc.constantFrom(
    "X-User",
    "X-Forwarded-User",
    "X-Amzn-Oidc-Data",
    "X-Amzn-Oidc-Identity",
    "Cookie",
    "Host",
    "X-Authorization",
    "Proxy-Authorization",
    "Forwarded",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        names,
        fc.oneof(
          visible,
          fc.constant("sub=eve"),
          fc.constant(`Bearer ${token}`),
        ),
      ),
      fc.constantFrom("grant", "users/eve/grant", "../eve", "grant/%2e"),
      fc
        .constantFrom("access_token=", "user=eve&id_token=")
        .map((query) => `${query}${token}`),
      fc.boolean(),
      async (headers, path, query, signedIn) => {
        const viewer = await authenticate(
          request(
            {
              ...headers,
              ...(signedIn && { Authorization: `Bearer ${token}` }),
            },
            `${path}?sub=eve&${query}`,
          ),
        );
        assert.equal(viewer?.id, signedIn ? "ada" : undefined);
      },
    ),
    { numRuns: 200 },
  );
});

test("no token for another audience or of another issuer ever passes", async () => {
  const audiences = fc.oneof(
    fc.constant(audience),
    fc.constantFrom<unknown>(`${audience}/`, undefined, null, "", [], {}),
    fc.array(fc.constantFrom(audience, `${audience} `, "x"), { maxLength: 3 }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const issuers = fc.oneof(
    fc.constant(issuer.origin),
    fc.constantFrom(undefined, `${issuer.origin}/`, `${issuer.origin}.evil`),
    fc.string(),
  );
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(audiences, issuers, async (aud, iss) => {
      const token = await sign(key, claimsOf({ aud, iss }));
      const isGood =
        iss === issuer.origin &&
        (aud === audience || (Array.isArray(aud) && aud.includes(audience)));
      const viewer = await authenticate(bearing(token)).catch(
        (error: unknown) => {
          assert.ok(
            error instanceof GrantError && error.code === "not-signed-in",
            String(error),
          );
          return undefined;
        },
      );
      assert.equal(viewer !== undefined, isGood, JSON.stringify({ aud, iss }));
      if (isGood) passed += 1;
    }),
    { numRuns: 300 },
  );
  assert.ok(passed > 10, `only ${passed} passed`);
});

test("the keys are fetched once for all of these tests' tokens", () => {
  // One for each authenticate of a test that reads them by URL, and one for the unknown key ID.
  assert.ok(issuer.asked() < 15, `${issuer.asked()} times`);
});
