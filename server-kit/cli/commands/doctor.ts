import type { Command } from "commander";
import { diagnose, type Check, type Diagnosis } from "../../doctor/diagnose.js";
import { defineCommand, type Commands } from "../action.js";
import { CommandError, exitCodes } from "../exit.js";
import { readOptionFile } from "../read-file.js";

interface DoctorOptions {
  grantEndpoint?: string;
  videoId?: string;
  origin?: string;
  header?: string[];
  bucketUrl?: string;
  neighbourUrl?: string;
  ca?: string;
}

/** `doctor`: why a video does not play, and what is unsafe about how it does. */
export function doctorCommand(commands: Commands): Command {
  return defineCommand<DoctorOptions>(
    commands,
    "doctor <url>",
    "Say why a video does not play, or what is unsafe about how it does, with the mend for each fault",
    {
      description:
        "Asks edge, bucket and grant endpoint what a stranger, a viewer and a page would ask; it changes nothing. The more it is given, the more it checks. Exits with 1 where it finds something. No signature, cookie or token is printed.",
      setUp: (command) =>
        void command
          .option("--grant-endpoint <url>", "what the player asks for a grant")
          .option("--video-id <id>", "what it asks for")
          .option(
            "--origin <origin>",
            "the page that plays, such as https://lms.school.example",
          )
          .option(
            "--header <name: value...>",
            "by which the grant endpoint knows a viewer, such as 'Authorization: Bearer …'; - reads lines from standard input",
          )
          .option(
            "--bucket-url <url>",
            "the playlist's address in the bucket itself",
          )
          .option(
            "--neighbour-url <url>",
            "a file of another video, which the grant must not open",
          )
          .option(
            "--ca <file>",
            "PEM certificates to trust as well, as of `secure-hls edge --https`",
          ),
      examples: [
        [
          "secure-hls doctor https://cdn.school.example/lesson-1/index.m3u8",
          "what a stranger sees: is it protected at all?",
        ],
        [
          "secure-hls doctor https://cdn.school.example/lesson-1/index.m3u8 --grant-endpoint https://cdn.school.example/.auth/grant --video-id lesson-1 --origin https://lms.school.example --header - < headers.txt",
          "the whole line, as one viewer",
        ],
      ],
      action: async (options, [url = ""], { terminal, dryRun, json }) => {
        const given = {
          url,
          grantEndpoint: options.grantEndpoint,
          videoId: options.videoId,
          origin: options.origin,
          grantHeaders: readHeaders(
            options.header?.[0] === "-"
              ? (await terminal.input()).split("\n")
              : (options.header ?? []),
          ),
          bucketUrl: options.bucketUrl,
          neighbourUrl: options.neighbourUrl,
          ca: options.ca
            ? [await readOptionFile("--ca", options.ca, terminal)]
            : [],
          signal: terminal.signal,
        };
        if (dryRun) {
          const hosts = [url, options.grantEndpoint, options.bucketUrl].flatMap(
            (each) => (each && URL.canParse(each) ? [new URL(each).host] : []),
          );
          return {
            data: { hosts: [...new Set(hosts)] },
            text: `Would ask ${[...new Set(hosts)].join(", ")}.`,
          };
        }
        const diagnosis = await diagnose({
          ...given,
          onCheck: (check) => {
            if (!json) terminal.out(`${lineOf(check)}\n`);
          },
        });
        return {
          data: diagnosis,
          text: summary(diagnosis),
          exitCode: diagnosis.findings.length > 0 ? exitCodes.no : exitCodes.ok,
        };
      },
    },
  );
}

const marks: Record<Check["status"], string> = {
  ok: "✓",
  problem: "✗",
  unknown: "?",
  skipped: "-",
};

function lineOf({ status, title, detail }: Check): string {
  return `${marks[status]} ${title}${status === "ok" ? "" : `: ${detail}`}`;
}

function summary({ findings, settled }: Diagnosis): string {
  const found = findings.flatMap(({ id, cause, mend, docs }) => [
    "",
    `✗ ${id}`,
    `  ${cause}`,
    `  Mend: ${mend}`,
    `  ${docs}`,
  ]);
  const measured = settled.flatMap(({ question, answer }) => [
    `  ${question} ${answer}`,
  ]);
  return [
    "",
    findings.length === 0
      ? "Nothing is wrong with what could be checked."
      : `${findings.length === 1 ? "One finding" : `${findings.length} findings`}:`,
    ...found,
    "",
    "Measured here, as AWS documents none of it:",
    ...measured,
  ].join("\n");
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines
      .filter((line) => line.trim())
      .map((line) => {
        const [, name = "", value = ""] =
          /^([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
        if (!name)
          throw new CommandError(
            "--header must be a header's name and value: 'Authorization: Bearer …'.",
          );
        return [name, value];
      }),
  );
}
