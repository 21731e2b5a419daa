import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parse, type DefaultTreeAdapterMap } from "parse5";
import { startWordPress, type WordPress } from "../../support/wordpress.js";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

const cdn = "https://cdn.school.example";
const evil = [
  `" onerror="alert(1)`,
  `&quot; onerror=&quot;alert(1)`,
  `&#34;&gt;&lt;img src=x onerror=alert(1)&gt;`,
  `"><script>alert(1)</script>`,
  `'><img src=x onerror=alert(1)>`,
  "javascript:alert(1)",
  "https://evil.example/a.m3u8",
  "//evil.example/a.m3u8",
  `${cdn}.evil.example/a.m3u8`,
  `${cdn}@evil.example/a.m3u8`,
  "[secure_hls src=x]",
];
const block = (attributes: object) =>
  `<!-- wp:secure-hls/player ${JSON.stringify(attributes).replaceAll("--", "\\u002d\\u002d").replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026")} /-->`;

const posts: Record<string, string> = {
  relative: `<p>Before [secure_hls src="lesson-1" title="Lesson &amp; 1" start-at="10" loop muted="false" controls="no"] after</p>`,
  curly: `<p>[secure_hls src=“index.m3u8” loop]</p>`,
  address: `[secure_hls src="${cdn}/posts/9/index.m3u8?x=1#y"]`,
  block: block({
    src: "/shared/a.mp4",
    title: "Block",
    startAt: "5",
    muted: true,
  }),
  link: `<p><a class="secure-hls" href="${cdn}/shared/1/index.m3u8">Lesson <b>1</b></a></p>`,
  bare: `<!-- wp:paragraph --><p>${cdn}/shared/1/index.m3u8</p><!-- /wp:paragraph -->`,
  autoembed: `${cdn}/shared/1/index.m3u8`,
  escaped: `<p>[[secure_hls src="lesson-1"]]</p><pre>${cdn}/a/b.m3u8</pre>`,
  foreign: `[secure_hls src="https://evil.example/a.m3u8"]<p><a class="secure-hls" href="https://evil.example/b.m3u8">b</a></p>`,
  nothing: `<p>Text</p><a href="${cdn}/handout.pdf">Handout</a>`,
  hostile: evil
    .map(
      (value) =>
        `[secure_hls src="${cdn}/a/b.m3u8" title='${value}' poster="${value}" grant-endpoint="https://evil.example/" data-nonce-url="https://evil.example/" login-url="${value}" onclick="${value}" style="${value}"]
[secure_hls src="${value}"]
<a class="secure-hls" href="${cdn}/a/b.m3u8" title='${value}' onclick="alert(1)">${value}</a>
${block({ src: `${cdn}/a/b.m3u8`, title: value, poster: value, grantEndpoint: "https://evil.example/", onClick: value })}
${block({ src: value })}`,
    )
    .join("\n\n"),
};

const walk = (node: Node): Element[] => [
  ...("tagName" in node ? [node] : []),
  ...("childNodes" in node ? node.childNodes.flatMap(walk) : []),
];
const attributesOf = (element: Element) =>
  Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));

for (const version of ["6.5", "6.1"] as const)
  describe(`what a post shows in WordPress ${version}`, () => {
    let wordpress: WordPress;
    let author: string;

    before(async () => {
      wordpress = await startWordPress(
        {
          options: { cdn_origin: cdn },
          users: { author: "author", contributor: "contributor" },
          // Those of an author are cleaned as WordPress cleans them.
          posts: Object.fromEntries(
            Object.entries(posts).map(([name, content]) => [
              name,
              { content, author: "author" },
            ]),
          ),
        },
        { version },
      );
      author = await wordpress.signIn("author");
    });
    after(() => wordpress?.close());

    async function open(path: string, Cookie = "") {
      const response = await fetch(`${wordpress.origin}/${path}`, {
        headers: { Cookie },
      });
      const html = await response.text();
      assert.equal(response.status, 200, `${path}: ${html.slice(0, 500)}`);
      const elements = walk(parse(html));
      const players = elements
        .filter(({ tagName }) => tagName === "secure-hls-player")
        .map(attributesOf);
      const scripts = elements
        .filter(({ tagName }) => tagName === "script")
        .map(attributesOf)
        .filter(({ src }) => src?.includes("/plugins/secure-hls/"));
      return { html, elements, players, scripts };
    }

    const ours = (post: string) => ({
      "grant-endpoint": `${wordpress.origin}/wp-json/secure-hls/v1/grant?post=${wordpress.posts[post]}`,
      "data-nonce-url": "/wp-admin/admin-ajax.php?action=secure_hls_nonce",
      "login-url": `${wordpress.origin}/wp-login.php?redirect_to=${encodeURIComponent(`${wordpress.origin}/${post}/`)}`,
      preload: "metadata",
      playsinline: "",
    });

    test("a short code is a player, which lies in the post's folder where it says no other", async () => {
      const { players, html } = await open("relative/");
      const path = `posts/${wordpress.posts["relative"]}/lesson-1/index.m3u8`;
      assert.deepEqual(players, [
        {
          ...ours("relative"),
          src: `${cdn}/${path}`,
          "video-id": path,
          loop: "",
          "start-at": "10",
          "aria-label": "Lesson & 1",
        },
      ]);
      assert.match(html, /<p>Before <secure-hls-player .*> after<\/p>/);
    });

    for (const [post, path, more] of [
      ["curly", () => `posts/${wordpress.posts["curly"]}/index.m3u8`, { loop: "" }], // prettier-ignore
      ["address", () => "posts/9/index.m3u8", {}],
      ["block", () => "shared/a.mp4", { "aria-label": "Block", "start-at": "5", muted: "" }], // prettier-ignore
      ["link", () => "shared/1/index.m3u8", { "aria-label": "Lesson 1" }],
      ["bare", () => "shared/1/index.m3u8", {}],
      ["autoembed", () => "shared/1/index.m3u8", {}],
    ] as const)
      test(`${post}: a player`, async () => {
        const { players } = await open(`${post}/`);
        assert.deepEqual(players, [
          {
            ...ours(post),
            src: `${cdn}/${path()}`,
            "video-id": path(),
            controls: "",
            ...more,
          },
        ]);
      });

    test("the player comes as one module from the plugin's own folder, and only where there is one", async () => {
      const { scripts } = await open("block/");
      assert.deepEqual(
        scripts.map(({ type, src }) => ({ type, src })),
        [
          {
            type: "module",
            src: `${wordpress.origin}/wp-content/plugins/secure-hls/player/0.1.0/loader.js`,
          },
        ],
      );
      const loader = await fetch(scripts[0]!["src"]!);
      assert.match(loader.headers.get("Content-Type") ?? "", /javascript/);
      for (const post of ["nothing", "escaped", "foreign"])
        assert.deepEqual((await open(`${post}/`)).scripts, [], post);
    });

    // One block without it keeps the whole editor out of its frame, in which a theme looks as it does on the site.
    test("the block is one for an editor in a frame", async () => {
      const headers = { Cookie: author };
      const get = async (path: string) =>
        (await fetch(`${wordpress.origin}/${path}`, { headers })).text();
      const nonce = await get("wp-admin/admin-ajax.php?action=rest-nonce");
      const block = JSON.parse(
        await get(
          `wp-json/wp/v2/block-types/secure-hls/player?_wpnonce=${nonce}`,
        ),
      ) as { api_version: number; is_dynamic: boolean };
      assert.deepEqual([block.api_version, block.is_dynamic], [3, true]);
    });

    test("an example of a short code, and code, stay what they are", async () => {
      const { players, html } = await open("escaped/");
      assert.deepEqual(players, []);
      assert.match(html, /\[secure_hls src=/);
    });

    test("a foreign address becomes a note, which says more to who may mend it; a foreign link stays a link", async () => {
      const { players, html } = await open("foreign/");
      assert.deepEqual(players, []);
      assert.match(html, /<span class="secure-hls-missing" role="note">This video is not available\.<\/span>/); // prettier-ignore
      assert.match(html, /<a class="secure-hls" href="https:\/\/evil\.example\/b\.m3u8"/); // prettier-ignore
      const theirs = await open("foreign/", author);
      assert.match(theirs.html, /role="note">This video is not available: the address/); // prettier-ignore
    });

    test("what a hostile author writes stays text", async () => {
      const { elements, players } = await open("hostile/");
      assert.ok(players.length >= evil.length * 3, `${players.length} players`);
      const allowed = new Set([
        ...Object.keys(ours("hostile")),
        ...["src", "video-id", "controls", "aria-label", "poster"],
      ]);
      for (const player of players) {
        assert.ok(player["src"]?.startsWith(`${cdn}/`), player["src"]);
        for (const [name, value] of Object.entries(ours("hostile")))
          assert.equal(player[name], value);
        for (const name of Object.keys(player))
          assert.ok(allowed.has(name), name);
        assert.doesNotMatch(player["poster"] ?? "", /^javascript|["<>]/);
      }
      for (const element of elements) {
        for (const { name } of element.attrs)
          assert.doesNotMatch(name, /^on(?:error|click)$/, element.tagName);
        if (element.tagName === "script")
          assert.doesNotMatch(
            "value" in (element.childNodes[0] ?? {})
              ? (element.childNodes[0] as { value: string }).value
              : "",
            /^alert\(1\)/,
          );
        if (element.tagName === "img")
          assert.notEqual(attributesOf(element)["src"], "x");
      }
    });

    test("a feed has a link to the post", async () => {
      const feed = await fetch(`${wordpress.origin}/feed/`);
      const text = await feed.text();
      assert.doesNotMatch(text, /<secure-hls-player/);
      assert.match(
        text,
        new RegExp(`<a href="${wordpress.origin}/block/">Block</a>`),
      );
    });

    test("without a CDN there are notes alone", async () => {
      wordpress.setOptions({});
      try {
        for (const post of ["relative", "block"]) {
          const { players, html } = await open(`${post}/`);
          assert.deepEqual(players, []);
          assert.match(html, /role="note"/);
        }
      } finally {
        wordpress.setOptions({ cdn_origin: cdn });
      }
    });

    test("its own texts are in the site's language", async () => {
      wordpress.setHook("add_filter( 'locale', fn() => 'de_DE' );");
      try {
        const { html } = await open("foreign/");
        assert.match(html, /role="note">Dieses Video ist nicht verfügbar\.</);
      } finally {
        wordpress.setHook(null);
      }
    });

    test("nothing of the plugin is in the log", () => {
      assert.doesNotMatch(wordpress.log(), /secure-hls|Secure_HLS/i);
    });
  });
