import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

export type StubAnswer = (
  response: ServerResponse,
  request: IncomingMessage,
) => unknown;

/** A server that answers as it is told, for what real ones cannot be made to say. */
export interface HttpStub {
  origin: string;
  /** `METHOD /path` of each request so far. */
  requests: string[];
  /** Requests that the other side has given up. */
  aborted: number;
  answer: StubAnswer;
}

/** Ends with the test. */
export async function startStub(
  t: TestContext,
  answer: StubAnswer,
): Promise<HttpStub> {
  const stub: HttpStub = { origin: "", requests: [], aborted: 0, answer };
  const server = createServer((request, response) => {
    stub.requests.push(`${request.method} ${request.url}`);
    response.once("close", () => {
      if (!response.writableFinished) stub.aborted += 1;
    });
    stub.answer(response, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  stub.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return stub;
}
