import { expect, waitUntil } from "@open-wc/testing";
import { resetMouse } from "@web/test-runner-commands";
import {
  click,
  createPlayer,
  FIND,
  press,
  tick,
  type TestPlayer,
} from "./player.js";

describe("fullscreen", () => {
  let player: TestPlayer;
  let changes: boolean[];

  const settles = (full: Element | null) =>
    waitUntil(() => document.fullscreenElement === full, "fullscreen settles");

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
    await settles(player.host);
    await tick(50);
    expect(overlay.checkVisibility()).to.equal(true);
    expect(player.controls.fullscreenActive).to.equal(true);
    expect(player.find(FIND.fullscreen).ariaPressed).to.equal("true");
    expect(player.media.clientWidth).to.equal(innerWidth);
    await click(player.find(FIND.fullscreen));
    await settles(null);
    await tick(50);
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
    await settles(other.host);
    await press("Enter");
    await settles(null);
    await page.requestFullscreen();
    await document.exitFullscreen();
    await tick(50);
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
    await settles(player.host);
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

  it("a container of the page's own can go fullscreen instead", async () => {
    player.remove();
    const container = document.createElement("div");
    document.body.append(container);
    player = await createPlayer({ fullscreenTarget: container });
    container.append(player.host);
    player.find(FIND.fullscreen).focus();
    await press("Enter");
    await settles(container);
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
