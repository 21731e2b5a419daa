import { expect, fixture, html, waitUntil } from "@open-wc/testing";
import {
  upgradeLinks,
  type UpgradeLinksOptions,
} from "../../../src/links/index.js";

// The element itself is not loaded: what is tested is what it would be given.
const edge = "https://cdn.school.example/courses/1/index.m3u8";

describe("links that become players", () => {
  let root: HTMLElement;
  const ends: (() => void)[] = [];
  beforeEach(async () => {
    root = await fixture(html`<div></div>`);
  });
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  const upgrade = (options: UpgradeLinksOptions = {}) =>
    ends.push(upgradeLinks({ root, ...options }));
  const players = () => [...root.querySelectorAll("secure-hls-player")];
  const attributes = (element: Element) =>
    Object.fromEntries(
      [...element.attributes].map(({ name, value }) => [name, value]),
    );

  it("keep their place, their address and their name, and get what the page says", () => {
    root.innerHTML = `<p>Before <a class="big secure-hls nomediaplugin" href="${edge}?v=2" onclick="alert(1)" style="color: red" data-grant-endpoint="https://evil.example/"> <b>Lesson</b> 1 </a> after</p>`;
    upgrade({ attributes: { "grant-endpoint": "/grant", resume: "ask" } });
    expect(root.textContent).to.equal("Before  after");
    expect(players().map(attributes)).to.deep.equal([
      {
        controls: "",
        "grant-endpoint": "/grant",
        resume: "ask",
        src: `${edge}?v=2`,
        "video-id": "courses/1/index.m3u8",
        "aria-label": "Lesson 1",
      },
    ]);
    expect(players()[0]!.parentElement!.localName).to.equal("p");
  });

  it("are asked for as the page says where it names a video itself, or that there is none", () => {
    for (const id of ["course-101", ""]) {
      root.innerHTML = `<a class="secure-hls" href="${edge}">1</a>`;
      upgrade({ attributes: { "video-id": id } });
      expect(players()[0]!.getAttribute("video-id") ?? "").to.equal(id);
      ends.pop()!();
    }
    expect(players()[0]!.hasAttribute("video-id")).to.equal(false);
  });

  it("have no name where their text is their address", () => {
    root.innerHTML = `<a class="secure-hls" href="${edge}">${edge}</a><a class="secure-hls" href="${edge}"></a>`;
    upgrade();
    for (const player of players())
      expect(player.hasAttribute("aria-label")).to.equal(false);
    expect(players().length).to.equal(2);
  });

  for (const href of [
    "javascript:alert(1)//index.m3u8",
    "data:text/html,index.m3u8",
    "https://cdn.school.example/lesson.mp4",
    "https://cdn.school.example/?a=index.m3u8",
    "mailto:a@school.example",
  ])
    it(`stay links where they lead to no playlist: ${href}`, () => {
      root.innerHTML = `<a class="secure-hls" href="${href}">Lesson</a>`;
      upgrade();
      expect(players()).to.deep.equal([]);
      expect(root.querySelector("a")).to.not.equal(null);
    });

  it("stay links without the class, or where the page does not accept them", () => {
    root.innerHTML = `<a href="${edge}">1</a><a class="secure-hls" href="https://other.example/index.m3u8">2</a>`;
    upgrade({ accept: ({ host }) => host === "cdn.school.example" });
    expect(players()).to.deep.equal([]);
  });

  it("become players when they come later, or are made such links later", async () => {
    upgrade();
    root.innerHTML = `<p><a class="secure-hls" href="${edge}">1</a><a href="${edge}">2</a></p>`;
    await waitUntil(() => players().length === 1);
    root.querySelector("a")!.className = "secure-hls";
    await waitUntil(() => players().length === 2);
    ends.pop()!();
    root.insertAdjacentHTML("beforeend", `<a class="secure-hls" href="${edge}">3</a>`); // prettier-ignore
    await Promise.resolve();
    expect(players().length).to.equal(2);
  });

  it("ask for the player once, when there is one to play", async () => {
    let loads = 0;
    root.innerHTML = "<p></p>";
    upgrade({ load: () => (loads += 1) });
    expect(loads).to.equal(0);
    root.innerHTML = `<a class="secure-hls" href="${edge}">1</a><a class="secure-hls" href="${edge}">2</a>`;
    await waitUntil(() => players().length === 2);
    expect(loads).to.equal(1);
  });
});
