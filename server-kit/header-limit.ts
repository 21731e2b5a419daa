import { GrantError } from "./errors.js";

/** Bytes of headers that are enough for a sign-in token and the cookies of a few sites, and Node's own limit. */
export const defaultMaxHeaderBytes = 16_384;

/**
 * Passes a request whose headers, as lines `name: value`, have no more than `maxBytes` in all. Servers have limits of
 * their own, but each another one.
 * @throws GrantError `bad-request`
 */
export function checkHeaderSize(
  { headers }: Request,
  maxBytes: number = defaultMaxHeaderBytes,
): void {
  let bytes = 0;
  // Values hold one byte a character; between and after come ": " and the line's end.
  for (const [name, value] of headers) bytes += name.length + value.length + 4;
  if (bytes > maxBytes)
    throw new GrantError(
      "bad-request",
      `The headers are longer than ${maxBytes} bytes.`,
    );
}
