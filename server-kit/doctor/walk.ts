import type { Answer, Question } from "./ask.js";
import type { Grant } from "./grant.js";
import { isOk } from "./read-answer.js";
import type { Values } from "./signature.js";
import { contentOf, namedIn, samplesOf, type Named } from "./stream.js";

/** Who walks: with the grant, where there is one. */
export interface Walker {
  grant(): Promise<Grant | undefined>;
  asViewer(url: string): Promise<Answer | undefined>;
  withValues(url: string, values: Values, question: Question): Promise<Answer>;
}

/** A file that was fetched with the grant. */
export interface Visited extends Named {
  answer: Answer;
}

export interface Stream {
  /** The playlist that playback begins with. */
  source: Visited;
  /** What it names that are playlists: qualities, languages, captions, I-frames. */
  playlists: Visited[];
  /** First and last segment of each, and what they need before. */
  segments: Visited[];
  keys: Visited[];
  /** How many playlists were left out. */
  left: number;
}

/** Enough for each quality and language of a lesson; a stream with more is like them. */
const mostPlaylists = 40;

/** Requests at a time: as many as a browser makes to one host. */
const atOnce = 6;

const mostPlaylistBytes = 5_000_000;

export async function walk(walker: Walker): Promise<Stream | undefined> {
  const grant = await walker.grant();
  if (!grant) return undefined;
  const visit = async (named: Named): Promise<Visited> => ({
    ...named,
    answer: (await walker.asViewer(named.url))!,
  });
  const source = await visitPlaylist(walker, grant.videoUrl);
  const named = namesOf(source);
  const all = named.filter(({ kind }) => kind === "playlist");
  const playlists = await map(all.slice(0, mostPlaylists), ({ url }) =>
    visitPlaylist(walker, url),
  );
  // A media playlist by itself is its own quality.
  const media = all.length > 0 ? playlists.map(namesOf) : [named];
  const samples = unique(media.flatMap(samplesOf));
  const keys = unique(
    [named, ...media].flat().filter(({ kind }) => kind === "key"),
  );
  return {
    source,
    playlists,
    segments: await map(samples, visit),
    keys: await map(keys, visit),
    left: all.length - playlists.length,
  };
}

async function visitPlaylist(walker: Walker, url: string): Promise<Visited> {
  const grant = (await walker.grant())!;
  const answer = await walker.withValues(url, grant.values, {
    maxBytes: mostPlaylistBytes,
  });
  return { url, kind: "playlist", answer };
}

function namesOf({ url, answer }: Visited): Named[] {
  if (!isOk(answer) || contentOf(answer) !== "playlist") return [];
  return namedIn(answer.body.toString(), url) ?? [];
}

function unique(named: readonly Named[]): Named[] {
  return [...new Map(named.map((one) => [one.url, one])).values()];
}

async function map<From, To>(
  items: readonly From[],
  to: (item: From) => Promise<To>,
): Promise<To[]> {
  const results: To[] = [];
  for (let at = 0; at < items.length; at += atOnce)
    results.push(
      ...(await Promise.all(
        items.slice(at, at + atOnce).map((item) => to(item)),
      )),
    );
  return results;
}
