/**
 * What host names say about cookies. Browsers go by the Public Suffix List; it is too large for a page, so these rules
 * know its common cases alone, and take two hosts for one site where they are in doubt.
 * @see https://publicsuffix.org/
 */

/** Names under which strangers have hosts beside one another. */
const sharedSuffixes =
  /^(?:(?:co|com|org|net|ac|edu|gov|gob|sch|or|ne|go)\.[a-z]{2}|cloudfront\.net|(?:[\w-]+\.)*amazonaws\.com|github\.io|gitlab\.io|netlify\.app|vercel\.app|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|azurewebsites\.net|azureedge\.net|herokuapp\.com|onrender\.com|fly\.dev|b-cdn\.net)$/;

const address = /^(?:\d+\.){3}\d+$|^\[/;

/** The longest name that both hosts may set a cookie for; undefined where they have none in common. */
export function commonDomain(a: string, b: string): string | undefined {
  if (a === b) return a;
  if (address.test(a) || address.test(b)) return undefined;
  const labels = a.split(".");
  for (let from = 0; from < labels.length - 1; from++) {
    const suffix = labels.slice(from).join(".");
    if (b !== suffix && !b.endsWith(`.${suffix}`)) continue;
    return sharedSuffixes.test(suffix) ? undefined : suffix;
  }
  return undefined;
}

/** Whether cookies of `b` are a page's own on a page of `a`: one registrable domain, and one scheme. */
export function sameSite(a: string, b: string): boolean {
  const [one, other] = [new URL(a), new URL(b)];
  return (
    one.protocol === other.protocol &&
    commonDomain(one.hostname, other.hostname) !== undefined
  );
}

/** Whether a page of `origin` may not request `url` because it is plain http. */
export function isMixedContent(origin: string, url: string): boolean {
  return origin.startsWith("https:") && isInsecure(url);
}

/**
 * Plain http beyond this machine: `Secure` cookies do not travel there.
 * @see https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
 */
export function isInsecure(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  const local = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/;
  return protocol === "http:" && !local.test(hostname);
}
