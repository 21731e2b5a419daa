import { targetOf } from "../ask.js";
import { isInsecure } from "../cookies.js";
import { problem, type Problem } from "../findings.js";
import { ok, outcomeOf, type CheckDefinition } from "../outcome.js";
import type { Probe } from "../probe.js";
import { readRefusal } from "../read-answer.js";
import { bare } from "../secrets.js";

/** Edge and endpoint, each host once, with how to call it in a sentence. */
function hostsOf({ settings: { url, grantEndpoint } }: Probe) {
  const named = [
    { url: new URL(url), who: "The edge" },
    ...(grantEndpoint === undefined
      ? []
      : [{ url: new URL(grantEndpoint), who: "The grant endpoint" }]),
  ];
  return [
    ...new Map(named.toReversed().map((one) => [one.url.host, one])).values(),
  ].reverse();
}

export const names: CheckDefinition = {
  id: "dns",
  title: "The host names lead somewhere",
  async run(probe) {
    const hosts = hostsOf(probe);
    const found = await Promise.all(
      hosts.map(async ({ url }): Promise<Problem | undefined> => {
        try {
          await probe.settings.connect(targetOf(url));
          return undefined;
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code ?? "error";
          return problem("host-unknown", { host: url.hostname, code });
        }
      }),
    );
    return outcomeOf(
      found,
      ok(`${hosts.map(({ url }) => url.hostname).join(" and ")}: found.`),
    );
  },
};

export const reachable: CheckDefinition = {
  id: "answer",
  title: "The edge answers",
  async run(probe) {
    const answer = await probe.asStranger(probe.settings.url);
    const { host } = new URL(probe.settings.url);
    return outcomeOf(
      [
        !answer.answered && problem("no-answer", { host, code: answer.code }),
      ].filter((one) => one !== false),
      ok(`${host} answers.`),
    );
  },
};

/** Plain http, where https is meant. */
export const plainHttp: CheckDefinition = {
  id: "plain-http",
  title: "Plain http is refused, or leads to https",
  async run(probe) {
    const { origin = "" } = probe.settings;
    const found = await Promise.all(
      hostsOf(probe).map(async ({ url, who }) => {
        if (isInsecure(url))
          return origin.startsWith("https:")
            ? problem("mixed-content", { url: bare(url.href) })
            : problem("plain-http", {
                who: `${who} ${url.host}`,
                status: "its URL is http",
              });
        if (url.protocol === "http:") return undefined;
        const plain = `http://${url.hostname}${url.pathname}`;
        const answer = await probe.ask(plain);
        if (!answer.answered) return undefined;
        const { status, headers } = answer;
        const leads =
          status >= 300 &&
          status < 400 &&
          /^https:/.test(headers.location ?? "");
        // CloudFront's own no to plain http is a web page; its other refusals have looked at the signature already.
        const refuses = readRefusal(answer) === "html" || status === 426;
        return leads || refuses
          ? undefined
          : problem("plain-http", {
              who: `${who} ${url.hostname}`,
              status: `${status}`,
            });
      }),
    );
    return outcomeOf(
      found,
      ok("Neither files nor grants are to be had by plain http."),
    );
  },
};
