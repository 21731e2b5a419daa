/** What a command's exit code says. */
export const exitCodes = {
  /** It is as asked, or has been done. */
  ok: 0,
  /** The answer is no: a signature is refused, a check has findings. */
  no: 1,
  /** The command line, or a file that it names, cannot be right. */
  usage: 2,
  /** What the command depends on has failed: the network, AWS, ffmpeg, the disk. */
  failed: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What ends a command with a message for whoever called it, and nothing else: no stack trace. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.usage,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What the command depends on has failed. */
export function failed(message: string, cause?: unknown): CommandError {
  return new CommandError(message, exitCodes.failed, { cause });
}

/** The exit code and the message of whatever was thrown: options are TypeErrors all over server-kit. */
export function describeError(error: unknown): {
  exitCode: ExitCode;
  message: string;
} {
  if (error instanceof CommandError)
    return { exitCode: error.exitCode, message: error.message };
  if (error instanceof TypeError)
    return { exitCode: exitCodes.usage, message: error.message };
  return {
    exitCode: exitCodes.failed,
    message: error instanceof Error ? error.message : "Something failed.",
  };
}
