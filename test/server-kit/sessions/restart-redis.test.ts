import { test } from "node:test";
import { Redis } from "ioredis";
import { createRedisStore } from "../../../server-kit/stores/redis.js";
import { startRedis } from "../../support/redis-server.js";
import { restartInTheMiddle } from "../../support/restart.js";

test("with Redis a restart of the endpoint in the middle loses none of 200 sessions, and nobody signs in again", async (t) => {
  const { socket, close } = await startRedis();
  const client = new Redis(socket);
  t.after(async () => {
    client.disconnect();
    await close();
  });
  await restartInTheMiddle({ redis: socket }, createRedisStore({ client }));
});
