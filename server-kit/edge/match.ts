/** An absolute URL, or a policy's resource, in the four sections that CloudFront matches one by one. */
interface Sections {
  protocol: string;
  /** Host and port, as in the `Host` header. */
  domain: string;
  /** Begins with `/`, or is empty. */
  path: string;
  /** Without the `?`; `undefined` where there is none. */
  query: string | undefined;
}

/**
 * Whether a text matches a pattern in which `*` stands for any number of characters and `?` for exactly one.
 * Case-sensitive. Walks instead of building a regular expression, so that no pattern takes exponential time.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1; // the last `*` seen, and how far into the text it reaches so far
  let reach = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      reach = t;
    } else if (
      p < pattern.length &&
      (pattern[p] === "?" || pattern[p] === text[t])
    ) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++reach;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/**
 * Whether a request's path belongs to a behavior's path pattern. `images/*` and `/images/*` are the same pattern.
 * @param rawPath as the viewer sent it, without the query
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function matchesPathPattern(pattern: string, rawPath: string): boolean {
  const rooted = /^[/*]/.test(pattern) ? pattern : `/${pattern}`;
  return matchesGlob(rooted, normalizePath(rawPath));
}

/**
 * Whether a policy's `Resource` covers a URL. Both are taken as they are: nothing is decoded and no `..` resolved.
 * A wildcard stays inside its section (protocol, domain, path, query), but a `*` that ends the resource in its path
 * covers the query too, and one that ends it in its domain covers path and query.
 * @param url absolute, without the parameters of the signature
 */
export function matchesResource(resource: string, url: string): boolean {
  const target = sectionsOf(url, url.indexOf("?"));
  return (
    target !== undefined &&
    readings(resource).some((pattern) => covers(pattern, target))
  );
}

function covers(
  pattern: Sections,
  { protocol, domain, path, query }: Sections,
): boolean {
  if (!matchesGlob(pattern.protocol, protocol)) return false;
  const pathAndQuery = path + (query === undefined ? "" : `?${query}`);
  if (pattern.query !== undefined)
    return (
      matchesGlob(pattern.domain, domain) &&
      matchesGlob(pattern.path, path) &&
      query !== undefined &&
      matchesGlob(pattern.query, query)
    );
  if (pattern.path === "" && pattern.domain.endsWith("*"))
    return matchesGlob(pattern.domain, domain + pathAndQuery);
  if (!matchesGlob(pattern.domain, domain)) return false;
  return pattern.path.endsWith("*")
    ? matchesGlob(pattern.path, pathAndQuery)
    : query === undefined && matchesGlob(pattern.path, path);
}

/**
 * The documented delimiter between path and query is `\?`. A bare `?` may be the delimiter (AWS' own examples write it so)
 * or the wildcard; nothing published says which CloudFront tries, so either may match here. Do not sign such resources.
 */
function readings(resource: string): Sections[] {
  const delimiter = resource.indexOf("\\?");
  const found =
    delimiter >= 0
      ? [sectionsOf(resource.replace("\\?", "?"), delimiter)]
      : [
          sectionsOf(resource, -1),
          ...(resource.includes("?")
            ? [sectionsOf(resource, resource.indexOf("?"))]
            : []),
        ];
  return found.filter((sections) => sections !== undefined);
}

/** @param delimiter where the `?` before the query is; negative where there is no query */
function sectionsOf(url: string, delimiter: number): Sections | undefined {
  const beforeQuery = delimiter < 0 ? url : url.slice(0, delimiter);
  const query = delimiter < 0 ? undefined : url.slice(delimiter + 1);
  const colon = beforeQuery.indexOf("://");
  // "*" and "*.example.com/a" say nothing of a protocol: any will do.
  if (colon < 0 && !beforeQuery.startsWith("*")) return undefined;
  const protocol = colon < 0 ? "*" : beforeQuery.slice(0, colon);
  const rest = colon < 0 ? beforeQuery : beforeQuery.slice(colon + 3);
  const slash = rest.indexOf("/");
  return slash < 0
    ? { protocol, domain: rest, path: "", query }
    : {
        protocol,
        domain: rest.slice(0, slash),
        path: rest.slice(slash),
        query,
      };
}

/**
 * Behaviors are chosen by the path as RFC 3986 normalizes it (`%2e` is `.`, `a/../b` is `b`, `//` is `/`), although
 * the origin and the signature check see it raw. So no spelling of a signed path falls under an unsigned behavior.
 */
function normalizePath(rawPath: string): string {
  const decoded = rawPath.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });
  const kept: string[] = [];
  const segments = decoded.split("/").filter((segment) => segment !== "");
  for (const segment of segments)
    if (segment === "..") kept.pop();
    else if (segment !== ".") kept.push(segment);
  const endsInSlash = /(^|\/)\.{0,2}$/.test(decoded) && kept.length > 0;
  return `/${kept.join("/")}${endsInSlash ? "/" : ""}`;
}
