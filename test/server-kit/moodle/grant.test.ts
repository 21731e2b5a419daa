import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CookieJar } from "tough-cookie";
import { createEdge, type Edge } from "../../../server-kit/edge/server.js";
import {
  createGrantHandler,
  createSigner,
  scope,
} from "../../../server-kit/index.js";
import {
  contextOf,
  startMoodle,
  type Enrolment,
  type Moodle,
  type MoodleSite,
} from "../../support/moodle.js";
import { checkAnswer } from "../../support/openapi.js";

const video = "courses/101/lesson-1/index.m3u8";
const soon = () => Math.floor(Date.now() / 1_000);
const enrolled = (
  enrolment: Enrolment = { role: "student" },
): { id: number; enrolments: Record<number, Enrolment> } => ({
  id: (lastId += 1),
  enrolments: { 1: enrolment, 3: enrolment },
});
let lastId = 10;

const keys = {
  rsa: generateKeyPairSync("rsa", { modulusLength: 2_048 }),
  ec: generateKeyPairSync("ec", { namedCurve: "P-256" }),
};

let folder: string;
let moodle: Moodle;
let edge: Edge;
let now = () => Date.now();
let site: MoodleSite;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "moodle-grant-"));
  for (const [name, { privateKey }] of Object.entries(keys))
    writeFileSync(
      join(folder, `${name}.pem`),
      privateKey.export({ type: "pkcs8", format: "pem" }),
      { mode: 0o600 },
    );
  for (const course of ["101", "102", "1010"]) {
    const lesson = join(folder, "bucket/courses", course, "lesson-1");
    mkdirSync(lesson, { recursive: true });
    writeFileSync(join(lesson, "index.m3u8"), "#EXTM3U\n");
  }
  edge = await createEdge({
    root: join(folder, "bucket"),
    keyGroups: {
      lessons: [
        { keyPairId: "KRSA", publicKey: pem("rsa") },
        { keyPairId: "KEC", publicKey: pem("ec") },
      ],
    },
    behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
    now: () => now(),
  });
  site = {
    config: {
      cdnorigin: edge.origin,
      keypath: join(folder, "rsa.pem"),
      keypairid: "KRSA",
    },
    courses: [
      { id: 1, idnumber: "101" },
      { id: 2, idnumber: "102", allowsguests: true },
      { id: 3, idnumber: "103", visible: 0 },
      { id: 4 },
    ],
    modules: [
      { id: 11, course: 1 },
      { id: 12, course: 1, visible: 0 },
      { id: 13, course: 1, availablefrom: soon() + 3_600 },
    ],
    users: {
      student: enrolled(),
      teacher: enrolled({ role: "teacher" }),
      editingteacher: enrolled({ role: "editingteacher" }),
      admin: { id: 2, ismanager: true },
      outsider: { id: 3 },
      suspended: enrolled({ role: "student", suspended: true }),
      ended: enrolled({ role: "student", timeend: soon() - 10 }),
      both: {
        id: 4,
        enrolments: { 1: { role: "student" }, 4: { role: "student" } },
      },
      guest: { id: 1 },
    },
  };
  moodle = await startMoodle(site);
});

after(async () => {
  await moodle?.close();
  await edge?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function pem(name: keyof typeof keys): string {
  return keys[name].publicKey.export({ type: "spki", format: "pem" }) as string;
}

interface Ask {
  user?: string;
  ctx?: number;
  method?: string;
  videoId?: unknown;
  headers?: Record<string, string | undefined>;
  body?: string;
}

/** Asks as the player on a page of this Moodle does. */
function ask({
  user = "student",
  ctx = contextOf.module(11),
  method = "POST",
  videoId = video,
  headers = {},
  body = JSON.stringify({ videoId }),
}: Ask = {}): Promise<Response> {
  const sent = {
    "Content-Type": "application/json",
    Accept: "application/json, application/problem+json",
    Origin: moodle.origin,
    "Sec-Fetch-Site": "same-origin",
    Cookie: `MoodleSession=${user}`,
    ...headers,
  };
  return fetch(`${moodle.origin}/filter/securehls/grant.php?ctx=${ctx}`, {
    method,
    redirect: "manual",
    headers: Object.fromEntries(
      Object.entries(sent).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
    ...(method === "GET" ? {} : { body }),
  });
}

/** Status of a file at the edge, asked for with the cookies that a browser would send there. */
async function fileStatus(grant: Response, path: string): Promise<number> {
  const jar = new CookieJar();
  // As Secure cookies they go to https alone; browsers count this machine as such.
  const host = "https://127.0.0.1";
  for (const line of grant.headers.getSetCookie())
    await jar.setCookie(line, `${host}/filter/securehls/grant.php`);
  const Cookie = await jar.getCookieString(`${host}${path}`);
  return (await fetch(`${edge.origin}${path}`, { headers: { Cookie } })).status;
}

async function refuses(
  asked: Promise<Response>,
  status: number,
  code: string,
): Promise<void> {
  const response = await asked;
  await checkAnswer("POST", response);
  const problem = (await response.json()) as { code: string; status: number };
  assert.deepEqual(
    [response.status, problem.status, problem.code],
    [status, status, code],
  );
  assert.deepEqual(response.headers.getSetCookie(), []);
  assert.equal(response.headers.get("Location"), null);
}

describe("grant.php", () => {
  test("an enrolled student, a teacher and an administrator are granted the course's folder", async () => {
    for (const user of ["student", "teacher", "editingteacher", "admin"]) {
      const response = await ask({ user });
      await checkAnswer("POST", response);
      assert.equal(response.status, 200, user);
      const { expiresAt, ...rest } = (await response.json()) as {
        expiresAt: string;
      };
      assert.deepEqual(rest, {
        videoUrl: `${edge.origin}/${video}`,
        isHls: true,
        expiresIn: 300,
      });
      assert.ok(
        Math.abs(Date.parse(expiresAt) / 1_000 - soon() - 300) < 30,
        `It ends at ${expiresAt}.`,
      );
      assert.equal(await fileStatus(response, `/${video}`), 200);
    }
  });

  for (const [name, config, cookies] of [
    ["RSA and SHA-256", {}, 4],
    ["RSA and SHA-1", { hash: "SHA1" }, 3],
    ["P-256", { keypath: "ec.pem", keypairid: "KEC" }, 4],
    ["P-256 and SHA-1", { keypath: "ec.pem", keypairid: "KEC", hash: "SHA1" }, 3], // prettier-ignore
  ] as [string, Record<string, string>, number][])
    test(`the edge takes cookies of ${name}`, async () => {
      const keypath = join(folder, config["keypath"] ?? "rsa.pem");
      moodle.set({ ...site, config: { ...site.config, ...config, keypath } });
      try {
        const response = await ask();
        const lines = response.headers.getSetCookie();
        assert.equal(lines.length, 5);
        assert.equal(
          lines.filter((line) => !line.includes("Max-Age=0")).length,
          cookies,
        );
        for (const line of lines) {
          assert.match(line, /^CloudFront-[A-Za-z-]+=[A-Za-z0-9_~-]*; /);
          assert.match(
            line,
            /; Path=\/courses\/101\/; Secure; HttpOnly; SameSite=Lax(?:; Max-Age=0)?$/,
          );
        }
        assert.equal(await fileStatus(response, `/${video}`), 200);
      } finally {
        moodle.set(site);
      }
    });

  test("the cookies are good for no other course, and not for long", async () => {
    const response = await ask();
    const cookie = response.headers
      .getSetCookie()
      .filter((line) => !line.includes("Max-Age=0"))
      .map((line) => line.split(";")[0])
      .join("; ");
    // The browser would not even send them; and where somebody does, the policy says no.
    const sent = async (path: string) =>
      (await fetch(`${edge.origin}${path}`, { headers: { Cookie: cookie } }))
        .status;
    assert.equal(await sent("/courses/101/lesson-1/index.m3u8"), 200);
    assert.equal(await sent("/courses/102/lesson-1/index.m3u8"), 403);
    assert.equal(await sent("/courses/1010/lesson-1/index.m3u8"), 403);
    assert.equal(
      await fileStatus(response, "/courses/102/lesson-1/index.m3u8"),
      403,
    );
    now = () => Date.now() + 330_000;
    try {
      assert.equal(await sent("/courses/101/lesson-1/index.m3u8"), 403);
    } finally {
      now = () => Date.now();
    }
  });

  for (const [who, asked, status, code] of [
    ["nobody", { user: "" }, 401, "not-signed-in"],
    ["a guest", { user: "guest" }, 401, "not-signed-in"],
    ["a guest where guests may look", { user: "guest", ctx: contextOf.course(2) }, 401, "not-signed-in"], // prettier-ignore
    ["an account of no course", { user: "outsider" }, 403, "not-entitled"],
    ["an account where guests may look", { user: "outsider", ctx: contextOf.course(2), videoId: "courses/102/lesson-1/index.m3u8" }, 403, "not-entitled"], // prettier-ignore
    ["a suspended student", { user: "suspended" }, 403, "not-entitled"],
    ["a student whose time is over", { user: "ended" }, 403, "not-entitled"],
    ["a student, in a hidden activity", { ctx: contextOf.module(12) }, 403, "not-entitled"], // prettier-ignore
    ["a student, before the date", { ctx: contextOf.module(13) }, 403, "not-entitled"], // prettier-ignore
    ["a student, in a hidden course", { ctx: contextOf.course(3) }, 403, "not-entitled"], // prettier-ignore
    ["a student, for another course's video", { videoId: "courses/102/lesson-1/index.m3u8" }, 403, "not-entitled"], // prettier-ignore
    ["a student, for a course that begins alike", { videoId: "courses/1010/lesson-1/index.m3u8" }, 403, "not-entitled"], // prettier-ignore
    ["a student, in a course without a folder", { user: "both", ctx: contextOf.course(4) }, 404, "not-found"], // prettier-ignore
    ["a student, on his own page", { ctx: contextOf.user(11) }, 404, "not-found"], // prettier-ignore
    ["a student, nowhere", { ctx: 987_654 }, 404, "not-found"],
    ["a student, for a way up", { videoId: "courses/101/../102/lesson-1/index.m3u8" }, 400, "bad-request"], // prettier-ignore
    ["a student, for an escaped way up", { videoId: "courses/101/%2e%2e/102/index.m3u8" }, 400, "bad-request"], // prettier-ignore
    ["a student, for everything", { videoId: "courses/*" }, 400, "bad-request"],
    ["a page of another site", { headers: { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" } }, 400, "bad-request"], // prettier-ignore
    ["a page of another host", { headers: { "Sec-Fetch-Site": "same-site" } }, 400, "bad-request"], // prettier-ignore
    ["a form", { headers: { "Content-Type": "text/plain" } }, 400, "bad-request"], // prettier-ignore
    ["neither Origin nor sesskey", { headers: { Origin: undefined, "Sec-Fetch-Site": undefined } }, 400, "bad-request"], // prettier-ignore
    ["no JSON", { body: "{" }, 400, "bad-request"],
    ["a link", { method: "GET" }, 405, "bad-request"],
  ] as [string, Ask, number, string][])
    test(`${who}: ${code}`, () => refuses(ask(asked), status, code));

  test("a renewal is asked for as the first grant is", async () => {
    const body = JSON.stringify({ videoId: video, sessionId: "s1" });
    assert.equal((await ask({ body })).status, 200);
    await refuses(
      ask({ body: JSON.stringify({ videoId: video, sessionId: "a b" }) }),
      400,
      "bad-request",
    );
  });

  test("the end of a session is taken without a word", async () => {
    const response = await ask({ method: "DELETE", body: '{"sessionId":"a"}' });
    await checkAnswer("DELETE", response);
    assert.equal(response.status, 204);
  });

  for (const [what, config] of [
    ["no CDN", { cdnorigin: "" }],
    ["a CDN by http", { cdnorigin: "http://cdn.school.example" }],
    ["no key", { keypath: "" }],
    ["a key that is not there", { keypath: "/nowhere.pem" }],
    ["no ID of the key", { keypairid: "" }],
    ["an ID that is a header", { keypairid: "K\r\nX-Header: 1" }],
    ["a domain that is not Moodle's", { cookiedomain: "other.example" }],
    ["an unknown hash", { hash: "MD5" }],
  ] as [string, Record<string, string>][])
    test(`with ${what} nobody is let in, and the log says which setting it is`, async () => {
      moodle.set({ ...site, config: { ...site.config, ...config } });
      try {
        moodle.errorLog();
        const response = await ask();
        const body = await response.clone().text();
        await refuses(Promise.resolve(response), 503, "server-error");
        const log = moodle.errorLog().join("\n");
        assert.match(log, /^filter_securehls: [a-z]+: [a-z]+$/);
        for (const said of [body, log])
          assert.doesNotMatch(said, /nowhere|BEGIN|\.pem|other\.example|MD5/);
      } finally {
        moodle.set(site);
      }
    });

  test("a key within Moodle's own folders is not used", async () => {
    for (const where of [moodle.dirroot, moodle.dataroot]) {
      const keypath = join(where, "key.pem");
      writeFileSync(
        keypath,
        keys.rsa.privateKey.export({ type: "pkcs8", format: "pem" }),
      );
      moodle.set({ ...site, config: { ...site.config, keypath } });
      try {
        await refuses(ask(), 503, "server-error");
      } finally {
        moodle.set(site);
        rmSync(keypath);
      }
    }
  });

  test("a course has the folders of the administrator's list and no other", async () => {
    const prefixmap = "101 => courses/102, shared";
    moodle.set({ ...site, config: { ...site.config, prefixmap } });
    try {
      await refuses(ask(), 403, "not-entitled");
      const path = "courses/102/lesson-1/index.m3u8";
      const response = await ask({ videoId: path });
      assert.equal(await fileStatus(response, `/${path}`), 200);
      assert.equal(await fileStatus(response, `/${video}`), 403);
    } finally {
      moodle.set(site);
    }
  });

  test("a grant that could not be signed at first is in the log", async () => {
    const watch = { user: "both", videoId: "courses/101/lesson-9/index.m3u8" };
    moodle.set({
      ...site,
      config: { ...site.config, keypath: "/nowhere.pem" },
    });
    moodle.journal();
    await refuses(ask(watch), 503, "server-error");
    moodle.set(site);
    await ask(watch);
    assert.deepEqual(moodle.journal(), [
      "session closed",
      "event The user with id '4' was let watch 'courses/101/lesson-9/index.m3u8' in the context with id '2011'.",
    ]);
  });

  test("the session is let go before the log is written, which has the first of many, and no secret", async () => {
    const watch = { user: "both" };
    moodle.journal();
    const grant = await ask(watch);
    await ask(watch);
    await ask({ ...watch, videoId: "courses/102/lesson-1/index.m3u8" });
    await ask({ ...watch, videoId: "courses/102/lesson-1/index.m3u8" });
    const journal = moodle.journal();
    assert.deepEqual(journal, [
      "session closed",
      "event The user with id '4' was let watch 'courses/101/lesson-1/index.m3u8' in the context with id '2011'.",
      "session closed",
      "event The user with id '4' was not let watch (not-entitled) in the context with id '2011'.",
    ]);
    for (const line of grant.headers.getSetCookie()) {
      const value = /=([^;]+)/.exec(line)?.[1];
      if (value && value.length > 10)
        assert.doesNotMatch(journal.join("\n"), new RegExp(value));
    }
  });

  test("on Node the same request has the same answer", async () => {
    const handler = createGrantHandler({
      origins: [],
      signer: createSigner({
        keyPairId: "KRSA",
        privateKey: keys.rsa.privateKey,
      }),
      expiresInSeconds: 300,
      authenticate: () => ({ id: "student" }),
      authorize: (_viewer, videoId) =>
        videoId === video && {
          scope: scope.directory(edge.origin, "courses", "101"),
          video: "lesson-1/index.m3u8",
        },
    });
    const node = (body: string, headers = {}) =>
      handler(
        new Request(`${moodle.origin}/grant`, {
          method: "POST",
          headers: { "Content-Type": "application/json", ...headers },
          body,
        }),
      );
    for (const body of [
      JSON.stringify({ videoId: video }),
      JSON.stringify({ videoId: "courses/102/lesson-1/index.m3u8" }),
      JSON.stringify({ videoId: [] }),
      JSON.stringify({ videoId: video, sessionId: "a b" }),
      "[]",
      "{",
    ]) {
      const [php, ours] = [await ask({ body }), await node(body)];
      const [theirs, own] = (await Promise.all([php.json(), ours.json()])) as [
        Record<string, unknown>,
        Record<string, unknown>,
      ];
      assert.equal(php.status, ours.status, body);
      assert.equal(
        php.headers.get("Content-Type"),
        ours.headers.get("Content-Type"),
      );
      for (const name of ["type", "title", "status", "code", "expiresIn"])
        assert.equal(theirs[name], own[name], `${name} of ${body}`);
      const attributes = (response: Response) =>
        response.headers
          .getSetCookie()
          .map((line) => line.replace(/=[^;]*/, "="));
      assert.deepEqual(
        attributes(php),
        attributes(ours).filter((line) => line.startsWith("CloudFront-")),
      );
    }
  });
});
