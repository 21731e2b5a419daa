import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { createEdge, type Edge } from "../../../server-kit/edge/server.js";
import { startMoodle, type Moodle, type MoodleSite } from "../../support/moodle.js"; // prettier-ignore

const keys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const others = generateKeyPairSync("rsa", { modulusLength: 2_048 });

let folder: string;
let edge: Edge;
let moodle: Moodle;
let site: MoodleSite;
let settings: Record<string, string>;

const writeKey = (name: string, key: KeyObject | string, mode = 0o600) => {
  const file = join(folder, name);
  const text =
    typeof key === "string"
      ? key
      : key.export({ type: "pkcs8", format: "pem" }).toString();
  writeFileSync(file, text, { mode });
  return file;
};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "moodle-check-"));
  const lesson = join(folder, "bucket/courses/101/lesson-1");
  mkdirSync(lesson, { recursive: true });
  writeFileSync(join(lesson, "index.m3u8"), "#EXTM3U\n");
  const publicKey = keys.publicKey.export({ type: "spki", format: "pem" });
  edge = await createEdge({
    root: join(folder, "bucket"),
    keyGroups: {
      lessons: [{ keyPairId: "K1", publicKey: publicKey.toString() }],
    },
    behaviors: [
      { pathPattern: "/open/*" },
      { pathPattern: "*", keyGroups: ["lessons"] },
    ],
  });
  settings = {
    cdnorigin: edge.origin.replace("127.0.0.1", "localhost"),
    keypath: writeKey("private.pem", keys.privateKey),
    keypairid: "K1",
  };
  site = {
    config: settings,
    filtersinstalled: true,
    users: { admin: { id: 2, ismanager: true }, teacher: { id: 3 } },
  };
  moodle = await startMoodle(site, "localhost");
  const version = /->version = (\d+)/.exec(
    readFileSync(join(moodle.dirroot, "filter/securehls/version.php"), "utf8"),
  )![1]!;
  // Which the zip brings.
  const player = join(moodle.dirroot, "filter/securehls/player", version);
  mkdirSync(player, { recursive: true });
  writeFileSync(join(player, "index.js"), "");
});
after(async () => {
  await moodle?.close();
  await edge?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (user: string, body?: Record<string, string>) =>
  fetch(`${moodle.origin}/filter/securehls/check.php`, {
    headers: { Cookie: `MoodleSession=${user}` },
    redirect: "manual",
    ...(body && { method: "POST", body: new URLSearchParams(body) }),
  });

/** What the page says of a set-up: state and detail by what was looked at. */
async function seen(
  config: Record<string, string> = {},
  { src, ...changed }: Partial<MoodleSite> & { src?: string } = {},
): Promise<Record<string, string>> {
  moodle.set({ ...site, ...changed, config: { ...settings, ...config } });
  const response = await ask(
    "admin",
    src === undefined ? undefined : { src, sesskey: "sesskey-of-admin" },
  );
  const html = await response.text();
  assert.equal(response.status, 200, html);
  const rows = [...html.matchAll(/<tr><td>(.*?)<\/tr>/gs)];
  return Object.fromEntries(
    rows.map(([, row]) => {
      const [state, name, detail] = row!
        .split("</td>")
        .map((cell) => cell.replace(/<[^>]*>/g, ""));
      return [name!, `${state}: ${detail}`];
    }),
  );
}

const wrong = async (...given: Parameters<typeof seen>) =>
  Object.fromEntries(
    Object.entries(await seen(...given)).filter(
      ([, said]) => !said.startsWith("Good"),
    ),
  );

const below = 'Switch it on, and move it above "Multimedia plugins" under Manage filters.'; // prettier-ignore

describe("the Moodle filter's check page", () => {
  test("finds nothing wrong with a sound set-up, and says what it saw", async () => {
    const said = await seen();
    assert.deepEqual(
      Object.values(said).filter((one) => !one.startsWith("Good")),
      [],
    );
    assert.equal(said["Signing key"], "Good: RSA");
    assert.equal(said["Test grant: signed and verified"], "Good: RSA, SHA256");
    assert.equal(Object.keys(said).length, 10);
  });

  test("asks the CDN as a stranger and with a grant", async () => {
    const src = "/courses/101/lesson-1/index.m3u8";
    const said = await seen({}, { src });
    assert.equal(said["The CDN refuses the file without a grant (403)"], "Good: HTTP 403"); // prettier-ignore
    assert.equal(said["The CDN sends the file with a grant (200)"], "Good: HTTP 200"); // prettier-ignore
  });

  test("says what the CDN does wrong", async () => {
    const keypath = writeKey("other.pem", others.privateKey);
    const src = "/courses/101/lesson-1/index.m3u8";
    assert.deepEqual(await wrong({ keypath }, { src }), {
      "The CDN sends the file with a grant (200)": "Problem: HTTP 403",
    });
    const open = await wrong({}, { src: "/open/lesson/index.m3u8" });
    assert.match(open["The CDN refuses the file without a grant (403)"] ?? "", /^Problem: HTTP 404$/); // prettier-ignore
    assert.deepEqual(await wrong({}, { src: "https://evil.example/a/index.m3u8" }), {
      "Test request": "Problem: Give the address of a playlist on the CDN.",
    }); // prettier-ignore
    const cdnorigin = "http://localhost:9";
    assert.deepEqual(await wrong({ cdnorigin }, { src }), {
      "The CDN refuses the file without a grant (403)": "Problem: No answer",
      "The CDN sends the file with a grant (200)": "Problem: No answer",
    });
  });

  const cases: [string, () => Parameters<typeof seen>, [string, RegExp]][] = [
    ["no CDN", () => [{ cdnorigin: "" }], ["Address of the CDN", /^Problem: .*https:\/\/cdn\.school\.example/]],
    ["a CDN with a path", () => [{ cdnorigin: "https://cdn.school.example/x" }], ["Address of the CDN", /^Problem: /]],
    ["a CDN of another site", () => [{ cdnorigin: "https://d1.cloudfront.net" }], ["The browser sends Moodle's cookies to the CDN", /^Problem: /]],
    ["no key", () => [{ keypath: "" }], ["Signing key", /^Problem: .*The file is not there/]],
    ["a key that is none", () => [{ keypath: writeKey("note.txt", "Remember the milk.") }], ["Signing key", /^Problem: .*no private key/]],
    ["a key that everybody may read", () => [{ keypath: writeKey("open.pem", keys.privateKey, 0o644) }], ["Signing key", /^Warning: .*only the web server/]],
    ["a key in Moodle's data", () => [{ keypath: writeServed() }], ["Signing key", /^Problem: .*folder of Moodle/]],
    ["no key ID", () => [{ keypairid: "" }], ["ID of the signing key", /^Problem: /]],
    ["another hash", () => [{ hash: "MD5" }], ["Test grant: signed and verified", /^Problem: .*SHA-256 or SHA-1/]],
    ["no folders", () => [{ prefixtemplate: "" }], ["Folders of courses", /^Problem: No course has a folder/]],
    ["a list that cannot be read", () => [{ prefixmap: "MATH-1 => courses/101\nMATH-2" }], ["Folders of courses", /^Problem: .*: 2\.$/]],
    ["teachers who choose the folder", () => [{}, { roles: { "moodle/course:changeidnumber": [{ name: "Teacher <b>", archetype: "editingteacher" }] } }], ["Who can change which videos a course may play", /^Warning: .*Teacher &lt;b&gt;/]],
    ["teachers who choose the folder by the list", () => [{ prefixtemplate: "courses/{id}/", prefixmap: "MATH-1 => maths" }, { roles: { "moodle/course:changeidnumber": [{ name: "Teacher", archetype: "editingteacher" }] } }], ["Who can change which videos a course may play", /^Warning: .*Teacher/]],
    ["a filter that is off", () => [{}, { filtersinstalled: false }], ["The filter is on, and above Moodle's media filter", new RegExp(`^Problem: ${below.replaceAll('"', "&quot;")}$`)]],
    ["a grant server without a key", () => [{ grantendpoint: "https://video.school.example/grant" }], ["Key for assertions", /^Problem: .*The file is not there/]],
    ["a grant server that is no address", () => [{ grantendpoint: "video.school.example" }], ["Grant server", /^Problem: /]],
  ]; // prettier-ignore
  const writeServed = () => {
    const file = join(moodle.dataroot, "private.pem");
    writeFileSync(file, keys.privateKey.export({ type: "pkcs8", format: "pem" })); // prettier-ignore
    return file;
  };
  for (const [name, given, [what, said]] of cases)
    test(`sees ${name}`, async () => {
      const found = await wrong(...given());
      assert.match(found[what] ?? `only ${JSON.stringify(found)}`, said);
    });

  test("tells nobody the key, or where it is", async () => {
    moodle.set(site);
    const html = await (await ask("admin")).text();
    assert.doesNotMatch(html, /PRIVATE KEY/);
    assert.ok(!html.includes(folder), html);
  });

  test("writes what was typed as text", async () => {
    moodle.set(site);
    const src = `"><script>alert(1)</script>`;
    const body = { src, sesskey: "sesskey-of-admin" };
    const html = await (await ask("admin", body)).text();
    assert.ok(html.includes(`value="&quot;&gt;&lt;script&gt;`), html);
    assert.doesNotMatch(html, /<script>alert/);
  });

  test("asks the CDN for nobody who does not know the session", async () => {
    moodle.set(site);
    const src = "/courses/101/lesson-1/index.m3u8";
    const html = await (await ask("admin", { src, sesskey: "no" })).text();
    assert.doesNotMatch(html, /HTTP \d/);
  });

  test("is for administrators", async () => {
    moodle.set(site);
    assert.equal((await ask("")).status, 303);
    const html = await (await ask("teacher")).text();
    assert.doesNotMatch(html, /<table>/);
  });
});
