import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { commandLine } from "./command-line.js";

/** An edge over a folder with one lesson, as it is started by hand. */
async function edge(t: TestContext, ...options: string[]) {
  const line = commandLine(t);
  await line.type(["keys", "create", "--local"]);
  for (const lesson of ["lesson-1", "lesson-2"]) {
    mkdirSync(join(line.cwd, "out", lesson), { recursive: true });
    writeFileSync(join(line.cwd, "out", lesson, "index.m3u8"), "#EXTM3U\n");
  }
  const end = new AbortController();
  const { promise, resolve, reject } = deferred<string>();
  const ended = line.type(
    [
      ...["edge", "out", "--key", "keys/signing.json", "--port", "0"],
      ...options,
    ],
    {
      signal: end.signal,
      onOut: (text) => resolve(/^(\S+) serves/.exec(text)?.[1] ?? text),
    },
  );
  void ended.then(({ err }) => reject(new Error(err)));
  const origin = await promise;
  const stop = () => {
    end.abort();
    return ended;
  };
  t.after(stop);
  const cookies = async (url: string, ...more: string[]) => {
    const said = await line.type([
      ...["sign", "cookies", url, "--key", "keys/signing.json", "--json"],
      ...more,
    ]);
    return said.json<{ cookie: string }>().cookie;
  };
  return { ...line, origin, stop, cookies };
}

function deferred<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

test("edge serves what is signed: with the cookies, not without, nor with those of another lesson, nor when they are over", async (t) => {
  const { origin, cookies, stop } = await edge(t);
  const url = `${origin}/lesson-1/index.m3u8`;
  const status = async (Cookie?: string) =>
    (await fetch(url, Cookie ? { headers: { Cookie } } : {})).status;
  const good = await cookies(url);
  const short = await cookies(url, "--expires-in", "1s");
  assert.equal(await status(good), 200);
  assert.equal(await status(), 403);
  assert.equal(
    await status(await cookies(`${origin}/lesson-2/index.m3u8`)),
    403,
  );
  while ((await status(short)) === 200);
  assert.equal(await status(short), 403, "an hour later");
  const { exitCode, err } = await stop();
  assert.equal(exitCode, 0);
  assert.match(err, /^200 GET \/lesson-1\/index\.m3u8$/m);
  assert.match(err, /^403 GET \/lesson-1\/index\.m3u8 {2}\(no-signature\)$/m);
  assert.match(err, /\(expired\)$/m);
  assert.doesNotMatch(err, /Policy|Signature/);
});

test("edge answers the pages of one site, and makes exceptions where it is told", async (t) => {
  const { origin } = await edge(
    t,
    ...["--cors-origin", "https://lms.school.example"],
    ...["--public-path", "/lesson-2/*", "--quiet"],
  );
  const response = await fetch(`${origin}/lesson-2/index.m3u8`, {
    headers: { Origin: "https://lms.school.example" },
  });
  assert.equal(response.status, 200);
  assert.equal(
    response.headers.get("Access-Control-Allow-Origin"),
    "https://lms.school.example",
  );
});

test("edge serves https", async (t) => {
  const { origin } = await edge(t, "--https");
  assert.match(origin, /^https:/);
  // Nobody trusts its certificate, and it says so by its own name.
  await assert.rejects(fetch(origin), (error: Error) =>
    /self.signed/i.test(String((error.cause as Error).message)),
  );
});

test("whoever is given the edge's certificate trusts it, by the address that it listens on", async (t) => {
  const { origin, type } = await edge(t, "--https", "--certificate", "edge.pem"); // prettier-ignore
  const findings = async (...options: string[]) => {
    const url = `${origin}/lesson-1/index.m3u8`;
    const said = await type(["doctor", url, "--json", ...options]);
    return said.json<{ findings: { id: string }[] }>().findings.map(({ id }) => id); // prettier-ignore
  };
  const of = (ids: string[]) =>
    ids.filter((id) => id.startsWith("certificate"));
  assert.deepEqual(of(await findings()), ["certificate-untrusted"]);
  const trusting = await findings("--ca", "edge.pem");
  assert.deepEqual(of(trusting), [], trusting.join());
});

test("a certificate needs https", async (t) => {
  const { type } = commandLine(t);
  await type(["keys", "create", "--local"]);
  const { exitCode, err } = await type([
    ...["edge", ".", "--key", "keys/signing.json", "--certificate", "a.pem"],
  ]);
  assert.equal(exitCode, 2);
  assert.match(err, /--certificate needs --https/);
});

test("edge without a key fails closed", async (t) => {
  const { type } = commandLine(t);
  const { exitCode, err } = await type(["edge", "."]);
  assert.equal(exitCode, 2);
  assert.match(err, /no key to check signatures with.*keys create/);
});

test("edge of a folder that is not there, on a port that is taken", async (t) => {
  const { type } = commandLine(t);
  await type(["keys", "create", "--local"]);
  const start = (...args: string[]) =>
    type(["edge", ...args, "--key", "keys/signing.json"]);
  const missing = await start("nowhere", "--port", "0");
  assert.equal(missing.exitCode, 2);
  assert.match(missing.err, /root/);
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const taken = await start(".", "--port", String(port));
  assert.equal(taken.exitCode, 3);
  assert.match(taken.err, /Port \d+ is taken/);
});
