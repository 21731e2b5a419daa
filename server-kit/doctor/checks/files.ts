import type { Answer } from "../ask.js";
import { explain } from "../explain.js";
import { problem, type Problem } from "../findings.js";
import type { Grant } from "../grant.js";
import {
  ok,
  outcomeOf,
  skipped,
  unknown,
  type CheckDefinition,
  type Outcome,
} from "../outcome.js";
import type { Probe } from "../probe.js";
import { isOk, isRefused, readRefusal } from "../read-answer.js";
import { bare } from "../secrets.js";
import { contentOf, namedIn, type Content } from "../stream.js";
import type { Stream, Visited } from "../walk.js";

const withoutGrant = skipped("It needs a grant.");

/** A check of the files that the grant opens. */
function filesCheck(
  id: string,
  title: string,
  judge: (
    stream: Stream,
    grant: Grant,
    probe: Probe,
  ) => Promise<Outcome> | Outcome,
): CheckDefinition {
  return {
    id,
    title,
    async run(probe) {
      const stream = await probe.stream();
      const grant = await probe.grant();
      return stream && grant ? judge(stream, grant, probe) : withoutGrant;
    },
  };
}

export const playlist = filesCheck(
  "playlist",
  "With the grant the playlist comes",
  ({ source }, grant) =>
    outcomeOf(
      [playlistProblem(source, grant)],
      ok(`${bare(source.url)}: a playlist, status 200.`),
    ),
);

export const variants = filesCheck(
  "variants",
  "Every quality, language and caption playlist comes",
  ({ source, playlists, left }, grant) => {
    if (playlistProblem(source, grant))
      return skipped("The playlist itself does not come.");
    const insecure = [...playlists].find(({ url }) => isMixed(url, grant));
    return outcomeOf(
      [
        ...worst(playlists.map((one) => playlistProblem(one, grant))),
        insecure && problem("mixed-content", { url: bare(insecure.url) }),
      ],
      playlists.length === 0
        ? ok("It is a media playlist by itself: there are none.")
        : ok(
            `${playlists.length} playlists came.${left > 0 ? ` ${left} more were not asked for.` : ""}`,
          ),
    );
  },
);

export const segments = filesCheck(
  "segments",
  "First and last segment of each come",
  ({ segments: all }, grant) => {
    if (all.length === 0) return skipped("No playlist names any.");
    return outcomeOf(
      worst(
        all.map(
          (one) =>
            explain(one.url, one.answer, grant) ??
            contentProblem(one, ["segment", "captions"]),
        ),
      ),
      ok(`${all.length} files came.`),
    );
  },
);

export const keys = filesCheck(
  "keys",
  "The content keys come",
  ({ keys: all }, grant) => {
    if (all.length === 0) return skipped("The stream is not encrypted.");
    return outcomeOf(
      worst(
        all.map(
          ({ url, answer }) =>
            refusedKey(url, answer, grant) ??
            explain(url, answer, grant) ??
            lengthProblem(url, isOk(answer) ? answer.body.length : 0),
        ),
      ),
      ok(`${all.length} keys came, of 16 bytes each.`),
    );
  },
);

export const beside = filesCheck(
  "beside",
  "Captions, poster and thumbnails beside the stream come",
  async (_, { body, ...grant }, probe) => {
    const named = [
      ...(body.captions ?? []).map(({ url }) => ({
        url,
        content: ["captions"] as Content[],
      })),
      ...[body.posterUrl, body.storyboardUrl, body.chaptersUrl]
        .filter((url) => url !== undefined)
        .map((url) => ({ url, content: ["other", "captions"] as Content[] })),
    ];
    if (named.length === 0) return skipped("The grant names none.");
    const found = await Promise.all(
      named.map(async ({ url, content }) => {
        // It has a signature of its own where delivery is by query.
        const answer =
          grant.delivery === "query"
            ? await probe.ask(url, { headers: probe.pageHeaders() })
            : (await probe.asViewer(url))!;
        return (
          explain(url, answer, { body, ...grant }) ??
          contentProblem({ url, kind: "file", answer }, content)
        );
      }),
    );
    return outcomeOf(worst(found), ok(`${named.length} files came.`));
  },
);

/** A file that is not there, and how it looks. */
export const missingFile = filesCheck(
  "missing-file",
  "A file that is not there is 404",
  async ({ source }, grant, probe) => {
    if (!isOk(source.answer))
      return skipped("The playlist itself does not come.");
    // A canned policy covers no other file.
    if (grant.terms?.kind !== "custom")
      return skipped("The signature is for one file alone.");
    const url = new URL("secure-hls-doctor-is-not-there.ts", source.url);
    const answer = (await probe.asViewer(url.origin + url.pathname))!;
    if (!answer.answered) return unknown("There was no answer.");
    const found = explain(url.href, answer, grant);
    return outcomeOf(
      [
        found?.id === "object-forbidden"
          ? problem("missing-as-forbidden")
          : isOk(answer)
            ? contentProblem({ url: url.href, kind: "segment", answer }, [])
            : undefined,
      ],
      answer.status === 404
        ? ok("It is.", `status ${answer.status}`)
        : unknown(`The answer is ${answer.status}.`),
    );
  },
);

function playlistProblem(
  { url, answer }: Visited,
  grant: Grant,
): Problem | undefined {
  const refused = explain(url, answer, grant);
  if (refused || !isOk(answer)) return refused;
  const content = contentOf(answer);
  if (content !== "playlist")
    return problem("not-a-playlist", { url: bare(url), what: whatIs(content) });
  return namedIn(answer.body.toString(), url)?.length
    ? undefined
    : problem("playlist-empty", { url: bare(url) });
}

function contentProblem(
  { url, answer }: Visited,
  expected: readonly Content[],
): Problem | undefined {
  const content = contentOf(answer);
  return content === undefined || expected.includes(content)
    ? undefined
    : problem("not-media", { url: bare(url), what: whatIs(content) });
}

/** By somebody else than the edge: no signature counts there. */
function refusedKey(
  url: string,
  answer: Answer,
  { videoUrl }: Grant,
): Problem | undefined {
  const { host } = new URL(url);
  const isOurs =
    host === new URL(videoUrl).host && readRefusal(answer) !== "other";
  if (isOurs || !isRefused(answer)) return undefined;
  return problem("key-refused", {
    host,
    url: bare(url),
    status: `${answer.status}`,
  });
}

function lengthProblem(url: string, bytes: number): Problem | undefined {
  return bytes === 16
    ? undefined
    : problem("key-length", { url: bare(url), bytes: `${bytes}` });
}

function whatIs(content: Content | undefined): string {
  const words: Record<Content, string> = {
    playlist: "it is a playlist",
    captions: "it is WebVTT",
    segment: "it is a media file",
    "web-page": "it is a web page",
    empty: "it is empty",
    other: "its first bytes are none of that",
  };
  return words[content ?? "other"];
}

function isMixed(url: string, { videoUrl }: Grant): boolean {
  return videoUrl.startsWith("https:") && url.startsWith("http:");
}

/** Of many files that fail for one reason the first, with how many they are. */
function worst(found: readonly (Problem | undefined)[]): Problem[] {
  const byId = new Map<string, Problem[]>();
  for (const one of found)
    if (one) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return [...byId.values()].map(([first, ...more]) => ({
    ...first!,
    evidence: [
      ...first!.evidence,
      `${more.length + 1} of ${found.length} files`,
    ],
  }));
}
