import type { Answered } from "../ask.js";
import { spanOf } from "../explain.js";
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
  clockOf,
  headerOf,
  isOk,
  isRefused,
  mediaTypeOf,
} from "../read-answer.js";
import { endOf } from "../signature.js";
import { contentOf } from "../stream.js";
import type { Stream } from "../walk.js";
import { listed } from "./protection.js";

const playlistTypes =
  /^(?:application\/vnd\.apple\.mpegurl|application\/x-mpegurl|audio\/(?:x-)?mpegurl)$/;
const segmentTypes =
  /^(?:video\/|audio\/|image\/|(?:application|binary)\/octet-stream$|application\/mp4$|text\/vtt$)/;

/** Files of the edge that came, with the path's last part for a name. */
function cameFrom(stream: Stream): { name: string; answer: Answered }[] {
  const { source, playlists, segments } = stream;
  const edge = new URL(source.url).origin;
  return [source, ...playlists, ...segments].flatMap(({ url, answer }) =>
    isOk(answer) && new URL(url).origin === edge
      ? [{ name: new URL(url).pathname.split("/").pop()!, answer }]
      : [],
  );
}

export const contentTypes: CheckDefinition = {
  id: "content-types",
  title: "Files have their content types",
  async run(probe) {
    const stream = await probe.stream();
    const files = stream ? cameFrom(stream) : [];
    if (files.length === 0) return skipped("No file came.");
    const wrong = files.filter(({ answer }) => {
      const type = mediaTypeOf(answer) ?? "";
      const content = contentOf(answer);
      if (content === "playlist") return !playlistTypes.test(type);
      // What is no such file at all has been said elsewhere.
      if (content !== "captions" && content !== "segment") return false;
      return content === "captions"
        ? type !== "text/vtt"
        : !segmentTypes.test(type);
    });
    const types = [
      ...new Set(
        wrong.map(({ answer }) => mediaTypeOf(answer) ?? "no Content-Type"),
      ),
    ];
    return outcomeOf(
      [
        wrong.length > 0
          ? problem(
              "content-type",
              {
                files: listed(wrong.map(({ name }) => name)),
                types: types.join(", "),
              },
              `${wrong.length} of ${files.length} files`,
            )
          : undefined,
      ],
      ok(
        [...new Set(files.map(({ answer }) => mediaTypeOf(answer)))].join(", "),
      ),
    );
  },
};

/** What a browser keeps after the grant is over. */
export const caching: CheckDefinition = {
  id: "caching",
  title: "The browser's cache does not outlive the grant",
  async run(probe) {
    const stream = await probe.stream();
    const grant = await probe.grant();
    const files = stream ? cameFrom(stream) : [];
    if (!grant || files.length === 0) return skipped("No file came.");
    const end = endOf(grant.terms);
    const life =
      grant.body.expiresIn ??
      (end === undefined ? 900 : end - probe.settings.now() / 1_000);
    const kept = files.map((file) => ({
      ...file,
      seconds: keptSeconds(file.answer),
    }));
    const long = kept.filter(
      ({ seconds }) => seconds !== undefined && seconds > life,
    );
    const unsaid = kept.filter(({ seconds }) => seconds === undefined);
    const longest = Math.max(...long.map(({ seconds }) => seconds!));
    const refusal = await probe.asStranger(probe.settings.url);
    const refusalSeconds = isRefused(refusal) ? (maxAge(refusal) ?? 0) : 0;
    return outcomeOf(
      [
        long.length > 0
          ? problem(
              "cache-outlives-grant",
              {
                files: listed(long.map(({ name }) => name)),
                seconds: `${longest}`,
                life: spanOf(life),
              },
              `${long.length} of ${files.length} files`,
            )
          : undefined,
        unsaid.length > 0
          ? problem(
              "cache-unsaid",
              { files: listed(unsaid.map(({ name }) => name)) },
              `${unsaid.length} of ${files.length} files`,
            )
          : undefined,
        refusalSeconds > 0
          ? problem("refusal-cached", { seconds: `${refusalSeconds}` })
          : undefined,
      ],
      ok("No file is kept longer than its grant."),
    );
  },
};

/** Seconds that a browser may use a copy unasked; undefined where the headers leave it to guess. */
function keptSeconds(answer: Answered): number | undefined {
  const control = headerOf(answer, "cache-control") ?? "";
  if (/\b(?:no-store|no-cache)\b/i.test(control)) return 0;
  const seconds = maxAge(answer);
  if (seconds !== undefined) return seconds;
  const end = Date.parse(headerOf(answer, "expires") ?? "");
  const edgeAt = clockOf(answer);
  if (!Number.isNaN(end) && edgeAt !== undefined)
    return Math.max(0, Math.round((end - edgeAt) / 1_000));
  return headerOf(answer, "last-modified") === undefined ? 0 : undefined;
}

function maxAge(answer: Answered): number | undefined {
  const seconds = /(?:^|[\s,])max-age=(\d+)/i.exec(
    headerOf(answer, "cache-control") ?? "",
  )?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Seconds by which clocks may differ without anything being wrong. */
const toleranceSeconds = 30;

export const clocks: CheckDefinition = {
  id: "clocks",
  title: "The clocks agree",
  async run(probe) {
    const { edge, endpoint, own, end, life } = await readClocks(probe);
    if (edge === undefined)
      return unknown("The edge does not say what time it is.");
    const behind = (seconds: number) =>
      `${spanOf(seconds)} ${seconds < 0 ? "behind" : "ahead of"} the edge's`;
    const problems: (Problem | undefined)[] = [];
    if (endpoint !== undefined && Math.abs(endpoint - edge) > toleranceSeconds)
      problems.push(
        problem("clock-off", {
          whose: "The grant endpoint's",
          by: behind(endpoint - edge),
        }),
      );
    else if (
      end !== undefined &&
      life !== undefined &&
      (end - edge < life - toleranceSeconds ||
        end - edge > life * 2 + toleranceSeconds)
    )
      problems.push(
        problem("clock-off", {
          whose: "The signer's",
          by: `the endpoint says that the grant lasts ${spanOf(life)}, and by the edge's clock ${end < edge ? `it is over for ${spanOf(edge - end)}` : `it ends in ${spanOf(end - edge)}`}`,
        }),
      );
    const ownOff = own - edge;
    const evidence = `this computer's clock is ${Math.abs(ownOff) < 2 ? "the edge's" : behind(ownOff)}`;
    return outcomeOf(
      problems,
      ok("Those of edge, endpoint and signer agree.", evidence),
    );
  },
};

/** Epoch seconds, but for `life`. */
async function readClocks(probe: Probe) {
  const grant = await probe.grant();
  const answer = await probe.ask(probe.settings.url, { method: "HEAD" });
  const seconds = (one: Answered | undefined) => {
    const ms = one && clockOf(one);
    // What both have in common is when they were asked.
    return ms === undefined ? undefined : (ms - one!.at) / 1_000;
  };
  const own = probe.settings.now() / 1_000;
  const edgeOff = answer.answered ? seconds(answer) : undefined;
  const endpointOff = grant?.answer?.answered
    ? seconds(grant.answer)
    : undefined;
  return {
    own,
    edge: edgeOff === undefined ? undefined : own + edgeOff,
    endpoint: endpointOff === undefined ? undefined : own + endpointOff,
    end: grant && endOf(grant.terms),
    life: grant?.body.expiresIn,
  };
}
