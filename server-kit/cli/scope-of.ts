import { scope, type Scope } from "../scope.js";
import { CommandError } from "./exit.js";

/**
 * The scope that a URL stands for: a folder where it ends in a slash (or in a slash and a star), else one file.
 * @throws CommandError naming the argument
 */
export function scopeOf(argument: string, url: string): Scope {
  if (!URL.canParse(url))
    throw new CommandError(
      `${argument} must be a URL such as https://cdn.school.example/lesson-1/.`,
    );
  const { origin, pathname, search, hash } = new URL(url);
  if (search || hash)
    throw new CommandError(
      `${argument} must be without a query and a fragment: a signature adds its own.`,
    );
  const segments = pathname
    .slice(1)
    .replace(/\/\*?$/, "")
    .split("/");
  const isFolder = /\/\*?$/.test(pathname);
  try {
    if (segments.join("") === "")
      throw new TypeError(
        "It is the whole host. Whoever has that may fetch every video: sign a folder of it.",
      );
    return isFolder
      ? scope.directory(origin, ...segments)
      : scope.file(origin, ...segments);
  } catch (error) {
    throw new CommandError(`${argument}: ${(error as Error).message}`);
  }
}

/** The folder that a file lies in: what a playlist and all that it names lie in. */
export function folderOf(argument: string, url: string): Scope {
  return scopeOf(argument, url.replace(/[^/]*$/, ""));
}
