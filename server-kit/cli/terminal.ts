/** Where a command speaks and is spoken to, so that tests can stand in for it. */
export interface Terminal {
  /** What was asked for: stdout. */
  out(text: string): void;
  /** What is said beside it, such as progress and errors: stderr. */
  err(text: string): void;
  /** Whether somebody is looking at stderr as it grows. */
  readonly interactive: boolean;
  /** The folder that relative paths are read from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input, as text. */
  input(): Promise<string>;
  /** Aborted when the command is to end, as by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** The process's own. */
export function processTerminal(): Terminal {
  const ending = new AbortController();
  // Who reads has enough, as `head` does.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  // A second Ctrl+C ends the process at once, as it does without a listener.
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => ending.abort());
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true,
    cwd: process.cwd(),
    env: process.env,
    signal: ending.signal,
    async input() {
      let text = "";
      for await (const chunk of process.stdin.setEncoding("utf8"))
        text += String(chunk);
      return text;
    },
  };
}
