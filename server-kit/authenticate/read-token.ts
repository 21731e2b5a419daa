import { optionError } from "../option-error.js";
import { refusal } from "./token-verifier.js";

/** Where a request carries its token: `Authorization: Bearer …`, or a cookie. */
export type TokenPlace = "header" | { cookie: string };

/** Longer ones are no tokens: Node takes 16 KiB of headers in all. */
const longest = 16_384;

/**
 * @returns what reads a request's token: undefined where it carries none
 * @throws TypeError for a place that is none; what it returns, a GrantError `not-signed-in` for what cannot be a token
 */
export function createTokenReader(
  place: TokenPlace,
): (request: Request) => string | undefined {
  if (place === "header")
    return ({ headers }) => readBearer(headers.get("Authorization"));
  const name: unknown = place?.cookie;
  if (typeof name !== "string" || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    throw optionError(
      "from",
      place,
      'Give "header", or { cookie: "the cookie\'s name" }.',
    );
  return ({ headers }) => readCookie(headers.get("Cookie"), name);
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
function readBearer(header: string | null): string | undefined {
  if (header === null || !/^Bearer(?: |$)/i.test(header)) return undefined;
  return checkForm(header.slice("Bearer ".length).trim());
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.2 */
function readCookie(header: string | null, name: string): string | undefined {
  const values = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1).replace(/^"(.*)"$/, "$1"));
  if (values.length > 1)
    // A neighbouring subdomain can set the second one, and nobody knows which comes first.
    throw refusal("There are two cookies with a token.");
  const [value] = values;
  return value === undefined || value === "" ? undefined : checkForm(value);
}

function checkForm(token: string): string {
  if (token.length > longest || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token))
    throw refusal("The token is malformed.");
  return token;
}
