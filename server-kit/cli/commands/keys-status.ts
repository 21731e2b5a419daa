import type { Command } from "commander";
import { chooseKey } from "../../keys/key-ring.js";
import { fingerprint } from "../../key-identity.js";
import { defineCommand, type Commands } from "../action.js";
import { listKeyGroup } from "../aws-keys.js";
import { exitCodes } from "../exit.js";
import { fromNow } from "../seconds.js";
import {
  addKeyOptions,
  nowSeconds,
  readKeys,
  type KeyOptions,
} from "../signing-keys.js";

interface StatusOptions extends KeyOptions {
  keyGroup?: string;
}

/** `keys status`: which key signs, and whether CloudFront knows it. */
export function keysStatusCommand(commands: Commands): Command {
  return defineCommand<StatusOptions>(
    commands,
    "status",
    "Say which key signs now, which ones are to come, and whether CloudFront knows them",
    {
      description: "Shows IDs, kinds and fingerprints, never a key.",
      setUp: (command) => {
        addKeyOptions(command);
        command.option(
          "--key-group <id>",
          "compare with this group of CloudFront (needs AWS credentials)",
        );
      },
      examples: [
        ["secure-hls keys status --key keys/signing.json", "looks at the file"],
        [
          "secure-hls keys status --key keys/signing.json --key-group 3d7e…",
          "and at CloudFront; exits with 1 where it lacks the key that signs",
        ],
      ],
      action: async (options, _args, { terminal }) => {
        const ring = await readKeys(options, terminal);
        const now = nowSeconds();
        const signing = chooseKey(ring, now)!;
        const group = options.keyGroup
          ? await listKeyGroup(options.keyGroup)
          : undefined;
        const keys = ring.map((key) => {
          const known = group?.find(({ id }) => id === key.keyPairId);
          return {
            keyPairId: key.keyPairId,
            signs: key === signing,
            from: key.since,
            hash: key.hash,
            kind:
              "privateKey" in key
                ? key.privateKey.asymmetricKeyType === "rsa"
                  ? "RSA"
                  : "P-256"
                : "vault",
            fingerprint:
              "privateKey" in key ? fingerprint(key.privateKey) : undefined,
            inGroup: group && known !== undefined,
            createdAt: known?.createdAt,
          };
        });
        const lacking = keys.filter(({ inGroup }) => inGroup === false);
        const stale = group?.filter(
          ({ id }) => !keys.some(({ keyPairId }) => keyPairId === id),
        );
        const lines = keys.map(
          (key) =>
            `${key.keyPairId}  ${key.kind}, ${key.hash}  ${
              key.signs
                ? "signs now"
                : key.from !== undefined && key.from > now
                  ? `signs ${fromNow(key.from, now)}`
                  : "signs no longer"
            }${key.inGroup === false ? "  NOT IN THE KEY GROUP: every request would be refused" : ""}${key.createdAt ? `  made ${key.createdAt}` : ""}`,
        );
        for (const { id, createdAt } of stale ?? [])
          lines.push(
            `${id}  in the key group, but not here  made ${createdAt}: take it out once nothing of it lives`,
          );
        return {
          data: { keys, groupOnly: stale },
          text: lines.join("\n"),
          exitCode: lacking.length > 0 ? exitCodes.no : exitCodes.ok,
        };
      },
    },
  );
}
