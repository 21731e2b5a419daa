import type { Command } from "commander";
import type { TrustedKey } from "../edge/key-groups.js";
import { CommandError } from "./exit.js";
import { readOptionFile } from "./read-file.js";
import {
  addKeyOptions,
  readKeys,
  trustedBy,
  type KeyOptions,
} from "./signing-keys.js";
import type { Terminal } from "./terminal.js";

/** Where the public key is that signatures are checked with. */
export interface TrustOptions extends KeyOptions {
  publicKey?: string;
}

/** Adds the options by which a command finds the keys that an edge trusts. */
export function addTrustOptions(command: Command): void {
  command.option(
    "--public-key <file>",
    "the PEM that CloudFront has, with --key-pair-id",
  );
  addKeyOptions(command);
}

/** The keys that the options name; undefined where they name none. */
export async function readTrusted(
  options: TrustOptions,
  terminal: Terminal,
): Promise<TrustedKey[] | undefined> {
  const { publicKey, keyPairId, key } = options;
  if (publicKey === undefined)
    return key === undefined
      ? undefined
      : trustedBy(await readKeys(options, terminal));
  if (keyPairId === undefined)
    throw new CommandError(
      "--public-key needs --key-pair-id: the PEM does not say its ID.",
    );
  const pem = await readOptionFile("--public-key", publicKey, terminal);
  return [{ keyPairId, publicKey: pem }];
}
