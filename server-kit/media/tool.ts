import { spawn } from "node:child_process";
import { PackagingError } from "./packaging-error.js";

/** Where the two programs are. */
export interface Tools {
  /** Path or name of ffmpeg 4.4 or newer, with libx264. @default "ffmpeg", from PATH */
  ffmpeg?: string | undefined;
  /** Path or name of ffprobe. @default "ffprobe", from PATH */
  ffprobe?: string | undefined;
}

export interface ToolRun {
  /** Where it runs: what it writes is named relative to it. */
  cwd?: string;
  /** Ends the program at once. */
  signal?: AbortSignal | undefined;
  /** Told each line of its output as it comes. */
  onLine?: (line: string) => void;
}

/** Lines of its complaints that an error repeats. */
const tailLines = 8;

/** A program that writes one error a frame must not fill the memory. */
const mostErrorCharacters = 20_000;

/**
 * Runs a program without a shell, and comes back with its output.
 * @throws PackagingError `ffmpeg-missing`, `no-space`, `ffmpeg-failed`
 * @throws what the signal was aborted with
 */
export async function runTool(
  program: string,
  args: readonly string[],
  { cwd, signal, onLine }: ToolRun = {},
): Promise<string> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // No SIGTERM: ffmpeg would first write the end of every file.
    const child = spawn(program, args, {
      cwd,
      signal,
      killSignal: "SIGKILL",
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let line = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (data: string) => {
      if (!onLine) return void (output += data);
      const lines = (line + data).split("\n");
      line = lines.pop()!;
      lines.forEach(onLine);
    });
    child.stderr.setEncoding("utf8").on("data", (data: string) => {
      errors = (errors + data).slice(-mostErrorCharacters);
    });
    let failure: Error | undefined;
    child.on("error", (error: NodeJS.ErrnoException) => {
      failure = isNotThere(error) ? missing(program) : error;
    });
    // Not "exit", and not "error": only now it holds no file of the folder any more.
    child.on("close", (code) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else if (failure) reject(failure);
      else if (code === 0) resolve(output);
      else reject(explain(program, code, errors));
    });
  });
}

function isNotThere({ code }: NodeJS.ErrnoException): boolean {
  return code === "ENOENT" || code === "EACCES";
}

function missing(program: string): PackagingError {
  return new PackagingError(
    "ffmpeg-missing",
    `There is no ${program} on this machine. Install ffmpeg, which brings ffprobe along: "apt-get install ffmpeg" on Debian and Ubuntu, ` +
      `"brew install ffmpeg" on macOS, "winget install ffmpeg" on Windows; or say where it is.`,
  );
}

function explain(
  program: string,
  code: number | null,
  errors: string,
): PackagingError {
  const tail = errors.trim().split("\n").slice(-tailLines).join("\n");
  if (/No space left on device/.test(errors))
    return new PackagingError(
      "no-space",
      "The disk is full: nothing was kept. Free some space, or choose another output folder.",
    );
  if (/Unknown encoder/.test(errors))
    return new PackagingError(
      "ffmpeg-missing",
      `This ffmpeg cannot encode H.264 and AAC: it needs libx264. Install a full build.\n${tail}`,
    );
  return new PackagingError(
    "ffmpeg-failed",
    `${program} ended with ${code ?? "a signal"}:\n${tail}`,
  );
}
