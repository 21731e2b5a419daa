import { createPublicKey, randomBytes } from "node:crypto";
import { join, relative, resolve } from "node:path";
import { Option, type Command } from "commander";
import { checkKeyPairId } from "../../key-pair.js";
import { unfoldPem } from "../../keys/unfold-pem.js";
import { checkSigningKey } from "../../signing-key.js";
import { defineCommand, type Commands } from "../action.js";
import { registerKey } from "../aws-keys.js";
import { CommandError } from "../exit.js";
import {
  makeKeyPair,
  publicKeyConfig,
  signingKeyJson,
  writeNew,
  type KeyPems,
  type KeyType,
} from "../key-files.js";
import { readOptionFile } from "../read-file.js";
import type { Terminal } from "../terminal.js";

const FOLDER = "keys";
const NAME = "signing";

interface CreateOptions {
  out: string;
  name: string;
  type: KeyType;
  privateKey?: string;
  keyPairId?: string;
  local?: boolean;
  apply?: boolean;
  keyGroup?: string;
  secret?: string;
}

/** `keys create`: a key pair, and what has to be done with its halves. */
export function createKeysCommand(commands: Commands): Command {
  return defineCommand<CreateOptions>(
    commands,
    "create",
    "Make a key pair that CloudFront takes, and say where its halves go",
    {
      description:
        "The private half never leaves this machine, but for --apply with --secret, which puts it into AWS Secrets Manager. Nothing is overwritten.",
      setUp: (command) =>
        void command
          .option("--out <folder>", "where the files go", FOLDER)
          .option("--name <name>", "what they are called", NAME)
          .addOption(
            new Option(
              "--type <type>",
              "P-256 signs faster and its cookies are shorter",
            )
              .choices(["p256", "rsa"])
              .default("p256"),
          )
          .option("--private-key <file>", "take this PEM in place of a new one")
          .option(
            "--key-pair-id <id>",
            "the ID that CloudFront gave the public half: writes the signing key as well",
          )
          .option(
            "--local",
            "make the ID up: for `secure-hls edge` and tests, not for CloudFront",
          )
          .option(
            "--apply",
            "do the steps: public key, key group, secret (needs AWS credentials)",
          )
          .option(
            "--key-group <id>",
            "with --apply: add it to this group (default: a group of its own)",
          )
          .option(
            "--secret <name>",
            "with --apply: the secret to keep the signing key in",
          ),
      examples: [
        [
          "secure-hls keys create",
          "writes keys/signing.*, and prints the steps that AWS needs",
        ],
        [
          "secure-hls keys create --local",
          "a key for the edge on this machine",
        ],
        [
          "secure-hls keys create --private-key keys/signing.private.pem --key-pair-id K2JCJMDEHXQW5F",
          "the signing key, once CloudFront has given the ID",
        ],
      ],
      action: async (options, _args, { terminal, dryRun }) => {
        const { name, type, local, apply } = options;
        if (!/^[\w-]{1,64}$/.test(name))
          throw new CommandError(
            "--name may hold letters, digits, - and _, at most 64.",
          );
        if (local && (options.keyPairId !== undefined || apply))
          throw new CommandError(
            "--local makes an ID up, which neither --key-pair-id nor --apply goes with.",
          );
        const given = options.privateKey;
        const pems = given
          ? await readPems(given, terminal)
          : makeKeyPair(type);
        const folder = resolve(terminal.cwd, options.out);
        const id = local ? localId() : options.keyPairId;
        if (id !== undefined) checkKeyPairId(id, "--key-pair-id");
        const files = {
          ...(!given && {
            [`${name}.private.pem`]: { text: pems.privateKey, secret: true },
            [`${name}.public.pem`]: { text: pems.publicKey, secret: false },
            [`${name}.public-key.json`]: {
              text: publicKeyConfig(name, pems.publicKey),
              secret: false,
            },
          }),
          ...(id && {
            [`${name}.json`]: {
              text: signingKeyJson(id, pems.privateKey),
              secret: true,
            },
          }),
        };
        const path = (file: string) =>
          relative(terminal.cwd, join(folder, file)) || file;
        const again = [
          "secure-hls keys create",
          ...(name === NAME ? [] : [`--name ${name}`]),
          ...(options.out === FOLDER ? [] : [`--out ${options.out}`]),
          `--private-key ${path(`${name}.private.pem`)} --key-pair-id`,
        ].join(" ");
        const written = Object.keys(files).map(path);
        if (!dryRun) await writeNew(folder, files);
        const lines = [
          `${dryRun ? "Would write" : "Wrote"}:`,
          ...written.map((file) => `  ${file}`),
        ];
        if (apply && !dryRun) {
          const done = await registerKey({
            name,
            pems,
            keyGroup: options.keyGroup,
            secret: options.secret,
          });
          return {
            data: { files: written, ...done },
            text: [
              ...lines,
              `CloudFront knows the public half as ${done.keyPairId}, in the key group ${done.keyGroup}.`,
              done.secret === undefined
                ? `Keep the signing key: ${again} ${done.keyPairId}`
                : `The signing key is in the secret ${done.secret}.`,
            ].join("\n"),
          };
        }
        return {
          data: { files: written, keyPairId: id },
          text: [...lines, "", ...nextSteps(name, path, again, id, local)].join(
            "\n",
          ),
        };
      },
    },
  );
}

function nextSteps(
  name: string,
  path: (file: string) => string,
  again: string,
  id: string | undefined,
  local: boolean | undefined,
): string[] {
  if (local)
    return [
      `For this machine only, as ${id}:`,
      `  secure-hls edge <folder> --key ${path(`${name}.json`)}`,
    ];
  if (id)
    return [
      "Put it where server-kit reads it:",
      `  aws secretsmanager create-secret --name ${name} --secret-string file://${path(`${name}.json`)}`,
      "and delete the file when it is there.",
    ];
  return [
    "1. Give CloudFront the public half. It answers with an ID that begins with K:",
    `  aws cloudfront create-public-key --public-key-config file://${path(`${name}.public-key.json`)}`,
    "2. Put that ID into a key group, and the group into the distribution's behaviors:",
    `  aws cloudfront create-key-group --key-group-config Name=${name},Items=K…`,
    "3. Keep the private half with its ID, in one secret:",
    `  ${again} K…`,
    "",
    "Or let --apply do all three.",
  ];
}

async function readPems(path: string, terminal: Terminal): Promise<KeyPems> {
  const text = await readOptionFile("--private-key", path, terminal);
  try {
    const key = checkSigningKey(unfoldPem(text), "--private-key");
    return {
      privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
      publicKey: createPublicKey(key)
        .export({ type: "spki", format: "pem" })
        .toString(),
    };
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}

function localId(): string {
  return `KLOCAL${randomBytes(4).toString("hex").toUpperCase()}`;
}
