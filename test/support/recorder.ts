import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Recorded {
  method: string;
  url: string;
  body: string;
}

/** A server that says yes, with nothing in it, to everything, and remembers what it was asked. */
export async function startRecorder(): Promise<{
  origin: string;
  requests: Recorded[];
  close(): Promise<void>;
}> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    requests.push({ method, url, body: await text(request) });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
