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
  const link = document.createElement("link");
  link.rel = "preconnect";
  link.crossOrigin = crossOrigin;
  link.href = origin;
  document.head.append(link);
}
