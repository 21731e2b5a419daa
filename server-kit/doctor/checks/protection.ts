import { problem, type Problem } from "../findings.js";
import {
  ok,
  outcomeOf,
  skipped,
  unknown,
  type CheckDefinition,
} from "../outcome.js";
import type { Probe } from "../probe.js";
import { headerOf, isOk, readRefusal, shapeOfAnswer } from "../read-answer.js";
import { bare } from "../secrets.js";
import { contentOf } from "../stream.js";

/** Is it protected at all? */
export const unsigned: CheckDefinition = {
  id: "unsigned",
  title: "Without a signature the playlist is refused",
  async run(probe) {
    const { url } = probe.settings;
    const answer = await probe.asStranger(url);
    const shape = shapeOfAnswer(answer);
    if (!answer.answered) return skipped("The edge does not answer.");
    const shown = bare(url);
    const refusal = readRefusal(answer);
    if (answer.status >= 500)
      return outcomeOf(
        [problem("edge-error", { url: shown, status: `${answer.status}` })],
        ok(""),
      );
    if (answer.status >= 300 && answer.status < 400)
      return outcomeOf(
        [
          problem("edge-redirects", {
            url: shown,
            location: placeOf(headerOf(answer, "location"), url),
          }),
        ],
        ok(""),
      );
    if (refusal === "html")
      return outcomeOf([problem("edge-blocked", { url: shown })], ok(""));
    if (refusal !== undefined && refusal !== "s3")
      return ok(`Refused: ${shape}.`, shape);
    if (isOk(answer) && contentOf(answer) === "web-page")
      return outcomeOf(
        [
          problem(
            "not-a-playlist",
            {
              url: shown,
              what: "a web page, without any signature and with status 200",
            },
            shape,
          ),
        ],
        ok(""),
      );
    // A 404, or a 403 of the bucket, has passed the edge just as a file has.
    return outcomeOf(
      [problem("unprotected", { url: shown, status: shape }, shape)],
      ok(""),
    );
  },
};

function placeOf(location: string | undefined, base: string): string {
  return location !== undefined && URL.canParse(location, base)
    ? bare(new URL(location, base).href)
    : "nowhere";
}

/** All that the playlist names, and what the grant names beside it: fail-open by file extension. */
export const unsignedFiles: CheckDefinition = {
  id: "unsigned-files",
  title: "Without a signature every other file is refused too",
  async run(probe) {
    const stream = await probe.stream();
    const grant = await probe.grant();
    if (!stream || !grant)
      return skipped("Which files there are is known with a grant alone.");
    if (isOk(await probe.asStranger(grant.videoUrl)))
      return skipped("The playlist itself is not protected.");
    const { playlists, segments, keys } = stream;
    const captions = (grant.body.captions ?? []).map(({ url }) => url);
    const urls = [...playlists, ...segments].map(({ url }) => url);
    const files = [...new Set([...urls, ...captions])];
    const open = await openOnes(probe, files);
    const openKeys = await openOnes(
      probe,
      keys.map(({ url }) => url),
    );
    const problems: Problem[] = openKeys.map((url) =>
      problem("key-public", { url: bare(url) }),
    );
    if (open.length > 0)
      problems.push(
        problem(
          "unprotected-files",
          { files: listed(open.map(bare)) },
          `${open.length} of ${files.length} files`,
        ),
      );
    return outcomeOf(
      problems,
      ok(`${files.length + keys.length} files: all are refused.`),
    );
  },
};

async function openOnes(
  probe: Probe,
  urls: readonly string[],
): Promise<string[]> {
  const answers = await Promise.all(
    urls.map(async (url) => ({ url, answer: await probe.asStranger(url) })),
  );
  return answers.filter(({ answer }) => isOk(answer)).map(({ url }) => url);
}

/** The first few of a list, for a sentence. */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, 3).join(", ");
  return items.length > 3 ? `${shown} and ${items.length - 3} more` : shown;
}

/** Past the edge. */
export const bucket: CheckDefinition = {
  id: "bucket",
  title: "The bucket refuses everybody but the edge",
  async run(probe) {
    const { bucketUrl } = probe.settings;
    if (bucketUrl === undefined)
      return skipped(
        "Give bucketUrl, the playlist's address in the bucket: it cannot be seen from outside.",
      );
    const { host, origin, pathname } = new URL(bucketUrl);
    const answer = await probe.ask(bucketUrl);
    const shape = shapeOfAnswer(answer);
    // In path style the first folder is the bucket.
    const bucketRoot = /^s3[.-]/.test(host)
      ? `${origin}/${pathname.split("/")[1]}`
      : origin;
    const list = await probe.ask(`${bucketRoot}/?list-type=2&max-keys=1`);
    const listable = isOk(list) && list.body.includes("<ListBucketResult");
    const missing =
      answer.answered &&
      answer.status === 404 &&
      answer.body.includes("NoSuchKey");
    return outcomeOf(
      [
        isOk(answer)
          ? problem("bucket-public", { url: bare(bucketUrl) }, shape)
          : undefined,
        // S3 says that a key is missing to those alone who may list.
        listable || missing
          ? problem("bucket-listable", { host }, shapeOfAnswer(list))
          : undefined,
      ],
      answer.answered && answer.status === 403
        ? ok(`Refused: ${shape}.`, shape)
        : unknown(
            `${host} answers neither with the file nor with a refusal: ${shape}. Is the address right?`,
            shape,
          ),
    );
  },
};

/** Whole files beside the stream: what was uploaded, or made for a fallback. */
export const rawFile: CheckDefinition = {
  id: "raw-file",
  title: "No whole video file lies beside the stream",
  async run(probe) {
    const grant = await probe.grant();
    const stream = await probe.stream();
    // In one file a stream is a whole one too, and meant to be.
    const own = new Set(stream?.segments.map(({ url }) => url));
    const urls = rawCandidates(grant?.videoUrl ?? probe.settings.url).filter(
      (url) => !own.has(url),
    );
    const problems = await Promise.all(
      urls.map(async (url) => {
        const plain = await probe.asStranger(url);
        if (isWhole(plain.answered && isOk(plain) ? plain.body : undefined))
          return problem("raw-file-public", { url: bare(url) });
        const answer = await probe.asViewer(url);
        return isWhole(isOk(answer) ? answer.body : undefined)
          ? problem("raw-file-in-grant", { url: bare(url) })
          : undefined;
      }),
    );
    const tried = `${urls.length} likely names were tried${grant ? "" : ", without a grant"}`;
    return outcomeOf(problems, ok(`${tried}; there is none.`));
  },
};

/** An MP4, QuickTime or Matroska file; a fragment of a stream begins otherwise, or is an init segment. */
function isWhole(body: Buffer | undefined): boolean {
  if (body === undefined) return false;
  const start = body.subarray(0, 12).toString("latin1");
  return start.slice(4, 8) === "ftyp" || start.startsWith("\x1a\x45\xdf\xa3");
}

/** Named after the playlist, its folder, the folder above, or what such files are called. */
function rawCandidates(videoUrl: string): string[] {
  const folders = new URL(videoUrl).pathname.split("/").slice(1);
  const base = folders.pop()!.replace(/\.\w+$/, "");
  const [parent = base, above = parent] = folders.toReversed();
  const names = [base, parent, above, "source", "original", "input", "video"];
  const urls = [...new Set(names)].flatMap((name) => [
    new URL(`${name}.mp4`, videoUrl),
    new URL(`../${name}.mp4`, videoUrl),
  ]);
  urls.push(
    new URL(`${parent}.mov`, videoUrl),
    new URL(`../${parent}.mov`, videoUrl),
  );
  return [...new Set(urls.map(({ origin, pathname }) => origin + pathname))];
}
