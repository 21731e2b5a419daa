import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createSigner, type Signer } from "../server-kit/index.js";
import type { KeyGroups } from "../server-kit/edge/server.js";

export interface Signing {
  signer: Signer;
  keyGroups: KeyGroups;
  /** The clock that signer and edge share: epoch milliseconds. */
  now(): number;
  /** Puts that clock forward, so that what was signed with less than `ms` of life is over. */
  pass(ms: number): void;
}

/** A key pair made at start-up: the signer has the private half, the edge the public one. */
export function createSigning(): Signing {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  });
  const keyPairId = `K${randomBytes(6).toString("hex").toUpperCase()}`;
  const sign = createSigner({ keyPairId, privateKey });
  let aheadSeconds = 0;
  return {
    // "Expire now" is time travel: the edge then refuses old grants by its ordinary check of their end, and new ones,
    // which are signed by the same clock, are as good as ever. Neither the player nor the endpoint notices anything.
    signer: (scope, terms) =>
      sign(scope, { ...terms, expiresAt: terms.expiresAt + aheadSeconds }),
    keyGroups: {
      demo: [
        {
          keyPairId,
          publicKey: publicKey
            .export({ type: "spki", format: "pem" })
            .toString(),
        },
      ],
    },
    now: () => Date.now() + aheadSeconds * 1_000,
    pass(ms) {
      aheadSeconds += Math.ceil(ms / 1_000);
    },
  };
}
