import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { createEdge, type Edge } from "../../edge/server.js";
import { defineCommand, type Commands } from "../action.js";
import { createCertificate } from "../../certificate.js";
import { CommandError } from "../exit.js";
import { portError, untilEnded } from "../listen.js";
import { readPort } from "../port.js";
import { addTrustOptions, readTrusted, type TrustOptions } from "../trust.js";

interface EdgeOptions extends TrustOptions {
  port: number;
  host: string;
  https?: boolean;
  certificate?: string;
  origin?: string;
  corsOrigin?: string[];
  publicPath?: string[];
  quiet?: boolean;
}

/** `edge`: CloudFront on this machine, over a folder. */
export function edgeCommand(commands: Commands): Command {
  return defineCommand<EdgeOptions>(
    commands,
    "edge <folder>",
    "Serve a folder as CloudFront does: signed by default, with its errors and its CORS",
    {
      description:
        "Every file needs a signature of the key; --public-path makes exceptions. Ends with Ctrl+C.",
      setUp: (command) => {
        addTrustOptions(command);
        command
          .option("--port <number>", "0 takes a free one", readPort, 8443)
          .option("--host <address>", "what to listen on", "127.0.0.1")
          .option(
            "--https",
            "with a certificate made at start, which nobody trusts yet",
          )
          .option(
            "--certificate <file>",
            "with --https: write it there as PEM, for whoever is to trust it, such as `doctor --ca`",
          )
          .option(
            "--origin <origin>",
            "what the URLs begin with that were signed (default: where it listens)",
          )
          .option(
            "--cors-origin <origin...>",
            "pages that may fetch with credentials",
          )
          .option(
            "--public-path <pattern...>",
            "paths that need no signature, such as '/posters/*'",
          )
          .option("--quiet", "do not print each request");
      },
      examples: [
        [
          "secure-hls edge ./out --key key.json",
          "serves ./out; `secure-hls sign cookies` prints the line that fetches from it",
        ],
        [
          "secure-hls edge ./out --key key.json --https --cors-origin https://lms.school.example",
          "the same over https, for the pages of one site",
        ],
      ],
      action: async (options, [folder = ""], { terminal, dryRun, json }) => {
        const keys = await readTrusted(options, terminal);
        if (!keys)
          throw new CommandError(
            "There is no key to check signatures with. Give --key or --public-key; `secure-hls keys create` makes both.",
          );
        if (options.certificate !== undefined && !options.https)
          throw new CommandError("--certificate needs --https.");
        const root = resolve(terminal.cwd, folder);
        const { corsOrigin, publicPath = [], origin } = options;
        const tls = options.https
          ? await createCertificate([options.host])
          : undefined;
        const settings = {
          root,
          port: options.port,
          host: options.host,
          behaviors: [
            ...publicPath.map((pathPattern) => ({ pathPattern })),
            { pathPattern: "*", keyGroups: ["trusted"] },
          ],
          keyGroups: { trusted: keys },
          ...(origin !== undefined && { origin }),
          ...(corsOrigin && {
            cors: { origins: corsOrigin, credentials: true },
          }),
          ...(tls && { tls }),
          ...(!options.quiet &&
            !json && {
              onRequest: (entry: {
                method: string;
                path: string;
                status: number;
                reason?: string;
              }) =>
                terminal.err(
                  `${entry.status} ${entry.method} ${entry.path.split("?", 1)[0]}${entry.reason ? `  (${entry.reason})` : ""}\n`,
                ),
            }),
        };
        if (dryRun)
          return {
            data: { root, keyPairIds: keys.map(({ keyPairId }) => keyPairId) },
            text: `Would serve ${root}, signed by ${keys.map(({ keyPairId }) => keyPairId).join(", ")}.`,
          };
        if (tls && options.certificate !== undefined)
          await writeFile(resolve(terminal.cwd, options.certificate), tls.cert);
        const edge = await started(settings);
        const said = { origin: edge.origin, port: edge.port, root };
        terminal.out(
          json
            ? `${JSON.stringify(said)}\n`
            : `${edge.origin} serves ${root}. Ctrl+C ends it.\n`,
        );
        await untilEnded(terminal.signal);
        await edge.close();
        return { data: { ended: true }, text: "" };
      },
    },
  );
}

async function started(
  settings: Parameters<typeof createEdge>[0],
): Promise<Edge> {
  try {
    return await createEdge(settings);
  } catch (error) {
    throw portError(settings.port ?? 0, error);
  }
}
