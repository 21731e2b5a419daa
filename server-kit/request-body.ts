import { GrantError } from "./errors.js";

/** A grant request is a few hundred bytes: whoever takes longer holds a connection open on purpose. */
const patienceMs = 10_000;

/**
 * The JSON object in a request's body, of which never more than `maxBytes` is held.
 * @throws GrantError `bad-request` for another content type, a longer or slower body, and what is not a JSON object
 */
export async function readJson(
  request: Request,
  maxBytes: number,
): Promise<Record<string, unknown>> {
  // A form cannot send this type, and a page of another origin only after a preflight.
  const [type = ""] = (request.headers.get("Content-Type") ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json")
    throw new GrantError("bad-request", "Send Content-Type: application/json.");
  const text = await readText(request, maxBytes);
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new GrantError("bad-request", "The body is not a JSON object.");
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (request.bodyUsed)
    throw new Error("The body of the request was read before the handler.");
  if (request.body === null) return "";
  const reader = request.body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel().catch(() => undefined);
  }, patienceMs);
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > maxBytes)
        throw new GrantError(
          "bad-request",
          `The body is longer than ${maxBytes} bytes.`,
        );
      chunks.push(value);
    }
    if (late) throw new GrantError("bad-request", "The body came too slowly.");
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Buffer.concat(chunks),
    );
  } catch (error) {
    if (error instanceof GrantError) throw error;
    throw new GrantError("bad-request", "The body could not be read.");
  } finally {
    clearTimeout(timer);
    // Not awaited: a source that never answers to cancel would hold the answer back.
    void reader.cancel().catch(() => undefined);
  }
}
