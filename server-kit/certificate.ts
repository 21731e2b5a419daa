import { isIP } from "node:net";
import { generate } from "selfsigned";

/** What RFC 5280 calls a host by its name, and by its address. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/**
 * A certificate that nobody trusts yet, good for these hosts or addresses; it lives in memory and ends with the server.
 * @param days from now until it ends; negative for one that has ended
 */
export async function createCertificate(
  hosts: readonly string[],
  days = 30,
): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate(
    [{ name: "commonName", value: hosts[0] }],
    {
      keyType: "ec",
      curve: "P-256",
      algorithm: "sha256",
      notBeforeDate: new Date(Date.now() - 30 * 86_400_000),
      notAfterDate: new Date(Date.now() + days * 86_400_000),
      extensions: [
        { name: "basicConstraints", cA: false },
        { name: "keyUsage", digitalSignature: true },
        { name: "extKeyUsage", serverAuth: true },
        {
          name: "subjectAltName",
          altNames: hosts.map((host) =>
            isIP(host)
              ? { type: IP_ADDRESS, ip: host }
              : { type: DNS_NAME, value: host },
          ),
        },
      ],
    },
  );
  return { key, cert };
}
