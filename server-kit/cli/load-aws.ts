import { CommandError, failed } from "./exit.js";

/**
 * A client package of AWS, which only who uses it has installed.
 * @throws CommandError naming the package where it is missing
 */
export async function loadAws<Module>(
  name: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    throw new CommandError(
      `This needs the package ${name}: npm install ${name}`,
      undefined,
      { cause: error },
    );
  }
}

/**
 * Asks AWS.
 * @param hints the way out, by the name of the error
 * @throws CommandError with its code and message, and the way out of the usual ones
 */
export async function askAws<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  hints: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { name = "", message = "" } = error as Error;
    const hint = hints[name] ?? hintFor(name);
    throw failed(`${what}: ${name}: ${message} ${hint}`.trimEnd(), error);
  }
}

function hintFor(name: string): string {
  if (/Credential/.test(name))
    return "Sign in first, as with `aws sso login`, or set AWS_PROFILE.";
  if (/AccessDenied|Unauthorized/.test(name))
    return "The credentials are not allowed to do that.";
  return "";
}
