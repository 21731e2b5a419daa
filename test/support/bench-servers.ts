/** The servers of `npm run bench -- grant`: each prints its port, all end with their parent. */
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { authenticateByJwt } from "../../server-kit/authenticate/jwt.js";
import {
  createGrantHandler,
  createMemoryStore,
  createSigner,
  scope,
  toNodeListener,
  type Signer,
} from "../../server-kit/index.js";

export const secret = "a-secret-of-32-bytes-for-a-bench!";

export interface Ports {
  /** Reads the request, and answers 200 without a thought. */
  empty: number;
  /** Signatures reused, as they are by default. */
  grant: number;
  /** Each grant signed anew. */
  "grant, P-256 anew": number;
  "grant, RSA anew": number;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();

async function serve(): Promise<void> {
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
  const signer = (privateKey: typeof ec, reuse?: false) =>
    createSigner({ keyPairId: "K1", privateKey, reuse });
  const ports: Ports = {
    empty: await listen(async (request) => {
      await request.text();
      return new Response("{}", {
        headers: { "Content-Type": "application/json" },
      });
    }),
    grant: await listen(grantHandler(signer(rsa))),
    "grant, P-256 anew": await listen(grantHandler(signer(ec, false))),
    "grant, RSA anew": await listen(grantHandler(signer(rsa, false))),
  };
  console.log(JSON.stringify(ports));
  process.stdin.resume().once("end", () => process.exit());
}

function grantHandler(signer: Signer) {
  return createGrantHandler({
    origins: ["https://lessons.school.example"],
    cookies: { domain: "school.example" },
    signer,
    authenticate: authenticateByJwt({
      issuer: "https://school.example",
      audience: "grants",
      secret,
    }),
    authorize: (_viewer, videoId) => ({
      scope: scope.directory(
        "https://cdn.school.example",
        ...scope.segments(videoId),
      ),
      video: "index.m3u8",
    }),
    sessions: { store: createMemoryStore(), limit: 3 },
  });
}

async function listen(
  handler: (request: Request) => Promise<Response>,
): Promise<number> {
  const server = createServer(toNodeListener(handler)).listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
