import { optionError } from "../option-error.js";

/** @throws TypeError for what is no client of the AWS SDK */
export function checkClient(client: unknown, wayOut: string): void {
  const send =
    typeof client === "object" && client !== null && "send" in client
      ? client.send
      : undefined;
  if (typeof send !== "function")
    throw optionError(
      "client",
      client,
      `Pass a client that is ready to use: ${wayOut}.`,
    );
}
