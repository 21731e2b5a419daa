/** An error's own words are short; what is longer quotes something. */
const longest = 600;

/**
 * What may be logged of keys that could not be had: what was tried, the error's name and its sentence. The error itself is
 * not kept as a cause: an SDK's holds the response that it could not read, and a JSON parser's quotes it.
 */
export function keysFailure(what: string, error: unknown): Error {
  return new Error(`${what} ${sentenceOf(error)}`);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return "What was thrown is no error.";
  const code = "code" in error && typeof error.code === "string" && error.code;
  const name = code || error.name;
  if (error instanceof SyntaxError || "$responseBodyText" in error)
    return `${name}: the answer cannot be read.`;
  const message = error.message || firstMessage(error);
  if (message.includes("PRIVATE KEY") || message.length > longest)
    return `${name}.`;
  return message === "" || ["Error", "TypeError"].includes(name)
    ? message || `${name}.`
    : `${name}: ${message}`;
}

/** A host of several addresses that all refuse the connection is an error without words, with one for each. */
function firstMessage(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? first.message : "";
}
