import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  startMoodle,
  type Moodle,
  type MoodleSite,
} from "../../support/moodle.js";

const enrolled = (id: number, role: "student" | "editingteacher") => ({
  id,
  enrolments: { 1: { role } },
});

const site: MoodleSite = {
  config: { cdnorigin: "https://cdn.school.example" },
  courses: [{ id: 1, idnumber: "101" }],
  modules: [
    { id: 21, course: 1, modname: "securehls", completion: 2, completionview: 1, activity: { id: 1, name: "Light & sound", src: "lesson-1", seekpolicy: "watched", grade: 0 } },
    { id: 22, course: 1, modname: "securehls", visible: 0, activity: { id: 2, name: "Hidden", src: "lesson-2" } },
  ],
  users: {
    student: enrolled(11, "student"),
    editor: enrolled(12, "editingteacher"),
    outsider: { id: 13 },
  },
}; // prettier-ignore

let moodle: Moodle;
before(async () => {
  moodle = await startMoodle(site);
});
after(() => moodle?.close());

const get = (page: string, user: string) =>
  fetch(`${moodle.origin}/mod/securehls/${page}`, {
    headers: { Cookie: `MoodleSession=${user}` },
    redirect: "manual",
  });

describe("view.php", () => {
  test("shows the player and what was watched, and counts as viewed", async () => {
    const response = await get("view.php?id=21", "student");
    const html = await response.text();
    assert.equal(response.status, 200, html);
    assert.match(html, /<secure-hls-player src="https:\/\/cdn\.school\.example\/courses\/101\/lesson-1\/index\.m3u8"[^>]* seek-policy="watched"/); // prettier-ignore
    assert.match(html, /aria-label="Light &amp; sound"/);
    assert.match(html, /You have watched <span data-securehls="percent">0<\/span>% of the video/); // prettier-ignore
    assert.match(html, /import\("[^"]+\/watcher\.js"\)/);
    assert.deepEqual(moodle.journal(), [
      "event The user with id '11' viewed the 'securehls' activity with the course module id '21'.",
      "completion asked for 11",
      "completion 1 of 11",
    ]);
  });

  test("is for nobody else", async () => {
    for (const user of ["", "outsider"]) {
      const response = await get("view.php?id=21", user);
      assert.equal(response.status, 303, user);
      assert.equal(await response.text(), "");
    }
    assert.equal((await get("view.php?id=22", "student")).status, 303);
    assert.equal((await get("view.php?id=22", "editor")).status, 200);
  });

  test("says to who may say how long the video is that he has to, until he has", async () => {
    const page = async (user: string) =>
      (await get("view.php?id=21", user)).text();
    const advice = /Play this video once/;
    assert.match(await page("editor"), advice);
    assert.doesNotMatch(await page("student"), advice);
    moodle.query("UPDATE mdl_securehls SET duration = 48 WHERE id = 1");
    assert.doesNotMatch(await page("editor"), advice);
    moodle.query("UPDATE mdl_securehls SET duration = 0 WHERE id = 1");
  });

  test("says to a teacher what is wrong with the setup", async () => {
    moodle.set({ ...site, config: {} });
    try {
      const html = await (await get("view.php?id=21", "editor")).text();
      assert.match(html, /role="note"/);
      assert.doesNotMatch(html, /<secure-hls-player/);
    } finally {
      moodle.set(site);
    }
  });
});

test("index.php lists the videos of the course that a viewer may see", async () => {
  const listed = async (user: string) =>
    [
      ...(await (await get("index.php?id=1", user)).text()).matchAll(
        /<li><a href="[^"]+\/mod\/securehls\/view\.php\?id=(\d+)"/g,
      ),
    ].map(([, id]) => id);
  assert.deepEqual(await listed("editor"), ["21", "22"]);
  assert.equal((await get("index.php?id=1", "outsider")).status, 303);
});
