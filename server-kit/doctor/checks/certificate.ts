import {
  connect,
  rootCertificates,
  type ConnectionOptions,
  type TLSSocket,
} from "node:tls";
import { once } from "node:events";
import { targetOf } from "../ask.js";
import { problem, type Problem } from "../findings.js";
import { ok, outcomeOf, skipped, type CheckDefinition } from "../outcome.js";
import type { Settings } from "../options.js";

const soonDays = 14;
const dayMs = 86_400_000;

/** The certificates of edge and endpoint, as a browser judges them. */
export const certificate: CheckDefinition = {
  id: "certificate",
  title: "The certificates are good",
  async run({ settings }) {
    const urls = httpsHosts(settings);
    if (urls.length === 0) return skipped("Nothing here is https.");
    const found = await Promise.all(urls.map((url) => ofHost(url, settings)));
    return outcomeOf(
      found.flat(),
      ok(
        `Trusted, for the right name, and by TLS 1.2 or newer: ${urls.map(({ host }) => host).join(", ")}.`,
      ),
    );
  },
};

function httpsHosts({ url, grantEndpoint }: Settings): URL[] {
  const urls = [url, grantEndpoint]
    .filter((one) => one !== undefined)
    .map((one) => new URL(one))
    .filter(({ protocol }) => protocol === "https:");
  return [...new Map(urls.map((one) => [one.host, one])).values()];
}

async function ofHost(url: URL, settings: Settings): Promise<Problem[]> {
  const { host } = url;
  const seen = await handshake(url, settings, {});
  if (typeof seen === "string")
    return [problem("no-answer", { host, code: seen })];
  const problems: Problem[] = [];
  if (seen.error !== undefined) problems.push(ofError(host, seen.error));
  else {
    const days = Math.floor((seen.endsAt - settings.now()) / dayMs);
    if (days < soonDays)
      problems.push(
        problem("certificate-ends-soon", { host, days: `${days}` }),
      );
  }
  const old = await handshake(url, settings, {
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    // OpenSSL has them switched off by default; the question is what the server takes.
    ciphers: "DEFAULT:@SECLEVEL=0",
  });
  if (typeof old !== "string")
    problems.push(
      problem("tls-outdated", { host }, `protocol ${old.protocol}`),
    );
  return problems;
}

function ofError(host: string, code: string): Problem {
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return problem("certificate-expired", { host, code });
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return problem("certificate-other-host", { host });
  return problem("certificate-untrusted", { host, code });
}

/** @returns what the server showed, or Node's code of the failure */
async function handshake(
  url: URL,
  { connect: find, ca, timeoutMs, signal }: Settings,
  versions: Pick<ConnectionOptions, "minVersion" | "maxVersion" | "ciphers">,
): Promise<
  { error: string | undefined; endsAt: number; protocol: string } | string
> {
  let socket: TLSSocket | undefined;
  try {
    const { host, port } = await find(targetOf(url));
    socket = connect({
      host,
      port,
      servername: /^[\d.]+$|^\[/.test(url.hostname) ? "" : url.hostname,
      ...(ca.length > 0 && { ca: [...rootCertificates, ...ca] }),
      // Nothing is sent: it is only looked at.
      rejectUnauthorized: false,
      ...versions,
    });
    const limit = AbortSignal.timeout(timeoutMs);
    await once(socket, "secureConnect", {
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const error = socket.authorizationError as unknown as
      string | { code?: string } | null;
    return {
      error: (typeof error === "string" ? error : error?.code) ?? undefined,
      endsAt: Date.parse(socket.getPeerCertificate().valid_to),
      protocol: socket.getProtocol() ?? "",
    };
  } catch (error) {
    signal?.throwIfAborted();
    const { code, name } = error as NodeJS.ErrnoException;
    return code ?? name;
  } finally {
    socket?.destroy();
  }
}
