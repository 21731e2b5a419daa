/**
 * Opens the connection to a host before the first request needs it. Once for each host and kind of request: a browser
 * keeps connections with and without credentials apart.
 * @see https://www.w3.org/TR/resource-hints/#dfn-preconnect
 */
export function preconnect(url: string, credentials: boolean): void {
  const { origin, protocol } = new URL(url, document.baseURI);
  if (origin === location.origin || !/^https?:$/.test(protocol)) return;
  const crossOrigin = credentials ? "use-credentials" : "anonymous";
  const links = document.head.querySelectorAll<HTMLLinkElement>(
    'link[rel="preconnect"]',
  );
  for (const { href, crossOrigin: kind } of links)
    if (new URL(href).origin === origin && kind === crossOrigin) return;
  hint({ rel: "preconnect", crossOrigin, href: origin });
}

/**
 * Fetches the playlist while hls.js is still on its way; hls.js's own request then finds it there. For cookie delivery: in
 * query delivery the signature would stand in the page.
 * @see https://html.spec.whatwg.org/multipage/links.html#link-type-preload
 */
export function preloadPlaylist(url: string, signal: AbortSignal): void {
  const crossOrigin = "use-credentials";
  const link = hint({ rel: "preload", as: "fetch", crossOrigin, href: url });
  signal.addEventListener("abort", () => link.remove());
}

function hint(properties: Partial<HTMLLinkElement>): HTMLLinkElement {
  const link = Object.assign(document.createElement("link"), properties);
  document.head.append(link);
  return link;
}

/** @throws {TypeError} when the page's `src` cannot be read */
export function absoluteUrl(src: string): string {
  try {
    return new URL(src, document.baseURI).href;
  } catch {
    throw new TypeError("src is not a URL.");
  }
}
