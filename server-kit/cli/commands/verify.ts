import type { Command } from "commander";
import { readKeyGroups } from "../../edge/key-groups.js";
import { defineCommand, type Commands } from "../action.js";
import { CommandError, exitCodes } from "../exit.js";
import { explainSignature } from "../explain-signature.js";
import { addTrustOptions, readTrusted, type TrustOptions } from "../trust.js";
import type { Terminal } from "../terminal.js";

interface VerifyOptions extends TrustOptions {
  cookie?: string;
  at?: string;
  ip?: string;
}

/** `verify`: what a signature allows, and why it is refused. */
export function verifyCommand(commands: Commands): Command {
  return defineCommand<VerifyOptions>(
    commands,
    "verify <url>",
    "Explain a signed URL, or cookies for a URL: who, what, until when, why refused",
    {
      description:
        "Without a key everything but the signature itself is checked. Exits with 1 where CloudFront would refuse it.",
      setUp: (command) => {
        command.option(
          "--cookie <text>",
          "the Cookie header, or Set-Cookie lines; - reads them from standard input",
        );
        addTrustOptions(command);
        command
          .option("--at <time>", "at another time, such as 2027-01-31T12:00Z")
          .option("--ip <address>", "asked from this IPv4 address");
      },
      examples: [
        [
          "secure-hls verify 'https://cdn.school.example/lesson-1/index.m3u8?Policy=…' --key key.json",
          "says whether it is good, and for what",
        ],
        [
          "secure-hls verify https://cdn.school.example/lesson-1/index.m3u8 --cookie - < cookies.txt",
          "explains cookies that were copied from a browser",
        ],
      ],
      action: async (options, [url = ""], { terminal }) => {
        if (!URL.canParse(url))
          throw new CommandError(
            "<url> must be a URL such as https://cdn.school.example/lesson-1/index.m3u8.",
          );
        const keys = await readTrusted(options, terminal);
        const { lines, ...data } = explainSignature({
          url,
          cookieHeader: await readCookies(options.cookie, terminal),
          at: readTime(options.at),
          remoteAddress: options.ip,
          trustedKeys: keys && readKeyGroups({ given: keys }).get("given"),
        });
        return {
          data,
          text: lines.join("\n"),
          exitCode: data.allowed === false ? exitCodes.no : exitCodes.ok,
        };
      },
    },
  );
}

/** A `Cookie` header, or the `Set-Cookie` lines that it was made of, with or without their names. */
async function readCookies(
  given: string | undefined,
  terminal: Terminal,
): Promise<string | undefined> {
  const text = given === "-" ? await terminal.input() : given;
  const pairs = text?.match(/CloudFront-[A-Za-z-]+=[^;\s'"]+/g);
  if (text?.trim() && !pairs)
    throw new CommandError(
      "--cookie has none of CloudFront's cookies: their names begin with CloudFront-.",
    );
  return pairs?.join("; ");
}

function readTime(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new CommandError("--at must be a time such as 2027-01-31T12:00Z.");
  return at;
}
