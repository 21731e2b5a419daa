import { expect } from "@open-wc/testing";
import { sendKeys, sendMouse, resetMouse } from "@web/test-runner-commands";
import { refusalWords } from "../support/english.js";
import en from "../../src/messages/en.js";
import type { SecureHlsPlayer } from "../../src/index.js";
import { granted, network, refused } from "../support/msw-network.js";
import {
  alertText,
  announced,
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

const signIn = (player: SecureHlsPlayer) =>
  find<HTMLAnchorElement>(player, "[part~=sign-in]");
const focused = (player: SecureHlsPlayer) => player.shadowRoot!.activeElement;

function goOffline(): () => void {
  Object.defineProperty(navigator, "onLine", {
    configurable: true,
    value: false,
  });
  dispatchEvent(new Event("offline"));
  return () => {
    delete (navigator as { onLine?: boolean }).onLine;
    dispatchEvent(new Event("online"));
  };
}

describe("the overlay of <secure-hls-player>", () => {
  const { warn } = console;
  const warned: string[] = [];
  before(() => network.start());
  beforeEach(() => {
    network.reset();
    warned.length = 0;
    console.warn = (text: string) => warned.push(text);
  });
  afterEach(async () => {
    console.warn = warn;
    await removePlayers();
    await resetMouse();
  });

  describe("with the focus", () => {
    it("keeps it through one refusal after the other, and gives it back", async () => {
      network.answer(
        refused("not-entitled"),
        refused("not-entitled"),
        refused("not-found"),
      );
      const player = await createPlayer();
      await event(player, "error");
      expect(document.activeElement === document.body).to.equal(true);
      await sendKeys({ press: "Tab" });
      for (const code of ["not-entitled", "not-found"]) {
        const next = event(player, "error");
        await sendKeys({ press: "Enter" });
        await next;
        expect(player.error).to.have.property("code", code);
        expect(focused(player) === retryButton(player)).to.equal(true);
      }
    });

    it("takes it from a control, which cannot be used any more", async () => {
      const player = await createPlayer();
      await event(player, "canplay");
      await controlsReady(player);
      find(player, ".plyr__controls [data-plyr=play]")!.focus();
      network.answer(refused("session-ended"));
      player.videoId = "lesson-2";
      await event(player, "error");
      expect(focused(player) === retryButton(player)).to.equal(true);
    });

    it("never takes it from the page", async () => {
      network.answer(refused("not-entitled"));
      const input = document.createElement("input");
      document.body.append(input);
      input.focus();
      const player = await createPlayer();
      await event(player, "error");
      await quiet(50);
      expect(document.activeElement === input).to.equal(true);
      input.remove();
    });
  });

  describe("where a viewer is to sign in", () => {
    it("leads there, before it offers to try again", async () => {
      network.answer(refused("not-signed-in"));
      const player = await createPlayer({ "login-url": "/login?next=1" });
      await event(player, "error");
      expect(player.loginUrl).to.equal("/login?next=1");
      expect(signIn(player)!.href).to.equal(`${location.origin}/login?next=1`);
      expect(signIn(player)!.target).to.equal("");
      expect(refusalText(player)).to.equal(
        `${en["not-signed-in.title"]} ${en.signInAdvice} ${en.signIn} ${en.tryAgain} not-signed-in`,
      );
      await expect(player).to.be.accessible();
      await sendKeys({ press: "Tab" });
      expect(focused(player) === signIn(player)).to.equal(true);
    });

    it("takes the page's address along where the URL asks for it", async () => {
      network.answer(refused("not-signed-in"));
      const player = await createPlayer({
        "login-url": "https://id.example/in?back={returnUrl}#{returnUrl}",
      });
      await event(player, "error");
      const here = encodeURIComponent(location.href);
      expect(signIn(player)!.href).to.equal(
        `https://id.example/in?back=${here}#${here}`,
      );
    });

    for (const url of [
      "javascript:globalThis.ran=true",
      " java\nscript:globalThis.ran=true",
      "data:text/html,<script>globalThis.ran=true</script>",
      "blob:https://a.example/1",
      "mailto:a@b.example",
      "https://[",
      `"><img src=x onerror=globalThis.ran=true>javascript:`,
    ])
      it(`is not led astray by ${JSON.stringify(url)}`, async () => {
        network.answer(refused("not-signed-in"), refused("not-signed-in"));
        const player = await createPlayer({ "login-url": url });
        await event(player, "error");
        player.retry();
        await event(player, "error");
        const isUrl = url.startsWith('"');
        expect(signIn(player) !== null).to.equal(isUrl);
        if (isUrl) expect(signIn(player)!.href).to.match(/^http:\/\/localhost/);
        else
          expect(
            warned.filter((text) => /login-url/.test(text)),
          ).to.have.length(1);
        expect(find(player, "img")).to.equal(null);
        expect(globalThis).not.to.have.property("ran");
      });

    it("offers it for no other refusal", async () => {
      network.answer(refused("not-entitled"));
      const player = await createPlayer({ "login-url": "/login" });
      await event(player, "error");
      expect(signIn(player)).to.equal(null);
    });
  });

  it("says that the network is gone, and plays on by itself when it is back", async function () {
    this.timeout(25_000);
    network.answerAt(/\.m4s$/, Response.error());
    const back = goOffline();
    try {
      const player = await createPlayer({ autoplay: "" });
      await until("offline", () => shown(player).includes(en.offline));
      await until("said so", () =>
        announced(player).includes(en.offlineAdvice),
      );
      expect(find(player, ".mount")!.inert).to.equal(false);
      await expect(player).to.be.accessible();
      network.reset();
      back();
      await event(player, "playing", 15_000);
      await until("nothing over it", () => shown(player) === "");
    } finally {
      back();
    }
  });

  it("says what a no is for, whether the network is there or not", async () => {
    network.answer(refused("not-entitled"));
    const back = goOffline();
    try {
      const player = await createPlayer();
      await event(player, "error");
      expect(alertText(player)).to.contain(refusalWords("not-entitled").title);
    } finally {
      back();
    }
  });

  it("tries at once when “Try again” is pressed while it waits to", async () => {
    network.answer(
      refused("server-error"),
      refused("server-error"),
      refused("server-error"),
      granted(),
    );
    const { random } = Math;
    Math.random = () => 0.99; // the third wait is of 4 s
    const player = await createPlayer();
    for (let time = 0; time < 3; time++) await event(player, "grant-retrying");
    Math.random = random;
    await until("a button", () => find(player, ".status button"));
    find(player, ".status button")!.focus();
    const issued = event(player, "grant-issued", 2_500);
    await sendKeys({ press: "Enter" });
    await issued;
    await until("nothing over it", () => shown(player) === "");
    expect(document.activeElement === player).to.equal(true);
  });

  it("has no button where the endpoint says how long to wait", async () => {
    network.answer(
      refused("server-error", { headers: { "Retry-After": "60" } }),
    );
    const player = await createPlayer();
    await until("waiting", () => shown(player) === en.reconnecting);
    expect(find(player, ".status button")).to.equal(null);
  });

  it("lets “2 minutes ago” grow old", async () => {
    const { setInterval } = globalThis;
    const { now } = Date;
    let tick: (() => void) | undefined;
    globalThis.setInterval = ((run: () => void, ms: number) => {
      if (ms === 60_000) tick = run;
      return setInterval(run, ms);
    }) as typeof setInterval;
    try {
      const devices = [
        { sessionId: "s", label: "TV", lastSeenSecondsAgo: 125 },
      ];
      network.answer(refused("session-limit", { devices }));
      const player = await createPlayer({ lang: "en" });
      await event(player, "error");
      const seen = () => find(player, ".devices small")!.textContent;
      expect(seen()).to.equal("last seen 2 minutes ago");
      Date.now = () => now() + 60_000;
      tick!();
      await player.updateComplete;
      expect(seen()).to.equal("last seen 3 minutes ago");
    } finally {
      globalThis.setInterval = setInterval;
      Date.now = now;
    }
  });

  it("says nothing of what is over within a second", async () => {
    const player = await createPlayer();
    await event(player, "canplay");
    await quiet(700);
    expect(announced(player)).to.equal("");
    await player.play();
    await until("playing", () => announced(player) === en.playing);
    player.media.dispatchEvent(new Event("waiting"));
    await player.updateComplete;
    expect(shown(player)).to.equal(en.loading);
    expect(announced(player)).to.equal(en.playing);
  });

  describe("in a page that writes from right to left", () => {
    it("begins on the right, the page's own text as the page does", async () => {
      network.answer(refused("not-entitled"));
      const player = await createPlayer({ lang: "ar" });
      player.innerHTML = '<p slot="error">Buy the course.</p>';
      await event(player, "error");
      const direction = (element: Element) =>
        getComputedStyle(element).direction;
      expect(direction(find(player, ".card")!)).to.equal("rtl");
      expect(direction(player.querySelector("p")!)).to.equal("ltr");
      expect(alertText(player)).not.to.equal("");
    });
  });

  describe("of the page's own", () => {
    const click = async (element: Element) => {
      const { left, top } = element.getBoundingClientRect();
      const position: [number, number] = [
        Math.round(left) + 20,
        Math.round(top) + 20,
      ];
      await sendMouse({ type: "click", position });
    };

    it("is a poster until playback begins, which a click begins", async () => {
      const player = await createPlayer({ preload: "none" });
      player.innerHTML = '<div slot="poster">Lesson 1</div>';
      await controlsReady(player);
      const poster = player.firstElementChild!;
      expect(poster.checkVisibility()).to.equal(true);
      await click(poster);
      await event(player, "playing");
      await until("no poster", () => !poster.checkVisibility());
      player.videoId = "lesson-2";
      await until("a poster again", () => poster.checkVisibility());
    });

    it("lies over the picture, lets pointers through, and stays when it is refused or changes its language", async () => {
      const player = await createPlayer();
      player.innerHTML =
        '<b slot="overlay">Anna</b><button slot="overlay" style="pointer-events: auto">Info</button>';
      await controlsReady(player);
      await event(player, "canplay");
      const [mark, button] = [...player.children] as [Element, HTMLElement];
      expect(
        mark.assignedSlot!.closest(".plyr__video-wrapper") !== null,
      ).to.equal(true);
      let pressed = 0;
      button.addEventListener("click", () => pressed++);
      button.click();
      expect(pressed).to.equal(1);
      expect(player.paused).to.equal(true);
      const playing = event(player, "playing");
      await click(mark);
      await playing;
      player.lang = "de";
      await until("German", () =>
        find(player, "[data-plyr=mute]")!.textContent.includes("Ton"),
      );
      expect(mark.checkVisibility()).to.equal(true);
      player.removeAttribute("controls");
      await until("no controls", () => !find(player, ".plyr"));
      expect(mark.checkVisibility()).to.equal(true);
    });
  });

  describe("shows text as text", () => {
    const run = "globalThis.ran = true";
    for (const text of [
      `<img src=x onerror="${run}">`,
      `"><script>${run}</script>`,
      `'"><svg onload=${run}>`,
    ]) {
      it(`of messages: ${text}`, async () => {
        const messages = Object.fromEntries(
          Object.keys(en).map((key) => [key, text]),
        );
        const devices = [
          { sessionId: "s", label: text, lastSeenSecondsAgo: 1 },
        ];
        network.answer(refused("session-limit", { devices }));
        const player = await createPlayer({ lang: text }, { messages });
        await controlsReady(player);
        await event(player, "error");
        find(player, "[data-plyr=settings]")!.click();
        await quiet(50);
        expect(alertText(player)).to.contain(text);
        expect(find(player, "img, script, svg[onload]")).to.equal(null);
        expect(globalThis).not.to.have.property("ran");
      });

      it(`of a slot: ${text}`, async () => {
        network.answer(refused("not-entitled"));
        const player = await createPlayer();
        for (const slot of ["error", "overlay", "poster"]) {
          const child = document.createElement("div");
          child.slot = slot;
          child.textContent = text;
          player.append(child);
        }
        await event(player, "error");
        expect(player.querySelector("img, script, svg")).to.equal(null);
        expect(globalThis).not.to.have.property("ran");
      });
    }
  });
});
