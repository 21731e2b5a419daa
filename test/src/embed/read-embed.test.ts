import { expect } from "@open-wc/testing";
import { parentOrigin, readEmbed } from "../../../src/embed/read-embed.js";

const base = "https://video.school.example/embed.html";
const page = {
  "grant-endpoint": "/grant",
  "login-url": "/login",
  edges: "https://cdn.school.example https://cdn2.school.example",
  parents: "https://school.instructure.com",
};
const read = (query: string, given: Record<string, string> = page) =>
  readEmbed(new URLSearchParams(query), given, base, new URL(base).origin);

describe("an embed page", () => {
  it("plays what the address names, with what the page says", () => {
    expect(
      read("video-id=math/1&start-at=12.5&autoplay&muted=1&title=Lesson%201"),
    ).to.deep.equal({
      title: "Lesson 1",
      attributes: {
        controls: "",
        "grant-endpoint": "/grant",
        "login-url": "/login",
        "video-id": "math/1",
        "start-at": "12.5",
        autoplay: "",
        muted: "",
      },
    });
  });

  it("lets nobody who writes an address say where grants come from, or where one signs in", () => {
    for (const name of [
      "grant-endpoint",
      "login-url",
      "progress-endpoint",
      "poster",
      "debug",
      "style",
      "onclick",
      "seek-policy",
      "loop%00",
    ])
      // prettier-ignore
      expect(read(`video-id=a&${name}=https://evil.example/`)).to.deep.equal(
        read("video-id=a"),
      );
  });

  it("says so in a sandbox of no origin, where neither cookies nor grants are to be had", () => {
    const embed = readEmbed(new URLSearchParams("video-id=a"), page, base, "null"); // prettier-ignore
    expect("problem" in embed && embed.problem).to.contain("allow-same-origin");
  });

  it("plays from the edges that the page lists, and from no other", () => {
    const src = "https://cdn2.school.example/a/index.m3u8";
    const good = read(`src=${encodeURIComponent(src)}`);
    expect("attributes" in good && good.attributes["src"]).to.equal(src);
    for (const other of [
      "https://cdn.school.example.evil.example/a.m3u8",
      "http://cdn.school.example/a.m3u8",
      "https://cdn.school.example:444/a.m3u8",
      "https://cdn.school.example@evil.example/a.m3u8",
      "//cdn.school.example/a.m3u8",
      "/a.m3u8",
      "javascript:alert(1)",
      "data:text/html,https://cdn.school.example/",
      "null",
    ])
      for (const listed of [page, { ...page, edges: "" }])
        expect(
          read(`src=${encodeURIComponent(other)}`, listed),
          other,
        ).to.have.property("problem").that.matches(/data-edges/); // prettier-ignore
  });

  it("takes no number that is none, and no flag that is off", () => {
    for (const query of [
      "start-at=x",
      "start-at=-1",
      "start-at=",
      "autoplay=0",
      "muted=false",
      "start-at=NaN",
    ])
      // prettier-ignore
      expect(read(`video-id=a&${query}`), query).to.deep.equal(
        read("video-id=a"),
      );
  });

  it("says what is missing", () => {
    expect(read(""))
      .to.have.property("problem")
      .that.matches(/\?video-id=/);
    for (const endpoint of [undefined, "", "http://"])
      expect(
        read("video-id=a", { ...page, "grant-endpoint": endpoint! }),
      ).to.have.property("problem").that.matches(/data-grant-endpoint/); // prettier-ignore
  });

  it("tells the page around only where it is one that is listed", () => {
    const parent = "https://school.instructure.com";
    expect(parentOrigin(page, `${parent}/courses/1`)).to.equal(parent);
    for (const referrer of [
      "",
      "null",
      "https://evil.example/",
      `${parent}.evil.example/`,
      "http://school.instructure.com/",
    ])
      // prettier-ignore
      expect(parentOrigin(page, referrer), referrer).to.equal(undefined);
    expect(parentOrigin({ ...page, parents: "" }, parent)).to.equal(undefined);
    expect(parentOrigin({ ...page, parents: "*" }, parent)).to.equal(undefined);
  });
});
