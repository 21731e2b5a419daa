import type { PageFacts } from "./facts.js";
import { sameSite } from "./hosts.js";

/** What the page is, and what the browser lets it do. */
export async function readPageFacts(): Promise<PageFacts> {
  return {
    origin: location.origin,
    online: navigator.onLine,
    cookies: navigator.cookieEnabled,
    embedded: embedding(),
    storageAccess: await hasStorageAccess(),
  };
}

/** Whether the page is in a frame, and whose. A topmost page that hides itself is taken for another site's. */
export function embedding(): PageFacts["embedded"] {
  if (window.top === window) return "no";
  const top = topOrigin();
  return top !== undefined && top !== "null" && sameSite(top, location.origin)
    ? "same-site"
    : "cross-site";
}

/** Whether the browser lets this page have its cookies; undefined where it does not say. */
export async function hasStorageAccess(): Promise<boolean | undefined> {
  try {
    return await document.hasStorageAccess();
  } catch {
    return undefined; // not there, or not for a page without an origin
  }
}

function topOrigin(): string | undefined {
  const { ancestorOrigins } = location as { ancestorOrigins?: DOMStringList };
  if (ancestorOrigins) return ancestorOrigins[ancestorOrigins.length - 1];
  try {
    return window.top?.location.origin;
  } catch {
    return undefined; // another origin's
  }
}
