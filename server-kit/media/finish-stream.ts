import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EncodePlan } from "./encode-args.js";
import { encryptTrack, type ContentKey } from "./encrypt-track.js";
import { iFramesTrack, writeIFrames } from "./i-frame-playlist.js";
import { measure, readSegments, type Bandwidth } from "./media-playlist.js";
import {
  multivariantPlaylist,
  type CaptionsTrack,
} from "./multivariant-playlist.js";
import { multivariantName, rungTrack, segmentNames } from "./tracks.js";
import { videoCodec } from "./video-codec.js";

export interface EncodedStream extends EncodePlan {
  captions: readonly CaptionsTrack[];
  encryption: ContentKey | undefined;
  signal: AbortSignal | undefined;
}

/** What is known only once the segments are there: codecs, key frames, rates. They are encrypted in between. */
export async function finishStream(
  folder: string,
  stream: EncodedStream,
): Promise<void> {
  const { rungs, encryption, signal, container } = stream;
  const looked = [];
  for (const rung of rungs) {
    signal?.throwIfAborted();
    const track = rungTrack(rung.name);
    const codec = await readCodec(folder, track, stream);
    // Encrypted ones are copies: of the lowest rung they take least.
    const apart = encryption !== undefined;
    const iFrames =
      !apart || rung === rungs.at(-1)
        ? await writeIFrames(folder, track, container, apart)
        : undefined;
    looked.push({ rung, track, codec, iFrames });
  }
  if (encryption) {
    const names = [
      ...looked.map(({ track }) => track),
      ...stream.audio.map(({ name }) => name),
      iFramesTrack(looked.at(-1)!.track),
    ];
    for (const name of names) {
      signal?.throwIfAborted();
      await encryptTrack(folder, name, encryption);
    }
  }
  const weigh = async (track: string): Promise<Bandwidth> =>
    measure(folder, await readSegments(folder, track));
  const variants = await Promise.all(
    looked.map(async (each) => ({
      ...each,
      bandwidth: await weigh(each.track),
    })),
  );
  const audio = await Promise.all(
    stream.audio.map(async (track) => ({
      ...track,
      bandwidth: await weigh(track.name),
    })),
  );
  const { captions, source } = stream;
  await writeFile(
    join(folder, multivariantName),
    multivariantPlaylist({
      ...{ container, frameRate: source.frameRate },
      ...{ variants, audio, captions },
    }),
  );
}

async function readCodec(
  folder: string,
  track: string,
  { container }: EncodePlan,
): Promise<string> {
  const [first] = await readSegments(folder, track);
  const { init = first!.uri } = segmentNames(track, container, "v");
  return videoCodec(await readFile(join(folder, init)));
}
