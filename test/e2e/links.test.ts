import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import {
  createGrantHandler,
  createSigner,
  scope,
  toNodeListener,
} from "../../server-kit/index.js";
import { launchBrowser } from "../support/launch.js";
import { listen } from "../support/listen.js";

const cdn = "https://cdn.school.example";

test("a link is asked for by its path, which is what an endpoint makes its scope of; the script's address may have a version", async (t) => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const grants = toNodeListener(
    createGrantHandler({
      origins: [],
      signer: createSigner({ keyPairId: "K1", privateKey }),
      authenticate: () => "ada",
      // As docs/lms/links.md has it.
      authorize: (_viewer, videoId = "") => {
        const path = scope.segments(videoId);
        return {
          scope: scope.directory(cdn, ...path.slice(0, -1)),
          video: path.at(-1)!,
        };
      },
    }),
  );
  const page = `<!doctype html>
    <script type="module" src="/player/links.js?v=2" data-grant-endpoint="/grant"></script>
    <a class="secure-hls" href="${cdn}/courses/101/lesson-1/index.m3u8">Lesson 1</a>`;
  const origin = await listen(
    t,
    createServer((request, response) => {
      const { pathname } = new URL(request.url!, "http://localhost");
      if (pathname === "/grant") return grants(request, response);
      if (pathname === "/") {
        response.setHeader("Content-Type", "text/html");
        return response.end(page);
      }
      const file = join("dist/src", pathname.replace("/player/", "/"));
      if (!existsSync(file)) return response.writeHead(404).end();
      response.setHeader("Content-Type", "text/javascript");
      return response.end(readFileSync(file));
    }),
  );
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const tab = await browser.newPage();
  const [answer] = await Promise.all([
    tab.waitForResponse((response) => response.url() === `${origin}/grant`, {
      timeout: 20_000,
    }),
    tab.goto(origin),
  ]);
  assert.equal(answer.status(), 200, await answer.text());
  const { videoUrl } = (await answer.json()) as { videoUrl: string };
  assert.equal(videoUrl, `${cdn}/courses/101/lesson-1/index.m3u8`);
});
