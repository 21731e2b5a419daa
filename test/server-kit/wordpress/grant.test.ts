import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CookieJar } from "tough-cookie";
import { createEdge, type Edge } from "../../../server-kit/edge/server.js";
import { checkAnswer } from "../../support/openapi.js";
import { startWordPress, type WordPress } from "../../support/wordpress.js";

const keys = {
  rsa: generateKeyPairSync("rsa", { modulusLength: 2_048 }),
  ec: generateKeyPairSync("ec", { namedCurve: "P-256" }),
};
const pem = (name: keyof typeof keys) =>
  keys[name].publicKey.export({ type: "spki", format: "pem" }) as string;
const users = ["admin", "editor", "author", "contributor", "student", "norole"];

let folder: string;
let wordpress: WordPress;
let edge: Edge;
let now = () => Date.now();
let options: Record<string, string>;
let cookies: Record<string, string>;
let nonces: Record<string, string>;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "wordpress-grant-"));
  for (const [name, { privateKey }] of Object.entries(keys))
    writeFileSync(
      join(folder, `${name}.pem`),
      privateKey.export({ type: "pkcs8", format: "pem" }),
      { mode: 0o600 },
    );
  const bucket = join(folder, "bucket");
  mkdirSync(bucket);
  edge = await createEdge({
    root: bucket,
    keyGroups: {
      lessons: [
        { keyPairId: "KRSA", publicKey: pem("rsa") },
        { keyPairId: "KEC", publicKey: pem("ec") },
      ],
    },
    behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
    now: () => now(),
  });
  options = {
    cdn_origin: edge.origin,
    key_path: join(folder, "rsa.pem"),
    key_pair_id: "KRSA",
  };
  wordpress = await startWordPress({
    options,
    users: {
      editor: "editor",
      author: "author",
      contributor: "contributor",
      student: "subscriber",
      norole: "",
    },
    posts: {
      open: { author: "author" },
      other: { author: "editor" },
      private: { author: "author", status: "private" },
      draft: { author: "author", status: "draft" },
      theirs: { author: "contributor", status: "draft" },
      own: { author: "student", status: "draft" },
      future: {
        author: "author",
        status: "future",
        date: "2099-01-01 00:00:00",
      },
      trash: { author: "author", status: "trash" },
      password: { author: "author", password: "sesame" },
      template: { type: "wp_block" },
    },
  });
  for (const id of Object.values(wordpress.posts)) {
    mkdirSync(join(bucket, `posts/${id}`), { recursive: true });
    writeFileSync(join(bucket, `posts/${id}/index.m3u8`), "#EXTM3U\n");
  }
  cookies = {};
  nonces = {};
  for (const user of users) {
    cookies[user] = await wordpress.signIn(user);
    nonces[user] = (await nonceOf(cookies[user]))!;
  }
});

after(async () => {
  await wordpress?.close();
  await edge?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const pathOf = (post: string) => `posts/${wordpress.posts[post]}/index.m3u8`;
const soon = () => Math.floor(Date.now() / 1_000);

/** The nonce as the player's loader fetches it. */
async function nonceOf(Cookie: string): Promise<string | null> {
  const response = await fetch(
    `${wordpress.origin}/wp-admin/admin-ajax.php?action=secure_hls_nonce`,
    { headers: { Cookie } },
  );
  assert.equal(response.status, 200);
  assert.match(response.headers.get("Cache-Control") ?? "", /no-cache/);
  assert.equal(response.headers.get("Access-Control-Allow-Origin"), null);
  return ((await response.json()) as { nonce: string | null }).nonce;
}

interface Ask {
  /** Empty for nobody. */
  user?: string;
  /** By name, or as it stands in the address. */
  post?: string;
  method?: string;
  videoId?: unknown;
  headers?: Record<string, string | undefined>;
  body?: string;
  route?: string;
}

/** Asks as the player in a post of this WordPress does. */
function ask({
  user = "student",
  post = "open",
  method = "POST",
  videoId = wordpress.posts[post] ? pathOf(post) : pathOf("open"),
  headers = {},
  body = JSON.stringify({ videoId }),
  route = "/wp-json/secure-hls/v1/grant?post=",
}: Ask = {}): Promise<Response> {
  const sent = {
    "Content-Type": "application/json",
    Accept: "application/json, application/problem+json",
    Origin: wordpress.origin,
    "Sec-Fetch-Site": "same-origin",
    Cookie: cookies[user],
    "X-WP-Nonce": nonces[user],
    ...headers,
  };
  return fetch(`${wordpress.origin}${route}${wordpress.posts[post] ?? post}`, {
    method,
    redirect: "manual",
    headers: Object.fromEntries(
      Object.entries(sent).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
    ...(method === "GET" ? {} : { body }),
  });
}

/** Status of a file at the edge, asked for with the cookies that a browser would send there. */
async function fileStatus(grant: Response, path: string): Promise<number> {
  const jar = new CookieJar();
  // As Secure cookies they go to https alone; browsers count this machine as such.
  const host = "https://127.0.0.1";
  for (const line of grant.headers.getSetCookie())
    await jar.setCookie(line, `${host}/wp-json/secure-hls/v1/grant`);
  const Cookie = await jar.getCookieString(`${host}/${path}`);
  return (await fetch(`${edge.origin}/${path}`, { headers: { Cookie } }))
    .status;
}

async function grants(asked: Promise<Response>, path: string): Promise<void> {
  const response = await asked;
  assert.equal(response.status, 200, await response.clone().text());
  await checkAnswer("POST", response);
  assert.equal(await fileStatus(response, path), 200);
}

async function refuses(
  asked: Promise<Response>,
  status: number,
  code: string,
): Promise<void> {
  const response = await asked;
  await checkAnswer("POST", response);
  const problem = (await response.json()) as { code: string; status: number };
  assert.deepEqual(
    [response.status, problem.status, problem.code],
    [status, status, code],
  );
  assert.deepEqual(
    response.headers.getSetCookie().filter((line) => /^CloudFront/.test(line)),
    [],
  );
  assert.match(response.headers.get("Cache-Control") ?? "", /no-store/);
  assert.equal(response.headers.get("Location"), null);
}

/** With other options, constants or hooks. */
async function having(
  {
    hook = null,
    ...others
  }: { options?: Record<string, string>; hook?: string | null },
  act: () => Promise<void>,
): Promise<void> {
  wordpress.setOptions({ ...options, ...others.options });
  wordpress.setHook(hook);
  try {
    await act();
  } finally {
    wordpress.setOptions(options);
    wordpress.setHook(null);
  }
}

describe("the grant route in a WordPress", () => {
  test("whoever is signed in and may read the post is granted its folder", async () => {
    for (const user of ["admin", "editor", "author", "contributor", "student"])
      await grants(ask({ user }), pathOf("open"));
    const response = await ask();
    const { expiresAt, ...rest } = (await response.json()) as {
      expiresAt: string;
    };
    assert.deepEqual(rest, {
      videoUrl: `${edge.origin}/${pathOf("open")}`,
      isHls: true,
      expiresIn: 300,
    });
    assert.ok(
      Math.abs(Date.parse(expiresAt) / 1_000 - soon() - 300) < 30,
      `It ends at ${expiresAt}.`,
    );
  });

  for (const [user, post] of [
    ["author", "private"],
    ["editor", "private"],
    ["author", "draft"],
    ["editor", "draft"],
    ["author", "future"],
    ["contributor", "theirs"],
  ] as const)
    test(`${user}: ${post}`, () => grants(ask({ user, post }), pathOf(post)));

  for (const [name, set, count] of [
    ["RSA and SHA-256", {}, 4],
    ["RSA and SHA-1", { hash: "SHA1" }, 3],
    ["P-256", { key_path: "ec.pem", key_pair_id: "KEC" }, 4],
    ["P-256 and SHA-1", { key_path: "ec.pem", key_pair_id: "KEC", hash: "SHA1" }, 3], // prettier-ignore
  ] as [string, Record<string, string>, number][])
    test(`the edge takes cookies of ${name}`, () => {
      const key_path = join(folder, set["key_path"] ?? "rsa.pem");
      return having({ options: { ...set, key_path } }, async () => {
        const response = await ask();
        const lines = response.headers.getSetCookie();
        assert.equal(lines.length, 5);
        assert.equal(
          lines.filter((line) => !line.includes("Max-Age=0")).length,
          count,
        );
        for (const line of lines) {
          assert.match(line, /^CloudFront-[A-Za-z-]+=[A-Za-z0-9_~-]*; /);
          assert.ok(
            new RegExp(
              `; Path=/posts/${wordpress.posts["open"]}/; Secure; HttpOnly; SameSite=Lax(; Max-Age=0)?$`,
            ).test(line),
            line,
          );
        }
        assert.equal(await fileStatus(response, pathOf("open")), 200);
      });
    });

  test("the cookies are good for no other post, and not for long", async () => {
    const cookie = (await ask()).headers
      .getSetCookie()
      .filter((line) => !line.includes("Max-Age=0"))
      .map((line) => line.split(";")[0])
      .join("; ");
    // The browser would not even send them; and where somebody does, the policy says no.
    const sent = async (path: string) =>
      (
        await fetch(`${edge.origin}/${path}`, {
          headers: { Cookie: cookie },
        })
      ).status;
    assert.equal(await sent(pathOf("open")), 200);
    assert.equal(await sent(pathOf("other")), 403);
    now = () => Date.now() + 330_000;
    try {
      assert.equal(await sent(pathOf("open")), 403);
    } finally {
      now = () => Date.now();
    }
  });

  for (const [who, asked, status, code] of [
    ["nobody", { user: "" }, 401, "not-signed-in"],
    ["a session without a nonce", { headers: { "X-WP-Nonce": undefined } }, 401, "not-signed-in"], // prettier-ignore
    ["a nonce without a session", { headers: { Cookie: undefined } }, 401, "not-signed-in"], // prettier-ignore
    ["a wrong nonce", { headers: { "X-WP-Nonce": "0123456789" } }, 401, "not-signed-in"], // prettier-ignore
    ["an account without a role", { user: "norole" }, 403, "not-entitled"],
    ["a student, for a private post", { post: "private" }, 403, "not-entitled"],
    ["a contributor, for a private post", { user: "contributor", post: "private" }, 403, "not-entitled"], // prettier-ignore
    ["a student, for a draft", { post: "draft" }, 403, "not-entitled"],
    ["a student, for a draft that is his own, which he may not edit", { post: "own" }, 403, "not-entitled"], // prettier-ignore
    ["another author, for a draft", { user: "contributor", post: "draft" }, 403, "not-entitled"], // prettier-ignore
    ["a student, for a post to come", { post: "future" }, 403, "not-entitled"],
    ["the author, for a post in the trash", { user: "author", post: "trash" }, 403, "not-entitled"], // prettier-ignore
    ["a student, without the password", { post: "password" }, 403, "not-entitled"], // prettier-ignore
    ["the author, without the password", { user: "author", post: "password" }, 403, "not-entitled"], // prettier-ignore
    ["an administrator, for what is no page", { user: "admin", post: "template" }, 403, "not-entitled"], // prettier-ignore
    ["a student, for no post", { post: "" }, 404, "not-found"],
    ["a student, for a post that there is not", { post: "987654" }, 404, "not-found"], // prettier-ignore
    ["a student, for two posts", { post: "1&post[]=2" }, 404, "not-found"],
    ["a student, for a way up", { videoId: "posts/1/../2/index.m3u8" }, 400, "bad-request"], // prettier-ignore
    ["a student, for an escaped way up", { videoId: "posts/%2e%2e/index.m3u8" }, 400, "bad-request"], // prettier-ignore
    ["a student, for everything", { videoId: "posts/*" }, 400, "bad-request"],
    ["a page of another site", { headers: { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" } }, 400, "bad-request"], // prettier-ignore
    ["a page of another site, in an old browser", { headers: { Origin: "https://evil.example", "Sec-Fetch-Site": undefined } }, 400, "bad-request"], // prettier-ignore
    ["a page of another host", { headers: { "Sec-Fetch-Site": "same-site" } }, 400, "bad-request"], // prettier-ignore
    ["a link", { headers: { "Sec-Fetch-Dest": "document" } }, 400, "bad-request"], // prettier-ignore
    ["a form", { headers: { "Content-Type": "text/plain" } }, 400, "bad-request"], // prettier-ignore
    ["no JSON", { body: "{" }, 400, "bad-request"],
    ["a list", { body: "[1]" }, 400, "bad-request"],
    ["too much", { body: JSON.stringify({ videoId: "a".repeat(5_000) }) }, 400, "bad-request"], // prettier-ignore
    ["a session that is no ID", { body: '{"sessionId":"a b"}' }, 400, "bad-request"], // prettier-ignore
    ["another method", { method: "GET" }, 405, "bad-request"],
  ] as [string, Ask, number, string][])
    test(`${who}: ${code}`, () => refuses(ask(asked), status, code));

  test("says which methods there are", async () => {
    const response = await ask({ method: "GET" });
    const { detail } = (await response.json()) as { detail: string };
    assert.deepEqual(
      [response.headers.get("Allow"), detail],
      ["POST, DELETE", "Use POST, DELETE."],
    );
  });

  test("who types another post's address into his own post gains nothing", async () => {
    await refuses(
      ask({ user: "contributor", post: "theirs", videoId: pathOf("private") }),
      403,
      "not-entitled",
    );
    // Beginning alike is not being in it.
    const videoId = `posts/${wordpress.posts["open"]}0/index.m3u8`;
    await refuses(ask({ videoId }), 403, "not-entitled");
  });

  test("a nonce is good for the session alone for which it was made", async () => {
    await refuses(
      ask({ headers: { "X-WP-Nonce": nonces["author"] } }),
      401,
      "not-signed-in",
    );
    assert.equal(await nonceOf(""), null);
  });

  test("with the password of the post it is granted", async () => {
    const entered = await fetch(
      `${wordpress.origin}/wp-login.php?action=postpass`,
      {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ post_password: "sesame" }),
        headers: { Referer: wordpress.origin },
      },
    );
    const cookie = entered.headers
      .getSetCookie()
      .find((line) => line.startsWith("wp-postpass_"))!;
    const Cookie = `${cookies["student"]}; ${cookie.split(";")[0]}`;
    await grants(
      ask({ post: "password", headers: { Cookie } }),
      pathOf("password"),
    );
  });

  test("every reader may watch only where the setting says so, and then no more than he may read", () =>
    having({ options: { viewers: "readers" } }, async () => {
      await grants(ask({ user: "" }), pathOf("open"));
      await grants(ask({ user: "norole" }), pathOf("open"));
      for (const post of ["private", "draft", "future", "trash"])
        await refuses(ask({ user: "", post }), 401, "not-signed-in");
      await refuses(ask({ user: "", post: "password" }), 403, "not-entitled");
      await refuses(ask({ post: "private" }), 403, "not-entitled");
    }));

  test("a renewal is asked for as the first grant is, and the end of a session is taken without a word", async () => {
    const body = JSON.stringify({ videoId: pathOf("open"), sessionId: "s1" });
    await grants(ask({ body }), pathOf("open"));
    const response = await ask({ method: "DELETE", body: '{"sessionId":"a"}' });
    await checkAnswer("DELETE", response);
    assert.equal(response.status, 204);
  });

  for (const [what, set] of [
    ["no CDN", { cdn_origin: "" }],
    ["a CDN by http", { cdn_origin: "http://cdn.school.example" }],
    ["no key", { key_path: "" }],
    ["a key that is not there", { key_path: "/nowhere.pem" }],
    ["no ID of the key", { key_pair_id: "" }],
    ["an ID that is a header", { key_pair_id: "K\r\nX-Header: 1" }],
    ["a domain that is not WordPress's", { cookie_domain: "other.example" }],
    ["an unknown hash", { hash: "MD5" }],
  ] as [string, Record<string, string>][])
    test(`with ${what} nobody is let in, and the log says which setting it is`, () =>
      having({ options: set }, async () => {
        wordpress.log();
        const response = await ask({ user: "admin" });
        const body = await response.clone().text();
        await refuses(Promise.resolve(response), 503, "server-error");
        const log = wordpress.log();
        assert.match(log, /secure-hls: [a-z_]+: [a-z]+/);
        for (const said of [body, log])
          assert.doesNotMatch(said, /nowhere|BEGIN|\.pem|other\.example|MD5/);
      }));

  test("a key within WordPress's folders is not used", async () => {
    const key_path = join(wordpress.root, "wp-content/key.pem");
    writeFileSync(
      key_path,
      keys.rsa.privateKey.export({ type: "pkcs8", format: "pem" }),
    );
    await having({ options: { key_path } }, () =>
      refuses(ask(), 503, "server-error"),
    );
  });

  test("without a folder of the post's own there are no videos", async () => {
    for (const prefix_template of ["", "posts/", "posts/{slug}/", "../{id}/"])
      await having({ options: { prefix_template } }, () =>
        refuses(ask(), 404, "not-found"),
      );
  });

  test("a post has the folders of the administrator's list and no other", () => {
    const prefix_map = `${wordpress.posts["open"]} => posts/${wordpress.posts["other"]}, shared`;
    return having({ options: { prefix_map } }, async () => {
      await refuses(ask(), 403, "not-entitled");
      await grants(ask({ videoId: pathOf("other") }), pathOf("other"));
    });
  });

  test("a folder of the author is that of his posts alone", () =>
    having({ options: { prefix_template: "by/{author}/" } }, async () => {
      const videoId = `by/${wordpress.users["author"]}/1/index.m3u8`;
      assert.equal((await ask({ videoId })).status, 200);
      await refuses(ask({ post: "other", videoId }), 403, "not-entitled");
    }));

  test("a plugin decides about folders by a filter; what can be none counts for nothing", async () => {
    const hook = (value: string) =>
      `add_filter( 'secure_hls_prefix', function ( $prefixes, $post ) { return ${value}; }, 10, 2 );`;
    await having(
      { hook: hook(`'posts/${wordpress.posts["other"]}/'`) },
      async () => {
        await grants(ask({ videoId: pathOf("other") }), pathOf("other"));
        await refuses(ask(), 403, "not-entitled");
      },
    );
    for (const value of ["'/'", "'a/../'", "null", "array( 5, '*' )", "'%2e'"])
      await having({ hook: hook(value) }, () =>
        refuses(ask(), 404, "not-found"),
      );
  });

  test("a plugin may forbid by a filter, and cannot allow", async () => {
    const hook = (body: string) =>
      `add_filter( 'secure_hls_can_watch', function ( $allowed, $user, $post_id, $prefix ) { ${body} }, 10, 4 );`;
    const only = `return $allowed && $user->user_login === 'student' && $post_id === ${wordpress.posts["open"]} && $prefix === 'posts/${wordpress.posts["open"]}/';`;
    await having({ hook: hook(only) }, async () => {
      await grants(ask(), pathOf("open"));
      await refuses(ask({ user: "author" }), 403, "not-entitled");
    });
    for (const body of [
      "return false;",
      "",
      "return 'yes';",
      "return new WP_Error();",
    ])
      // prettier-ignore
      await having({ hook: hook(body) }, () =>
        refuses(ask({ user: "admin" }), 403, "not-entitled"),
      );
    await having({ hook: hook("return true;") }, async () => {
      await refuses(ask({ post: "private" }), 403, "not-entitled");
      await refuses(ask({ user: "" }), 401, "not-signed-in");
    });
    await having({ hook: hook("throw new Error( 'secret' );") }, async () => {
      const response = await ask();
      assert.doesNotMatch(await response.clone().text(), /secret/);
      await refuses(Promise.resolve(response), 500, "server-error");
    });
  });

  test("a plugin that closes the REST API is answered for in the wire's words", async () => {
    for (const [status, code] of [
      [401, "not-signed-in"],
      [403, "not-entitled"],
      [503, "server-error"],
      [418, "bad-request"],
    ] as const)
      await having(
        {
          hook: `add_filter( 'rest_authentication_errors', fn() => new WP_Error( 'rest_closed', 'Closed', array( 'status' => ${status} ) ) );`,
        },
        () => refuses(ask(), status, code),
      );
  });

  test("other routes keep WordPress's own answers", async () => {
    const response = await fetch(`${wordpress.origin}/wp-json/wp/v2/posts/9`, {
      headers: { Cookie: cookies["student"]!, "X-WP-Nonce": "0123456789" },
    });
    const { code } = (await response.json()) as { code: string };
    assert.equal(code, "rest_cookie_invalid_nonce");
  });

  test("a constant in wp-config.php wins over the setting", async () => {
    wordpress.setConstants({ SECURE_HLS_VIEWERS: "readers" });
    try {
      await grants(ask({ user: "" }), pathOf("open"));
    } finally {
      wordpress.setConstants({});
    }
  });

  test("without pretty permalinks it is asked just so", async () => {
    wordpress.run("update_option('permalink_structure', '');");
    try {
      const route = "/index.php?rest_route=/secure-hls/v1/grant&post=";
      await grants(ask({ route }), pathOf("open"));
      await refuses(
        ask({ route, headers: { "X-WP-Nonce": "0123456789" } }),
        401,
        "not-signed-in",
      );
    } finally {
      wordpress.run("update_option('permalink_structure', '/%postname%/');");
    }
  });
});
