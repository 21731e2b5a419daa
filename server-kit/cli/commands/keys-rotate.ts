import { basename, dirname, resolve } from "node:path";
import type { Command } from "commander";
import { readKeyRing } from "../../keys/read-key-ring.js";
import { defineCommand, type Commands } from "../action.js";
import { putSecret } from "../aws-keys.js";
import { CommandError } from "../exit.js";
import { json, writeNew } from "../key-files.js";
import { readOptionFile } from "../read-file.js";
import { describeSeconds, fromNow, readSeconds } from "../seconds.js";
import { nowSeconds } from "../signing-keys.js";
import type { Terminal } from "../terminal.js";

interface RotateOptions {
  key: string;
  next: string;
  in: number;
  out: string;
  apply?: boolean;
  secret?: string;
}

type Key = Record<string, unknown>;

/** `keys rotate`: the next key beside the one that signs, with the moment at which it takes over. */
export function rotateKeysCommand(commands: Commands): Command {
  return defineCommand<RotateOptions>(
    commands,
    "rotate",
    "Put a new key beside the one that signs, which takes over at a moment of your choice",
    {
      description:
        "The new public half has to be in the key group before that moment. Every process switches at the same second, whenever it has read the file or secret.",
      setUp: (command) =>
        void command
          .requiredOption("--key <file>", "the signing key in use, as JSON")
          .requiredOption(
            "--next <file>",
            "the new one, as JSON with its own ID",
          )
          .option(
            "--in <time>",
            "when it takes over: twice as long as keys are cached, or more",
            readSeconds,
            900,
          )
          .option("--out <file>", "where both go", "keys/rotated.json")
          .option("--apply", "put them into the secret (needs AWS credentials)")
          .option("--secret <name>", "with --apply: name or ARN of the secret"),
      examples: [
        [
          "secure-hls keys rotate --key keys/signing.json --next keys/2027.json --in 1h",
          "writes keys/rotated.json, and says what comes next",
        ],
      ],
      action: async (options, _args, { terminal, dryRun }) => {
        const now = nowSeconds();
        const from = now + options.in;
        const old = await readJson("--key", options.key, terminal);
        const [next, ...more] = await readJson(
          "--next",
          options.next,
          terminal,
        );
        if (!next || more.length > 0)
          throw new CommandError("--next must hold one key.");
        const ring = json({
          keys: [
            ...old,
            { ...next, from: new Date(from * 1_000).toISOString() },
          ],
        });
        // All that could be wrong with the two together.
        readKeyRing(ring, now);
        const out = resolve(terminal.cwd, options.out);
        if (options.apply && !options.secret)
          throw new CommandError(
            "--apply needs --secret, the name of the secret.",
          );
        if (!dryRun) {
          await writeNew(dirname(out), {
            [basename(out)]: { text: ring, secret: true },
          });
          if (options.apply) await putSecret(options.secret!, ring);
        }
        const id = String(next.keyPairId);
        return {
          data: {
            file: options.out,
            next: id,
            from,
            applied: !!options.apply && !dryRun,
          },
          text: [
            `${dryRun ? "Would write" : "Wrote"} ${options.out}: ${id} signs ${fromNow(from, now)}.`,
            "",
            `1. Before that: ${id} has to be in the key group, or every request is refused.`,
            ...(options.apply
              ? []
              : [
                  "2. Put the file where the signer reads it, at once:",
                  `  aws secretsmanager put-secret-value --secret-id <secret> --secret-string file://${options.out}`,
                ]),
            `${options.apply ? 2 : 3}. After that, and the life of the longest grant (${describeSeconds(86_400)} at most): take the old key out of the file, then out of the key group.`,
          ].join("\n"),
        };
      },
    },
  );
}

/** The entries of a key file as they stand in it, after all of it was checked. */
async function readJson(
  option: string,
  path: string,
  terminal: Terminal,
): Promise<Key[]> {
  const text = await readOptionFile(option, path, terminal);
  try {
    readKeyRing(text, nowSeconds());
  } catch (error) {
    throw new CommandError(`${option} ${path}: ${(error as Error).message}`);
  }
  const value = JSON.parse(text) as Key & { keys?: Key[] };
  return value.keys ?? [value];
}
