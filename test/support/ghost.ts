/**
 * A Ghost site for the examples of `docs/lms/ghost.md`: its keys and tokens have the form that Ghost 6.65.0 was seen to give
 * them (`token-service.js` and `public-jwk.js` there). It imports nothing of server-kit, of which the examples have the
 * built one.
 */
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, SignJWT } from "jose";

export interface Ghost {
  /** What `/members/api/entitlements/` answers to a member's cookie. */
  entitlementOf(member: {
    uuid: string;
    paid: boolean;
    tiers?: readonly string[];
  }): Promise<string>;
  /** What `/members/api/session/` answers: who has it may act as the member. */
  identityOf(member: { uuid: string }): Promise<string>;
}

/**
 * Answers requests of this process for the keys of the site.
 * @param site its address, without a slash at the end
 */
export async function startGhost(site: string): Promise<Ghost> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2_048,
  });
  const { kty, n, e } = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint({ kty, n, e } as { kty: "RSA"; n: string; e: string }); // prettier-ignore
  const { fetch: elsewhere } = globalThis;
  globalThis.fetch = async (input, init) => {
    const { href } = new URL(input instanceof Request ? input.url : input);
    return href === `${site}/members/.well-known/jwks.json`
      ? Response.json({ keys: [{ kty, kid, n, e }] })
      : elsewhere(input, init);
  };

  const issuer = `${site}/members/api`;
  const token = (claims: Record<string, unknown>, life: string) =>
    new SignJWT({ ...claims, kid })
      .setProtectedHeader({ alg: "RS512", typ: "JWT", kid })
      .setIssuedAt()
      .setExpirationTime(life)
      .setAudience(issuer)
      .setIssuer(issuer)
      .sign(privateKey);
  return {
    entitlementOf: ({ uuid, paid, tiers = [] }) =>
      token(
        {
          sub: `${uuid}@school.example`,
          scope: "members:entitlements:read",
          member_uuid: uuid,
          paid,
          active_tier_ids: tiers,
          jti: randomUUID(),
        },
        "5m",
      ),
    identityOf: ({ uuid }) =>
      token(
        { sub: `${uuid}@school.example`, scope: "members:identity" },
        "10m",
      ),
  };
}
