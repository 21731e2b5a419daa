import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Delivery } from "../server-kit/index.js";
import { renderPage, type PageValues } from "./render-page.js";

const template = fileURLToPath(new URL("pages/lesson.html", import.meta.url));

const deliveries: Readonly<
  Record<string, { delivery: Delivery; endpoint: string; text: string }>
> = {
  "/": {
    delivery: "cookie",
    endpoint: "/grant",
    text: "A grant comes as three signed cookies, which the browser sends to the edge along with every request.",
  },
  "/query.html": {
    delivery: "query",
    endpoint: "/grant/query",
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
  const { delivery, endpoint, text } = found;
  return renderPage(readFileSync(template, "utf8"), {
    ...values,
    delivery,
    deliveryText: text,
    title:
      delivery === "cookie" ? "A protected lesson" : "The same by signed URLs",
    grantEndpoint: `${values["grantOrigin"]}${endpoint}`,
    videoId:
      /^[\w-]+$/.exec(searchParams.get("video") ?? "")?.[0] ?? "lesson-1",
  });
}
