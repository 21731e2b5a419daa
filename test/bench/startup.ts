import type { Browser, CDPSession } from "puppeteer-core";
import { bringBuildUpToDate } from "../support/build.js";
import { spreadOf } from "../support/interleave.js";
import { launchBrowser } from "../support/launch.js";
import { articlePage, ourPage } from "../support/startup-pages.js";
import { startStartupSite } from "../support/startup-site.js";

const rounds = 5;
const timeoutMs = 60_000;

const names = ["ours", "article", "article, auto quality"] as const;
type Name = (typeof names)[number];

interface Profile {
  title: string;
  /** Bits per second, both ways, and milliseconds to each answer. */
  network?: { bitsPerSecond: number; latencyMs: number };
  /** The most that ours may be of the article's time. */
  wanted?: number;
}

const profiles: Profile[] = [
  {
    title: "1.6 Mb/s, 150 ms",
    network: { bitsPerSecond: 1_600_000, latencyMs: 150 },
    wanted: 0.8,
  },
  { title: "unthrottled" },
];

interface Start {
  firstFrameMs: number;
  /** Bytes over the network until then, and those of them that are not the lesson. */
  bytes: number;
  playerBytes: number;
}

/** Time to the first frame, and the bytes before it: ours, and the page that the article about Moodle has one write by hand. */
export default async function benchStartup(): Promise<boolean> {
  bringBuildUpToDate();
  const site = await startStartupSite((grantEndpoint) => ({
    ours: ourPage(grantEndpoint),
    article: articlePage(grantEndpoint, "article"),
    "article-auto": articlePage(grantEndpoint, "auto"),
  }));
  const pages: Record<Name, string> = {
    ours: site.url("ours"),
    article: site.url("article"),
    "article, auto quality": site.url("article-auto"),
  };
  const browser = await launchBrowser();
  try {
    let good = true;
    for (const profile of profiles) {
      const starts: Record<Name, Start[]> = {
        ours: [],
        article: [],
        "article, auto quality": [],
      };
      for (let round = 0; round < rounds; round++)
        for (const turn of names.keys()) {
          const name = names[(turn + round) % names.length]!;
          starts[name].push(await start(browser, pages[name], profile));
        }
      good = report(profile, starts) && good;
    }
    return good;
  } finally {
    await browser.close();
    site.close();
  }
}

/** One visit with an empty cache. @throws Error when no frame comes */
async function start(
  browser: Browser,
  url: string,
  { network }: Profile,
): Promise<Start> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const devtools = await page.createCDPSession();
    await devtools.send("Network.enable");
    if (network)
      await devtools.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: network.latencyMs,
        downloadThroughput: network.bitsPerSecond / 8,
        uploadThroughput: network.bitsPerSecond / 8,
      });
    const counted = countBytes(devtools);
    const shown = new Promise<number>((resolve, reject) => {
      const late = () => reject(new Error(`${url}: no frame in a minute.`));
      const timer = setTimeout(late, timeoutMs);
      void page.exposeFunction("reportFirstFrame", (ms: number) => {
        clearTimeout(timer);
        resolve(ms);
      });
    });
    await page.evaluateOnNewDocument(watchFirstFrame);
    const [firstFrameMs] = await Promise.all([
      shown,
      page.goto(url, { timeout: timeoutMs, waitUntil: "domcontentloaded" }),
    ]);
    return { firstFrameMs, ...counted() };
  } finally {
    await context.close();
  }
}

/** Counts what came over the network; what it has counted is to be asked for when the frame is there. */
function countBytes(
  devtools: CDPSession,
): () => Pick<Start, "bytes" | "playerBytes"> {
  const received = new Map<string, { bytes: number; isPlayer: boolean }>();
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) =>
    received.set(requestId, {
      bytes: 0,
      isPlayer: /\.(js|css|svg)$/.test(request.url),
    }),
  );
  devtools.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const request = received.get(requestId);
    if (request) request.bytes += encodedDataLength;
  });
  // With the headers.
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = received.get(requestId);
    if (request) request.bytes = Math.max(request.bytes, encodedDataLength);
  });
  return () => {
    const all = [...received.values()];
    const sum = (requests: typeof all): number =>
      requests.reduce((total, { bytes }) => total + bytes, 0);
    return {
      bytes: sum(all),
      playerBytes: sum(all.filter(({ isPlayer }) => isPlayer)),
    };
  };
}

/** Runs in the page, before anything else: finds the page's video as soon as there is one. */
function watchFirstFrame(): void {
  const { reportFirstFrame } = globalThis as unknown as {
    reportFirstFrame(ms: number): void;
  };
  const looking = setInterval(() => {
    const video =
      document.querySelector("video") ??
      document
        .querySelector("secure-hls-player")
        ?.shadowRoot?.querySelector("video");
    if (!video) return;
    clearInterval(looking);
    video.requestVideoFrameCallback((_now, { presentationTime }) =>
      reportFirstFrame(presentationTime),
    );
  }, 20);
}

function report(profile: Profile, starts: Record<Name, Start[]>): boolean {
  console.log(
    `${profile.title}: medians of ${rounds} interleaved rounds (lowest–highest)`,
  );
  for (const name of names) {
    const values = (key: keyof Start) => starts[name].map((one) => one[key]);
    console.log(
      [
        `  ${name.padEnd(22)}`,
        `first frame ${range(values("firstFrameMs"), 1_000, 2)} s`.padEnd(36),
        `${range(values("bytes"), 1_000, 0)} kB,`,
        `${range(values("playerBytes"), 1_000, 1)} kB of it the player`,
      ].join(" "),
    );
  }
  const ratios = (base: Name) =>
    starts.ours.map(
      ({ firstFrameMs }, round) =>
        firstFrameMs / starts[base][round]!.firstFrameMs,
    );
  const { wanted } = profile;
  const met =
    wanted === undefined || spreadOf(ratios("article")).median <= wanted;
  console.log(
    [
      `  ours / article = ${range(ratios("article"), 1, 2)}`,
      wanted === undefined
        ? ""
        : `wanted ≤ ${wanted}: ${met ? "met" : "MISSED"}`,
    ].join("  "),
  );
  console.log(
    `  ours / article, auto quality = ${range(ratios("article, auto quality"), 1, 2)}`,
  );
  return met;
}

function range(values: number[], unit: number, digits: number): string {
  const text = (value: number) => (value / unit).toFixed(digits);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  return `${text(spreadOf(values).median)} (${text(lowest)}–${text(highest)})`;
}
