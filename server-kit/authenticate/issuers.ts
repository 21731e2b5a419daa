import { optionError } from "../option-error.js";

/** Those options of `authenticateByJwt` by which an issuer's tokens are known. Spread them, and add what you need. */
export interface IssuerOptions {
  issuer: string;
  audience: string;
  audienceClaim?: string;
  jwks: string;
  requiredClaims?: Record<string, string>;
}

/**
 * Tokens of an Amazon Cognito user pool. Its access tokens name the app client in `client_id`, its ID tokens in `aud`.
 * @throws TypeError naming the option that is wrong
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * @example
 * ```ts
 * authenticateByJwt(cognitoIssuer({ region: "eu-west-1", userPoolId: "eu-west-1_AbCdEf123", clientId: "4example" }));
 * ```
 */
export function cognitoIssuer({
  region,
  userPoolId,
  clientId,
  tokenUse = "access",
}: {
  region: string;
  userPoolId: string;
  /** ID of the app client whose tokens are good. */
  clientId: string;
  /** Which of its tokens the page sends. @default "access" */
  tokenUse?: "access" | "id" | undefined;
}): IssuerOptions {
  const issuer = `https://cognito-idp.${checkPart("region", region)}.amazonaws.com/${checkPart("userPoolId", userPoolId)}`;
  if (tokenUse !== "access" && tokenUse !== "id")
    throw optionError("tokenUse", tokenUse, 'Give "access" or "id".');
  return {
    issuer,
    audience: clientId,
    audienceClaim: tokenUse === "access" ? "client_id" : "aud",
    jwks: `${issuer}/.well-known/jwks.json`,
    requiredClaims: { token_use: tokenUse },
  };
}

/**
 * Access tokens of an Auth0 tenant for one of its APIs.
 * @throws TypeError naming the option that is wrong
 * @see https://auth0.com/docs/secure/tokens/access-tokens/validate-access-tokens
 */
export function auth0Issuer({
  domain,
  audience,
}: {
  /** Of the tenant, such as `school.eu.auth0.com`, or your own. */
  domain: string;
  /** Identifier of the API. */
  audience: string;
}): IssuerOptions {
  const issuer = `https://${checkPart("domain", domain)}/`;
  return { issuer, audience, jwks: `${issuer}.well-known/jwks.json` };
}

/**
 * Access tokens of a Keycloak realm that were issued to one of its clients, which is what `azp` names. `aud` is there only
 * with an audience mapper; then spread this and give `{ audience, audienceClaim: "aud" }`.
 * @throws TypeError naming the option that is wrong
 * @see https://www.keycloak.org/securing-apps/oidc-layers
 */
export function keycloakIssuer({
  url,
  realm,
  clientId,
}: {
  /** Where Keycloak is, such as `https://id.school.example`; with `/auth` where it has that. */
  url: string;
  realm: string;
  clientId: string;
}): IssuerOptions {
  if (!URL.canParse(url) || new URL(url).search !== "")
    throw optionError("url", url, 'Give such as "https://id.school.example".');
  const issuer = `${url.replace(/\/+$/, "")}/realms/${checkPart("realm", realm)}`;
  return {
    issuer,
    audience: clientId,
    audienceClaim: "azp",
    jwks: `${issuer}/protocol/openid-connect/certs`,
    requiredClaims: { typ: "Bearer" },
  };
}

function checkPart(option: string, value: unknown): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9._-]+$/.test(value))
    throw optionError(
      option,
      value,
      "Give it as the issuer shows it: letters, digits and . _ - alone.",
    );
  return value;
}
