import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { renderText } from "../../support/moodle.js";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const url = "https://cdn.school.example/courses/101/lesson-1/index.m3u8";

/** Every element of a text, as a browser's parser sees them. */
function elements(html: string): Element[] {
  const found: Element[] = [];
  const walk = (nodes: Node[]): void => {
    for (const node of nodes) {
      if (!("tagName" in node)) continue;
      found.push(node);
      walk(node.childNodes);
    }
  };
  walk(parseFragment(html).childNodes);
  return found;
}

const named = (html: string, name: string) =>
  elements(html).filter(({ tagName }) => tagName === name);

const attribute = (element: Element | undefined, name: string) =>
  element?.attrs.find((attr) => attr.name === name)?.value;

/** All in one: PHP is started once. */
function renderAll(texts: string[], options = {}): string[] {
  const marker = "<hr>";
  return renderText(texts.join(marker), options).split(marker);
}

/** What an attribute of ours may be called. Nothing else may ever come out. */
const known = new Set([
  "src",
  "video-id",
  "login-url",
  "grant-endpoint",
  "controls",
  "playsinline",
  "preload",
  "poster",
  "aria-label",
  "loop",
  "start-at",
]);

describe("the filter's HTML, as a browser reads it", () => {
  const written = [
    `[securehls src="${url}"]`,
    `[securehls src=${url}]`,
    `[securehls src=<a href="${url}" class="_blanktarget">${url}</a> loop]`,
    `[securehls src=&quot;${url}&quot;&nbsp;title=“Lesson 1”]`,
    `[securehls src="lesson-1" start-at="12.5"]`,
    `<a class="secure-hls nomediaplugin" href="${url}">Lesson 1</a>`,
    `<a href="${url}">${url}</a>`,
    url,
    `<secure-hls-player src="${url}"></secure-hls-player>`,
    `<secure-hls-player src=${url} />`,
  ];

  test("each way to write a video is one player, within its paragraph", () => {
    const shown = renderAll(
      written.map((text) => `<p>a ${text} <em>b</em></p>`),
    );
    for (const [index, html] of shown.entries()) {
      const [paragraph, ...others] = parseFragment(html).childNodes;
      assert.deepEqual(others, [], html);
      const inner = (paragraph as Element).childNodes.map(
        ({ nodeName }) => nodeName,
      );
      assert.deepEqual(
        inner,
        ["#text", "secure-hls-player", "#text", "em"],
        `${written[index]} became ${html}`,
      );
      const [player] = named(html, "secure-hls-player");
      assert.equal(attribute(player, "src"), url);
      assert.equal(
        attribute(player, "video-id"),
        "courses/101/lesson-1/index.m3u8",
      );
      assert.equal(
        attribute(player, "grant-endpoint"),
        "https://lms.school.example/filter/securehls/grant.php?ctx=1007",
      );
      assert.deepEqual(player?.childNodes, []);
      // Nothing for Moodle's own media filter to take.
      assert.deepEqual(named(html, "a").length + named(html, "video").length, 0); // prettier-ignore
    }
  });

  test("three copies are three players", () => {
    const html = renderText(`<p>${written[0]} ${written[0]}</p>${written[0]}`);
    assert.equal(named(html, "secure-hls-player").length, 3);
  });

  test("whatever is typed, no attribute, script or address comes out that is not ours", () => {
    const evil = [
      `" onerror="alert(1)`,
      `' onerror='alert(1)`,
      `&quot; onerror=&quot;alert(1)`,
      `&#34;&gt;&lt;img src=x onerror=alert(1)&gt;`,
      `&amp;quot; onerror=alert(1) x=&amp;quot;`,
      `"&gt;&lt;/secure-hls-player&gt;&lt;script&gt;alert(1)&lt;/script&gt;`,
      "javascript:alert(1)",
      "&#106;avascript&colon;alert(1)",
      "//evil.example/a.png` onerror=alert(1)",
      "“ onerror=alert(1) ”",
      "&NewLine;onerror=alert(1)",
      "\u0000\u2028onerror=alert(1)",
    ];
    const texts = evil.flatMap((value) => [
      `<p>[securehls src="${url}" title="${value}"]</p>`,
      `<p>[securehls src='${url}' poster='${value}' onerror='${value}']</p>`,
      `<p>[securehls src="${url}${value}"]</p>`,
      `<p>[securehls src="${value}"]</p>`,
      `<p><a class="secure-hls" href="${url}" title="${value}">${value}</a></p>`,
      `<p><img alt="[securehls src=${url} title=${value.replaceAll('"', "&quot;")}]"></p>`,
    ]);
    const before = texts.map((text) => elements(text));
    const shown = renderAll(texts);
    assert.equal(shown.length, texts.length);
    let players = 0;
    for (const [index, html] of shown.entries()) {
      // What the author's own HTML has in it is Moodle's to clean, before the filter runs.
      const own = new Set(
        before[index]!.flatMap(({ tagName, attrs }) => [
          tagName,
          ...attrs.map(({ name }) => `${tagName} ${name}`),
        ]),
      );
      for (const { tagName, attrs } of elements(html)) {
        const isOurs =
          tagName === "secure-hls-player" ||
          (tagName === "span" &&
            attrs.some(({ value }) => value === "filter_securehls-missing"));
        if (tagName === "secure-hls-player") players += 1;
        if (!isOurs) assert.ok(own.has(tagName), `${tagName} in ${html}`);
        for (const { name, value } of attrs) {
          if (!isOurs)
            assert.ok(own.has(`${tagName} ${name}`), `${name} of ${html}`); // prettier-ignore
          else if (tagName === "secure-hls-player") {
            assert.ok(known.has(name), `${name} of ${html}`);
            // A path may be called anything, but it is one of the CDN.
            if (name === "src")
              assert.ok(value.startsWith("https://cdn.school.example/"), html);
            else if (name !== "aria-label" && name !== "video-id")
              assert.doesNotMatch(value, /evil|script|alert/, html);
          }
        }
      }
    }
    assert.ok(players > evil.length, `only ${players} players`);
  });

  test("it is the same with the base class of Moodle 4.1", () => {
    const html = `<p>${written[0]}</p>`;
    const version = process.env["STUB_MOODLE"];
    const now = renderText(html);
    process.env["STUB_MOODLE"] = "4.1";
    try {
      assert.equal(renderText(html), now);
    } finally {
      if (version === undefined) delete process.env["STUB_MOODLE"];
      else process.env["STUB_MOODLE"] = version;
    }
  });

  test("the app has a button, a mail has a link, and neither has a player", () => {
    const html = `<p>[securehls src="${url}" title="Lesson 1"]</p>`;
    const app = renderText(html, { medium: "app" });
    assert.equal(
      attribute(named(app, "button")[0], "data-app-url"),
      "https://lms.school.example/course/view.php?id=7",
    );
    const mail = renderText(html, { medium: "message" });
    assert.match(mail, /<a href="[^"]+">Watch: Lesson 1<\/a>/);
    for (const shown of [app, mail])
      assert.equal(named(shown, "secure-hls-player").length, 0);
  });
});
