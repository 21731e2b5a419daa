import type { Answer } from "./ask.js";
import { edgeOptions } from "./checks/cors.js";
import { folderOf } from "./checks/scope.js";
import type { Grant } from "./grant.js";
import { cookiesOf, type Probe } from "./probe.js";
import {
  headerOf,
  isEdgeRefusal,
  isOk,
  passedTheEdge,
  shapeOfAnswer,
} from "./read-answer.js";
import type { Settled } from "./report.js";

type Answered = Pick<Settled, "answer" | "detail">;

const unknown = (detail: string): Answered => ({ answer: "unknown", detail });

const withoutGrant = unknown("It needs a grant that opens the playlist.");

const questions = {
  "cors-on-refusals":
    "Do the edge's own refusals carry the CORS headers of its response headers policy?",
  "options-before-signature":
    "Is OPTIONS on a signed path answered before the signature is checked, by a viewer-request function or otherwise?",
  "path-checked":
    "Is the signature checked against the path as it was sent, or as it is normalised?",
  "duplicate-cookie": "Of two cookies of one name, which does the edge use?",
  "policy-and-expires":
    "Does the edge take cookies with both Policy and Expires?",
} as const satisfies Record<Settled["id"], string>;

const measurements: Record<
  Settled["id"],
  (probe: Probe, grant: Grant | undefined) => Promise<Answered>
> = {
  "cors-on-refusals": corsOnRefusals,
  "options-before-signature": optionsFirst,
  "path-checked": pathChecked,
  "duplicate-cookie": duplicateCookie,
  "policy-and-expires": policyAndExpires,
};

/**
 * What CloudFront's documents leave open, asked of this distribution.
 * @param isDown whether the edge could not be reached
 */
export async function settle(
  probe: Probe,
  isDown: boolean,
): Promise<Settled[]> {
  const grant = isDown ? undefined : await probe.grant();
  const opens = grant && isOk(await probe.asViewer(grant.videoUrl));
  const settled: Settled[] = [];
  for (const id of Object.keys(questions) as Settled["id"][]) {
    const measured = isDown
      ? unknown("The edge could not be reached.")
      : await measurements[id](probe, opens ? grant : undefined);
    settled.push({ id, question: questions[id], ...measured });
  }
  return settled;
}

async function corsOnRefusals(
  probe: Probe,
  grant: Grant | undefined,
): Promise<Answered> {
  if (probe.settings.origin === undefined)
    return unknown("It needs an origin.");
  const refusal = await probe.asStranger(probe.settings.url);
  if (!refusal.answered || !isEdgeRefusal(refusal))
    return unknown("The edge refused nothing.");
  const named = (answer: Answer | undefined) =>
    answer?.answered === true &&
    headerOf(answer, "access-control-allow-origin") !== undefined;
  if (named(refusal))
    return {
      answer: "yes",
      detail: `The ${shapeOfAnswer(refusal)} names an origin.`,
    };
  if (!grant) return withoutGrant;
  return named(await probe.asViewer(grant.videoUrl))
    ? {
        answer: "no",
        detail: `Files name an origin, the ${shapeOfAnswer(refusal)} does not.`,
      }
    : unknown("Files have no CORS headers either: there is no policy to see.");
}

async function optionsFirst(probe: Probe): Promise<Answered> {
  const get = await probe.asStranger(probe.settings.url);
  if (!get.answered || !isEdgeRefusal(get))
    return unknown("The path is not signed.");
  const answer = await edgeOptions(probe);
  if (!answer.answered) return unknown("There was no answer.");
  const shape = `OPTIONS without a signature: ${shapeOfAnswer(answer)}.`;
  if (isOk(answer)) return { answer: "yes", detail: shape };
  return isEdgeRefusal(answer)
    ? {
        answer: "no",
        detail: `${shape} Where a viewer-request function would answer OPTIONS, it was not reached.`,
      }
    : unknown(shape);
}

/** One path that only matches as it is sent, and one that only matches when it is normalised. */
async function pathChecked(
  probe: Probe,
  grant: Grant | undefined,
): Promise<Answered> {
  if (!grant) return withoutGrant;
  const { origin, pathname } = new URL(grant.videoUrl);
  const resource =
    grant.terms?.kind === "custom" ? grant.terms.policy.resource : undefined;
  const folder = folderOf(resource, origin);
  if (folder === undefined || folder === "/" || !folder.endsWith("/"))
    return unknown("It needs a policy for a folder.");
  const up = "../".repeat(folder.split("/").length - 2);
  const ask = (rawPath: string) =>
    probe.withValues(grant.videoUrl, grant.values, { rawPath });
  const [onlySent, onlyNormalised] = await Promise.all([
    ask(`${folder}${up}secure-hls-doctor/index.m3u8`),
    ask(`/secure-hls-doctor/..${pathname}`),
  ]);
  const [sent, normalised] = [
    passedTheEdge(onlySent),
    passedTheEdge(onlyNormalised),
  ];
  const detail = `Covered as sent: ${shapeOfAnswer(onlySent)}; covered when normalised: ${shapeOfAnswer(onlyNormalised)}.`;
  if (sent === normalised) return unknown(detail);
  return { answer: sent ? "as sent" : "normalised", detail };
}

async function duplicateCookie(
  probe: Probe,
  grant: Grant | undefined,
): Promise<Answered> {
  if (!grant) return withoutGrant;
  const { Signature: good = "", ...rest } = grant.values;
  // As long, in the same alphabet, and wrong.
  const bad = good.replace(/[A-Za-z]/g, (letter) =>
    letter === "A" ? "B" : "A",
  );
  const others = cookiesOf(rest);
  const ask = (first: string, last: string) =>
    withCookies(
      probe,
      grant,
      `${others}; CloudFront-Signature=${first}; CloudFront-Signature=${last}`,
    );
  const alone = await withCookies(probe, grant, cookiesOf(grant.values));
  if (!isOk(alone)) return unknown("The signature is not good as cookies.");
  const [goodFirst, goodLast] = await Promise.all([
    ask(good, bad),
    ask(bad, good),
  ]);
  const detail = `The right one first: ${shapeOfAnswer(goodFirst)}; last: ${shapeOfAnswer(goodLast)}.`;
  const answers = [
    isOk(goodFirst) ? "first" : "",
    isOk(goodLast) ? "last" : "",
  ];
  const [first, last] = answers;
  if (first && last) return { answer: "any that is good", detail };
  return { answer: first || last || "neither", detail };
}

async function policyAndExpires(
  probe: Probe,
  grant: Grant | undefined,
): Promise<Answered> {
  if (!grant) return withoutGrant;
  if (grant.terms?.kind !== "custom")
    return unknown("It needs a custom policy.");
  if (!isOk(await withCookies(probe, grant, cookiesOf(grant.values))))
    return unknown("The signature is not good as cookies.");
  const both = { ...grant.values, Expires: `${grant.terms.policy.expiresAt}` };
  const answer = await withCookies(probe, grant, cookiesOf(both));
  return {
    answer: isOk(answer) ? "yes" : "no",
    detail: `With both: ${shapeOfAnswer(answer)}.`,
  };
}

/** By cookies, however the grant is delivered: a signature is good either way. */
function withCookies(
  probe: Probe,
  { videoUrl }: Grant,
  Cookie: string,
): Promise<Answer> {
  return probe.ask(videoUrl, { headers: { ...probe.pageHeaders(), Cookie } });
}
