import { expect } from "@open-wc/testing";
import { resetMouse, sendKeys } from "@web/test-runner-commands";
import {
  click,
  createPlayer,
  FIND,
  press,
  tick,
  type TestPlayer,
} from "./player.js";
import { fills, soon } from "./soon.js";

describe("fullscreen", () => {
  let player: TestPlayer;
  let changes: boolean[];

  beforeEach(async () => {
    changes = [];
    player = await createPlayer({
      width: 440,
      onFullscreen: (active) => changes.push(active),
    });
  });

  afterEach(async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    player.remove();
    await resetMouse();
  });

  it("takes the whole element, with what it shows over the video", async () => {
    const overlay = document.createElement("p");
    overlay.textContent = "Reconnecting";
    player.root.append(overlay);
    await click(player.find(FIND.fullscreen));
    await fills(player.host);
    expect(overlay.checkVisibility()).to.equal(true);
    expect(player.controls.fullscreenActive).to.equal(true);
    expect(player.find(FIND.fullscreen).ariaPressed).to.equal("true");
    await soon(() => expect(player.media.clientWidth).to.equal(innerWidth));
    await click(player.find(FIND.fullscreen));
    await fills(null);
    expect(player.find(FIND.fullscreen).ariaPressed).to.equal("false");
    expect(changes).to.deep.equal([true, false]);
  });

  it("hears nothing of other players, or of the page", async () => {
    const other = await createPlayer({ width: 440 });
    const page = document.createElement("div");
    document.body.append(page);
    const events: string[] = [];
    for (const type of ["enterfullscreen", "exitfullscreen"]) {
      player.root.addEventListener(type, () => events.push(type));
    }
    other.find(FIND.fullscreen).focus();
    await press("Enter");
    await fills(other.host);
    await press("Enter");
    await fills(null);
    // A key's leave to fill the screen may have run out on a slow machine.
    page.addEventListener("keydown", () => void page.requestFullscreen(), {
      once: true,
    });
    page.tabIndex = 0;
    page.focus();
    await press("Enter");
    await fills(page);
    await document.exitFullscreen();
    await fills(null);
    expect([events, changes]).to.deep.equal([[], []]);
    other.remove();
    page.remove();
  });

  it("keeps the Tab key inside, what lies over the video included", async () => {
    const retry = document.createElement("button");
    retry.textContent = "Try again";
    player.root.append(retry);
    const outside = document.createElement("button");
    document.body.append(outside);
    player.find(FIND.fullscreen).focus();
    await press("Enter");
    await fills(player.host);
    await press("Tab");
    // The large play button, then what comes after everything else, then the beginning again.
    const seen: string[] = [];
    const first = player.find(FIND.play).textContent.trim();
    for (let i = 0; i < 12; i++) {
      seen.push(player.focused?.textContent.trim() ?? "outside");
      await press("Tab");
    }
    expect(seen).to.include("Try again");
    expect(seen).not.to.include("outside");
    expect(seen[seen.indexOf("Try again") + 1]).to.equal(first);
    outside.remove();
  });

  /** Tab pressed as often as it takes to be back at the beginning. */
  const walk = async (shift = false) => {
    const seen: string[] = [];
    const outside = document.createElement("button");
    document.body.append(outside);
    for (let i = 0; i < 8; i++) {
      if (shift) await sendKeys({ down: "Shift" });
      await press("Tab");
      if (shift) await sendKeys({ up: "Shift" });
      const { activeElement } = document;
      const focused =
        activeElement === player.host ? player.focused : activeElement;
      seen.push(focused?.textContent.trim() || "outside");
    }
    outside.remove();
    return seen;
  };

  it("the Tab key passes over controls that are inert", async () => {
    const [again, office] = ["Try again", "Office"].map((text) => {
      const button = document.createElement("button");
      button.textContent = text;
      return button;
    }) as [HTMLButtonElement, HTMLButtonElement];
    player.root.append(again, office);
    player.find(FIND.fullscreen).focus();
    await press("Enter");
    await fills(player.host);
    // As under a refusal.
    player.mount.inert = true;
    again.focus();
    expect(await walk()).to.deep.equal(
      Array.from({ length: 4 }, () => ["Office", "Try again"]).flat(),
    );
    expect(new Set(await walk(true))).to.deep.equal(
      new Set(["Office", "Try again"]),
    );
  });

  it("the Tab key follows the order on the screen where the page has slotted a link, and passes over what lies in an inert slot", async () => {
    const button = (text: string) =>
      Object.assign(document.createElement("button"), { textContent: text });
    const slot = (name: string) => {
      const link = document.createElement("a");
      link.href = "#";
      link.slot = link.textContent = name;
      player.host.append(link);
      return Object.assign(document.createElement("slot"), { name });
    };
    const inert = document.createElement("div");
    inert.inert = true;
    inert.append(slot("withdrawn"));
    const again = button("Try again");
    player.root.append(again, slot("link"), button("Cookies"), inert);
    player.find(FIND.fullscreen).focus();
    await press("Enter");
    await fills(player.host);
    player.mount.hidden = true;
    again.focus();
    const round = ["link", "Cookies", "Try again"];
    expect((await walk()).slice(0, 6)).to.deep.equal([...round, ...round]);
    again.focus();
    const back = ["Cookies", "link", "Try again"];
    expect((await walk(true)).slice(0, 6)).to.deep.equal([...back, ...back]);
  });

  it("the Tab key goes round within a dialog", async () => {
    player.find(FIND.fullscreen).focus();
    await press("Enter");
    await fills(player.host);
    const dialog = document.createElement("dialog");
    for (const text of ["one", "two"])
      dialog.append(
        Object.assign(document.createElement("button"), { textContent: text }),
      );
    player.root.append(dialog);
    dialog.showModal();
    expect((await walk()).slice(0, 4)).to.deep.equal([
      "two",
      "one",
      "two",
      "one",
    ]);
  });

  it("a container of the page's own can go fullscreen instead", async () => {
    player.remove();
    const container = document.createElement("div");
    document.body.append(container);
    player = await createPlayer({ fullscreenTarget: container });
    container.append(player.host);
    player.find(FIND.fullscreen).focus();
    await press("Enter");
    await fills(container);
    expect(player.controls.fullscreenActive).to.equal(true);
    container.replaceWith(player.host);
  });

  it("a refusal is no uncaught error", async () => {
    const refusals: unknown[] = [];
    const listener = (event: PromiseRejectionEvent) =>
      refusals.push(event.reason);
    addEventListener("unhandledrejection", listener);
    player.host.requestFullscreen = () =>
      Promise.reject(new TypeError("refused"));
    player.media.requestPictureInPicture = () =>
      Promise.reject(new TypeError("refused"));
    player.find(FIND.fullscreen).click();
    player.root.querySelector<HTMLElement>("[data-plyr=pip]")?.click();
    // The browser tells of a refusal that nobody has caught in a task of its own.
    await tick(50);
    removeEventListener("unhandledrejection", listener);
    expect(refusals).to.deep.equal([]);
  });

  it("picture in picture can be left again, though the document only knows the host", async () => {
    const calls: string[] = [];
    const { media, root } = player;
    media.requestPictureInPicture = () => Promise.reject(calls.push("enter"));
    const { exitPictureInPicture } = document;
    document.exitPictureInPicture = () =>
      Promise.resolve(void calls.push("leave"));
    const button = player.find("[data-plyr=pip]");
    button.click();
    Object.defineProperty(root, "pictureInPictureElement", {
      configurable: true,
      value: media,
    });
    media.dispatchEvent(new Event("enterpictureinpicture"));
    expect(button.ariaPressed).to.equal("true");
    button.click();
    document.exitPictureInPicture = exitPictureInPicture;
    expect(calls).to.deep.equal(["enter", "leave"]);
  });
});
