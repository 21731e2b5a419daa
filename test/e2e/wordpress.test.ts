import assert from "node:assert/strict";
import { after, before, describe, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import {
  createSchoolCdn,
  schoolDomain,
  type SchoolCdn,
} from "../support/school-cdn.js";
import { startWordPress, type WordPress } from "../support/wordpress.js";

const timeout = 60_000;

/** WordPress's own pictures of other hosts. */
const withoutOthers = `add_filter( 'pre_option_show_avatars', '__return_zero' );
remove_action( 'wp_head', 'print_emoji_detection_script', 7 );`;

/** Says that a grant ends sooner than it does, so that it is renewed while the test looks. */
const shortGrants = `add_filter( 'rest_post_dispatch', function ( $response, $server, $request ) {
  $data = $response->get_data();
  if ( str_starts_with( $request->get_route(), '/secure-hls/' ) && isset( $data['expiresIn'] ) ) {
    $response->set_data( array( 'expiresIn' => 5 ) + array_diff_key( $data, array( 'expiresAt' => 0 ) ) );
  }
  return $response;
}, 20, 3 );`;

for (const version of ["6.5", "6.1"] as const)
  describe(`a post of WordPress ${version} in Chromium`, () => {
    let browser: Browser;
    let cdn: SchoolCdn;
    let wordpress: WordPress;

    before(async () => {
      cdn = await createSchoolCdn();
      wordpress = await startWordPress(
        {
          options: {
            cdn_origin: cdn.origin,
            cookie_domain: schoolDomain,
            key_path: cdn.keyPath,
            key_pair_id: "K1",
          },
          users: { student: "subscriber", other: "subscriber" },
          posts: {
            lesson: {
              content: `<!-- wp:paragraph --><p>Watch this.</p><!-- /wp:paragraph --><!-- wp:secure-hls/player {"src":"lesson-1","title":"Lesson 1","muted":true} /-->`,
            },
          },
        },
        { version, host: `www.${schoolDomain}` },
      );
      wordpress.setHook(`${withoutOthers}
${shortGrants}`);
      cdn.addLesson(`posts/${wordpress.posts["lesson"]}/lesson-1`);
      await cdn.open(wordpress.origin);
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await wordpress?.close();
      await cdn?.close();
    });

    const newContext = async (t: TestContext): Promise<BrowserContext> => {
      const context = await browser.createBrowserContext();
      t.after(() => context.close());
      return context;
    };

    /** Signs in by WordPress's form. */
    async function signIn(context: BrowserContext, user: string) {
      const page = await context.newPage();
      await page.goto(`${wordpress.origin}/wp-login.php`);
      // At once: a while after it has loaded, the page empties the password of who is signed in already.
      await Promise.all([
        page.waitForNavigation({ timeout }),
        page.evaluate((name) => {
          const form = document.querySelector<HTMLFormElement>("#loginform")!;
          form.querySelector<HTMLInputElement>("#user_login")!.value = name;
          form.querySelector<HTMLInputElement>("#user_pass")!.value =
            "password";
          form.requestSubmit(form.querySelector<HTMLElement>("#wp-submit"));
        }, user),
      ]);
      assert.doesNotMatch(page.url(), /wp-login/, `${user} is not signed in.`);
      await page.close();
    }

    /** Opens the post, and counts what the player says. */
    async function open(context: BrowserContext): Promise<Page> {
      const page = await context.newPage();
      await page.evaluateOnNewDocument(() => {
        const said: string[] = [];
        Object.assign(window, { said });
        for (const name of ["grant-issued", "grant-renewed", "error"])
          document.addEventListener(
            name,
            // Those of other elements, such as a picture that is not there, are none of the player's.
            ({ target }) =>
              (target as Element).localName === "secure-hls-player" &&
              said.push(name),
            true,
          );
      });
      await page.goto(`${wordpress.origin}/lesson/`, { timeout });
      return page;
    }

    const says = (page: Page, name: string) =>
      page.waitForFunction(
        (wanted) =>
          (window as unknown as { said: string[] }).said.includes(wanted),
        { polling: 100, timeout },
        name,
      );

    const plays = async (page: Page, seconds: number) => {
      await page.evaluate(async () => {
        await customElements.whenDefined("secure-hls-player");
        await document.querySelector("secure-hls-player")!.play();
      });
      await page.waitForFunction(
        (wanted) =>
          document.querySelector("secure-hls-player")!.currentTime > wanted,
        { polling: 100, timeout },
        seconds,
      );
    };

    test("who has signed in watches, also after the renewal, and nobody else is asked for anything", async (t) => {
      const context = await newContext(t);
      await signIn(context, "student");
      const page = await open(context);
      const hosts = new Set<string>();
      page.on("request", (request) => hosts.add(new URL(request.url()).host));
      await page.reload();
      await plays(page, 1);
      await says(page, "grant-renewed");
      await plays(page, 5);
      assert.deepEqual(
        await page.evaluate(() => (window as unknown as { said: string[] }).said.filter((name) => name !== "grant-renewed")), // prettier-ignore
        ["grant-issued"],
      );
      for (const host of hosts)
        assert.match(host, /(?:^|\.)school\.localhost:\d+$|^$/, [...hosts].join()); // prettier-ignore
    });

    test("who signs in as somebody else in another tab watches on: the nonce is fetched anew", async (t) => {
      const context = await newContext(t);
      await signIn(context, "student");
      const page = await open(context);
      await plays(page, 0.3);
      const statuses: number[] = [];
      const renewed = new Promise<void>((resolve) => {
        page.on("response", (response) => {
          if (!response.url().includes("/secure-hls/v1/grant")) return;
          statuses.push(response.status());
          if (statuses.slice(0, -1).includes(401)) resolve();
        });
      });
      await signIn(context, "other");
      await page.bringToFront();
      await Promise.race([renewed, sleep(timeout, null, { ref: false })]);
      const refused = statuses.indexOf(401);
      assert.deepEqual(
        statuses.slice(refused, refused + 2),
        [401, 200],
        statuses.join(),
      );
      await page.waitForFunction(
        () => document.querySelector("secure-hls-player")!.error === null,
        { polling: 100, timeout },
      );
    });

    test("nobody: is told to sign in, with a way back", async (t) => {
      const page = await open(await newContext(t));
      await says(page, "error");
      const told = await page.evaluate(() => {
        const player = document.querySelector("secure-hls-player")!;
        return [player.error!.code, player.loginUrl];
      });
      assert.deepEqual(told, [
        "not-signed-in",
        `${wordpress.origin}/wp-login.php?redirect_to=${encodeURIComponent(`${wordpress.origin}/lesson/`)}`,
      ]);
    });
  });
