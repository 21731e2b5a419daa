import type {
  DiagnoseOptions,
  Diagnosis,
  DiagnosisInput,
} from "../diagnosis/diagnose.js";

/**
 * Finds out why a video is refused, as far as a page can: by what the browser says, and by a few small requests to edge
 * and endpoint, none of which asks for a grant or changes anything. For authors; it is loaded when it is called.
 *
 * @returns undefined where there is nothing to look at: neither endpoint nor file, or this browser plays no HLS at all
 * @example
 * session.start().catch(async (error) => {
 *   console.info((await diagnose({ error, grantEndpoint: "/grant" }))?.text);
 * });
 */
export async function diagnose(
  input: DiagnosisInput,
  options?: DiagnoseOptions,
): Promise<Diagnosis | undefined> {
  const diagnosis = await import("../diagnosis/diagnose.js");
  return diagnosis.diagnose(input, options);
}
