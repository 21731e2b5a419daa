import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ImplausibleProgress, Progress } from "../../../server-kit/index.js"; // prettier-ignore
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

let lastId = 10;
const user = (enrolment?: Enrolment) => ({
  id: (lastId += 1),
  enrolments: enrolment ? { 1: enrolment, 3: enrolment } : {},
});

const site: MoodleSite = {
  config: { cdnorigin: "https://cdn.school.example" },
  courses: [
    { id: 1, idnumber: "101" },
    { id: 3, idnumber: "103", visible: 0 },
  ],
  modules: [
    { id: 11, course: 1 },
    { id: 21, course: 1, modname: "securehls", completion: 2, activity: { id: 1, src: "lesson-1", completionwatched: 50, grade: 20 } },
    { id: 22, course: 1, modname: "securehls", visible: 0, activity: { id: 2, src: "lesson-1" } },
    { id: 23, course: 1, modname: "securehls", availablefrom: soon() + 3_600, activity: { id: 3, src: "lesson-1" } },
    { id: 24, course: 3, modname: "securehls", activity: { id: 4, src: "lesson-1" } },
    { id: 25, course: 1, modname: "securehls", activity: { id: 5, src: "lesson-2", grade: 0 } },
    { id: 26, course: 1, modname: "securehls", activity: { id: 6, src: "https://other.example/index.m3u8" } },
  ],
  users: {
    student: user({ role: "student" }),
    other: user({ role: "student" }),
    teacher: user({ role: "teacher" }),
    editor: user({ role: "editingteacher" }),
    outsider: user(),
    suspended: user({ role: "student", suspended: true }),
    ended: user({ role: "student", timeend: soon() - 10 }),
    guest: { id: 1 },
  },
}; // prettier-ignore

let moodle: Moodle;
before(async () => {
  moodle = await startMoodle(site);
  // Makes the tables.
  await ask({ method: "GET" });
});
after(() => moodle?.close());

/** As if nobody had ever reported anything, but somebody who may say how long the videos are. */
function forget(duration = 100): void {
  moodle.query(`UPDATE mdl_securehls SET duration = ${duration}`);
  moodle.query("DELETE FROM mdl_securehls_progress");
  moodle.query("DELETE FROM mdl_course_modules_completion");
  moodle.journal();
}

interface Ask {
  user?: string;
  ctx?: number;
  method?: string;
  report?: Record<string, unknown>;
  headers?: Record<string, string | undefined>;
  body?: string;
  query?: string;
}

const report = (watchedRanges: unknown, duration = 100, position = 0) => ({
  videoId: video,
  position,
  duration,
  watchedRanges,
});

/** Asks as the player on a page of this Moodle does. */
async function ask({
  user = "student",
  ctx = contextOf.module(21),
  method = "POST",
  report: reported = report([]),
  headers = {},
  body = JSON.stringify(reported),
  query = method === "GET" ? `&videoId=${encodeURIComponent(video)}` : "",
}: Ask = {}): Promise<Response> {
  const sent = {
    ...(method !== "GET" && {
      "Content-Type": "application/json",
      Origin: moodle.origin,
    }),
    "Sec-Fetch-Site": "same-origin",
    Cookie: `MoodleSession=${user}`,
    ...headers,
  };
  const response = await fetch(
    `${moodle.origin}/mod/securehls/progress.php?ctx=${ctx}${query}`,
    {
      method,
      redirect: "manual",
      headers: Object.fromEntries(
        Object.entries(sent).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      ),
      ...(method === "GET" ? {} : { body }),
    },
  );
  if (method === "GET" || method === "POST")
    await checkAnswer(method, response.clone(), "/progress");
  return response;
}

/** An answer of 200. */
async function progressOf(asked: Promise<Response>): Promise<Progress> {
  const response = await asked;
  const body = await response.text();
  assert.equal(response.status, 200, body);
  return JSON.parse(body) as Progress;
}

async function refuses(
  asked: Promise<Response>,
  status: number,
  code: string,
): Promise<void> {
  const response = await asked;
  const problem = (await response.json()) as { code: string; status: number };
  assert.deepEqual(
    [response.status, problem.status, problem.code],
    [status, status, code],
  );
  assert.equal(response.headers.get("Location"), null);
  assert.match(response.headers.get("Content-Type")!, /^application\/problem\+json/); // prettier-ignore
}

/** As if so many seconds had gone by since the last report. */
const pass = (seconds: number) =>
  moodle.query(
    `UPDATE mdl_securehls_progress SET creditedat = creditedat - ${seconds * 1_000}`,
  );
const rows = () =>
  moodle.query("SELECT * FROM mdl_securehls_progress ORDER BY id");
const completions = () =>
  moodle.query("SELECT * FROM mdl_course_modules_completion");

describe("progress.php", () => {
  for (const [who, asked, status, code] of [
    ["nobody", { user: "" }, 401, "not-signed-in"],
    ["a guest", { user: "guest" }, 401, "not-signed-in"],
    ["an account of no course", { user: "outsider" }, 403, "not-entitled"],
    ["a suspended student", { user: "suspended" }, 403, "not-entitled"],
    ["a student whose time is over", { user: "ended" }, 403, "not-entitled"],
    ["a student, in a hidden activity", { ctx: contextOf.module(22) }, 403, "not-entitled"],
    ["a student, before the date", { ctx: contextOf.module(23) }, 403, "not-entitled"],
    ["a student, in a hidden course", { ctx: contextOf.module(24) }, 403, "not-entitled"],
    ["a student, of another activity's video", { ctx: contextOf.module(25) }, 404, "not-found"],
    ["a student, of an activity without a video", { ctx: contextOf.module(26) }, 404, "not-found"],
    ["a student, on a page that is no such activity", { ctx: contextOf.module(11) }, 404, "not-found"],
    ["a student, on the course's page", { ctx: contextOf.course(1) }, 404, "not-found"],
    ["a student, nowhere", { ctx: 987_654 }, 404, "not-found"],
    ["a page of another site", { headers: { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" } }, 400, "bad-request"],
    ["a page of another host", { headers: { "Sec-Fetch-Site": "same-site" } }, 400, "bad-request"],
    ["a link of another site", { method: "GET", headers: { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" } }, 400, "bad-request"],
    ["a form", { headers: { "Content-Type": "text/plain" } }, 400, "bad-request"],
    ["neither Origin nor sesskey", { headers: { Origin: undefined, "Sec-Fetch-Site": undefined } }, 400, "bad-request"],
    ["a wrong sesskey", { headers: { Origin: undefined, "Sec-Fetch-Site": undefined, "X-Moodle-Sesskey": "sesskey-of-other" } }, 400, "bad-request"],
    ["no JSON", { body: "{" }, 400, "bad-request"],
    ["a list", { body: "[]" }, 400, "bad-request"],
    ["a body that is too long", { body: `{"a":"${"a".repeat(33_000)}"}` }, 400, "bad-request"],
    ["no report", { report: { videoId: video } }, 400, "bad-request"],
    ["a look at no video", { method: "GET", query: "" }, 400, "bad-request"],
    ["a look at two videos", { method: "GET", query: "&videoId[]=a&videoId[]=b" }, 400, "bad-request"],
    ["another method", { method: "PUT" }, 405, "bad-request"],
    ["the end of a session", { method: "DELETE" }, 405, "bad-request"],
  ] as [string, Ask, number, string][])
    test(`${who}: ${code}`, () => refuses(ask(asked), status, code)); // prettier-ignore

  test("takes what was watched, and a GET finds it again, from a browser that does not say whence as well", async () => {
    const nothing = { position: 0, duration: 0, watchedRanges: [], watchedFraction: 0, completed: false }; // prettier-ignore
    assert.deepEqual(await progressOf(ask({ method: "GET" })), nothing);
    // Nor has anything been kept of what was refused above.
    assert.deepEqual(rows(), []);
    const known = await progressOf(ask({ report: report([[0.5, 4.25]], 100, 4.25) })); // prettier-ignore
    assert.deepEqual(known, {
      position: 4.25,
      duration: 100,
      watchedRanges: [[0.5, 4.25]],
      watchedFraction: 0.0375,
      completed: false,
    });
    assert.deepEqual(await progressOf(ask({ method: "GET" })), known);
    const old = { method: "GET", headers: { "Sec-Fetch-Site": undefined } };
    assert.deepEqual(await progressOf(ask(old)), known);
    assert.deepEqual(
      await progressOf(ask({ method: "GET", user: "other" })),
      nothing,
    );
    const [row, ...more] = rows();
    assert.deepEqual(more, []);
    assert.equal(row!["watched"], "3.75");
    assert.ok(
      Math.abs(Number(row!["reportedat"]) - Date.now()) < 60_000,
      `It was reported at ${row!["reportedat"]}.`,
    );
  });

  test("says which methods there are, and takes the sesskey for an Origin", async () => {
    const put = await ask({ method: "PUT" });
    assert.equal(put.headers.get("Allow"), "GET, POST");
    const headers = {
      Origin: undefined,
      "Sec-Fetch-Site": undefined,
      "X-Moodle-Sesskey": "sesskey-of-student",
    };
    await progressOf(ask({ headers }));
  });

  test("a forged 'all watched' is refused with what is on record, and changes nothing", async () => {
    forget();
    await progressOf(ask({ report: report([[0, 4]], 100, 4) }));
    pass(10);
    const before = rows();
    moodle.journal();
    const response = await ask({ report: report([[0, 100]], 100, 99) });
    assert.equal(response.status, 422);
    const problem = (await response.json()) as ImplausibleProgress;
    assert.equal(problem.reason, "ahead-of-clock");
    assert.deepEqual(problem.progress.watchedRanges, [[0, 4]]);
    assert.equal(problem.progress.position, 4);
    assert.ok(
      Math.abs(problem.creditSeconds! - 21) < 8,
      `${problem.creditSeconds} s would have been believed.`,
    );
    assert.deepEqual(rows(), before);
    assert.deepEqual(completions(), []);
    assert.deepEqual(moodle.journal(), ["session closed"]);
    // Nor is it a short video.
    const short = await progressOf(ask({ report: report([[0, 4]], 4, 4) }));
    assert.deepEqual(
      [short.duration, short.watchedFraction, short.completed],
      [100, 0.04, false],
    );
  });

  test("a first report that cannot be true starts the clock, and is none of the table's reports", async () => {
    forget();
    const response = await ask({ report: report([[0, 100]]) });
    assert.equal(response.status, 422);
    const [row] = rows();
    assert.deepEqual(
      [row!["ranges"], row!["duration"], row!["reportedat"]],
      ["[]", "0", "0"],
    );
    pass(20);
    await progressOf(ask({ report: report([[0, 40]]) }));
  });

  test("two tabs at once lose nothing of each other", async () => {
    forget();
    await progressOf(ask());
    pass(60);
    const tabs = Array.from({ length: 8 }, (_, tab) => tab * 12);
    const answers = await Promise.all(
      tabs.map((start) => ask({ report: report([[start, start + 10]]) })),
    );
    for (const { status } of answers) assert.equal(status, 200);
    const { watchedRanges } = await progressOf(ask({ method: "GET" }));
    assert.deepEqual(
      watchedRanges,
      tabs.map((start) => [start, start + 10]),
    );
  });

  test("and spend the same time once", async () => {
    forget();
    await progressOf(ask());
    const now = Date.now();
    moodle.query(
      `UPDATE mdl_securehls_progress SET credit = 10, creditedat = ${now + 30_000}`,
    );
    const answers = await Promise.all(
      [0, 12, 24, 36, 48, 60].map((start) =>
        ask({ report: report([[start, start + 10]]) }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 422, 422, 422, 422, 422]);
    assert.equal(rows()[0]!["watched"], "10");
  });

  test("who watches half is graded by whole per cent, and completes the activity, once", async () => {
    forget();
    await progressOf(ask());
    for (const end of [20, 40.4, 40.9]) {
      pass(11);
      const { completed } = await progressOf(ask({ report: report([[0, end]], 100, end) })); // prettier-ignore
      assert.equal(completed, false);
    }
    assert.deepEqual(completions(), []);
    pass(5);
    const done = await progressOf(ask({ report: report([[0, 50]], 100, 50) }));
    assert.equal(done.completed, true);
    assert.equal(completions().length, 1);
    assert.equal(completions()[0]!["completionstate"], "1");
    pass(5);
    await progressOf(ask({ report: report([[0, 50.5]]) }));
    const { id } = site.users!["student"]!;
    assert.deepEqual(
      moodle.journal().filter((line) => line !== "session closed"),
      [
        `grade 4 of ${id}`,
        `grade 8 of ${id}`,
        `grade 10 of ${id}`,
        `completion asked for ${id}`,
        `completion 1 of ${id}`,
        `event The user with id '${id}' has completed the video of the activity with course module id '21'.`,
      ],
    );
  });

  test("what Moodle has forgotten of a completion, or was not asked to keep, the next report tells it; the log has it once", async () => {
    forget();
    await progressOf(ask());
    // Completion is off in the course.
    const courses = site.courses!.map((course) => ({ ...course, enablecompletion: 0 as const })); // prettier-ignore
    moodle.set({ ...site, courses });
    pass(30);
    await progressOf(ask({ report: report([[0, 50]]) }));
    assert.deepEqual(completions(), []);
    moodle.set(site);
    await progressOf(ask());
    assert.equal(completions().length, 1);
    // The course is begun anew, without what was watched.
    moodle.query("DELETE FROM mdl_course_modules_completion");
    await progressOf(ask());
    assert.equal(completions().length, 1);
    // More has to be watched now.
    moodle.query("UPDATE mdl_securehls SET completionwatched = 60 WHERE id = 1"); // prettier-ignore
    moodle.query("DELETE FROM mdl_course_modules_completion");
    await progressOf(ask());
    assert.deepEqual(completions(), []);
    pass(10);
    await progressOf(ask({ report: report([[0, 60]]) }));
    assert.equal(completions().length, 1);
    moodle.query("UPDATE mdl_securehls SET completionwatched = 50 WHERE id = 1"); // prettier-ignore
    const told = moodle.journal().filter((line) => line.startsWith("event "));
    assert.equal(told.length, 1, told.join("\n"));
  });

  /** Has each attempt to write into the table fail, as while a database has no more space. */
  const fail = (table: string) =>
    moodle.query(
      `CREATE TRIGGER fail BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'a secret'); END`,
    );
  const mend = () => moodle.query("DROP TRIGGER fail");

  test("a failure is in the server's log, by its kind and place, and no more of it", async () => {
    forget();
    moodle.errorLog();
    fail("mdl_securehls_progress");
    try {
      await refuses(ask(), 500, "server-error");
    } finally {
      mend();
    }
    const [line = "", ...more] = moodle.errorLog();
    assert.deepEqual(more, []);
    assert.match(line, /^mod_securehls: dml_write_exception in \S+\.php:\d+$/);
  });

  test("what fails in Moodle spoils no report, and is told with the next", async () => {
    forget();
    await progressOf(ask());
    pass(30);
    moodle.errorLog();
    fail("mdl_course_modules_completion");
    try {
      const { completed } = await progressOf(
        ask({ report: report([[0, 50]]) }),
      );
      assert.equal(completed, true);
    } finally {
      mend();
    }
    assert.match(moodle.errorLog().join("\n"), /^mod_securehls: dml_write_exception in \S+\.php:\d+$/m); // prettier-ignore
    // What came after it was not lost with it.
    const told = moodle.journal().filter((line) => line.startsWith("event "));
    assert.equal(told.length, 1, told.join("\n"));
    assert.deepEqual(completions(), []);
    await progressOf(ask());
    assert.equal(completions().length, 1);
  });

  test("an activity without a grade and a rule knows no more of it than its own table", async () => {
    forget();
    const path = "courses/101/lesson-2/index.m3u8";
    const other = (ranges: unknown): Ask => ({
      ctx: contextOf.module(25),
      report: { ...report(ranges), videoId: path },
    });
    await progressOf(ask(other([])));
    pass(60);
    const { completed } = await progressOf(ask(other([[0, 96]])));
    assert.equal(completed, true);
    assert.deepEqual(completions(), []);
    assert.doesNotMatch(moodle.journal().join("\n"), /^(?:grade|completion)/m);
  });

  test("how long the video is, whoever may change the activity says; no student's short video is believed then", async () => {
    forget(0);
    await progressOf(ask({ user: "teacher", report: report([], 4) }));
    const duration = () =>
      moodle.query("SELECT duration FROM mdl_securehls WHERE id = 1")[0]![
        "duration"
      ];
    assert.equal(duration(), "0");
    await progressOf(ask({ user: "editor" }));
    assert.equal(duration(), "100");
    const known = await progressOf(ask({ report: report([[0, 4]], 4) }));
    assert.deepEqual(
      [known.duration, known.watchedFraction, known.completed],
      [100, 0.04, false],
    );
  });

  test("until somebody has said so, everything that is watched is kept, and nothing is completed or graded; then all of it counts at once", async () => {
    forget(0);
    const forged = await progressOf(ask({ report: report([[0, 5]], 5, 5) }));
    assert.equal(forged.completed, false);
    pass(60);
    const honest = await progressOf(ask({ report: report([[0, 96]], 100, 96) })); // prettier-ignore
    assert.deepEqual(
      [honest.duration, honest.watchedRanges, honest.completed],
      [100, [[0, 96]], false],
    );
    assert.deepEqual(completions(), []);
    assert.doesNotMatch(moodle.journal().join("\n"), /^(?:grade|completion|event)/m); // prettier-ignore
    const [row] = rows();
    assert.equal(row!["best"], "0");

    // Of what was watched, no more is believed than there is of the video.
    await progressOf(ask({ user: "other" }));
    pass(60);
    await progressOf(ask({ user: "other", report: report([[0, 12], [90, 110]], 1_000) })); // prettier-ignore
    moodle.journal();
    await progressOf(ask({ user: "editor" }));
    const { id } = site.users!["student"]!;
    const other = site.users!["other"]!.id;
    assert.deepEqual(
      moodle.journal().filter((line) => line !== "session closed"),
      [
        "time limit raised",
        `grade 19.2 of ${id}`,
        `completion asked for ${id}`,
        `completion 1 of ${id}`,
        `event The user with id '${id}' has completed the video of the activity with course module id '21'.`,
        `grade 4.4 of ${other}`,
      ],
    );
    const [counted, others] = rows();
    assert.deepEqual(
      [counted!["completiontold"], counted!["reportedat"], others!["duration"]],
      ["1", row!["reportedat"], "100"],
    );
    // Once is enough.
    await progressOf(ask({ user: "editor" }));
    const { completed } = await progressOf(ask());
    assert.equal(completed, true);
    assert.doesNotMatch(moodle.journal().join("\n"), /^(?:grade|completion \d|event)/m); // prettier-ignore
  });
});
