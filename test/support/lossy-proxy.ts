import { once } from "node:events";
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Socket } from "node:net"; // prettier-ignore

/** Stands between a client and its server, and can lose an answer as a broken connection does. */
export interface LossyProxy {
  /** On 127.0.0.1. */
  port: number;
  /** Cuts the connection in place of the nth answer from now, which the server has given: 1 is the next. */
  loseAnswer(nth: number): void;
  /** How many answers were lost. */
  lost(): number;
  close(): Promise<void>;
}

/** @param target Where the server is; each of its answers must be small enough for one chunk. */
export async function startLossyProxy(
  target: NetConnectOpts,
): Promise<LossyProxy> {
  let countdown = 0;
  let lost = 0;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      const other = socket === client ? upstream : client;
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on("data", (data) => upstream.write(data));
    upstream.on("data", (data) => {
      if (countdown > 0 && (countdown -= 1) === 0) {
        lost += 1;
        client.destroy();
      } else {
        client.write(data);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    loseAnswer: (nth) => void (countdown = nth),
    lost: () => lost,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
