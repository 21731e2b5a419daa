import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import type { GrantResponse } from "../../../src/contract.js";
import { PlayerError, type PlayerErrorCode } from "../../../src/errors.js";
import {
  releaseSession,
  requestGrant,
  requestGrantBy,
  type GrantEndpointOptions,
  type RequestGrant,
} from "../../../src/sdk/request-grant.js";

const grantEndpoint = "https://school.test/grant";
const grant: GrantResponse = {
  videoUrl: "https://edge.test/lesson-1/main.m3u8",
  expiresIn: 900,
};

interface Sent extends RequestInit {
  url: string;
  headers: Headers;
}

/** Asks an endpoint that gives this answer. */
async function ask(
  answer: Response | (() => Response | Promise<Response>),
  options: Partial<GrantEndpointOptions> = {},
  request = { videoId: "lesson-1" } as { videoId?: string; sessionId?: string },
): Promise<{ response: GrantResponse; sent: Sent[] }> {
  const sent: Sent[] = [];
  const fetch = async (url: URL | RequestInfo, init?: RequestInit) => {
    sent.push({ ...init, url: String(url) } as Sent);
    return typeof answer === "function" ? answer() : answer;
  };
  const response = await requestGrant(
    { grantEndpoint, fetch, ...options },
    request,
    new AbortController().signal,
  );
  return { response, sent };
}

async function failure(promise: Promise<unknown>): Promise<PlayerError> {
  const error: unknown = await promise.then(
    (value) => assert.fail(`answered ${inspect(value)}`),
    (error) => error,
  );
  assert.ok(error instanceof PlayerError, `threw ${inspect(error)}`);
  return error;
}

const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);

function problem(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}

// What is sent

test("posts the video's id as JSON, with cookies", async () => {
  const { response, sent } = await ask(json(grant));
  assert.deepEqual(response, grant);
  const [{ url, method, body, credentials, headers, signal }] = sent as [Sent];
  assert.equal(url, grantEndpoint);
  assert.equal(method, "POST");
  assert.equal(body, '{"videoId":"lesson-1"}');
  assert.equal(credentials, "include");
  assert.equal(headers.get("Content-Type"), "application/json");
  assert.match(headers.get("Accept")!, /application\/problem\+json/);
  assert.ok(signal instanceof AbortSignal, "no signal");
});

test("sends the session's id on renewal", async () => {
  const { sent } = await ask(json(grant), {}, { videoId: "v", sessionId: "s" });
  assert.equal(sent[0]!.body, '{"videoId":"v","sessionId":"s"}');
});

test("a GET carries the same in its query, beside what is there", async () => {
  const { sent } = await ask(
    json(grant),
    { method: "GET", grantEndpoint: `${grantEndpoint}?a=1` },
    { videoId: "a&b", sessionId: "s" },
  );
  assert.equal(sent[0]!.url, `${grantEndpoint}?a=1&videoId=a%26b&sessionId=s`);
  assert.equal(sent[0]!.body, undefined);
  assert.equal(sent[0]!.headers.has("Content-Type"), false);
  assert.equal(sent[0]!.cache, "no-store");
});

test("a GET without ids has no query", async () => {
  const { sent } = await ask(json(grant), { method: "GET" }, {});
  assert.equal(sent[0]!.url, grantEndpoint);
});

test("other methods and credentials are as asked for", async () => {
  const { sent } = await ask(json(grant), {
    method: "PUT",
    credentials: "omit",
  });
  assert.equal(sent[0]!.method, "PUT");
  assert.equal(sent[0]!.credentials, "omit");
});

test("headers of the page's own go along", async () => {
  for (const headers of [
    { Authorization: "Bearer t" },
    new Headers({ Authorization: "Bearer t" }),
    () => ({ Authorization: "Bearer t" }),
    async () => [["Authorization", "Bearer t"]] as [string, string][],
  ]) {
    const { sent } = await ask(json(grant), { headers });
    assert.equal(sent[0]!.headers.get("Authorization"), "Bearer t");
    assert.equal(sent[0]!.headers.get("Content-Type"), "application/json");
  }
});

// An assertion first

const assertionEndpoint = "https://lms.test/assert?ctx=1";

test("with an assertion endpoint each request carries a new assertion", async () => {
  let count = 0;
  const answer = () =>
    json((count += 1) % 2 === 1 ? { assertion: `a.${count}.c` } : grant);
  const headers = { Authorization: "Bearer own", "X-Own": "1" };
  for (const expected of ["Bearer a.1.c", "Bearer a.3.c"]) {
    const { response, sent } = await ask(
      answer,
      { assertionEndpoint, headers },
      { videoId: "v", sessionId: "s" },
    );
    assert.deepEqual(response, grant);
    const [first, second] = sent as [Sent, Sent];
    assert.equal(first.url, assertionEndpoint);
    assert.equal(first.method, "POST");
    assert.equal(first.body, '{"videoId":"v"}');
    assert.equal(first.credentials, "include");
    // What the page has for the one endpoint is not for the other.
    assert.equal(first.headers.has("X-Own"), false);
    assert.equal(first.headers.has("Authorization"), false);
    assert.equal(second.url, grantEndpoint);
    assert.equal(second.headers.get("Authorization"), expected);
    assert.equal(second.headers.get("X-Own"), "1");
  }
});

test("a refusal of the assertion endpoint is the refusal, and nothing else is asked", async () => {
  const asked: string[] = [];
  const fetch = async (url: URL | RequestInfo) => {
    asked.push(String(url));
    return problem(403, { code: "not-entitled", detail: "Not enrolled." });
  };
  const error = await failure(ask(json(grant), { assertionEndpoint, fetch }));
  assert.equal(error.code, "not-entitled");
  assert.match(error.message, /Not enrolled/);
  assert.deepEqual(asked, [assertionEndpoint]);
});

test("an answer without an assertion is a bad response", async () => {
  for (const body of [{}, { assertion: "" }, { assertion: 1 }]) {
    const error = await failure(ask(json(body), { assertionEndpoint }));
    assert.equal(error.code, "bad-response");
  }
});

test("with assertions the end of a session is not sent", async () => {
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    return json({});
  };
  await releaseSession({ grantEndpoint, assertionEndpoint, fetch }, "s");
  assert.equal(asked, 0);
});

test("a headers function is asked before each request", async () => {
  let token = 0;
  const headers = () => ({ Authorization: `Bearer ${++token}` });
  await ask(json(grant), { headers });
  const { sent } = await ask(json(grant), { headers });
  assert.equal(sent[0]!.headers.get("Authorization"), "Bearer 2");
});

test("a headers function that fails is tried again later, and is the cause", async () => {
  const cause = new Error("token service is down");
  const error = await failure(
    ask(json(grant), {
      headers: () => {
        throw cause;
      },
    }),
  );
  assert.equal(error.code, "unreachable");
  assert.equal(error.cause, cause);
});

test("a headers function may say that nobody is signed in", async () => {
  const no = new PlayerError("not-signed-in", "The session is over.");
  const error = await failure(
    ask(json(grant), { headers: () => Promise.reject(no) }),
  );
  assert.equal(error, no);
});

test("releasing is a DELETE that outlives the page, and never fails", async () => {
  const sent: Sent[] = [];
  const fetch = async (url: URL | RequestInfo, init?: RequestInit) => {
    sent.push({ ...init, url: String(url) } as Sent);
    throw new TypeError("Failed to fetch");
  };
  await releaseSession({ grantEndpoint, fetch, method: "GET" }, "s1");
  assert.equal(sent[0]!.method, "DELETE");
  assert.equal(sent[0]!.keepalive, true);
  assert.equal(sent[0]!.body, '{"sessionId":"s1"}');
  assert.equal(sent[0]!.credentials, "include");
  await releaseSession(
    { grantEndpoint, fetch, headers: () => Promise.reject(new Error("no")) },
    "s1",
  );
});

// What comes back

test("204 and an empty 200 say that the cookies are set", async () => {
  assert.deepEqual(
    (await ask(new Response(null, { status: 204 }))).response,
    {},
  );
  assert.deepEqual((await ask(new Response(""))).response, {});
});

for (const [code, status] of [
  ["bad-request", 400],
  ["not-signed-in", 401],
  ["not-entitled", 403],
  ["not-found", 404],
  ["session-limit", 409],
  ["session-ended", 410],
  ["rate-limited", 429],
  ["server-error", 500],
] as [PlayerErrorCode, number][]) {
  test(`the endpoint's own ${code} is told`, async () => {
    const detail = "Because.";
    const error = await failure(
      ask(problem(status, { code, detail, status, title: "", type: "" })),
    );
    assert.equal(error.code, code);
    assert.match(error.message, /Because\.$/);
  });

  test(`${status} without a body is ${code}`, async () => {
    const error = await failure(ask(new Response(null, { status })));
    assert.equal(error.code, code);
    assert.match(error.message, new RegExp(String(status)));
  });
}

for (const [status, code] of [
  [402, "bad-request"],
  [408, "server-error"],
  [418, "bad-request"],
  [422, "bad-request"],
  [425, "server-error"],
  [502, "server-error"],
  [503, "server-error"],
  [504, "server-error"],
  [599, "server-error"],
] as [number, PlayerErrorCode][])
  test(`${status} is ${code}`, async () => {
    assert.equal(
      (await failure(ask(new Response("oops", { status })))).code,
      code,
    );
  });

test("the code in the body wins over the status", async () => {
  const error = await failure(ask(problem(403, { code: "session-limit" })));
  assert.equal(error.code, "session-limit");
});

for (const body of [
  { code: "edge-refused" },
  { code: "unheard-of" },
  { code: "toString" },
  { code: 5 },
  { code: null, detail: { toString: null } },
  ["not-entitled"],
  "not-entitled",
  null,
])
  test(`a body of ${JSON.stringify(body)} leaves it to the status`, async () => {
    const error = await failure(ask(problem(401, body)));
    assert.equal(error.code, "not-signed-in");
  });

test("a log-in page is recognised, and nothing of it is repeated", async () => {
  const page = "\n <!doctype html><input name=csrf value=s3cr3t>";
  const error = await failure(ask(new Response(page)));
  assert.equal(error.code, "bad-response");
  assert.match(error.message, /log-in page/);
  assert.doesNotMatch(inspect(error, { showHidden: true }), /s3cr3t/);
});

for (const text of [
  "nonsense",
  "[]",
  "null",
  '"https://edge.test/a.m3u8"',
  "5",
  "{",
])
  test(`an answer of ${text} is no grant`, async () => {
    const error = await failure(ask(new Response(text)));
    assert.equal(error.code, "bad-response");
  });

for (const [what, headers, ms] of [
  ["seconds", { "Retry-After": "120" }, 120_000],
  ["no seconds", { "Retry-After": "0" }, undefined],
  [
    "a date, by the server's own clock",
    {
      "Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT",
      Date: "Wed, 21 Oct 2015 07:27:00 GMT",
    },
    60_000,
  ],
  [
    "a date without the server's clock",
    { "Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT" },
    undefined,
  ],
  [
    "a date that is past",
    {
      "Retry-After": "Wed, 21 Oct 2015 07:27:00 GMT",
      Date: "Wed, 21 Oct 2015 07:28:00 GMT",
    },
    undefined,
  ],
  ["nonsense", { "Retry-After": "soon" }, undefined],
  ["nothing", {}, undefined],
] as [string, Record<string, string>, number | undefined][])
  test(`Retry-After with ${what} is ${ms} ms`, async () => {
    const error = await failure(ask(problem(503, {}, headers)));
    assert.equal(error.retryAfterMs, ms);
    assert.equal(error.retried, true);
  });

test("no answer at all is unreachable, and the address is told without its query", async () => {
  const cause = new TypeError("Failed to fetch");
  const error = await failure(
    ask(() => Promise.reject(cause), {
      grantEndpoint: `${grantEndpoint}?token=s3cr3t`,
      headers: { Authorization: "Bearer s3cr3t" },
    }),
  );
  assert.equal(error.code, "unreachable");
  assert.equal(error.retried, true);
  assert.equal(error.cause, cause);
  assert.match(error.message, /https:\/\/school\.test\/grant:/);
  assert.doesNotMatch(inspect(error, { showHidden: true }), /s3cr3t/);
});

test("an answer that comes too late is told as such", async () => {
  const late = new DOMException("Too late.", "TimeoutError");
  const error = await failure(ask(() => Promise.reject(late)));
  assert.equal(error.code, "unreachable");
  assert.match(error.message, /did not answer in time/);
});

test("an answer that breaks off is unreachable", async () => {
  const body = new ReadableStream({
    start: (controller) => controller.error(new TypeError("terminated")),
  });
  const error = await failure(ask(new Response(body)));
  assert.equal(error.code, "unreachable");
  assert.match(error.message, /broke off/);
});

// requestGrant of the page's own

function askBy(own: RequestGrant): Promise<GrantResponse> {
  return requestGrantBy(
    own,
    { videoId: "lesson-1" },
    new AbortController().signal,
  );
}

test("a requestGrant of the page's own hears what is asked, and may end early", async () => {
  const ending = new AbortController();
  const heard: unknown[] = [];
  const asked = requestGrantBy(
    (request, { signal }) =>
      new Promise((_resolve, reject) => {
        heard.push(request);
        signal.addEventListener("abort", () => reject(new Error("ended")));
      }),
    { videoId: "lesson-1" },
    ending.signal,
  );
  ending.abort();
  await assert.rejects(asked, { code: "unreachable" });
  assert.deepEqual(heard, [{ videoId: "lesson-1" }]);
});

for (const [what, own, expected] of [
  ["the endpoint's JSON", async () => grant, grant],
  ["the endpoint's Response", async () => json(grant), grant],
  ["a 204", async () => new Response(null, { status: 204 }), {}],
  ["nothing", async () => undefined, {}],
  ["null", async () => null, {}],
] as [string, RequestGrant, GrantResponse][])
  test(`a requestGrant of the page's own may answer with ${what}`, async () => {
    assert.deepEqual(await askBy(own), expected);
  });

for (const [what, own, code] of [
  ["a refusal as Response", async () => problem(409, {}), "session-limit"],
  ["a string", async () => "https://edge.test/a.m3u8", "bad-response"],
  ["a number", async () => 5, "bad-response"],
  ["true", async () => true, "bad-response"],
  ["a failure", () => Promise.reject(new Error("x")), "unreachable"],
  [
    "a failure at once",
    () => {
      throw new Error("x");
    },
    "unreachable",
  ],
  ["a rejected undefined", () => Promise.reject(), "unreachable"],
  [
    "a PlayerError",
    () => Promise.reject(new PlayerError("not-entitled", "No.")),
    "not-entitled",
  ],
] as [string, RequestGrant, PlayerErrorCode][])
  test(`a requestGrant that answers with ${what} is ${code}`, async () => {
    assert.equal((await failure(askBy(own))).code, code);
  });

test("the answer of a requestGrant is not repeated in a message", async () => {
  const own = async () => "https://edge.test/a.m3u8?Signature=s3cr3t";
  const error = await failure(askBy(own as unknown as RequestGrant));
  assert.doesNotMatch(inspect(error, { showHidden: true }), /s3cr3t/);
});
