import { errors, jwtVerify, type JWTPayload } from "jose";
import { GrantError, unavailableError } from "../errors.js";
import { checkSeconds, optionError } from "../option-error.js";
import {
  createTokenKeys,
  type TokenAlgorithm,
  type TokenKeySource,
} from "./token-keys.js";

/** Whose tokens are good, and for what. */
export type TokenOptions = TokenKeySource & {
  /** The token's `iss`, exactly: a slash at its end counts. */
  issuer: string;
  /** What the token must be for: `aud` is this, or one of these, or a list with one of them. */
  audience: string | readonly string[];
  /** The claim that holds it, such as `client_id` in Cognito's access tokens. @default "aud" */
  audienceClaim?: string | undefined;
  /** What may have signed. @default whatever the key is good for; HS256 with a secret */
  algorithms?: readonly TokenAlgorithm[] | undefined;
  /** Claims that must be there: with this very text, or with any value where `true`. `exp` always must. @default none */
  requiredClaims?: Readonly<Record<string, string | true>> | undefined;
  /** The header's `typ`, such as `at+jwt` (RFC 9068). @default any */
  typ?: string | undefined;
  /** Whole seconds by which the issuer's clock may differ from ours, 0 to 300. @default 5 */
  clockToleranceSeconds?: number | undefined;
};

/**
 * Reads a token's claims.
 * @throws GrantError `not-signed-in`, whose detail says what is wrong with the token and nothing of what is in it, or
 *   `server-error`, reason `issuer-unavailable`
 */
export type TokenVerifier = (token: string) => Promise<JWTPayload>;

/**
 * @param maxAgeSeconds Seconds since `iat` after which the token is refused, whatever its `exp`. @default any age
 * @throws TypeError naming the option that is missing or unsafe
 * @see https://www.rfc-editor.org/rfc/rfc8725 (JSON Web Token best current practices)
 */
export function createTokenVerifier(
  options: TokenOptions,
  maxAgeSeconds?: number,
): TokenVerifier {
  checkClaimOptions(options);
  const { issuer, audienceClaim = "aud", requiredClaims = {}, typ } = options;
  const audiences = [options.audience].flat();
  const { key, algorithms } = createTokenKeys(options, options.algorithms);
  const terms = {
    issuer,
    algorithms: [...algorithms],
    clockTolerance: checkSeconds(
      "clockToleranceSeconds",
      options.clockToleranceSeconds ?? 5,
      0,
      300,
    ),
    requiredClaims: ["exp", audienceClaim, ...Object.keys(requiredClaims)],
    ...(typ !== undefined && { typ }),
    ...(maxAgeSeconds !== undefined && { maxTokenAge: maxAgeSeconds }),
  };

  return async (token) => {
    const claims = await verify(token);
    const audience = [claims[audienceClaim]].flat();
    if (!audience.some((one) => audiences.includes(one as string)))
      throw refusal("The token is for another audience.");
    for (const [name, value] of Object.entries(requiredClaims))
      if (value !== true && claims[name] !== value)
        throw refusal(`The token's \`${name}\` is not what it has to be.`);
    return claims;
  };

  async function verify(token: string): Promise<JWTPayload> {
    try {
      // The overloads tell a key from a function that finds one; both take the same terms.
      const { payload } =
        typeof key === "function"
          ? await jwtVerify(token, key, terms)
          : await jwtVerify(token, key, terms);
      return payload;
    } catch (error) {
      if (error instanceof GrantError) throw error;
      if (error instanceof errors.JOSEError) throw refusal(explain(error));
      throw unavailableError("issuer-unavailable", error);
    }
  }
}

/** jose's own error is not the cause, as it holds the token's claims, and a cause is logged. */
export function refusal(detail: string): GrantError {
  return new GrantError("not-signed-in", detail);
}

function explain(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired)
    return error.claim === "exp"
      ? "The token has expired."
      : "The token was issued too long ago.";
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    if (reason === "missing") return `The token has no \`${claim}\`.`;
    if (claim === "iss") return "The token is of another issuer.";
    if (claim === "nbf") return "The token is not good yet.";
    return `The token's \`${claim}\` is not what it has to be.`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return "The token's signature is not the issuer's.";
  if (error instanceof errors.JOSEAlgNotAllowed)
    return "The token is signed by an algorithm that is not allowed.";
  if (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  )
    return "The token does not name one of the issuer's keys.";
  return "The token is malformed.";
}

function checkClaimOptions({
  issuer,
  audience,
  audienceClaim = "aud",
  requiredClaims = {},
  typ = "JWT",
}: TokenOptions): void {
  if (!isText(issuer))
    throw optionError("issuer", issuer, "Give the token's `iss`, exactly.");
  const audiences = [audience].flat();
  if (audiences.length === 0 || !audiences.every(isText))
    throw optionError(
      "audience",
      audience,
      "Give what the tokens are for. Without it, a token for any application of the issuer would do.",
    );
  if (!isText(audienceClaim))
    throw optionError(
      "audienceClaim",
      audienceClaim,
      'Give the name of a claim, such as "client_id", or leave it out.',
    );
  if (
    typeof requiredClaims !== "object" ||
    requiredClaims === null ||
    !Object.values(requiredClaims).every(
      (value) => value === true || typeof value === "string",
    )
  )
    throw optionError(
      "requiredClaims",
      requiredClaims,
      'Give an object of claims, each a text or true, such as { token_use: "access" }.',
    );
  if (!isText(typ)) throw optionError("typ", typ, 'Give such as "at+jwt".');
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
