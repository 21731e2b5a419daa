import { createServer, type Server } from "node:http";
import type { IncomingMessage } from "node:http";
import { isDeepStrictEqual } from "node:util";
import type { Statement } from "../../src/adapters/xapi/index.js";
import { checkStatement } from "./xapi-checks.js";

/** An LRS as small as one can be: takes statements at POST /xapi/statements, and looks at each of them. */
export interface Lrs {
  server: Server;
  /** In the order in which they came, each once. */
  statements: Statement[];
  /** What was wrong with what came. */
  complaints: string[];
  /** Statuses of the next answers, in place of the right ones; 0 drops the connection. */
  faults: number[];
  requests: () => number;
}

export function createLrs(): Lrs {
  const statements: Statement[] = [];
  const complaints: string[] = [];
  const faults: number[] = [];
  let requests = 0;

  const take = (request: IncomingMessage, body: string): number => {
    const fault = faults.shift();
    if (fault !== undefined) return fault;
    try {
      const { headers } = request;
      if (request.method !== "POST" || request.url !== "/xapi/statements") throw new Error(`${request.method} ${request.url}`);
      if (headers["x-experience-api-version"] !== "1.0.3") throw new Error("no version");
      if (headers.authorization !== "Basic key") return 401;
      const batch = JSON.parse(body) as Statement[];
      for (const statement of batch) checkStatement(statement);
      for (const statement of batch) {
        const known = statements.find(({ id }) => id === statement.id);
        if (!known) statements.push(statement);
        else if (!isDeepStrictEqual(known, statement)) return 409;
      }
      return 200;
    } catch (error) {
      complaints.push(String(error));
      return 400;
    }
  }; // prettier-ignore

  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      requests += 1;
      const status = take(request, body);
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end("[]");
    });
  });
  return { server, statements, complaints, faults, requests: () => requests };
}
