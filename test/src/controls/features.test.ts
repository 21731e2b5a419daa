import { expect } from "@open-wc/testing";
import { resetMouse } from "@web/test-runner-commands";
import {
  clickAt,
  createPlayer,
  FIND,
  press,
  tick,
  type TestPlayer,
} from "./player.js";
import { fills, soon } from "./soon.js";

/** A file that any device can fetch. */
const file = "/demo/media/lesson-1/cmaf/480p-init.mp4";

/** Safari's window, and its `<video>` as far as AirPlay goes. */
const safari = globalThis as { WebKitPlaybackTargetAvailabilityEvent?: object };
type SafariVideo = HTMLVideoElement & {
  webkitShowPlaybackTargetPicker(): void;
};

const AIRPLAY = "[data-plyr=airplay]";
const PIP = "[data-plyr=pip]";

describe("buttons for what the browser can do", () => {
  let player: TestPlayer;
  let pickers: EventTarget[];

  // Plyr asks once for the page, when it is loaded.
  before(() => {
    safari.WebKitPlaybackTargetAvailabilityEvent = class extends Event {};
  });
  after(() => {
    delete safari.WebKitPlaybackTargetAvailabilityEvent;
  });

  const create = async (
    prepare: (media: HTMLVideoElement) => void = () => {},
  ) => {
    pickers = [];
    player = await createPlayer({
      prepare(media) {
        (media as SafariVideo).webkitShowPlaybackTargetPicker = function () {
          pickers.push(this);
        };
        prepare(media);
      },
    });
  };
  afterEach(async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    player.remove();
    await resetMouse();
  });

  const shows = (selector: string) =>
    player.find(selector).getClientRects().length > 0;

  const tell = (availability: string) => {
    const event = new Event("webkitplaybacktargetavailabilitychanged");
    player.media.dispatchEvent(Object.assign(event, { availability }));
  };

  /** The browser plays a file itself. */
  const play = async (url: string) => {
    const begun = new Promise((resolve) =>
      player.media.addEventListener("loadstart", resolve, { once: true }),
    );
    player.media.src = url;
    await begun;
  };

  describe("AirPlay", () => {
    beforeEach(() => create());

    it("is there while there is a device to play on, and asks which one", async () => {
      await play(file);
      expect(shows(AIRPLAY), "before anybody has said so").to.equal(false);
      tell("available");
      expect(shows(AIRPLAY), "with a device").to.equal(true);
      player.find(AIRPLAY).focus();
      await press("Enter");
      expect(pickers.length).to.equal(1);
      expect(pickers[0] === player.media).to.equal(true);
      tell("not-available");
      expect(shows(AIRPLAY), "when the device has gone").to.equal(false);
    });

    it("is not there for MediaSource, whose URL is of no use to another device", async () => {
      tell("available");
      expect(player.media.currentSrc).to.match(/^blob:/);
      expect(shows(AIRPLAY)).to.equal(false);
      await play(file);
      expect(shows(AIRPLAY)).to.equal(true);
      await play(URL.createObjectURL(new MediaSource()));
      expect(shows(AIRPLAY)).to.equal(false);
    });

    for (const [attribute, value] of [
      ["disableremoteplayback", ""],
      ["controlslist", "noremoteplayback"],
      // Another device does not have this one's cookies.
      ["crossorigin", "use-credentials"],
    ] as const)
      it(`is not there with ${attribute}="${value}", whenever it comes`, async () => {
        await play(file);
        tell("available");
        player.media.setAttribute(attribute, value);
        await soon(() => expect(shows(AIRPLAY)).to.equal(false));
        player.media.removeAttribute(attribute);
        await soon(() => expect(shows(AIRPLAY)).to.equal(true));
      });

    it("is not there where the <video> cannot ask for a device", async () => {
      player.remove();
      player = await createPlayer();
      await play(file);
      tell("available");
      expect(shows(AIRPLAY)).to.equal(false);
    });
  });

  it("picture in picture is not there with disablepictureinpicture, whenever it comes", async () => {
    await create();
    expect(shows(PIP)).to.equal(true);
    player.media.disablePictureInPicture = true;
    await soon(() => expect(shows(PIP)).to.equal(false));
    player.media.disablePictureInPicture = false;
    await soon(() => expect(shows(PIP)).to.equal(true));
  });

  let doubleClicks = 0;
  const doubleClick = async () => {
    const { left, top } = player.mount.getBoundingClientRect();
    // The runner's mouse only clicks once; that is the gesture that leads to fullscreen. Elsewhere each time: WebKit would
    // take the click and the last one for a double click.
    const x = Math.round(left) + 120 + 40 * doubleClicks++;
    await clickAt(x, Math.round(top) + 100);
    player.media.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
  };

  describe("fullscreen", () => {
    const tries: [string, () => Promise<void>][] = [
      [
        "F",
        async () => {
          player.find(".plyr").focus();
          await press("f");
        },
      ],
      ["a double click", doubleClick],
    ];
    for (const [name, attempt] of tries)
      it(`${name} fills the screen, but not with controlslist=nofullscreen, whenever that comes`, async () => {
        await create();
        await player.media.play();
        player.media.setAttribute("controlslist", "nodownload nofullscreen");
        await soon(() => expect(shows(FIND.fullscreen)).to.equal(false));
        await attempt();
        await tick(100); // nothing comes of it
        expect(document.fullscreenElement).to.equal(null);
        player.media.removeAttribute("controlslist");
        await soon(() => expect(shows(FIND.fullscreen)).to.equal(true));
        await attempt();
        await fills(player.host);
      });

    it("can be left when controlslist forbids it meanwhile", async () => {
      await create();
      player.find(".plyr").focus();
      await press("f");
      await fills(player.host);
      player.media.setAttribute("controlslist", "nofullscreen");
      await press("f");
      await fills(null);
    });
  });

  describe("speeds", () => {
    const line = () =>
      [...player.root.querySelectorAll<HTMLElement>("[role=menuitem]")].find(
        ({ textContent }) => textContent.startsWith("Speed"),
      )!;
    const typeFaster = async () => {
      player.find(".plyr").focus();
      await press(">");
      return player.media.playbackRate;
    };

    it("are not there with controlslist=noplaybackrate, whenever it comes, and have no keys", async () => {
      await create();
      expect(await typeFaster()).to.equal(1.25);
      player.media.setAttribute("controlslist", "noplaybackrate");
      await soon(() => expect(line().hidden).to.equal(true));
      expect(await typeFaster()).to.equal(1.25);
      player.media.removeAttribute("controlslist");
      await soon(() => expect(line().hidden).to.equal(false));
      expect(await typeFaster()).to.equal(1.5);
    });

    it("have no keys where they have no menu: live, and with a limit of 1", async () => {
      await create();
      player.player.limitRate(1);
      player.find(".plyr").focus();
      await press("<");
      expect(player.media.playbackRate).to.equal(1);
      player.player.limitRate(2);
      player.player.streamType = "live";
      expect(await typeFaster()).to.equal(1);
    });
  });
});
