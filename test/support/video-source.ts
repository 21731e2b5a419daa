import { execFileSync } from "node:child_process";
import { findCommand } from "./find-command.js";

/** A video that ffmpeg makes in a moment: a test card that counts seconds, and a tone for each language. */
export function makeVideo(
  file: string,
  {
    seconds = 7,
    size = "640x360",
    frameRate = "10",
    filter = "null",
    languages = [] as readonly string[],
  },
): void {
  const source = (graph: string) => ["-f", "lavfi", "-i", graph];
  execFileSync(findCommand("ffmpeg"), [
    ..."-hide_banner -loglevel error -y".split(" "),
    ...source(
      `testsrc=size=${size}:rate=${frameRate}:duration=${seconds},${filter}`,
    ),
    ...languages.flatMap((_, index) =>
      source(`sine=frequency=${220 * (index + 1)}:duration=${seconds}`),
    ),
    ...[
      "-map",
      "0",
      ...languages.flatMap((_, index) => ["-map", `${index + 1}`]),
    ],
    ...languages.flatMap((language, index) => [
      `-metadata:s:a:${index}`,
      `language=${language}`,
    ]),
    ..."-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac".split(" "),
    file,
  ]);
}
