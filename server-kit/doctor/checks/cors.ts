import type { Answer, Answered } from "../ask.js";
import { problem, type Problem } from "../findings.js";
import {
  ok,
  outcomeOf,
  skipped,
  unknown,
  type CheckDefinition,
} from "../outcome.js";
import type { Probe } from "../probe.js";
import {
  headerOf,
  isEdgeRefusal,
  isOk,
  shapeOfAnswer,
} from "../read-answer.js";
import { bare } from "../secrets.js";

/** No page is of this origin: whoever lets it in lets in all (RFC 6761). */
const strangersOrigin = "https://doctor.invalid";

const withoutOrigin = skipped("Give origin, that of the page that plays.");

/** What a page of `origin` is kept from by an answer. */
function corsProblem(
  answer: Answered,
  {
    who,
    origin,
    credentials,
    seen = "",
  }: { who: string; origin: string; credentials: boolean; seen?: string },
): Problem | undefined {
  const allowed = headerOf(answer, "access-control-allow-origin");
  const fill = { who, origin, seen };
  if (allowed === "*")
    return credentials ? problem("cors-wildcard", fill) : undefined;
  if (allowed !== origin)
    return problem("cors-missing", {
      ...fill,
      seen:
        allowed === undefined
          ? seen
          : `${seen}: they name ${originShown(allowed)}`,
    });
  if (
    credentials &&
    headerOf(answer, "access-control-allow-credentials") !== "true"
  )
    return problem("cors-no-credentials", fill);
  return undefined;
}

function varyProblem(answer: Answered, who: string): Problem | undefined {
  const allowed = headerOf(answer, "access-control-allow-origin");
  if (allowed === undefined || allowed === "*") return undefined;
  return /(?:^|[\s,])(?:origin|\*)(?:$|[\s,])/i.test(
    headerOf(answer, "vary") ?? "",
  )
    ? undefined
    : problem("vary-missing", { who });
}

function letsAnyoneIn(answer: Answer, who: string): Problem | undefined {
  return answer.answered &&
    headerOf(answer, "access-control-allow-origin") === strangersOrigin &&
    headerOf(answer, "access-control-allow-credentials") === "true"
    ? problem("cors-any-origin", { who })
    : undefined;
}

/** An origin may be shown; anything else that stands there may not. */
function originShown(text: string): string {
  return /^https?:\/\/[\w.*:[\]-]+\/?$/.test(text)
    ? text
    : text === "null"
      ? "null"
      : "something else";
}

/** JSON, and headers of its own: the endpoint does get preflights. */
export const grantPreflight: CheckDefinition = {
  id: "grant-preflight",
  title: "The endpoint answers the page's preflight",
  async run(probe) {
    const { grantEndpoint, grantHeaders, origin } = probe.settings;
    if (grantEndpoint === undefined)
      return skipped("There is no grantEndpoint.");
    if (origin === undefined) return withoutOrigin;
    if (new URL(grantEndpoint).origin === origin)
      return ok("It is of the page's own origin: there is none.");
    const headers = neededHeaders(grantHeaders);
    const answer = await probe.ask(grantEndpoint, {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": headers.join(","),
      },
    });
    if (!answer.answered) return unknown("The endpoint does not answer.");
    const who = `The grant endpoint ${bare(grantEndpoint)}`;
    const allowed = (headerOf(answer, "access-control-allow-headers") ?? "")
      .toLowerCase()
      .split(",")
      .map((name) => name.trim());
    const lacking = headers.filter((name) => !allowed.includes(name));
    const refused = !isOk(answer);
    return outcomeOf(
      [
        refused || lacking.length > 0
          ? problem("cors-preflight", {
              who,
              origin,
              status: `${answer.status}`,
              lacking: !refused
                ? `, without ${lacking.join(", ")} in Access-Control-Allow-Headers`
                : "",
            })
          : corsProblem(answer, { who, origin, credentials: true }),
      ],
      ok(`It allows ${headers.join(", ")}.`, `status ${answer.status}`),
    );
  },
};

/** A Cookie goes along by itself; a page cannot set it. */
function neededHeaders(
  grantHeaders: Readonly<Record<string, string>>,
): string[] {
  const own = Object.keys(grantHeaders).map((name) => name.toLowerCase());
  return [
    "content-type",
    ...own
      .filter((name) => !["cookie", "origin", "content-type"].includes(name))
      .toSorted(),
  ];
}

export const grantCors: CheckDefinition = {
  id: "grant-cors",
  title: "The page may read the endpoint's answers, refusals too",
  async run(probe) {
    const { grantEndpoint, origin } = probe.settings;
    if (grantEndpoint === undefined)
      return skipped("There is no grantEndpoint.");
    if (origin === undefined) return withoutOrigin;
    if (new URL(grantEndpoint).origin === origin)
      return ok("It is of the page's own origin.");
    const who = `The grant endpoint ${bare(grantEndpoint)}`;
    const post = (from: string) =>
      probe.ask(grantEndpoint, {
        method: "POST",
        headers: { Origin: from, "Content-Type": "application/json" },
        // Not a grant request: what comes is a refusal, and no session begins.
        body: "{",
      });
    const [granting, refusal, stranger] = await Promise.all([
      probe.granting(),
      post(origin),
      post(strangersOrigin),
    ]);
    const answer =
      granting.state === "granted"
        ? granting.grant.answer
        : granting.state === "none"
          ? undefined
          : granting.answer;
    if (!answer?.answered || !refusal.answered)
      return unknown("The endpoint does not answer.");
    const main = corsProblem(answer, { who, origin, credentials: true });
    const onRefusal = corsProblem(refusal, { who, origin, credentials: true });
    return outcomeOf(
      [
        main,
        !main && onRefusal && isOk(answer)
          ? problem("cors-missing-on-refusals", {
              who,
              status: `${refusal.status}`,
            })
          : undefined,
        main ? undefined : varyProblem(answer, who),
        letsAnyoneIn(stranger, who),
      ],
      ok(
        `Answers name ${origin}, with credentials.`,
        `grant ${answer.status}`,
        `refusal ${refusal.status}`,
      ),
    );
  },
};

/** Of the files themselves; with the grant, as without it nothing comes. */
export const edgeCors: CheckDefinition = {
  id: "edge-cors",
  title: "The page may read the edge's files",
  async run(probe) {
    const { origin } = probe.settings;
    const stream = await probe.stream();
    const grant = await probe.grant();
    if (origin === undefined) return withoutOrigin;
    if (!stream || !grant) return skipped("Files come with a grant alone.");
    const edge = new URL(grant.videoUrl).origin;
    if (edge === origin) return ok("It is of the page's own origin.");
    const credentials = grant.delivery === "cookie";
    const files = [
      stream.source,
      ...stream.playlists,
      ...stream.segments,
      ...stream.keys,
    ].filter(({ url, answer }) => isOk(answer) && new URL(url).origin === edge);
    if (files.length === 0) return unknown("No file came.");
    const who = `The edge ${new URL(edge).host}`;
    const found = files.map(({ url, answer }) => ({
      url,
      problem: corsProblem(answer as Answered, { who, origin, credentials }),
    }));
    const first = found.find(({ problem }) => problem);
    const some = found.filter(({ problem }) => problem).length;
    const stranger = await probe.withValues(grant.videoUrl, grant.values, {
      headers: { Origin: strangersOrigin },
    });
    return outcomeOf(
      [
        first?.problem && {
          ...first.problem,
          evidence: [`${some} of ${files.length} files`, bare(first.url)],
        },
        first ? undefined : varyProblem(files[0]!.answer as Answered, who),
        letsAnyoneIn(stranger, who),
      ],
      ok(
        `${files.length} files name ${origin}${credentials ? ", with credentials" : ""}.`,
      ),
    );
  },
};

/** Whether a page learns of a refusal: the player gets along without, so this is no fault. */
export const refusalCors: CheckDefinition = {
  id: "refusal-cors",
  title: "Whether the page may read the edge's refusals",
  async run(probe) {
    const { origin, url } = probe.settings;
    if (origin === undefined) return withoutOrigin;
    const answer = await probe.asStranger(url);
    if (!answer.answered || !isEdgeRefusal(answer))
      return unknown(
        "The edge did not refuse anything.",
        shapeOfAnswer(answer),
      );
    return corsProblem(answer, { who: "", origin, credentials: false })
      ? ok(
          "It may not: a refusal looks like a network error there. The player takes it as a refusal that may be, and asks for a new grant.",
          shapeOfAnswer(answer),
        )
      : ok("It may: the player sees 403, and why.", shapeOfAnswer(answer));
  },
};

/** The player makes none; other players do, with headers of their own. */
export const edgePreflight: CheckDefinition = {
  id: "edge-preflight",
  title: "Whether the edge answers preflights",
  async run(probe) {
    if (probe.settings.origin === undefined) return withoutOrigin;
    const answer = await edgeOptions(probe);
    if (!answer.answered) return unknown("The edge does not answer.");
    return isOk(answer)
      ? ok("It does.", shapeOfAnswer(answer))
      : ok(
          "It does not, as browsers send no cookies with them. This player needs none: keep its requests free of headers of your own.",
          shapeOfAnswer(answer),
        );
  },
};

/** A preflight as browsers send it: without signature and cookies. */
export function edgeOptions(probe: Probe): Promise<Answer> {
  return probe.ask(bare(probe.settings.url), {
    method: "OPTIONS",
    headers: {
      Origin: probe.settings.origin ?? strangersOrigin,
      "Access-Control-Request-Method": "GET",
      "Access-Control-Request-Headers": "range",
    },
  });
}
