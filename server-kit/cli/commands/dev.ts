import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { createCertificate } from "../../certificate.js";
import { defineCommand, type Commands } from "../action.js";
import { createDevSite } from "../dev/dev-site.js";
import { findLessons } from "../dev/find-lessons.js";
import { prepareLesson } from "../dev/prepare.js";
import { listen, untilEnded } from "../listen.js";
import { readPort } from "../port.js";
import { explainPackaging } from "../explain-packaging.js";
import { withProgress } from "../progress-bar.js";
import { readSeconds } from "../seconds.js";
import type { Terminal } from "../terminal.js";

interface DevOptions {
  port: number;
  https?: boolean;
  cache?: string;
  expiresIn: number;
  quiet?: boolean;
}

const host = "localhost";

/** `dev`: one command from a folder of videos to a protected lesson in the browser. */
export function devCommand(commands: Commands): Command {
  return defineCommand<DevOptions>(
    commands,
    "dev <folder>",
    "Play a folder of videos or HLS, protected, on this machine: edge, grant endpoint and page in one",
    {
      description:
        "Videos are packaged with ffmpeg at the first start and kept in the cache; captions beside them are taken along (intro.de.vtt beside intro.mp4). Nothing is written to the folder. Ends with Ctrl+C.",
      setUp: (command) =>
        void command
          .option("--port <number>", "0 takes a free one", readPort, 8080)
          .option(
            "--https",
            "with a certificate made at start (Safari needs it)",
          )
          .option(
            "--cache <folder>",
            "where packaged videos are kept (default: your cache folder)",
          )
          .option(
            "--expires-in <time>",
            "how long a grant lasts, from 10s to 1d",
            readSeconds,
            60,
          )
          .option("--quiet", "do not print each request"),
      examples: [
        ["secure-hls dev ./videos", "plays them at http://localhost:8080"],
        [
          "secure-hls dev ./videos --expires-in 20s",
          "renews every few seconds, to see that nobody notices",
        ],
      ],
      action: async (options, [folder = ""], { terminal, dryRun, json }) => {
        const found = findLessons(resolve(terminal.cwd, folder));
        const cache = resolve(
          terminal.cwd,
          options.cache ?? cacheFolder(terminal.env),
        );
        if (dryRun)
          return {
            data: { lessons: found, cache },
            text: found
              .map(
                (lesson) =>
                  `${lesson.kind === "video" ? "Would package" : "Would serve"} ${lesson.title}`,
              )
              .join("\n"),
          };
        const lessons = [];
        for (const lesson of found)
          lessons.push(
            await withProgress(
              `Packaging ${lesson.title}`,
              terminal,
              (update) =>
                explainPackaging(
                  prepareLesson(lesson, {
                    cache,
                    signal: terminal.signal,
                    onProgress: update,
                  }),
                ),
            ),
          );
        const listening = await listen(
          {
            port: options.port,
            host: "127.0.0.1",
            tls: options.https ? await createCertificate([host]) : undefined,
          },
          (request, response) => site(request, response),
        );
        const origin = `http${options.https ? "s" : ""}://${host}:${listening.port}`;
        const site = createDevSite({
          origin,
          lessons,
          expiresInSeconds: options.expiresIn,
          onRequest: ({ method, path, status, reason }) => {
            if (options.quiet || json) return;
            const why = reason ? `  (${reason})` : "";
            terminal.err(
              `${status} ${method} ${path.split("?", 1)[0]}${why}\n`,
            );
          },
        });
        const said = {
          url: `${origin}/`,
          lessons: lessons.map(({ id }) => id),
        };
        terminal.out(
          json
            ? `${JSON.stringify(said)}\n`
            : `${said.url} plays ${lessons.length === 1 ? "one lesson" : `${lessons.length} lessons`}. Ctrl+C ends it.\n`,
        );
        await untilEnded(terminal.signal);
        await listening.close();
        return { data: { ended: true }, text: "" };
      },
    },
  );
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function cacheFolder(env: Terminal["env"]): string {
  return join(env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "secure-hls");
}
