import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { Lesson } from "../support/lesson.js";

const text = "Ada · ada@school.example";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const open = async (attributes = "autoplay muted loop", delivery?: "query") =>
  Lesson.open(await browser.createBrowserContext(), {
    videoId: "lesson-1-marked",
    attributes,
    ...(delivery && { delivery }),
  });

/** What the tricks below have at hand, in the page. */
function givePage(): void {
  const player = document.querySelector("secure-hls-player")!;
  const root = player.shadowRoot!;
  const cover = (where: ParentNode, css: string, from: DOMRect) => {
    const patch = document.createElement("div");
    patch.className = "trick";
    const { left, top, width, height } = from;
    patch.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px; z-index: 2147483647; background: #000; ${css}`;
    where.append(patch);
    return () => patch.remove();
  };
  Object.assign(globalThis, {
    player,
    root,
    layer: () => root.querySelector<HTMLElement>(".watermark")!,
    box: () => root.querySelector(".watermark")!.getBoundingClientRect(),
    cover,
    sheet: (css: string) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return () => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter(
          (other) => other !== sheet,
        );
      };
    },
  });
}

declare const player: HTMLElementTagNameMap["secure-hls-player"];
declare const root: ShadowRoot;
declare const layer: () => HTMLElement;
declare const box: () => DOMRect;
declare const cover: (
  where: ParentNode,
  css: string,
  from: DOMRect,
) => () => void;
declare const sheet: (css: string) => () => void;

type Undo = void | (() => void);
const restyle = (name: string, value: string): Trick => [
  `${name}: ${value}`,
  new Function(
    `layer().style.setProperty("${name}", "${value}", "important")`,
  ) as () => Undo,
];
type Trick = readonly [name: string, trick: () => Undo];

const tricks: Trick[] = [
  ["removed", () => layer().remove()],
  [
    "replaced by a copy",
    () => {
      const copy = layer().cloneNode(true) as HTMLElement;
      layer().replaceWith(copy);
      return () => copy.remove();
    },
  ],
  ["moved to the page", () => document.body.append(layer())],
  ["its text taken away", () => void (layer().textContent = "")],
  ["another text", () => void (layer().firstChild!.nodeValue = "Bob")],
  ["a child over it", () => layer().append(document.createElement("i"))],
  ["its styles taken away", () => layer().removeAttribute("style")],
  restyle("display", "none"),
  restyle("visibility", "hidden"),
  restyle("opacity", "0"),
  restyle("clip-path", "inset(50%)"),
  restyle("mask-image", "linear-gradient(transparent, transparent)"),
  restyle("filter", "opacity(0)"),
  restyle("transform", "translate(-9999px, 0)"),
  restyle("transform", "scale(0.01)"),
  restyle("scale", "0"),
  restyle("translate", "-100vw"),
  restyle("z-index", "-1"),
  restyle("color", "transparent"),
  restyle("-webkit-text-fill-color", "transparent"),
  restyle("font-size", "0"),
  restyle("max-width", "0"),
  restyle("text-indent", "-999px"),
  restyle("left", "-999px"),
  restyle("content-visibility", "hidden"),
  [
    "a stylesheet's ::after",
    () =>
      sheet(
        `.watermark::after { content: ""; position: absolute; inset: 0; background: #000; }`,
      ),
  ],
  [
    "cut out of what it lies in",
    () => sheet(`.plyr__video-wrapper { clip-path: inset(0 0 99% 0); }`),
  ],
  ["animated", () => void layer().animate({ opacity: [0, 0] }, 60_000)],
  [
    "frozen on its way",
    () => {
      const { style } = layer();
      style.setProperty("transition", "transform 9s", "important");
      style.setProperty("transform", "translate(1px, 1px)", "important");
      for (const animation of layer().getAnimations()) animation.pause();
    },
  ],
  ["covered in the page", () => cover(document.body, "", box())],
  [
    "covered by what pointers go through",
    () => cover(document.body, "pointer-events: none", box()),
  ],
  [
    "covered by what no pointer can hit",
    () => cover(document.body, "pointer-events: none !important", box()),
  ],
  [
    "blurred from above",
    () =>
      cover(
        document.body,
        "background: none; backdrop-filter: blur(20px)",
        box(),
      ),
  ],
  ["covered in the player", () => cover(root, "", box())],
  [
    "covered beside it",
    () => cover(layer().parentNode!, "pointer-events: none", box()),
  ],
  [
    "covered from within the controls",
    () => {
      const shown = sheet(
        ".plyr__controls { opacity: 1 !important; transform: none !important; }",
      );
      const patch = cover(root.querySelector(".plyr__controls")!, "", box());
      return () => {
        patch();
        shown();
      };
    },
  ],
  [
    "covered from a raised slot",
    () => {
      const slotted = cover(player, "", box());
      (player.lastElementChild as HTMLElement).slot = "overlay";
      const lower = sheet("slot[name=overlay] { z-index: 9 !important; }");
      return () => {
        slotted();
        lower();
      };
    },
  ],
  [
    "the video lifted over it",
    () => {
      const { style } = player.nativeEl;
      style.position = "relative";
      style.zIndex = "5";
      return () => style.removeProperty("z-index");
    },
  ],
  [
    "the video taken out from under it",
    () => {
      player.nativeEl.style.position = "fixed";
      return () => player.nativeEl.style.removeProperty("position");
    },
  ],
  [
    "the video taken out of the player",
    () => document.body.append(player.nativeEl),
  ],
  [
    "all that it lies in taken out",
    () => {
      const mount = root.querySelector(".mount")!;
      const parent = mount.parentNode!;
      mount.remove();
      return () => parent.prepend(mount);
    },
  ],
];

/** Tries a trick on a lesson that plays. @returns milliseconds until playback was paused */
async function pausedAfter(page: Page, trick: () => Undo): Promise<number> {
  return page.evaluate(
    (source) =>
      new Promise<number>((resolve, reject) => {
        const video = player.nativeEl;
        const at = performance.now();
        const timer = setTimeout(
          () => reject(new Error("It plays on after 3 s.")),
          3_000,
        );
        video.addEventListener(
          "pause",
          () => {
            clearTimeout(timer);
            resolve(performance.now() - at);
          },
          { once: true },
        );

        const undo = new Function(`return (${source})()`)() as Undo;
        Object.assign(globalThis, { undo: undo ?? (() => {}) });
      }),
    String(trick),
  );
}

/** Whether the watermark is in the picture, says whose copy it is, and can be read there. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const video = player.nativeEl.getBoundingClientRect();
    const { left, right, top, bottom } = box();
    return (
      layer().checkVisibility({ opacityProperty: true }) &&
      left >= video.left &&
      right <= video.right &&
      top >= video.top &&
      bottom <= video.bottom &&
      layer().textContent
    );
  });

const playsOn = (page: Page, from: number) =>
  page.waitForFunction(
    (before) =>
      player.error === null &&
      !player.paused &&
      player.currentTime > before + 0.3 &&
      player.currentTime < before + 20,
    { polling: 50, timeout: 20_000 },
    from,
  );

test("each way to be rid of the watermark pauses the lesson within a second, and “Try again” plays on with it", async (t) => {
  const lesson = await open();
  t.after(() => lesson.close());
  const { page } = lesson;
  // A trick is a text that the page runs.
  await page.setBypassCSP(true);
  await page.reload();
  await lesson.playedTo(1);
  // tsx keeps the names of functions with it.
  await page.evaluate("globalThis.__name = (named) => named");
  await page.evaluate(givePage);
  assert.equal(await drawn(page), text);
  for (const [name, trick] of tricks)
    await t.test(name, async () => {
      await page.evaluate(() => void (player.currentTime = 2));
      await playsOn(page, 2);
      const ms = await pausedAfter(page, trick);
      t.diagnostic(`${name}: ${Math.round(ms)} ms`);
      assert.ok(ms < 1_000, `${name}: paused after ${Math.round(ms)} ms`);
      const { error, paused, time } = await lesson.look();
      assert.deepEqual([error, paused], ["watermark-removed", true]);
      const refused = await page.evaluate(async () => {
        const result = await player.play().then(
          () => "plays",
          (cause: DOMException) => cause.name,
        );
        // Nor by other means.
        await HTMLVideoElement.prototype.play
          .call(player.nativeEl)
          .catch(() => {});
        return [result, player.paused];
      });
      assert.deepEqual(refused, ["NotAllowedError", true], "play() meanwhile");
      await page.evaluate(() =>
        (globalThis as never as { undo(): void }).undo(),
      );
      await page.waitForSelector("secure-hls-player >>> .refusal h2");
      await page.click("secure-hls-player >>> .refusal [part~=try-again]");
      await playsOn(page, time - 0.5);
      assert.equal(await drawn(page), text, "drawn anew");
    });
});

/** Nothing is wrong for as long as several looks take, and the watermark is there. */
async function assertPlaysOn(page: Page, what: string): Promise<void> {
  const { currentTime } = await page.evaluate(() => ({
    currentTime: player.currentTime,
  }));
  await page.waitForFunction(
    (before) => player.error !== null || player.currentTime > before + 1.2,
    { polling: 50, timeout: 20_000 },
    currentTime,
  );
  const error = await page.evaluate(() => player.error?.message);
  assert.equal(error, undefined, what);
}

test("what a page and the player show over the picture is no tampering", async (t) => {
  const lesson = await open();
  t.after(() => lesson.close());
  const { page } = lesson;
  await page.setBypassCSP(true);
  await page.reload();
  await lesson.playedTo(1);
  await page.evaluate("globalThis.__name = (named) => named");
  await page.evaluate(givePage);
  const ordinary: [string, (page: Page) => Promise<unknown>][] = [
    [
      "the attribute hidden",
      () => page.evaluate(() => void (layer().hidden = true)),
    ],
    [
      "scrolled away",
      () =>
        page.evaluate(() => {
          document.body.style.height = "5000px";
          scrollTo(0, 4_000);
        }),
    ],
    ["back again, half of it", () => page.evaluate(() => scrollTo(0, 180))],
    [
      "zoomed",
      () =>
        page.evaluate(() => {
          scrollTo(0, 0);
          document.documentElement.style.zoom = "1.25";
        }),
    ],
    [
      "smaller",
      () =>
        page.evaluate(() => {
          document.documentElement.style.zoom = "";
          player.style.width = "300px";
        }),
    ],
    [
      "turned, as a phone's page may",
      () =>
        page.evaluate(() => {
          player.style.width = "";
          player.style.transform = "rotate(90deg) scale(0.5)";
        }),
    ],
    [
      "not shown at all",
      () =>
        page.evaluate(() => {
          player.style.transform = "";
          player.style.display = "none";
        }),
    ],
    [
      "faded",
      () =>
        page.evaluate(() => {
          player.style.display = "";
          player.style.opacity = "0.5";
        }),
    ],
    [
      "an overlay of the page's own",
      () =>
        page.evaluate(() => {
          player.style.opacity = "";
          const all = player.getBoundingClientRect();
          cover(player, "", all);
          (player.lastElementChild as HTMLElement).slot = "overlay";
        }),
    ],
    [
      "a page over all of it",
      () =>
        page.evaluate(() => {
          player.lastElementChild!.remove();
          cover(
            document.body,
            "pointer-events: none",
            new DOMRect(0, 0, innerWidth, innerHeight),
          );
        }),
    ],
    [
      "a cookie banner over the watermark",
      () =>
        page.evaluate(() => {
          document.body.lastElementChild!.remove();
          const { top, height } = box();
          cover(
            document.body,
            "",
            new DOMRect(0, top - 20, innerWidth, height + 40),
          );
        }),
    ],
    [
      "a dialog over the watermark",
      () =>
        page.evaluate(() => {
          document.body.lastElementChild!.remove();
          const dialog = document.createElement("dialog");
          dialog.textContent = "Stay signed in?";
          document.body.append(dialog);
          dialog.showModal();
        }),
    ],
    [
      "the settings menu",
      async () => {
        await page.evaluate(() => document.querySelector("dialog")!.remove());
        await page.mouse.move(300, 200);
        await page.click("secure-hls-player >>> [data-plyr=settings]");
      },
    ],
    [
      "the list of keys",
      async () => {
        await page.keyboard.press("Escape");
        await page.focus("secure-hls-player >>> .plyr");
        await page.keyboard.press("?");
      },
    ],
    [
      "captions",
      async () => {
        await page.keyboard.press("Escape");
        await page.keyboard.press("c");
      },
    ],
    [
      "controls in another language",
      () => page.evaluate(() => void (player.lang = "ar")),
    ],
    ["no controls", () => page.evaluate(() => void (player.controls = false))],
    ["controls", () => page.evaluate(() => void (player.controls = true))],
    [
      "moved in the page",
      () =>
        page.evaluate(() => {
          const section = document.createElement("section");
          document.body.append(section);
          section.append(player);
        }),
    ],
    [
      "another tab in front for a while",
      async () => {
        const other = await page.browserContext().newPage();
        await other.goto("about:blank");
        await other.bringToFront();
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await other.close();
        await page.bringToFront();
        await page.evaluate(() => player.play());
      },
    ],
  ];
  for (const [name, act] of ordinary)
    await t.test(name, async () => {
      await act(page);
      await assertPlaysOn(page, name);
    });
  await t.test("is out from under what lay over it", async () => {
    await page.evaluate(() => scrollTo(0, 0));
    const { top, height } = await page.evaluate(() => {
      const { top, height } = box();
      cover(
        document.body,
        "",
        new DOMRect(0, top - 10, innerWidth, height + 20),
      );
      return { top, height };
    });
    await page.waitForFunction(
      (top, height) => Math.abs(box().top - top) > height,
      { polling: 50, timeout: 5_000 },
      top,
      height,
    );
    await assertPlaysOn(page, "beside a banner");
  });
});

test("in fullscreen it is there, moves, and is missed", async (t) => {
  const lesson = await open();
  t.after(() => lesson.close());
  const { page } = lesson;
  await lesson.playedTo(1);
  await page.evaluate("globalThis.__name = (named) => named");
  await page.evaluate(givePage);
  await page.click("secure-hls-player >>> [data-plyr=fullscreen]");
  await page.waitForFunction(
    () => document.fullscreenElement === player && box().width > 0,
    { polling: 50 },
  );
  await assertPlaysOn(page, "fullscreen");
  assert.equal(await drawn(page), text);
  const before = await page.evaluate(() => layer().style.transform);
  await page.waitForFunction(
    (was) => layer().style.transform !== was,
    { polling: 100, timeout: 30_000 },
    before,
  );
  await assertPlaysOn(page, "on its way");
  await page.evaluate(() => layer().remove());
  await lesson.until(
    "it is missed",
    () => lesson.of("error").length > 0,
    1_000,
  );
  await page.waitForSelector("secure-hls-player >>> .refusal h2");
  await page.click("secure-hls-player >>> .refusal [part~=try-again]");
  await playsOn(page, 0);
  assert.equal(await drawn(page), text);
  // The picture alone.
  await page.keyboard.press("f");
  await page.waitForFunction(() => document.fullscreenElement === null, {
    polling: 50,
  });
  await page.evaluate(() => {
    addEventListener("click", () => void player.nativeEl.requestFullscreen(), {
      once: true,
    });
  });
  const failures = lesson.of("error").length;
  await page.mouse.click(320, 390);
  await lesson.until(
    "the picture alone is none",
    () => lesson.of("error").length > failures,
    5_000,
  );
});

test("there is no picture in picture, nor another way to show the picture alone", async (t) => {
  const lesson = await open();
  t.after(() => lesson.close());
  const { page } = lesson;
  await lesson.playedTo(1);
  await page.evaluate("globalThis.__name = (named) => named");
  await page.evaluate(givePage);
  const state = () =>
    page.evaluate(() => {
      const { nativeEl } = player;
      return [
        nativeEl.disablePictureInPicture,
        nativeEl.disableRemotePlayback,
        root.querySelector<HTMLElement>("[data-plyr=pip]")?.hidden,
      ];
    });
  assert.deepEqual(await state(), [true, true, true]);
});

test("playback does not begin without it", async (t) => {
  const lesson = await Lesson.open(await browser.createBrowserContext(), {
    videoId: "lesson-1-marked",
    before: async (page) => {
      await page.setRequestInterception(true);
      page.on("request", (request) =>
        request.url().endsWith("/watermark.js")
          ? void request.abort()
          : void request.continue(),
      );
    },
  });
  t.after(() => lesson.close());
  await lesson.until("it is refused", () => lesson.of("error").length > 0);
  assert.equal(lesson.of("error")[0]!.code, "unreachable");
  assert.deepEqual(lesson.of("playing"), []);
  assert.equal((await lesson.look()).time, 0);
});
