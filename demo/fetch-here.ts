import { request } from "node:http";
import { request as requestTls } from "node:https";

/**
 * `fetch` for the demo's own hosts, which Node's resolver does not know: they are all on this machine, with a certificate that
 * nobody has signed.
 */
export const fetchHere: typeof fetch = (input, { method, headers } = {}) =>
  new Promise((resolve, reject) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { host, port, pathname, search, protocol } = url;
    const send = protocol === "https:" ? requestTls : request;
    const options = {
      host: "127.0.0.1",
      port,
      path: pathname + search,
      method,
      headers: { ...(headers as Record<string, string>), Host: host },
      rejectUnauthorized: false,
    };
    send(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode = 500 } = response;
        resolve(new Response(Buffer.concat(chunks), { status: statusCode }));
      });
    })
      .on("error", reject)
      .end();
  });
