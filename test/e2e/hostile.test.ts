import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { Lesson } from "../support/lesson.js";
import { elementOf, type Manifest } from "../support/manifest/manifest.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const markup = `'"><img src=x onerror="globalThis.ran = true"><script>globalThis.ran = true</script>`;
const script = "javascript:globalThis.ran = true";

const { attributes = [] } = elementOf(
  JSON.parse(
    readFileSync(
      new URL("../../custom-elements.json", import.meta.url),
      "utf8",
    ),
  ) as Manifest,
);

/** The demo's pages have Trusted Types enforced: whatever is written as HTML is a violation, and an error. */
test("under Trusted Types hostile texts are shown as text, and nothing is ever written as HTML", async (t) => {
  const lesson = await Lesson.open(await browser.createBrowserContext(), {
    before: (page) =>
      page.evaluateOnNewDocument(() => {
        const violations: string[] = [];
        Object.assign(globalThis, { violations });
        addEventListener("securitypolicyviolation", (event) => {
          // The worker by which `debug` looks whether any page may read a file: of a text of its own, and refused here.
          if (/^Worker constructor\|data:.*onmessage/.test(event.sample))
            return;
          if (event.violatedDirective.includes("trusted-types"))
            violations.push(`${event.violatedDirective} ${event.sample}`);
        });
      }),
  });
  t.after(() => lesson.close());
  const { page } = lesson;
  const showsIn = (selector: string, text = markup) =>
    page
      .waitForFunction(
        (selector, text) =>
          document
            .querySelector("secure-hls-player")!
            .shadowRoot!.querySelector(selector)
            ?.textContent.includes(text),
        { polling: 100, timeout: 15_000 },
        selector,
        text,
      )
      .catch((cause: unknown) => {
        throw new Error(`${selector} does not show it.`, { cause });
      });
  await lesson.playedTo(0.5);

  // The names in the menus, a chapter, a caption, the page's own words.
  await page.evaluate(async (text) => {
    const player = document.querySelector("secure-hls-player")!;
    const cue = text.replaceAll("<", "&lt;");
    const file = `WEBVTT\n\n00:00.000 --> 10:00.000\n${cue}\n`;
    for (const kind of ["captions", "chapters"] as const) {
      const track = document.createElement("track");
      track.kind = kind;
      track.srclang = "en";
      track.label = text;
      track.src = URL.createObjectURL(new Blob([file], { type: "text/vtt" }));
      player.append(track);
    }
    player.messages = { speed: text, settings: text, quality: text };
    player.currentTime = 2;
    await player.play();
  }, markup);
  await showsIn("[id$=subtitles] [role=menu]");
  await page.evaluate((text) => {
    const { textTracks } = document.querySelector("secure-hls-player")!;
    for (const track of textTracks)
      if (track.label === text && track.kind === "captions")
        track.mode = "showing";
  }, markup);
  await page.click(
    "secure-hls-player >>> .plyr__controls [data-plyr=captions]",
  );
  await showsIn("[id$=chapters] [role=menu]");
  await showsIn("[id$=home] [role=menu]");
  await showsIn(".plyr__captions");
  await page.click("secure-hls-player >>> .plyr__menu > [data-plyr=settings]");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await showsIn("dialog", "Keyboard");
  await page.keyboard.press("Escape");

  // What the page's own function throws: the player tries again.
  await page.evaluate(
    (text, loginUrl) => {
      const player = document.querySelector("secure-hls-player")!;
      player.debug = true;
      player.loginUrl = loginUrl;
      player.requestGrant = () => Promise.reject(new Error(text));
    },
    markup,
    script,
  );
  for (const { name } of attributes)
    for (const text of [markup, script])
      await page.evaluate(
        async (attribute, value) => {
          const player = document.querySelector("secure-hls-player")!;
          const before = player.getAttribute(attribute);
          player.setAttribute(attribute, value);
          await player.updateComplete;
          if (before === null) player.removeAttribute(attribute);
          else player.setAttribute(attribute, before);
          await player.updateComplete;
        },
        name,
        text,
      );

  // A refusal, and what an author reads below it.
  lesson.demo.faults.set({ endpointSaysNo: "not-entitled" });
  await page.evaluate((text) => {
    const player = document.querySelector("secure-hls-player")!;
    player.messages = { "not-entitled.title": text };
    player.requestGrant = undefined as never;
  }, markup);
  await showsIn(".refusal h2");
  await showsIn("[part=cause]", "grant endpoint");

  const found = await page.evaluate(() => {
    const root = document.querySelector("secure-hls-player")!.shadowRoot!;
    const { violations, ran } = globalThis as unknown as {
      violations: string[];
      ran?: boolean;
    };
    return {
      ran: ran === true,
      violations,
      strangers: [
        ...root.querySelectorAll("img, script, iframe, [onerror], a[href^=j]"),
      ].map((element) => element.outerHTML),
    };
  });
  assert.deepEqual(found, { violations: [], strangers: [], ran: false });
  assert.deepEqual(
    lesson.console.filter((line) =>
      /'Trusted(HTML|Script)'|Uncaught|TypeError/.test(line),
    ),
    [],
  );
  // The test can fail: this is what writing it as HTML leads to.
  await page.evaluate((text) => {
    try {
      document.body.innerHTML = text;
    } catch {
      // as it should
    }
  }, markup);
  await page.waitForFunction(
    () =>
      (globalThis as unknown as { violations: string[] }).violations.length ===
      1,
    { polling: 50 },
  );
});
