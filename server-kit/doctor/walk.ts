import type { Answer } from "./ask.js";
import { isOk } from "./read-answer.js";
import type { Probe } from "./probe.js";
import { contentOf, namedIn, samplesOf, type Named } from "./stream.js";

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

export async function walk(probe: Probe): Promise<Stream | undefined> {
  const grant = await probe.grant();
  if (!grant) return undefined;
  const visit = async (named: Named): Promise<Visited> => ({
    ...named,
    answer: (await probe.asViewer(named.url))!,
  });
  const source = await visitPlaylist(probe, grant.videoUrl);
  const named = namesOf(source);
  const all = named.filter(({ kind }) => kind === "playlist");
  const playlists = await map(all.slice(0, mostPlaylists), ({ url }) =>
    visitPlaylist(probe, url),
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

async function visitPlaylist(probe: Probe, url: string): Promise<Visited> {
  const grant = (await probe.grant())!;
  const answer = await probe.withValues(url, grant.values, {
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
