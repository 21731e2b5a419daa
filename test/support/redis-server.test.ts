import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { test } from "node:test";
import { startRedis } from "./redis-server.js";

test("answers as soon as it has started, and leaves nothing when it is closed", async () => {
  const redis = await startRedis();
  const client = connect(redis.socket);
  client.write("PING\r\n");
  assert.equal(String((await once(client, "data"))[0]), "+PONG\r\n");
  const ended = once(client, "close");
  await redis.close();
  await ended;
  await redis.close();
  assert.equal(existsSync(dirname(redis.socket)), false);
  assert.throws(() => process.kill(redis.pid, 0), { code: "ESRCH" });
});

test("ends with the process that started it, even when that is killed", async () => {
  const script = `
    import { startRedis } from "./test/support/redis-server.ts";
    console.log((await startRedis()).socket);
  `;
  const owner = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", script],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [data] = (await once(owner.stdout, "data")) as [Buffer];
  const socket = data.toString().trim();
  const client = connect(socket);
  await once(client, "connect");
  const ended = once(client, "close");
  owner.kill("SIGKILL");
  await ended;
  rmSync(dirname(socket), { recursive: true });
});
