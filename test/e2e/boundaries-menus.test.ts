import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { Lesson } from "../support/lesson.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** All that a script of the page can read of the element's trees. */
function readTrees(): string {
  const texts: string[] = [];
  const trees: ParentNode[] = [document];
  for (const tree of trees)
    for (const element of tree.querySelectorAll("*")) {
      for (const { name, value } of element.attributes)
        texts.push(`${element.localName} ${name}=${value}`);
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE)
          texts.push(node.textContent ?? "");
      if (element instanceof HTMLMediaElement) texts.push(element.currentSrc);
      if (element instanceof HTMLInputElement) texts.push(element.value);
      if (element.shadowRoot) trees.push(element.shadowRoot);
    }
  return texts.join("\n");
}

test("query delivery: no signature is to be found in the page while a picture of the timeline is shown, nor in any menu", async (t) => {
  const lesson = await Lesson.open(await browser.createBrowserContext(), {
    delivery: "query",
  });
  t.after(() => lesson.close());
  const { page, demo } = lesson;
  await lesson.playedTo(1);

  const assertNoSignature = async (when: string) => {
    const secrets = new Set(
      lesson.requests
        .map((request) => new URL(request.url()))
        .filter(({ origin }) => origin === demo.edgeOrigin)
        .flatMap(({ searchParams }) =>
          ["Policy", "Signature", "Key-Pair-Id"].flatMap((name) =>
            searchParams.getAll(name),
          ),
        ),
    );
    assert.ok(secrets.size >= 3, "no signature to look for");
    const text = await page.evaluate(readTrees);
    for (const secret of secrets)
      assert.ok(!text.includes(secret), `${when}: ${secret} in\n${text}`);
  };

  await page.hover("secure-hls-player >>> .plyr__progress");
  await page.waitForFunction(
    () => {
      const root = document.querySelector("secure-hls-player")!.shadowRoot!;
      const picture = root.querySelector<HTMLCanvasElement>(
        ".shp-preview canvas",
      );
      return picture?.checkVisibility() && picture.width > 0;
    },
    { polling: 100 },
  );
  const asked = lesson.requests.map((request) => new URL(request.url()));
  for (const file of ["storyboard.vtt", "storyboard.jpg", "chapters.vtt"])
    assert.ok(
      asked.some(
        ({ pathname, searchParams }) =>
          pathname.endsWith(file) && searchParams.has("Signature"),
      ),
      `${file} was not asked for with a signature`,
    );
  await assertNoSignature("with a picture of the timeline");

  await page.click("secure-hls-player >>> .plyr__menu > [data-plyr=settings]");
  const panels = await page.evaluate(
    () =>
      [
        ...document
          .querySelector("secure-hls-player")!
          .shadowRoot!.querySelectorAll<HTMLElement>(
            "[id$=home] [role=menuitem][aria-haspopup]",
          ),
      ].filter((line) => !line.hidden).length,
  );
  assert.ok(panels >= 4, `only ${panels} panels`);
  await page.keyboard.press("Escape");
  for (let panel = 0; panel < panels; panel++) {
    await page.focus(
      "secure-hls-player >>> .plyr__menu > [data-plyr=settings]",
    );
    await page.keyboard.press("Enter");
    for (let down = 0; down < panel; down++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    // One of them is a dialog, whose code is loaded first.
    const opened = await page.waitForFunction(
      () => {
        const focused =
          document.querySelector("secure-hls-player")!.shadowRoot!
            .activeElement!;
        if (focused.closest("dialog")) return "a dialog";
        const id = focused.closest("[id^=plyr-settings]")?.id ?? "home";
        return !id.endsWith("home") && id;
      },
      { polling: 100 },
    );
    await assertNoSignature(`in ${String(await opened.jsonValue())}`);
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      () =>
        document
          .querySelector("secure-hls-player")!
          .shadowRoot!.activeElement?.matches("[data-plyr=settings]"),
      { polling: 100 },
    );
  }
});
