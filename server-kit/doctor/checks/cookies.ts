import {
  cookieNames,
  isInsecure,
  meantName,
  obstacleOf,
  sameSite,
  siteOf,
  type Obstacle,
  type SetCookie,
} from "../cookies.js";
import { problem, type Problem } from "../findings.js";
import { headerNamed, type Grant } from "../grant.js";
import { ok, outcomeOf, skipped, type CheckDefinition } from "../outcome.js";
import type { Settings } from "../options.js";
import type { Stream } from "../walk.js";
import { bare } from "../secrets.js";
import { misspelling } from "../signature.js";

/** What the endpoint sets, against the two hosts: whether a browser would send it to the edge, and to nobody else. */
export const cookies: CheckDefinition = {
  id: "cookies",
  title: "The grant's cookies reach the edge, and nobody else",
  async run(probe) {
    const grant = await probe.grant();
    if (!grant) return skipped("There is no grant.");
    if (grant.delivery === "query") return skipped("Delivery is by query.");
    const stale = staleOnes(grant, probe.settings);
    if (grant.source !== "endpoint")
      return outcomeOf(
        [...missing(grant), ...values(grant)],
        ok("All that is needed is in the Cookie header."),
      );
    const set = grant.cookies.filter(isSet);
    return outcomeOf(
      [
        ...missing(grant),
        ...values(grant),
        ...expired(grant),
        ...ways(set, grant, probe.settings, await probe.stream()),
        ...attributes(set, grant),
        ...duplicates(set),
        stale,
      ],
      ok(
        `${set.map(({ name }) => name).join(", ")}: set as they should be.`,
        ...set.map(shapeOfCookie),
      ),
    );
  },
};

/** Its attributes, and how long its value is. */
function shapeOfCookie({
  name,
  value,
  domain,
  path,
  secure,
  httpOnly,
  sameSite: site,
}: SetCookie): string {
  return [
    `${name} (${value.length} characters)`,
    domain ? `Domain=${domain}` : "no Domain",
    `Path=${path}`,
    secure && "Secure",
    httpOnly && "HttpOnly",
    `SameSite=${site}`,
  ]
    .filter(Boolean)
    .join("; ");
}

function missing({ values: have, cookies: all }: Grant): Problem[] {
  const misspelt = all.flatMap(({ name }) => {
    const meant = meantName(name);
    return meant === undefined
      ? []
      : [problem("cookie-misspelt", { cookie: name, meant })];
  });
  const meant = misspelt.map(({ fill }) => fill["meant"]);
  const lacking = [
    ...(have.Policy === undefined && have.Expires === undefined
      ? ["CloudFront-Policy"]
      : []),
    ...(have.Signature === undefined ? ["CloudFront-Signature"] : []),
    ...(have["Key-Pair-Id"] === undefined ? ["CloudFront-Key-Pair-Id"] : []),
  ].filter((name) => !meant.includes(name));
  const evidence = `Set-Cookie: ${all.map(({ name }) => name).join(", ") || "none"}`;
  return [
    ...misspelt,
    ...(lacking.length > 0
      ? [problem("cookie-missing", { cookies: lacking.join(", ") }, evidence)]
      : []),
  ];
}

function values({ values: have }: Grant): Problem[] {
  const both = have.Policy !== undefined && have.Expires !== undefined;
  const bad = (["Policy", "Signature"] as const).flatMap((name) => {
    const value = have[name];
    const cookie = `CloudFront-${name}`;
    const why = value === undefined ? undefined : misspelling(value);
    if (why === undefined) return [];
    const [escape = ""] = /%[0-9a-f]{2}/i.exec(value!) ?? [];
    return why === "encoded"
      ? [
          problem("cookie-encoded", {
            cookie,
            escape,
            character: decodeURIComponent(escape),
          }),
        ]
      : [
          problem("signature-malformed", {
            why: `${cookie} is not in CloudFront's spelling of base64`,
          }),
        ];
  });
  return [...bad.slice(0, 1), ...(both ? [problem("policy-and-expires")] : [])];
}

function expired({ cookies: all }: Grant): Problem[] {
  const names = all.filter((cookie) => isSet(cookie) && cookie.expired);
  return names.length > 0
    ? [problem("cookie-expired", { cookies: namesOf(names) })]
    : [];
}

/** One of CloudFront's, and not an older one that is taken away. */
function isSet({ name, value, cleared }: SetCookie): boolean {
  return cookieNames.includes(name) && !cleared && value !== "";
}

/** What is in the way of each cookie to each file; each kind once. */
function ways(
  set: readonly SetCookie[],
  { setAt, videoUrl }: Grant,
  { origin }: Settings,
  stream: Stream | undefined,
): Problem[] {
  const edge = new URL(videoUrl).origin;
  const files = [...(stream?.playlists ?? []), ...(stream?.segments ?? [])].map(
    ({ url }) => url,
  );
  const urls = [
    videoUrl,
    ...files.filter((url) => new URL(url).origin === edge),
  ];
  const found = new Map<Obstacle, Problem>();
  for (const url of urls)
    for (const cookie of set) {
      const obstacle = obstacleOf(cookie, { setAt, url, page: origin });
      if (obstacle && !found.has(obstacle))
        found.set(
          obstacle,
          ofObstacle(obstacle, cookie, { setAt, url, origin, set }),
        );
    }
  return [...found.values()];
}

function ofObstacle(
  obstacle: Obstacle,
  cookie: SetCookie,
  {
    setAt,
    url,
    origin = "",
    set,
  }: {
    setAt: string;
    url: string;
    origin: string | undefined;
    set: readonly SetCookie[];
  },
): Problem {
  const [endpoint, edge] = [new URL(setAt).hostname, new URL(url).hostname];
  switch (obstacle) {
    case "path":
      return problem(
        "cookie-path",
        { path: cookie.path, url: bare(url) },
        cookie.name,
      );
    case "not-secure":
    case "insecure-url":
      return problem("cookie-insecure", { edge }, cookie.name);
    case "none-insecure":
      return problem("cookie-none-insecure", {
        cookies: namesOf(set.filter(({ secure }) => !secure)),
      });
    case "cross-site":
      return problem(
        "cross-site-cookies",
        {
          edge,
          origin,
          sameSite: cookie.sameSite === "strict" ? "Strict" : "Lax",
        },
        cookie.name,
      );
    default:
      return problem(
        "cookie-other-domain",
        {
          endpoint,
          edge,
          domain:
            cookie.domain === undefined
              ? "no Domain"
              : `Domain=${cookie.domain}`,
          advice: adviceFor(endpoint, edge),
        },
        cookie.name,
      );
  }
}

function adviceFor(endpoint: string, edge: string): string {
  if (endpoint === edge)
    return "Leave Domain out: endpoint and edge are one host.";
  const site = siteOf(edge);
  return siteOf(endpoint) === site &&
    site.includes(".") &&
    !/^[\d.]+$/.test(site)
    ? `Set Domain=${site} (cookies.domain), or serve the endpoint as a path of ${edge}.`
    : "Give the edge a host name under the endpoint's domain, or serve the endpoint as a path of the edge's own host, or use query delivery.";
}

/** What lets others have them. */
function attributes(
  set: readonly SetCookie[],
  { setAt, videoUrl }: Grant,
): Problem[] {
  const insecure = set.filter(
    ({ secure, sameSite: site }) => !secure && site !== "none",
  );
  const readable = set.filter(({ httpOnly }) => !httpOnly);
  const edge = new URL(videoUrl);
  const wide = set.find(
    ({ domain }) =>
      domain !== undefined && new URL(setAt).hostname === edge.hostname,
  );
  return [
    ...(insecure.length > 0 && !isInsecure(edge)
      ? [problem("cookie-not-secure", { cookies: namesOf(insecure) })]
      : []),
    ...(readable.length > 0
      ? [problem("cookie-readable", { cookies: namesOf(readable) })]
      : []),
    ...(wide
      ? [
          problem("cookie-too-wide", {
            domain: wide.domain!,
            edge: edge.hostname,
          }),
        ]
      : []),
  ];
}

function duplicates(set: readonly SetCookie[]): Problem[] {
  const again = set.find(
    ({ name }, at) => set.findIndex((other) => other.name === name) < at,
  );
  if (!again) return [];
  const places = set
    .filter(({ name }) => name === again.name)
    .map(
      ({ domain, path }) =>
        `${domain ? `Domain=${domain}` : "no Domain"}; Path=${path}`,
    );
  return [problem("cookie-duplicate", { cookie: again.name }, ...places)];
}

/** Of the cookies that the viewer has sent to the endpoint, those of an older grant that go on to the edge beside the new ones. */
function staleOnes(
  { cookies: all, setAt, videoUrl }: Grant,
  { grantHeaders }: Settings,
): Problem | undefined {
  if (!sameSite(setAt, videoUrl)) return undefined;
  const sent = (headerNamed(grantHeaders, "cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim().split("=", 1)[0]!);
  const stale = sent.filter(
    (name) =>
      cookieNames.includes(name) && !all.some((cookie) => cookie.name === name),
  );
  return stale.length > 0
    ? problem("cookie-stale", { cookies: stale.join(", ") })
    : undefined;
}

function namesOf(cookies: readonly SetCookie[]): string {
  return [...new Set(cookies.map(({ name }) => name))].join(", ");
}
