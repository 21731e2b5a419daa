import { PackagingError } from "../media/index.js";
import { failed } from "./exit.js";

/** What ffmpeg could not do is said by its message alone. @throws CommandError in place of a PackagingError */
export async function explainPackaging<Answer>(
  work: Promise<Answer>,
): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PackagingError) throw failed(error.message, error);
    throw error;
  }
}
