import { generate } from "selfsigned";

/**
 * A certificate that nobody trusts yet, good for these hosts; it lives in memory and ends with the server.
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
          altNames: hosts.map((value) => ({ type: 2, value })),
        },
      ],
    },
  );
  return { key, cert };
}
