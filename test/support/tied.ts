import { findOnPath } from "./find-command.js";

/**
 * A command, and its arguments, that gets a signal as soon as this process is no more, however it has ended: nobody can
 * clean up after SIGKILL. On Linux; elsewhere the command as it is.
 * @see https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html
 */
export function tied(
  command: string,
  args: readonly string[],
  signal: "KILL" | "TERM" = "KILL",
): [command: string, args: string[]] {
  const setpriv =
    process.platform === "linux" ? findOnPath(["setpriv"]) : undefined;
  if (!setpriv) return [command, [...args]];
  return [setpriv, ["--pdeathsig", signal, "--", command, ...args]];
}
