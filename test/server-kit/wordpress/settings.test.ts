import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { createEdge, type Edge } from "../../../server-kit/edge/server.js";
import { startWordPress, type WordPress } from "../../support/wordpress.js";

const page = "wp-admin/options-general.php?page=secure-hls";

describe("Settings → Secure HLS", () => {
  let folder: string;
  let edge: Edge;
  let wordpress: WordPress;
  let admin: string;
  let options: Record<string, string>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wordpress-settings-"));
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" }); // prettier-ignore
    const key_path = join(folder, "key.pem");
    writeFileSync(
      key_path,
      privateKey.export({ type: "pkcs8", format: "pem" }),
      { mode: 0o600 },
    );
    mkdirSync(join(folder, "bucket/posts/1"), { recursive: true });
    writeFileSync(join(folder, "bucket/posts/1/index.m3u8"), "#EXTM3U\n");
    edge = await createEdge({
      root: join(folder, "bucket"),
      keyGroups: {
        lessons: [
          {
            keyPairId: "K1",
            publicKey: publicKey.export({
              type: "spki",
              format: "pem",
            }) as string,
          },
        ],
      },
      behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
    });
    options = { cdn_origin: edge.origin, key_path, key_pair_id: "K1" };
    wordpress = await startWordPress({ options, users: { editor: "editor" } });
    admin = await wordpress.signIn("admin");
  });
  after(async () => {
    await wordpress?.close();
    await edge?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  async function open(path = page, init: RequestInit = {}, Cookie = admin) {
    const response = await fetch(`${wordpress.origin}/${path}`, {
      ...init,
      headers: { Cookie },
      redirect: "manual",
    });
    const html = await response.text();
    return { html, status: response.status, response };
  }

  /** What the check says, by what it looks at. */
  function findingsOf(html: string): Record<string, string> {
    const rows = html.matchAll(
      /<\/span> (\w+)<\/td><th scope="row">(.*?)<\/th><td[^>]*>(.*?)<\/td><\/tr>/g,
    );
    return Object.fromEntries(
      [...rows].map(([, status, name, detail]) => [
        name,
        `${status}: ${detail}`,
      ]),
    );
  }

  /** Sends one of the page's forms as a browser does. */
  function submit(
    html: string,
    action: string,
    fields: Record<string, string>,
    Cookie = admin,
  ) {
    const forms = html.match(/<form[\s\S]*?<\/form>/g)!;
    const form = forms.find((each) =>
      action === "" ? !each.includes("action=") : each.includes(action),
    )!;
    const body = new URLSearchParams(
      [...form.matchAll(/<input type=["']hidden["'][^>]*>/g)].map(
        ([input]) =>
          [/name=["'](.*?)["']/.exec(input)![1]!, /value=["'](.*?)["']/.exec(input)![1]!] as [string, string], // prettier-ignore
      ),
    );
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const path = action === "" ? page : `wp-admin/${action}`;
    return open(path, { method: "POST", body }, Cookie);
  }

  test("says that all is well, but that of http", async () => {
    const { html, status } = await open();
    assert.equal(status, 200);
    assert.deepEqual(findingsOf(html), {
      "WordPress is reached by https": `Problem: ${wordpress.origin}`,
      "Address of the CDN": `Good: ${edge.origin}`,
      "Signing key": "Good: P-256",
      "ID of the signing key": "Good: K1",
      "The browser sends the cookies of WordPress to the CDN": "Good: ",
      "Test grant: signed and verified": "Good: P-256, SHA256",
      "Folders of posts": "Good: ",
      "The player is part of the plugin": "Good: 0.1.0",
    });
  });

  for (const [what, set, name, said] of [
    [
      "no CDN",
      { cdn_origin: "https://cdn.school.example/" },
      "Address of the CDN",
      /^Problem: Give one exact address/,
    ],
    [
      "no key",
      { key_path: "/nowhere.pem" },
      "Signing key",
      /^Problem: The file is not there/,
    ],
    [
      "a key that is served",
      { key_path: "WITHIN" },
      "Signing key",
      /^Problem: The file lies in a folder/,
    ],
    [
      "no ID",
      { key_pair_id: "<b>" },
      "ID of the signing key",
      /^Problem: Give the ID/,
    ],
    [
      "another site's CDN",
      { cdn_origin: "https://cdn.other.example" },
      "The browser sends the cookies of WordPress to the CDN",
      /^Problem: Name the domain/,
    ],
    [
      "a foreign domain",
      { cookie_domain: "other.example" },
      "The browser sends the cookies of WordPress to the CDN",
      /^Problem: WordPress and the CDN must both/,
    ],
    [
      "no folder",
      { prefix_template: "posts/" },
      "Folders of posts",
      /^Problem: No post has a folder/,
    ],
    [
      "a list with mistakes",
      { prefix_map: "1 => a\nMATH => b\n2 => ../c\n# x\n3" },
      "Folders of posts",
      /^Problem: These lines of the list cannot be read: 2, 3, 5\.$/,
    ],
  ] as [string, Record<string, string>, string, RegExp][])
    // prettier-ignore
    test(`${what}: says so`, async () => {
      const within = join(wordpress.root, "wp-content/uploads/key.pem");
      mkdirSync(join(within, ".."), { recursive: true });
      writeFileSync(within, "");
      const key_path = set["key_path"] === "WITHIN" ? within : (set["key_path"] ?? options["key_path"]!); // prettier-ignore
      wordpress.setOptions({ ...options, ...set, key_path });
      try {
        const { html } = await open();
        assert.match(findingsOf(html)[name] ?? "", said);
        assert.doesNotMatch(html, /value="<b>"/);
      } finally {
        wordpress.setOptions(options);
      }
    });

  test("a key that everybody may read is a warning", async () => {
    chmodSync(options["key_path"]!, 0o644);
    try {
      const { html } = await open();
      assert.match(findingsOf(html)["Signing key"] ?? "", /^Warning: Every/);
    } finally {
      chmodSync(options["key_path"]!, 0o600);
    }
  });

  test("asks the CDN, without a grant and with one", async () => {
    const ask = async (src: string) => {
      const { html } = await submit((await open()).html, "", {
        secure_hls_src: src,
      });
      const { ...found } = findingsOf(html);
      return Object.entries(found).slice(8);
    };
    assert.deepEqual(await ask("/posts/1/index.m3u8"), [
      ["The CDN refuses the file without a grant (403)", "Good: HTTP 403"],
      ["The CDN sends the file with a grant (200)", "Good: HTTP 200"],
    ]);
    assert.deepEqual((await ask(`${edge.origin}/posts/2/index.m3u8`))[1], [
      "The CDN sends the file with a grant (200)",
      "Problem: HTTP 404",
    ]);
    assert.match((await ask("https://evil.example/a/b.m3u8"))[0]![1], /^Problem: Give the address/); // prettier-ignore
  });

  test("without the form's nonce nothing is asked", async () => {
    const { html } = await open(page, {
      method: "POST",
      body: new URLSearchParams({ secure_hls_src: "/posts/1/index.m3u8" }),
    });
    assert.match(html, /The link you followed has expired/);
    assert.deepEqual(findingsOf(html), {});
  });

  test("stores what was sent, and never a key", async () => {
    const { html } = await open();
    const sent = {
      "secure_hls[cdn_origin]": ` ${edge.origin} `,
      "secure_hls[key_path]": "-----BEGIN PRIVATE KEY-----\nMIIE",
      "secure_hls[prefix_map]": "1 => a\n2 => b",
      "secure_hls[viewers]": "readers",
      "secure_hls[unknown]": "x",
    };
    const { status } = await submit(html, "options.php", sent);
    assert.equal(status, 302);
    const stored = wordpress.run("echo json_encode(get_option('secure_hls'));");
    try {
      assert.deepEqual(JSON.parse(stored), {
        cdn_origin: edge.origin,
        cookie_domain: "",
        key_pair_id: "K1",
        key_path: "",
        hash: "SHA256",
        prefix_template: "posts/{id}/",
        prefix_map: "1 => a\n2 => b",
        viewers: "readers",
      });
      const { html: next } = await open(`${page}&settings-updated=true`);
      assert.match(next, /That was a key, not the path of its file/);
      assert.doesNotMatch(next, /MIIE/);
    } finally {
      wordpress.setOptions(options);
      await open();
    }
  });

  test("is for administrators alone", async () => {
    const editor = await wordpress.signIn("editor");
    assert.equal((await open(page, {}, editor)).status, 403);
    const { html } = await open();
    const { status } = await submit(html, "options.php", { "secure_hls[viewers]": "readers" }, editor); // prettier-ignore
    assert.equal(status, 403);
    const settings = await open("wp-json/wp/v2/settings");
    assert.doesNotMatch(settings.html, /secure_hls/);
  });

  test("a field that a constant has set says so, and cannot be changed", async () => {
    wordpress.setConstants({ SECURE_HLS_KEY_PAIR_ID: "K9" });
    try {
      const { html } = await open();
      assert.match(html, /<input type="text" id="secure_hls_key_pair_id"[^>]* disabled='disabled' value="K9"/); // prettier-ignore
      assert.match(html, /Set by SECURE_HLS_KEY_PAIR_ID in wp-config\.php\./);
    } finally {
      wordpress.setConstants({});
    }
  });

  test("is linked in the list of plugins, and named in Site Health", async () => {
    const { html } = await open("wp-admin/plugins.php");
    assert.match(html, /options-general\.php\?page=secure-hls">Settings<\/a>/);
    const health = JSON.parse(
      wordpress.run(
        "echo json_encode(array(array_keys(apply_filters('site_status_tests', array('direct' => array()))['direct']), Secure_HLS\\Site_Health::run()));",
      ),
    ) as [string[], { status: string; description: string }];
    assert.deepEqual(health[0], ["secure_hls"]);
    assert.equal(health[1].status, "critical");
    assert.match(health[1].description, /<li>WordPress is reached by https/);
  });

  test("nothing of the plugin is in the log", () => {
    assert.doesNotMatch(wordpress.log(), /secure-hls|Secure_HLS/i);
  });

  test("whoever removes the plugin removes its option", () => {
    const left = wordpress.run(
      "define('WP_UNINSTALL_PLUGIN', 'x'); require WP_PLUGIN_DIR . '/secure-hls/uninstall.php'; echo json_encode(get_option('secure_hls'));",
    );
    assert.equal(left, "false");
  });
});
