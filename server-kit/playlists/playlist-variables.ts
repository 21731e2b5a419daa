import { signatureParameters } from "../../src/contract.js";
import { GrantError } from "../errors.js";

const reference = /\{\$([A-Za-z0-9_-]+)\}/g;

/**
 * The variables that a playlist defines, up to the line that is being read.
 * @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-4.4.2.3 (EXT-X-DEFINE)
 */
export class PlaylistVariables {
  readonly #values = new Map<string, string>();
  readonly #imported: ReadonlyMap<string, string>;
  readonly #query: URLSearchParams;

  /**
   * @param imported those of the multivariant playlist, for `IMPORT`
   * @param query that of the playlist's URL, for `QUERYPARAM`
   */
  constructor(imported: Readonly<Record<string, string>>, query: string) {
    this.#imported = new Map(Object.entries(imported));
    this.#query = new URLSearchParams(query);
  }

  /**
   * Takes up an EXT-X-DEFINE. One that says nothing usable defines nothing.
   * @param attributes by name, without quotes
   * @throws GrantError `bad-request` for one that reads the signature: `https://elsewhere/{$Signature}` would give it away
   */
  define(attributes: ReadonlyMap<string, string>): void {
    const queryParameter = attributes.get("QUERYPARAM");
    if (isSignatureParameter(queryParameter))
      throw new GrantError(
        "bad-request",
        "The playlist defines a variable that reads the signature.",
      );
    const name =
      attributes.get("NAME") ?? attributes.get("IMPORT") ?? queryParameter;
    if (name === undefined) return;
    const value = attributes.has("NAME")
      ? this.fill(attributes.get("VALUE") ?? "")
      : attributes.has("IMPORT")
        ? this.#imported.get(name)
        : this.#query.get(name);
    if (value !== undefined && value !== null) this.#values.set(name, value);
  }

  /** The text with its variables filled in; `undefined` where one of them is not known. */
  fill(text: string): string | undefined {
    let known = true;
    const filled = text.replace(reference, (whole, name: string) => {
      known &&= this.#values.has(name);
      return this.#values.get(name) ?? whole;
    });
    return known ? filled : undefined;
  }
}

function isSignatureParameter(name: string | undefined): boolean {
  return (signatureParameters as readonly (string | undefined)[]).includes(
    name,
  );
}
