import { expect } from "@open-wc/testing";
import { resetMouse } from "@web/test-runner-commands";
import { createPlayer, FIND, press, type TestPlayer } from "./player.js";
import { atRest, soon } from "./soon.js";

/** As many entries as a lesson may have, and names as long. */
const HEIGHTS = [240, 360, 480, 720, 1080, 1440, 2160];
const CHAPTERS = 8;
/** Captions, chapters, quality and speed, and what captions look like. */
const LINES = 5;

describe("the settings menu in a player of 320 pixels", function () {
  // Some fifty key presses each, and Plyr animates.
  this.timeout(30_000);
  let player: TestPlayer;

  afterEach(async () => {
    player.remove();
    document.documentElement.removeAttribute("style");
    await resetMouse();
  });

  async function open(dir: string, fontSize: string): Promise<void> {
    document.documentElement.style.fontSize = fontSize;
    player = await createPlayer({
      width: 320,
      prepare(media) {
        const host = (media.getRootNode() as ShadowRoot).host as HTMLElement;
        host.dir = dir;
        const chapters = media.addTextTrack("chapters", "", "en");
        for (let index = 0; index < CHAPTERS; index++)
          chapters.addCue(
            new VTTCue(
              index * 5,
              index * 5 + 5,
              `Chapter ${index}: what the law of the excluded middle says about proofs`,
            ),
          );
        media.addTextTrack(
          "subtitles",
          "Deutsch für Hörgeschädigte mit Geräuschen",
          "de",
        );
      },
    });
    const root = player.root;
    const text = new CSSStyleSheet();
    // What a viewer has set is the page's: --plyr-font-size-* in rem, as pages do.
    text.replaceSync(
      `:host { --plyr-font-size-menu: 0.875rem; --plyr-font-size-small: 0.8125rem; --plyr-font-size-base: 1rem; }`,
    );
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, text];
    await player.player.list(...HEIGHTS.map((height) => ({ height })));
    await soon(() => expect(lines().length).to.equal(LINES));
  }

  const lines = () =>
    [
      ...player.root.querySelectorAll<HTMLElement>(
        "[id$=home] [role=menuitem]",
      ),
    ].filter(({ hidden }) => !hidden);

  /** What of the menu is outside the player, or of an entry outside the menu's scrolled box, in pixels. */
  function sticksOut(): string[] {
    const box = player.mount.getBoundingClientRect();
    const popup = player.find(FIND.popup).getBoundingClientRect();
    return (["top", "left", "right", "bottom"] as const)
      .filter((side) =>
        side === "top" || side === "left"
          ? popup[side] < box[side] - 0.5
          : popup[side] > box[side] + 0.5,
      )
      .map((side) => `${side}: ${popup[side]} of ${box[side]}`);
  }

  const sides = ({ top, right, bottom, left }: DOMRect) =>
    JSON.stringify({ top, right, bottom, left });

  /**
   * What has the focus can be seen: within the player and within what scrolls. WebKit brings it there at its next rendering.
   * @param name of the menu
   */
  const focusedIsVisible = (name: string): Promise<void> =>
    soon(() => {
      const item = player.focused!.getBoundingClientRect();
      const list = player.focused!.closest("[role=menu]")!;
      const box = list.getBoundingClientRect();
      const isWhole = item.top >= box.top - 1 && item.bottom <= box.bottom + 1;
      // One that is higher than the list begins, or ends, with it.
      const fills = item.height > box.height && item.bottom > box.top;
      const isVisible =
        item.height > 0 &&
        (isWhole || fills) &&
        item.left >= box.left - 1 &&
        item.right <= box.right + 1;
      expect(
        isVisible,
        `${name}: “${player.focused!.textContent}” at ${sides(item)} in ${sides(box)}, scrolled by ${list.scrollTop} of ${list.scrollHeight}`,
      ).to.equal(true);
    });

  for (const dir of ["ltr", "rtl"])
    for (const fontSize of ["16px", "32px"])
      it(`fits, and each entry can be reached by keys: ${dir}, text of ${fontSize}`, async () => {
        await open(dir, fontSize);
        const names = lines().map(({ textContent }) => textContent);
        expect(names.length).to.equal(LINES);
        for (let panel = 0; panel < names.length; panel++) {
          player.find(FIND.settings).focus();
          await press("Enter");
          await atRest(player.find(FIND.popup));
          await soon(() => expect(sticksOut(), "home").to.deep.equal([]));
          for (let down = 0; down < panel; down++) {
            await press("ArrowDown");
            await focusedIsVisible("home");
          }
          if (lines()[panel]!.ariaHasPopup !== "true") {
            await press("Escape");
            continue;
          }
          await press("Enter");
          // Plyr animates the size of the box.
          await atRest(player.find(FIND.popup));
          await soon(() =>
            expect(sticksOut(), names[panel]!).to.deep.equal([]),
          );
          const items =
            player.root.activeElement!.closest(
              "[role=menu]",
            )!.childElementCount;
          await press("Home");
          const seen = new Set<Element>();
          for (let item = 0; item < items; item++) {
            seen.add(player.focused!);
            await focusedIsVisible(names[panel]!);
            await press("ArrowDown");
          }
          expect(seen.size, names[panel]!).to.equal(items);
          await press("Escape");
        }
      });
});
