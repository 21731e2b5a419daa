import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Delivery } from "../server-kit/index.js";
import { renderPage, type PageValues } from "./render-page.js";

const template = fileURLToPath(new URL("pages/lesson.html", import.meta.url));

const deliveries: Readonly<
  Record<
    string,
    {
      delivery: Delivery;
      site: "grantOrigin" | "edgeOrigin";
      endpoint: string;
      title: string;
      text: string;
    }
  >
> = {
  "/": {
    delivery: "cookie",
    site: "grantOrigin",
    endpoint: "/grant",
    title: "A protected lesson",
    text: "A grant comes as three signed cookies, which the browser sends to the edge along with every request.",
  },
  "/host-only.html": {
    delivery: "cookie",
    site: "edgeOrigin",
    endpoint: "/.auth/grant",
    title: "The same by host-only cookies",
    text: "The grant endpoint is a path of the edge’s own host, so a grant’s three signed cookies name no domain: no other host of the site ever sees them.",
  },
  "/query.html": {
    delivery: "query",
    site: "grantOrigin",
    endpoint: "/grant/query",
    title: "The same by signed URLs",
    text: "A grant comes as a signed URL, whose signature the player puts on every request to the edge; no cookies are needed.",
  },
};

/** The lesson as a page, in the delivery that its path stands for; undefined for any other path. */
export function lessonPage(
  { pathname, searchParams }: URL,
  values: PageValues,
): string | undefined {
  const found = deliveries[pathname];
  if (!found) return undefined;
  const { delivery, site, endpoint, title, text } = found;
  return renderPage(readFileSync(template, "utf8"), {
    ...values,
    delivery,
    deliveryText: text,
    title,
    grantEndpoint: `${values[site]}${endpoint}`,
    videoId:
      /^[\w-]+$/.exec(searchParams.get("video") ?? "")?.[0] ?? "lesson-1",
  });
}
