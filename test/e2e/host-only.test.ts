import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Protocol } from "puppeteer-core";
import { keyPath, lessonKeyId } from "../../demo/lesson-key.js";
import { launchBrowser } from "../support/launch.js";
import { Lesson } from "../support/lesson.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** The shortest grants that server-kit makes: renewed after 6 to 8 seconds. */
const expiresInSeconds = 10;

test("with the grant endpoint under the edge's own host, the encrypted lesson's key comes from there", async (t) => {
  const lesson = await Lesson.open(await browser.createBrowserContext(), {
    path: `/host-only.html?video=${lessonKeyId}`,
  });
  t.after(() => lesson.close());
  await lesson.playedTo(2);
  lesson.assertUnnoticed();
  const keys = lesson.demo.requests
    .entries()
    .filter(({ path }) => path.includes(keyPath));
  assert.ok(keys.length > 0, lesson.story());
  for (const { host, path, status } of keys)
    assert.deepEqual(
      [host, path, status],
      ["grant", `/.auth${keyPath}${lessonKeyId}`, 200],
    );
});

test("with the grant endpoint under the edge's own host, cookies name no domain, and the lesson plays and is renewed", async (t) => {
  const lines: string[] = [];
  const lesson = await Lesson.open(await browser.createBrowserContext(), {
    path: "/host-only.html",
    expiresInSeconds,
    before: async (page) => {
      const devtools = await page.createCDPSession();
      await devtools.send("Network.enable");
      devtools.on(
        "Network.responseReceivedExtraInfo",
        ({ headers }: Protocol.Network.ResponseReceivedExtraInfoEvent) => {
          for (const [name, value] of Object.entries(headers))
            if (name.toLowerCase() === "set-cookie")
              lines.push(...value.split("\n"));
        },
      );
    },
  });
  t.after(() => lesson.close());
  const { demo, page } = lesson;
  await lesson.playedTo(3);
  await lesson.until(
    "the grant was renewed",
    () => lesson.of("grant-renewed").length > 0,
  );
  const renewedAt = (await lesson.look()).time;
  await lesson.playedTo(renewedAt + 1);
  lesson.assertUnnoticed();
  assert.deepEqual(lesson.refusals(), []);
  assert.deepEqual(
    lesson.grantRequests().map(({ path, status }) => [path, status]),
    [
      ["/.auth/grant", 200],
      ["/.auth/grant", 200],
    ],
  );

  const grants = lines.filter((line) => line.startsWith("CloudFront-"));
  assert.equal(grants.length, 10, "five lines a grant");
  for (const line of grants) assert.doesNotMatch(line, /domain/i);
  const { cookies } = await (
    await page.createCDPSession()
  ).send("Network.getAllCookies");
  const kept = cookies.filter(({ name }) => name.startsWith("CloudFront-"));
  assert.equal(kept.length, 4, "policy, signature, key pair ID and hash");
  for (const { domain, secure, httpOnly } of kept)
    // A cookie with a domain has a dot before it.
    assert.deepEqual(
      [domain, secure, httpOnly],
      [new URL(demo.edgeOrigin).hostname, true, true],
    );
});
