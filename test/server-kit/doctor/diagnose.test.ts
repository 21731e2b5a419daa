import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../../server-kit/doctor/diagnose.js";
import { createSigner, scope, signedUrl } from "../../../server-kit/index.js";
import {
  bearer,
  cdn,
  keyPairId,
  lms,
  playlistUrl,
  privateKey,
  stage,
} from "../../support/doctor-stage.js";
import { keepsSecrets } from "../../support/doctor-faults.js";

const lesson = scope.directory(cdn, "courses", "lesson-1");

const token = bearer.replace("Bearer ", "");

/** Signed an instant ago, for a quarter of an hour. */
const signed = () =>
  createSigner({ keyPairId, privateKey })(lesson, {
    expiresAt: Math.floor(Date.now() / 1_000) + 900,
  });

const statuses = (checks: readonly { id: string; status: string }[]) =>
  Object.fromEntries(checks.map(({ id, status }) => [id, status]));

test("the session that a grant begins is released: it can be done again at a limit of one device", async (t) => {
  const { options } = await stage(t);
  await diagnose(options);
  const { findings } = await diagnose(options);
  assert.deepEqual(findings, []);
});

test("the five open questions are answered as this edge answers them", async (t) => {
  const { options } = await stage(t);
  const { settled } = await diagnose(options);
  assert.deepEqual(
    Object.fromEntries(settled.map(({ id, answer }) => [id, answer])),
    {
      "cors-on-refusals": "no",
      "options-before-signature": "no",
      "path-checked": "as sent",
      "duplicate-cookie": "first",
      "policy-and-expires": "no",
    },
  );
});

test("and otherwise by an edge that does otherwise", async (t) => {
  const { options } = await stage(t, {
    edge: {
      cors: { origins: [lms], credentials: true, onRefusals: true },
      intercept(request) {
        // The last of two cookies, none of Expires beside Policy, and the path as it is meant.
        const cookies = (request.headers.cookie ?? "").split("; ").reverse();
        const expires = cookies.filter((one) =>
          /^CloudFront-Expires/.test(one),
        );
        request.headers.cookie = cookies
          .filter((one) => !expires.includes(one))
          .join("; ");
        request.url = new URL(request.url!, cdn).pathname;
        return request.method === "OPTIONS" && request.url.endsWith(".m3u8")
          ? { status: 204 }
          : undefined;
      },
    },
  });
  const { settled } = await diagnose({ ...options, neighbourUrl: undefined });
  assert.deepEqual(
    settled.map(({ answer }) => answer),
    ["yes", "yes", "normalised", "last", "yes"],
  );
});

test("a signed URL is a grant in itself", async (t) => {
  const set = await stage(t, {
    grant: { delivery: "query" },
    keysForAll: true,
  });
  const url = signedUrl(playlistUrl, await signed());
  const diagnosis = await diagnose({
    ...set.options,
    url,
    grantEndpoint: undefined,
    grantHeaders: {},
  });
  const { grant, playlist, segments } = statuses(diagnosis.checks);
  assert.deepEqual([grant, playlist, segments], ["ok", "ok", "ok"]);
  assert.deepEqual(
    diagnosis.findings.map(({ id }) => id),
    ["key-public"],
  );
  const [, query = ""] = url.split("?");
  set.secrets.push(...new URLSearchParams(query).values());
  keepsSecrets(diagnosis, set);
});

test("so are cookies that were copied from a browser", async (t) => {
  const { options } = await stage(t);
  const { policy, signature } = await signed();
  const Cookie = `CloudFront-Policy=${policy}; CloudFront-Signature=${signature}; CloudFront-Key-Pair-Id=${keyPairId}; CloudFront-Hash-Algorithm=SHA256`;
  const diagnosis = await diagnose({
    ...options,
    grantEndpoint: undefined,
    grantHeaders: { Cookie },
  });
  assert.equal(statuses(diagnosis.checks)["playlist"], "ok");
  assert.ok(
    !JSON.stringify(diagnosis).includes(signature),
    "it says the signature",
  );
});

test("without a grant it sees from outside, and says what it did not see", async (t) => {
  const { options } = await stage(t);
  const { checks, findings, settled } = await diagnose({
    url: options.url,
    ca: options.ca,
    connect: options.connect,
  });
  assert.deepEqual(findings, []);
  const { unsigned, grant, playlist } = statuses(checks);
  assert.deepEqual([unsigned, grant, playlist], ["ok", "skipped", "skipped"]);
  assert.equal(settled.length, 5);
  assert.equal(settled[3]?.answer, "unknown");
});

test("an endpoint that wants to know the viewer is no fault where none was given", async (t) => {
  const { options } = await stage(t);
  const { checks, findings } = await diagnose({ ...options, grantHeaders: {} });
  assert.equal(statuses(checks)["grant"], "unknown");
  assert.deepEqual(findings, []);
});

test("each check is told of when it is done, in order", async (t) => {
  const { options } = await stage(t);
  const told: string[] = [];
  const { checks } = await diagnose({
    ...options,
    onCheck: ({ id }) => told.push(id),
  });
  assert.deepEqual(
    told,
    checks.map(({ id }) => id),
  );
  assert.equal(new Set(told).size, told.length);
});

test("what is sent to the viewer's own endpoint goes to no other host", async (t) => {
  const seen: (string | undefined)[] = [];
  const { options } = await stage(t, {
    spoilEdge: (_, { headers }) => seen.push(headers.authorization),
    bucket: ({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(403).end();
    },
  });
  await diagnose(options);
  assert.ok(seen.length > 50, `${seen.length} requests`);
  assert.deepEqual([...new Set(seen)], [undefined]);
});

test("what a server repeats of the viewer's token is left out", async (t) => {
  const { options } = await stage(t, {
    insteadOfEdge({ url }, response) {
      if (!url?.endsWith("720p.m3u8")) return false;
      response.writeHead(302, { Location: `/${token}/index.m3u8` }).end();
      return true;
    },
  });
  const { findings } = await diagnose(options);
  assert.deepEqual(
    findings.map(({ id }) => id),
    ["edge-redirects"],
  );
  assert.match(findings[0]!.cause, /school\.example\/…\/index\.m3u8/);
});

test("it ends when it is told to", async (t) => {
  const { options } = await stage(t);
  const abort = new AbortController();
  const reason = new Error("enough");
  await assert.rejects(
    diagnose({
      ...options,
      signal: abort.signal,
      onCheck: ({ id }) => id === "unsigned" && abort.abort(reason),
    }),
    reason,
  );
});

test("options that cannot be right are named, and never repeated", async () => {
  const wrong: [string, object][] = [
    ["url", { url: "cdn.school.example/secret" }],
    ["url", {}],
    ["grantEndpoint", { url: playlistUrl, grantEndpoint: "ftp://secret/" }],
    ["origin", { url: playlistUrl, origin: "https://secret.example/" }],
    ["timeoutMs", { url: playlistUrl, timeoutMs: 0 }],
    ["onCheck", { url: playlistUrl, onCheck: "secret" }],
    [
      "grantHeaders.Cookie",
      { url: playlistUrl, grantHeaders: { Cookie: "secret\nX: y" } },
    ],
  ];
  for (const [option, options] of wrong)
    await assert.rejects(diagnose(options as never), (error) => {
      assert.ok(error instanceof TypeError, option);
      assert.ok(error.message.startsWith(`\`${option}\``), error.message);
      assert.ok(!error.message.includes("secret"), error.message);
      return true;
    });
});
