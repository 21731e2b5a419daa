import { matchesResource } from "../../edge/match.js";
import { coverageOf, incomplete, malformed } from "../explain.js";
import { problem, type Problem } from "../findings.js";
import type { Grant } from "../grant.js";
import {
  ok,
  outcomeOf,
  skipped,
  unknown,
  type CheckDefinition,
} from "../outcome.js";
import type { Probe } from "../probe.js";
import { isOk, passedTheEdge, shapeOfAnswer } from "../read-answer.js";
import { bare } from "../secrets.js";

const notThere = "secure-hls-doctor-is-not-there.m3u8";

/** What the signature says of itself, before it is tried. */
export const signature: CheckDefinition = {
  id: "signature",
  title: "The signature is whole, and says what it should",
  async run(probe) {
    const grant = await probe.grant();
    if (!grant) return skipped("There is no grant.");
    const { terms, values } = grant;
    const whole = grant.delivery === "query" ? incomplete(grant) : undefined;
    const both =
      grant.delivery === "query" &&
      values.Policy !== undefined &&
      values.Expires !== undefined;
    const locked = terms?.kind === "custom" && terms.addressLocked;
    return outcomeOf(
      [
        whole,
        malformed(grant),
        both ? problem("policy-and-expires") : undefined,
        locked ? problem("address-locked") : undefined,
      ],
      terms
        ? ok(
            `A ${terms.kind} policy${values["Hash-Algorithm"] === "SHA256" ? ", by SHA-256" : ""}.`,
          )
        : unknown("It has no policy."),
    );
  },
};

/** What else the grant opens: by its policy's words, and by trying. */
export const scope: CheckDefinition = {
  id: "scope",
  title: "The grant opens this video, and no other",
  async run(probe) {
    const grant = await probe.grant();
    if (!grant) return skipped("There is no grant.");
    const { terms, videoUrl } = grant;
    const came = await probe.asViewer(videoUrl);
    if (!isOk(came)) return skipped("The playlist itself does not come.");
    const resource =
      terms?.kind === "custom" ? terms.policy.resource : undefined;
    const covers = terms?.kind === "custom" ? coverageOf(resource) : "";
    const tried = await tryNeighbours(probe, grant, resource);
    const open = tried.filter(({ through }) => through);
    const wide = open.find(({ kind }) => kind !== "open-end");
    const openEnd = open.some(({ kind }) => kind === "open-end") && !wide;
    const path = resource?.replace(/^[^:]*:\/\/[^/]*/, "") ?? "";
    return outcomeOf(
      [
        wide
          ? problem(
              "scope-too-wide",
              {
                covers:
                  wide.kind === "other-video"
                    ? `it also opens ${bare(wide.url)}`
                    : covers,
              },
              ...evidenceOf(tried),
            )
          : undefined,
        openEnd
          ? problem("scope-open-end", { covers }, ...evidenceOf(tried))
          : undefined,
        /[*?]./.test(path.replace(/\?.*/, ""))
          ? problem("scope-wildcard", { covers })
          : undefined,
        await escape(probe, grant, resource),
      ],
      ok(
        "Paths beside it are refused with the same grant.",
        ...evidenceOf(tried),
      ),
    );
  },
};

interface Tried {
  kind: "root" | "open-end" | "other-video";
  url: string;
  through: boolean;
  shape: string;
}

async function tryNeighbours(
  probe: Probe,
  grant: Grant,
  resource: string | undefined,
): Promise<Tried[]> {
  const { videoUrl, values } = grant;
  const { origin } = new URL(videoUrl);
  const urls: { kind: Tried["kind"]; url: string }[] = [
    { kind: "root", url: `${origin}/${notThere}` },
    { kind: "root", url: `${origin}/secure-hls-doctor/${notThere}` },
  ];
  const folder = folderOf(resource, origin);
  if (folder !== undefined && folder !== "/")
    urls.push({
      kind: "open-end",
      url: `${origin}${folder.replace(/\/$/, "")}0/${notThere}`,
    });
  const { neighbourUrl } = probe.settings;
  if (neighbourUrl !== undefined)
    urls.push({ kind: "other-video", url: neighbourUrl });
  return Promise.all(
    urls.map(async ({ kind, url }) => {
      const unsigned = await probe.asStranger(url);
      const answer = await probe.withValues(url, values);
      // A path that needs no signature says nothing about this one.
      const through = passedTheEdge(answer) && !passedTheEdge(unsigned);
      return { kind, url, through, shape: shapeOfAnswer(answer) };
    }),
  );
}

function evidenceOf(tried: readonly Tried[]): string[] {
  return tried.map(({ url, shape }) => `${new URL(url).pathname}: ${shape}`);
}

/** The folder that a policy is for, up to its first wildcard; undefined without one. */
export function folderOf(
  resource: string | undefined,
  origin: string,
): string | undefined {
  if (resource === undefined || !resource.startsWith(`${origin}/`))
    return undefined;
  return resource.slice(origin.length).split(/[*?]/, 1)[0];
}

/** `..` in a path that the policy covers as it is written, and that leads to another video. */
async function escape(
  probe: Probe,
  { values }: Grant,
  resource: string | undefined,
): Promise<Problem | undefined> {
  const { neighbourUrl } = probe.settings;
  if (neighbourUrl === undefined || resource === undefined) return undefined;
  const { origin, pathname } = new URL(neighbourUrl);
  const folder = folderOf(resource, origin);
  if (
    folder === undefined ||
    !folder.endsWith("/") ||
    matchesResource(resource, neighbourUrl)
  )
    return undefined;
  const up = "../".repeat(folder.split("/").length - 2);
  const answer = await probe.withValues(neighbourUrl, values, {
    rawPath: folder + up + pathname.slice(1),
  });
  return isOk(answer)
    ? problem("scope-escape", { url: bare(neighbourUrl) })
    : undefined;
}
