import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  startMoodle,
  type Enrolment,
  type Moodle,
  type MoodleSite,
} from "../../support/moodle.js";

const day = 86_400;
const now = Math.floor(Date.now() / 1_000);

const enrolled = (
  id: number,
  firstname: string,
  role: Enrolment["role"] = "student",
  more: Partial<Enrolment> = {},
) => ({ id, firstname, lastname: "Doe", enrolments: { 7: { role, ...more } } });

const site = (groupmode: 0 | 1 | 2): MoodleSite => ({
  config: {},
  courses: [{ id: 7 }, { id: 8 }],
  modules: [5, 6].map((id) => ({
    id,
    course: 7,
    modname: "securehls",
    activity: { id: id - 4, name: "Lesson <1>" },
    groupmode,
  })),
  users: {
    ann: enrolled(21, "Ann"),
    bob: { ...enrolled(22, "Bob"), idnumber: "<b>x</b> & co" },
    eve: enrolled(23, "Eve", "student", { suspended: true }),
    tom: enrolled(24, "Tom", "teacher"),
    ted: enrolled(25, "Ted", "teacher"),
    edith: enrolled(26, "Edith", "editingteacher"),
    outsider: { id: 27, enrolments: { 8: { role: "teacher" } } },
  },
  groups: [
    { id: 1, courseid: 7, name: "One", members: [21, 24] },
    { id: 2, courseid: 7, name: "Two", members: [22] },
  ],
});

describe("the report of a protected video", () => {
  let moodle: Moodle;
  before(async () => {
    moodle = await startMoodle(site(0));
    await ask("tom");
    // Half of it, in two parts, and then all of another activity.
    moodle.query(`INSERT INTO mdl_securehls_progress (securehlsid, userid, ranges, duration, watched, reportedat, timecompleted) VALUES
      (1, 22, '[[0,30],[90,120]]', 120, 60, ${(now - day) * 1_000}, NULL),
      (1, 23, '[[0,120]]', 120, 120, ${now * 1_000}, ${now}),
      (1, 24, '[[0,120]]', 120, 120, ${now * 1_000}, ${now}),
      (2, 21, '[[0,120]]', 120, 120, ${now * 1_000}, ${now})`);
  });
  after(() => moodle.close());

  const ask = async (user: string, query = ""): Promise<[number, string]> => {
    const response = await fetch(
      `${moodle.origin}/mod/securehls/report.php?id=5${query}`,
      { headers: { cookie: `MoodleSession=${user}` }, redirect: "manual" },
    );
    return [response.status, await response.text()];
  };

  /** Who is in it. */
  const names = async (user: string, query = ""): Promise<string[]> => {
    const [status, html] = await ask(user, query);
    assert.equal(status, 200, html);
    return [...html.matchAll(/<th scope="row">.*?>(\w+) Doe</g)].map(([, name]) => name!); // prettier-ignore
  };

  test("shows students who may watch, and neither teachers nor who is suspended", async () => {
    assert.deepEqual(await names("tom"), ["Ann", "Bob"]);
  });

  test("says what each has watched of this video", async () => {
    const [, html] = await ask("tom");
    const [ann = "", bob = ""] = html.split('<th scope="row">').slice(1);
    const cells = (line: string) =>
      [...line.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
    assert.deepEqual(cells(ann), [
      "",
      "user21@school.example",
      "0%",
      "",
      "",
      "",
    ]);
    const [idnumber, , percent, map, last, completed] = cells(bob);
    // Some schools let students write it.
    assert.equal(idnumber, "&lt;b&gt;x&lt;/b&gt; &amp; co");
    assert.deepEqual([percent, completed], ["50%", ""]);
    assert.match(map ?? "", /<title>0:00–0:30, 1:30–2:00<\/title>/);
    assert.equal(
      last,
      new Date((now - day) * 1_000)
        .toISOString()
        .slice(0, 16)
        .replace("T", " "),
    );
    assert.match(html, /<title>.*Lesson\s*(?:&lt;1&gt;)?.*<\/title>/);
  });

  test("can be sorted by each column that is one", async () => {
    for (const column of ["email", "fraction", "reportedat", "timecompleted"])
      assert.deepEqual(await names("tom", `&tsort=${column}`), ["Ann", "Bob"]);
  });

  test("is logged", async () => {
    moodle.journal();
    await ask("tom");
    assert.deepEqual(moodle.journal(), [
      "event The user with id '24' has viewed the report of the protected video with course module id '5'.",
    ]);
  });

  test("is refused to students and to teachers of other courses", async () => {
    for (const user of ["ann", "outsider", "nobody"]) {
      const [status, html] = await ask(user);
      assert.notEqual(status, 200, `${user}: ${html}`);
      assert.doesNotMatch(html, /Bob/, user);
    }
  });

  test("can be downloaded, without HTML", async () => {
    const [status, text] = await ask("tom", "&download=csv");
    assert.equal(status, 200);
    const [head, ...lines] = text
      .split("\n")
      .map((line) => Object.values(JSON.parse(line) as Record<string, string>));
    assert.equal(head?.length, 7);
    assert.deepEqual(
      lines.map(([name, idnumber, , percent, parts]) => [
        name,
        idnumber,
        percent,
        parts,
      ]),
      [
        ["Ann Doe", "", "0%", ""],
        ["Bob Doe", "<b>x</b> & co", "50%", "0:00–0:30, 1:30–2:00"],
      ],
    );
    // But where the file is HTML itself, which Moodle writes as it is.
    for (const format of ["html", "pdf"])
      assert.doesNotMatch((await ask("tom", `&download=${format}`))[1], /<b>/);
  });

  test("keeps to groups: a teacher of one sees its members, of none nobody", async () => {
    moodle.set(site(1));
    assert.deepEqual(await names("tom"), ["Ann"]);
    // The group of others cannot be asked for, nor everybody.
    assert.deepEqual(await names("tom", "&group=2"), ["Ann"]);
    assert.deepEqual(await names("tom", "&group=0"), ["Ann"]);
    assert.deepEqual(await names("ted"), []);
    const [, html] = await ask("ted");
    assert.match(html, /You are in no group/);
    assert.doesNotMatch((await ask("ted", "&download=csv"))[1], /Doe/);
    // Who may access all groups sees everybody, or the one asked for.
    assert.deepEqual(await names("edith"), ["Ann", "Bob"]);
    assert.deepEqual(await names("edith", "&group=2"), ["Bob"]);
  });

  test("lets a teacher choose where groups are visible", async () => {
    moodle.set(site(2));
    assert.deepEqual(await names("ted"), ["Ann", "Bob"]);
    assert.deepEqual(await names("ted", "&group=1"), ["Ann"]);
    moodle.set(site(0));
  });
});
