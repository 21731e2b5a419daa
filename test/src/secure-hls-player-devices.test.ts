import { expect } from "@open-wc/testing";
import { resetMouse, sendKeys, setViewport } from "@web/test-runner-commands";
import type { Device } from "../../src/contract.js";
import { PlayerError, type SecureHlsPlayer } from "../../src/index.js";
import en from "../../src/messages/en.js";
import { refusalWords } from "../support/english.js";
import { granted, network, refused, videoUrl } from "../support/msw-network.js";
import {
  alertText,
  controlsReady,
  createPlayer,
  event,
  find,
  quiet,
  refusalText,
  removePlayers,
  retryButton,
  shown,
  until,
} from "../support/msw-player.js";

const laptop: Device = {
  sessionId: "laptop",
  label: "Chrome on Windows",
  lastSeenSecondsAgo: 125,
};
const phone: Device = {
  sessionId: "phone",
  label: "Safari on iPhone",
  lastSeenSecondsAgo: 3,
};
const tooMany = (...devices: Device[]) => refused("session-limit", { devices });

describe("<secure-hls-player> on one device too many", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(async () => {
    await removePlayers();
    await resetMouse();
  });

  it("lists the devices, and when each was last seen", async () => {
    network.answer(tooMany(phone, laptop));
    const player = await createPlayer({ lang: "en" });
    const { detail } = await event(player, "error");
    expect((detail as PlayerError).devices).to.deep.equal([phone, laptop]);
    await listed(player);
    const { title } = refusalWords("session-limit");
    expect(alertText(player)).to.equal(`${title} ${en.watchHereAdvice}`);
    expect(rows(player)).to.deep.equal([
      "Safari on iPhone last seen now Watch here instead",
      "Chrome on Windows last seen 2 minutes ago Watch here instead",
    ]);
    expect(refusalText(player)).to.match(/Try again session-limit$/);
  });

  it("lists nothing where the endpoint does not say which devices there are", async () => {
    network.answer(
      refused("session-limit", { devices: ["laptop"] as never }),
      tooMany(),
      refused("session-limit"),
    );
    const player = await createPlayer();
    for (let time = 0; time < 3; time++) {
      if (time > 0) player.retry();
      await event(player, "error");
      await quiet(30);
      expect(player.error!.devices).to.equal(undefined);
      expect(find(player, ".devices")).to.equal(null);
      const { title, advice } = refusalWords("session-limit");
      expect(alertText(player)).to.equal(`${title} ${advice}`);
    }
  });

  it("lists the devices of each refusal, not those of the one before", async () => {
    network.answer(
      tooMany(phone, laptop),
      tooMany(laptop),
      refused("not-entitled"),
    );
    const player = await createPlayer({ lang: "de" });
    await event(player, "error");
    await listed(player);
    player.retry();
    await event(player, "error");
    await player.updateComplete;
    await until("German", () => rows(player)[0]!.includes("Hier ansehen"));
    expect(rows(player)).to.deep.equal([
      "Chrome on Windows zuletzt aktiv: vor 2 Minuten Hier ansehen",
    ]);
    player.retry();
    await event(player, "error");
    await player.updateComplete;
    expect(find(player, ".devices")).to.equal(null);
  });

  it("tells a screen reader what happened, and leaves it to find the devices", async () => {
    network.answer(tooMany(phone, laptop));
    const player = await createPlayer();
    await event(player, "error");
    await listed(player);
    expect(alertText(player)).not.to.contain(phone.label);
    expect(find(player, "[role=alert] button, [aria-live] button")).to.equal(
      null,
    );
  });

  it("names each button after its device", async () => {
    network.answer(tooMany(phone, laptop));
    const player = await createPlayer({ lang: "en" });
    await event(player, "error");
    await listed(player);
    const [first, second] = buttons(player);
    expect(first!.ariaLabel).to.equal("Watch here instead: Safari on iPhone");
    expect(second!.ariaLabel).to.equal("Watch here instead: Chrome on Windows");
    const description = second!.getAttribute("aria-describedby")!;
    expect(find(player, `#${description}`)!.textContent).to.equal(
      "last seen 2 minutes ago",
    );
  });

  it("is accessible (axe)", async () => {
    network.answer(tooMany(phone, laptop, { ...laptop, sessionId: "another" }));
    const player = await createPlayer();
    await controlsReady(player);
    await event(player, "error");
    await listed(player);
    await expect(player).to.be.accessible();
  });

  describe("“Watch here instead”", () => {
    it("asks once, in the place of that device, and plays", async () => {
      network.answer(tooMany(phone, laptop), granted());
      const player = await createPlayer();
      await event(player, "error");
      await listed(player);
      buttons(player)[1]!.click();
      await event(player, "playing");
      expect(shown(player)).to.equal("");
      expect(player.error).to.equal(null);
      await network.settled();
      expect(asked()).to.deep.equal([
        { videoId: "lesson-1" },
        { videoId: "lesson-1", takeOver: "laptop" },
      ]);
    });

    it("is not said again by a renewal", async () => {
      network.answer(
        tooMany(laptop),
        granted({ expiresIn: 2, renewAfter: 1 }),
        granted(),
      );
      const player = await createPlayer();
      await event(player, "error");
      player.takeOver("laptop");
      await event(player, "grant-renewed");
      await network.settled();
      expect(asked().slice(1)).to.deep.equal([
        { videoId: "lesson-1", takeOver: "laptop" },
        { videoId: "lesson-1", sessionId: "session-1" },
      ]);
    });

    it("shows the devices of now when somebody was quicker", async () => {
      network.answer(tooMany(laptop), tooMany(phone), granted());
      const player = await createPlayer();
      await event(player, "error");
      await listed(player);
      buttons(player)[0]!.click();
      await event(player, "error");
      await player.updateComplete;
      expect(rows(player)[0]).to.contain("Safari on iPhone");
      retryButton(player).click();
      await event(player, "playing"); // it was asked to watch here
      await network.settled();
      expect(asked().at(-1)).to.deep.equal({ videoId: "lesson-1" });
    });

    it("works by keyboard, and then the keyboard is with the player", async () => {
      network.answer(tooMany(phone, laptop), granted());
      const player = await createPlayer();
      await event(player, "error");
      await listed(player);
      for (let press = 0; press < 2; press++) await sendKeys({ press: "Tab" });
      expect(focused(player) === buttons(player)[1]).to.equal(true);
      await sendKeys({ press: "Enter" });
      await event(player, "playing");
      expect(document.activeElement === player).to.equal(true);
      const pausing = event(player, "pause");
      await sendKeys({ press: "Space" });
      await pausing;
      await network.settled();
      expect(asked().at(-1)).to.have.property("takeOver", "laptop");
    });

    it("is reached by Tab for one device after the other, and then “Try again” is", async () => {
      network.answer(tooMany(phone, laptop));
      const player = await createPlayer();
      await event(player, "error");
      await listed(player);
      for (const button of [...buttons(player), retryButton(player)]) {
        await sendKeys({ press: "Tab" });
        expect(focused(player) === button).to.equal(true);
        expect(getComputedStyle(button).outlineStyle).to.equal("solid");
      }
    });

    it("is said by a page's own requestGrant, whatever it lists", async () => {
      const heard: unknown[] = [];
      const odd = { sessionId: "tv", label: "TV", lastSeenSecondsAgo: NaN };
      const player = await createPlayer(
        { "grant-endpoint": undefined },
        {
          requestGrant: async (request) => {
            heard.push(request);
            if (heard.length === 1)
              throw new PlayerError("session-limit", "Full.", {
                devices: [odd],
              });
            return { videoUrl, expiresIn: 60 };
          },
        },
      );
      await event(player, "error");
      await listed(player);
      expect(rows(player)).to.deep.equal(["TV Watch here instead"]);
      buttons(player)[0]!.click();
      await event(player, "playing");
      expect(heard[1]).to.deep.equal({ videoId: "lesson-1", takeOver: "tv" });
    });
  });

  it("ends on the other device, which may take its place back, and so on", async function () {
    this.timeout(60_000);
    const account = new Account();
    network.answer((request) => account.answer(request));
    const here = await createPlayer({ "video-id": "on-a" });
    await here.play();
    here.media!.currentTime = 13;
    const stopping = event(here, "error", 9_000);

    const there = await createPlayer({ "video-id": "on-b" });
    await event(there, "error");
    await listed(there);
    buttons(there)[0]!.click();
    await event(there, "playing");

    await stopping;
    const stoppedAt = here.media!.currentTime;
    await here.updateComplete;
    expect(alertText(here)).to.contain(refusalWords("session-ended").title);
    expect(find(here, ".devices")).to.equal(null);
    expect(here.media!.paused).to.equal(true);

    retryButton(here).click();
    await event(here, "error");
    await listed(here);
    expect(rows(here)[0]).to.contain("on-b");
    const leaving = event(there, "error", 9_000);
    buttons(here)[0]!.click();
    await event(here, "playing");
    expect(here.media!.currentTime).to.be.within(stoppedAt, stoppedAt + 2);

    await leaving;
    await there.updateComplete;
    expect(alertText(there)).to.contain(refusalWords("session-ended").title);
    expect(account.sessions.size).to.equal(1);
  });

  const run = "globalThis.ran = true";
  for (const text of [
    `<img src=x onerror="${run}">`,
    `"><script>${run}</script>`,
    `'" autofocus onfocus=${run} x="`,
    "${globalThis.ran = true}",
    "‮txet desrever",
  ])
    it(`shows a hostile name as the text that it is: ${text}`, async () => {
      network.answer(
        tooMany({ sessionId: text, label: text, lastSeenSecondsAgo: 0 }),
        refused("not-entitled"),
      );
      const player = await createPlayer({ lang: "en" });
      await event(player, "error");
      await listed(player);
      expect(find(player, ".devices bdi")!.textContent).to.equal(text);
      expect(buttons(player)[0]!.ariaLabel).to.equal(
        `Watch here instead: ${text}`,
      );
      expect(find(player, "img, .devices script, [onfocus]")).to.equal(null);
      buttons(player)[0]!.click();
      await event(player, "error");
      expect(globalThis).not.to.have.property("ran");
      await network.settled();
      expect(asked().at(-1)).to.have.property("takeOver", text);
    });

  for (const width of [640, 375, 320])
    it(`can be read and pressed, all eight of them, in a player ${width} px wide`, async () => {
      const long = "Donaudampfschifffahrtsgesellschaftskapitän";
      const many = Array.from({ length: 8 }, (_, index) => ({
        sessionId: `s${index}`,
        label: index % 2 ? `${long}stablet` : "Chrome on Windows ".repeat(4),
        lastSeenSecondsAgo: index * 4_000,
      }));
      network.answer(tooMany(...many));
      await setViewport({ width: width + 16, height: 600 });
      const player = await createPlayer();
      player.parentElement!.style.width = `${width}px`;
      await event(player, "error");
      await listed(player);
      const panel = find(player, ".refusal")!;
      expect(panel.scrollWidth).to.equal(panel.clientWidth);
      const box = panel.getBoundingClientRect();
      expect(box.width).to.equal(width);
      for (const part of panel.querySelectorAll("h2, p, li, button")) {
        part.scrollIntoView({ block: "nearest" });
        const { top, bottom, left, right } = part.getBoundingClientRect();
        expect(top).to.be.at.least(box.top - 1);
        expect(bottom).to.be.at.most(box.bottom + 1);
        expect(left).to.be.at.least(box.left);
        expect(right).to.be.at.most(box.right);
      }
      for (const button of buttons(player)) {
        expect(button.offsetHeight).to.be.at.least(40);
        expect(button.scrollWidth).to.be.at.most(button.offsetWidth);
        const { previousElementSibling: name } = button;
        expect(name!.scrollWidth).to.be.at.most(name!.clientWidth);
        expect(name!.clientWidth).to.be.at.least(100);
      }
      await setViewport({ width: 1_280, height: 800 });
    });
});

/** A viewer's sessions at an endpoint that allows one; a player is known by what it watches. */
class Account {
  readonly sessions = new Map<string, string>();
  #count = 0;

  async answer(request: Request): Promise<Response> {
    const { videoId, sessionId, takeOver } = (await request.json()) as Record<
      string,
      string
    >;
    if (sessionId && !this.sessions.has(sessionId))
      return refused("session-ended");
    if (takeOver) this.sessions.delete(takeOver);
    if (!sessionId && this.sessions.size > 0)
      return tooMany(
        ...[...this.sessions].map(([sessionId, label]) => ({
          sessionId,
          label,
          lastSeenSecondsAgo: 1,
        })),
      );
    const id = sessionId ?? `session-${++this.#count}`;
    this.sessions.set(id, videoId!);
    return granted({ sessionId: id, expiresIn: 3, renewAfter: 1 });
  }
}

const listed = (player: SecureHlsPlayer) =>
  until("the list of devices", () => find(player, ".devices"));

const rows = (player: SecureHlsPlayer): string[] =>
  [...find(player, ".devices")!.children].map((row) =>
    row.textContent!.replace(/\s+/g, " ").trim(),
  );

const buttons = (player: SecureHlsPlayer): HTMLButtonElement[] => [
  ...find(player, ".devices")!.querySelectorAll("button"),
];

const focused = (player: SecureHlsPlayer) => player.shadowRoot!.activeElement;

/** What the endpoint was asked, one after the other. */
const asked = () => network.grantRequests.map(({ body }) => body);
