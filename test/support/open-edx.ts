/**
 * An Open edX for the examples of `docs/lms/open-edx.md`: the cookies of who is signed in, in the form that edx-platform
 * gives them (`user_authn/cookies.py` and `oauth_dispatch/jwt.py` there). Not seen on a running one. It imports nothing of
 * server-kit, of which the examples have the built one.
 */
import { generateKeyPairSync } from "node:crypto";
import { exportJWK, SignJWT } from "jose";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2_048,
});

/** The one key of `JWT_PUBLIC_SIGNING_JWK_SET`, as JSON. */
export const signingJwk = JSON.stringify({
  ...(await exportJWK(publicKey)),
  kid: "openedx",
});

/** `Cookie` of a learner: the token's header and claims in one, which scripts may read, its signature in the other. */
export async function cookiesOf(
  username: string,
  issuer = "https://learn.school.example/oauth2",
): Promise<{ claims: string; signature: string }> {
  const token = await new SignJWT({
    grant_type: "password",
    preferred_username: username,
    scopes: ["user_id", "email", "profile"],
    version: "1.2.0",
    filters: [],
    is_restricted: false,
    email_verified: true,
    user_id: 7,
    email: `${username}@school.example`,
  })
    .setProtectedHeader({ alg: "RS512", kid: "openedx" })
    .setSubject("0f1e2d3c4b5a69788796a5b4c3d2e1f0")
    .setIssuedAt()
    .setExpirationTime("1h")
    .setAudience("openedx")
    .setIssuer(issuer)
    .sign(privateKey);
  const [header, payload, signature = ""] = token.split(".");
  return {
    claims: `edx-jwt-cookie-header-payload=${header}.${payload}`,
    signature: `edx-jwt-cookie-signature=${signature}`,
  };
}
