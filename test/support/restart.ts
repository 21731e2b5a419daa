import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { SignJWT } from "jose";
import { createEdge, type Edge } from "../../server-kit/edge/server.js";
import type { SessionStore } from "../../server-kit/stores/session-store.js";
import { createGrantSession, type RenewalState } from "../../src/sdk/index.js";
import type { GrantServerSettings } from "./grant-server.js";

const viewers = Array.from({ length: 200 }, (_, index) => `viewer-${index}`);
/** How often each of them fetches a file. */
const watchMs = 4_000;

const secret = randomBytes(32).toString("base64url");
const pair = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
/** A grant endpoint in a process of its own. @param port 0 takes a free one */
async function startGrantServer(
  edge: Edge,
  store: GrantServerSettings["store"],
  port: number,
): Promise<{ process: ChildProcess; port: number }> {
  const settings: GrantServerSettings = {
    port,
    edgeOrigin: edge.origin,
    keyPairId: "K1",
    privateKey: pair.privateKey,
    secret,
    limit: 1,
    store,
  };
  const server = spawn(
    process.execPath,
    ["--import", "tsx", "test/support/grant-server.ts"],
    {
      env: { ...process.env, GRANT_SERVER: JSON.stringify(settings) },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const [line] = (await once(createInterface(server.stdout), "line")) as [
    string,
  ];
  return { process: server, port: Number(line) };
}

/** What a viewer got when he signed in. */
function tokenOf(viewerId: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("https://school.example")
    .setAudience("grants")
    .setSubject(viewerId)
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
}

/** `fetch` with the one cookie that a browser would keep: the endpoint's own, by which it knows a device. */
function withCookies(): typeof fetch {
  let cookie: string | undefined;
  return async (input, init = {}) => {
    const headers = new Headers(init.headers);
    if (cookie !== undefined) headers.set("Cookie", cookie);
    const response = await fetch(input, { ...init, headers });
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return response;
  };
}

/** Somebody who signed in once and watches: a grant session of the SDK, and a file of the lesson again and again. */
function watch(
  viewerId: string,
  grantEndpoint: string,
  token: string,
  edge: Edge,
) {
  const states: RenewalState["name"][] = [];
  const statuses: number[] = [];
  const over = new AbortController();
  let heard = () => {};
  const session = createGrantSession({
    grantEndpoint,
    fetch: withCookies(),
    videoId: "lesson-1",
    headers: { Authorization: `Bearer ${token}` },
    share: false,
    onChange: ({ name }) => {
      states.push(name);
      if (name === "active") heard();
    },
  });
  const watching = (async () => {
    await session.start();
    while (!over.signal.aborted) {
      const grant = await session.ready(over.signal);
      if (grant) {
        const { url } = grant.requestFor(`${edge.origin}/lesson-1/poster.jpg`);
        const { status, body } = await fetch(url);
        await body?.cancel();
        statuses.push(status);
      }
      await sleep(watchMs, undefined, { signal: over.signal }).catch(() => {});
    }
  })();
  return {
    viewerId,
    states,
    statuses,
    /** Waits for the next grant. */
    granted: () => new Promise<void>((resolve) => (heard = resolve)),
    async leave() {
      over.abort();
      await watching;
      session.close();
    },
  };
}

const sessionsOf = async (store: SessionStore) =>
  Object.fromEntries(
    await Promise.all(
      viewers.map(async (id) => {
        const sessions = await store.list(id);
        return [
          id,
          sessions.map(
            ({ sessionId, startedAt }) => `${sessionId} since ${startedAt}`,
          ),
        ] as const;
      }),
    ),
  );

/**
 * Two hundred viewers watch from the local edge; the process that gives them grants is killed, and another takes its place.
 * Every session is the same afterwards as before, no file was refused, and nobody had to sign in again.
 * @param where the store for those processes @param store the same, to look into
 */
export async function restartInTheMiddle(
  where: GrantServerSettings["store"],
  store: SessionStore,
): Promise<void> {
  const edge = await createEdge({
    root: "demo/media",
    keyGroups: { lessons: [{ keyPairId: "K1", publicKey: pair.publicKey }] },
    behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
  });
  const first = await startGrantServer(edge, where, 0);
  const endpoint = `http://127.0.0.1:${first.port}/`;
  const watching: ReturnType<typeof watch>[] = [];
  let second: typeof first | undefined;
  try {
    // One after the other, as people come: all at once they would only wait for each other.
    for (const id of viewers) {
      const viewer = watch(id, endpoint, await tokenOf(id), edge);
      watching.push(viewer);
      await viewer.granted();
    }
    const before = await sessionsOf(store);
    for (const [id, sessions] of Object.entries(before))
      assert.equal(sessions.length, 1, `${id}: ${sessions.join()}`);

    first.process.kill("SIGKILL");
    await once(first.process, "exit");
    const further = watching.map((viewer) => viewer.granted());
    second = await startGrantServer(edge, where, first.port);
    await Promise.all(further);

    assert.deepEqual(await sessionsOf(store), before);
    for (const { viewerId, states, statuses } of watching) {
      assert.ok(!states.includes("blocked"), `${viewerId}: ${states.join()}`);
      assert.ok(statuses.length > 0, `${viewerId} watched nothing`);
      assert.deepEqual([...new Set(statuses)], [200], viewerId);
    }
  } finally {
    await Promise.allSettled(watching.map((viewer) => viewer.leave()));
    for (const server of [first.process, second?.process]) {
      server?.stdin?.end();
      // Its last requests to the store are over then.
      if (server?.exitCode === null && server.signalCode === null)
        await once(server, "exit");
    }
    await edge.close();
  }
}
