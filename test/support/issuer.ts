import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, SignJWT, type JWTPayload } from "jose";

/** One who signs tokens, with a real server for his keys. */
export interface Issuer {
  /** `iss`, and where the server is. */
  origin: string;
  jwks: string;
  /** Requests for the keys so far. */
  asked(): number;
  /** Publishes these keys in place of those before. */
  publish(...keys: IssuerKey[]): void;
  /** How the server answers from now on. @default the keys */
  answerWith(answer: (response: ServerResponse) => void): void;
  answerWithKeys(): void;
  close(): Promise<void>;
}

export interface IssuerKey {
  kid: string;
  alg: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export function makeKey(
  kid: string,
  alg: "ES256" | "RS256" = "ES256",
): IssuerKey {
  const pair =
    alg === "ES256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return { kid, alg, ...pair };
}

export const seconds = (): number => Math.floor(Date.now() / 1_000);

/** A token signed by `key`. Claims that are undefined are left out. */
export function sign(
  key: IssuerKey,
  claims: Record<string, unknown>,
  header: object = {},
): Promise<string> {
  return new SignJWT(JSON.parse(JSON.stringify(claims)) as JWTPayload)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey);
}

export async function startIssuer(...keys: IssuerKey[]): Promise<Issuer> {
  let published = keys;
  let asked = 0;
  const sendKeys = (response: ServerResponse): void =>
    void Promise.all(
      published.map(async ({ kid, alg, publicKey }) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg,
        use: "sig",
      })),
    ).then((jwks) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ keys: jwks }));
    });
  let answer = sendKeys;
  const server = createServer((_request, response) => {
    asked += 1;
    answer(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    jwks: `${origin}/.well-known/jwks.json`,
    asked: () => asked,
    publish: (...keys) => {
      published = keys;
    },
    answerWith: (other) => {
      answer = other;
    },
    answerWithKeys: () => {
      answer = sendKeys;
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
