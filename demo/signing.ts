import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  createSigner,
  scope,
  type Scope,
  type Signer,
} from "../server-kit/index.js";
import type { KeyGroups } from "../server-kit/edge/server.js";
import type { Faults } from "./faults.js";

/** How far a clock that is behind is behind. */
export const behindSeconds = 3_600;

export interface Signing {
  signer: Signer;
  keyGroups: KeyGroups;
  /** The clock that signer and edge share: epoch milliseconds. */
  now(): number;
  /** Puts that clock forward, so that what was signed with less than `ms` of life is over. */
  pass(ms: number): void;
}

/** A key pair made at start-up: the signer has the private half, the edge the public one. */
export function createSigning(faults: () => Readonly<Faults>): Signing {
  const { privateKey, publicKey } = createKeyPair();
  const keyPairId = `K${randomBytes(6).toString("hex").toUpperCase()}`;
  const sign = createSigner({ keyPairId, privateKey });
  const signByOther = createSigner({
    keyPairId,
    privateKey: createKeyPair().privateKey,
  });
  let aheadSeconds = 0;
  return {
    // "Expire now" is time travel: the edge then refuses old grants by its ordinary check of their end, and new ones,
    // which are signed by the same clock, are as good as ever. Neither the player nor the endpoint notices anything.
    signer: (whole, terms) => {
      const { grantFlaw } = faults();
      const late = grantFlaw === "clock-behind" ? behindSeconds : 0;
      const expiresAt = terms.expiresAt + aheadSeconds - late;
      const made = (grantFlaw === "other-key" ? signByOther : sign)(
        grantFlaw === "scope" ? playlistOf(whole) : whole,
        { ...terms, expiresAt },
      );
      return { ...made, scope: whole };
    },
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

/** A scope too narrow: of all files of the lesson the first one alone. */
function playlistOf(whole: Scope): Scope {
  const { origin, pathname } = new URL(whole.url("ts", "index.m3u8"));
  return scope.file(origin, ...pathname.slice(1).split("/"));
}

function createKeyPair() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}
