import { createAsk, type Answer, type Question } from "./ask.js";
import { cookieNames } from "./cookies.js";
import {
  askForGrant,
  headerNamed,
  releaseGrant,
  signedQuery,
  unsigned,
  type Grant,
  type Granting,
} from "./grant.js";
import type { Settings } from "./options.js";
import { Secrets } from "./secrets.js";
import type { Values } from "./signature.js";
import { walk, type Stream } from "./walk.js";

/**
 * What the checks ask. Each question is put once, however many checks want to know, and only when the first of them does.
 */
export class Probe {
  readonly settings: Settings;
  readonly secrets = new Secrets();
  readonly #asked = new Map<string, Promise<unknown>>();
  readonly #connection: ReturnType<typeof createAsk>;

  constructor(settings: Settings) {
    this.settings = settings;
    this.#connection = createAsk(settings);
    this.secrets.add(
      ...Object.values(settings.grantHeaders).flatMap((value) => [
        value,
        // A token without the word before it.
        ...value.split(" "),
      ]),
      ...(headerNamed(settings.grantHeaders, "cookie") ?? "")
        .split(";")
        .map((pair) => pair.slice(pair.indexOf("=") + 1)),
      ...new URL(settings.url).searchParams.values(),
    );
  }

  /** Any request. */
  ask(url: string, question?: Question): Promise<Answer> {
    return this.#connection.ask(url, question);
  }

  /** As a stranger asks: without signature and cookies, from a page of the origin. */
  asStranger(url: string): Promise<Answer> {
    return this.#once(`stranger ${unsigned(url)}`, () =>
      this.ask(unsigned(url), { headers: this.pageHeaders() }),
    );
  }

  granting(): Promise<Granting> {
    return this.#once("grant", async () => {
      const granting = await askForGrant(this.settings, (url, question) =>
        this.ask(url, question),
      );
      if (granting.state === "granted") this.#keepSecret(granting.grant);
      return granting;
    });
  }

  /** The grant, where there is one whose signature can be sent. */
  async grant(): Promise<Grant | undefined> {
    const granting = await this.granting();
    return granting.state === "granted" ? granting.grant : undefined;
  }

  /**
   * As the player asks with the grant. Its cookies go along even where a browser would not send them: that is for the
   * cookies' own check to say, and what is wrong behind it is to be found in the same run.
   */
  async asViewer(url: string): Promise<Answer | undefined> {
    const grant = await this.grant();
    if (!grant) return undefined;
    return this.#once(`viewer ${url}`, () =>
      this.withValues(url, grant.values),
    );
  }

  /** With these signed values, the grant's or others, by the grant's delivery. */
  async withValues(
    url: string,
    values: Values,
    question: Question = {},
  ): Promise<Answer> {
    const grant = (await this.grant())!;
    const { origin } = new URL(url);
    const { grantEndpoint, grantHeaders } = this.settings;
    const isEdge = origin === new URL(grant.videoUrl).origin;
    const isEndpoint =
      grantEndpoint !== undefined && origin === new URL(grantEndpoint).origin;
    const Cookie = [
      isEndpoint && headerNamed(grantHeaders, "cookie"),
      isEdge && grant.delivery === "cookie" && cookiesOf(values),
    ].filter(Boolean);
    const inQuery = isEdge && grant.delivery === "query";
    const signed = inQuery ? withQuery(url, values) : url;
    const { pathname, search } = new URL(signed);
    return this.ask(signed, {
      ...question,
      rawPath: (question.rawPath ?? pathname) + search,
      headers: {
        ...this.pageHeaders(),
        ...(isEndpoint && grantHeaders),
        ...(Cookie.length > 0 && { Cookie: Cookie.join("; ") }),
        ...question.headers,
      },
    });
  }

  /** What the grant's playlist names, as far as the grant opens it. */
  stream(): Promise<Stream | undefined> {
    return this.#once("stream", () => walk(this));
  }

  pageHeaders(): Record<string, string> {
    const { origin } = this.settings;
    return origin === undefined ? {} : { Origin: origin };
  }

  /** Ends what was begun: the playback session, and the connections. */
  async close(): Promise<void> {
    try {
      const granting = await this.#asked.get("grant");
      const { state, grant } = (granting ?? {}) as {
        state?: string;
        grant?: Grant;
      };
      if (state === "granted" && !this.settings.signal?.aborted)
        await releaseGrant(this.settings, grant!, (url, question) =>
          this.ask(url, question),
        );
    } finally {
      this.#connection.close();
    }
  }

  #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const asked = this.#asked.get(key) ?? ask();
    this.#asked.set(key, asked);
    return asked as Promise<T>;
  }

  #keepSecret({ values, cookies, body }: Grant): void {
    this.secrets.add(
      values.Policy,
      values.Signature,
      ...cookies.map(({ value }) => value),
      body.sessionId,
    );
  }
}

/** The values as cookies, by CloudFront's names. */
export function cookiesOf(values: Values): string {
  return cookieNames
    .map((name) => [
      name,
      values[name.slice("CloudFront-".length) as keyof Values],
    ])
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
}

function withQuery(url: string, values: Values): string {
  const query = signedQuery(values);
  if (query === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}
