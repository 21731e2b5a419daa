import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { defineCommand, type Commands } from "../action.js";
import { withProgress } from "../progress-bar.js";
import { filesOf, readPlace, uploadFiles } from "../upload-folder.js";
import { wholeNumber } from "../whole-number.js";

interface UploadOptions {
  to: string;
  concurrency: number;
}

/** `upload`: a packaged folder into the bucket behind the distribution. */
export function uploadCommand(commands: Commands): Command {
  return defineCommand<UploadOptions>(
    commands,
    "upload <folder>",
    "Upload a packaged folder to S3, with the right types and headers; what is there already is not sent again",
    {
      description:
        "Playlists go when all that they name is there, and index.m3u8 last, so that nobody gets half of it. Run it again to go on where it stopped.",
      setUp: (command) =>
        void command
          .requiredOption("--to <s3 place>", "s3://bucket/prefix")
          .option(
            "--concurrency <number>",
            "files at a time",
            wholeNumber(1, 64),
            8,
          ),
      examples: [
        [
          "secure-hls upload out/lesson-1/v1 --to s3://school-media/lesson-1/v1",
          "what `secure-hls package` made",
        ],
      ],
      action: async (options, [folder = ""], { terminal, dryRun }) => {
        const path = resolve(terminal.cwd, folder);
        const place = readPlace("--to", options.to);
        const files = await filesOf(path, place);
        const megabytes = (
          files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000
        ).toFixed(1);
        if (dryRun)
          return {
            data: { files: files.map(({ key }) => key) },
            text: files
              .map(
                ({ file, key }) =>
                  `Would send ${relative(terminal.cwd, file)} to s3://${place.bucket}/${key}`,
              )
              .join("\n"),
          };
        const { sent, kept } = await withProgress(
          `Uploading ${folder}`,
          terminal,
          (onProgress) =>
            uploadFiles(files, place, {
              concurrency: options.concurrency,
              signal: terminal.signal,
              onProgress,
            }),
        );
        return {
          data: { ...place, files: files.length, sent, kept },
          text: `s3://${place.bucket}/${place.prefix}: ${files.length} files, ${megabytes} MB; ${sent} sent, ${kept} there already`,
        };
      },
    },
  );
}
