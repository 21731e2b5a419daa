import { Command, InvalidArgumentError } from "commander";
import { signatureQuery, signedUrl } from "../../delivery.js";
import type { Scope } from "../../scope.js";
import type { Signed } from "../../signer.js";
import { defineCommand, type Commands, type Result } from "../action.js";
import { CommandError } from "../exit.js";
import { folderOf, scopeOf } from "../scope-of.js";
import { describeSeconds, readSeconds } from "../seconds.js";
import {
  addKeyOptions,
  nowSeconds,
  signWith,
  type KeyOptions,
} from "../signing-keys.js";
import type { Terminal } from "../terminal.js";

interface SignOptions extends KeyOptions {
  expiresIn: number;
  scope?: string;
  ip?: string;
}

/** A year: what is signed for longer is a slip, or should not be. */
const mostSeconds = 366 * 86_400;

const setUp = (command: Command) => {
  addKeyOptions(command);
  command
    .option(
      "--expires-in <time>",
      "how long it is good for: 90s, 15m, 2h, 7d",
      readLife,
      3_600,
    )
    .option(
      "--scope <url>",
      "what is signed: a folder that ends in a slash, or one file (default: the folder of a playlist, else the file)",
    )
    .option("--ip <address>", "the IPv4 address or CIDR range that may use it");
};

/** `sign url` and `sign cookies`. */
export function signCommand(commands: Commands): Command {
  return new Command("sign")
    .description("Sign a URL, or cookies, with a key of a CloudFront key group")
    .addCommand(
      defineCommand<SignOptions>(
        commands,
        "url <url>",
        "Print the URL with a signature in its query",
        {
          description:
            "A playlist's segments do not inherit the query: a player appends it to each request. Cookies do it by themselves.",
          setUp,
          examples: [
            [
              "secure-hls sign url https://cdn.school.example/lesson-1/index.m3u8 --key key.json",
              "signs the folder lesson-1 for an hour",
            ],
            [
              "secure-hls sign url https://cdn.school.example/handout.pdf --key key.json --expires-in 10m",
              "signs one file for ten minutes",
            ],
          ],
          action: async (options, [url = ""], { terminal }) => {
            const made = await sign(options, url, terminal);
            const signedText = signedUrl(url, made.signed);
            return answer(made, { url: signedText }, [
              signedText,
              "",
              `curl -i '${signedText}'`,
            ]);
          },
        },
      ),
    )
    .addCommand(
      defineCommand<SignOptions>(
        commands,
        "cookies <url>",
        "Print signed cookies for the folder of a URL, and the lines that use them",
        {
          setUp,
          examples: [
            [
              "secure-hls sign cookies https://cdn.school.example/lesson-1/index.m3u8 --key key.json",
              "prints a curl and an ffmpeg line that fetch the playlist with them",
            ],
          ],
          action: async (options, [url = ""], { terminal }) => {
            const made = await sign(options, url, terminal);
            const cookie = signatureQuery(made.signed)
              .split("&")
              .map((pair) => `CloudFront-${pair}`)
              .join("; ");
            return answer(made, { cookie, url }, [
              `Cookie: ${cookie}`,
              "",
              `curl -i -H 'Cookie: ${cookie}' '${url}'`,
              `ffmpeg -headers $'Cookie: ${cookie}\\r\\n' -i '${url}' -c copy lesson.mp4`,
            ]);
          },
        },
      ),
    );
}

interface Made {
  signed: Signed;
  scope: Scope;
  expiresAt: number;
}

async function sign(
  options: SignOptions,
  url: string,
  terminal: Terminal,
): Promise<Made> {
  const { expiresIn, scope: asked, ip } = options;
  const scope = asked
    ? scopeOf("--scope", asked)
    : /\.m3u8$|\/$/.test(url)
      ? folderOf("<url>", url)
      : scopeOf("<url>", url);
  if (!url.endsWith("/") && !scope.covers(url))
    throw new CommandError(
      `--scope does not cover <url>: it covers ${scope.resource}.`,
    );
  const expiresAt = nowSeconds() + expiresIn;
  const signer = await signWith(options, terminal);
  return {
    signed: signer(scope, { expiresAt, ipAddress: ip }),
    scope,
    expiresAt,
  };
}

function answer(
  { signed: { keyPairId }, scope, expiresAt }: Made,
  values: Record<string, string>,
  lines: string[],
): Result {
  const until = new Date(expiresAt * 1_000).toISOString();
  const left = describeSeconds(expiresAt - nowSeconds());
  return {
    data: { ...values, resource: scope.resource, keyPairId, expiresAt },
    text: [
      ...lines,
      "",
      `Good for ${scope.resource}, ${left}, until ${until}; signed by ${keyPairId}.`,
    ].join("\n"),
  };
}

function readLife(text: string): number {
  const seconds = readSeconds(text);
  if (seconds < 1 || seconds > mostSeconds)
    throw new InvalidArgumentError("Give a time from one second to a year.");
  return seconds;
}
