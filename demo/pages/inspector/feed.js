// What the servers say: each request to the grant endpoint and the edge, and what is broken.
// A page cannot know this by itself: a 403 without CORS headers looks like no answer to it.

/** @param {{ request(entry): void, faults(faults): void, expired(at: number): void, connected(yes: boolean): void }} listener */
export function listen(listener) {
  // The player is quicker than this: the feed begins with what happened since the page was opened.
  const since = Math.floor(performance.timeOrigin);
  const source = new EventSource(`/feed/events?since=${since}`);
  for (const type of ["request", "faults", "expired"])
    source.addEventListener(type, ({ data }) =>
      listener[type](JSON.parse(data)),
    );
  source.addEventListener("open", () => listener.connected(true));
  source.addEventListener("error", () => listener.connected(false));
  addEventListener("pagehide", () => source.close());
}

/** @param {"faults" | "expire" | "reset"} what */
export async function tell(what, body = {}) {
  await fetch(`/feed/${what}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
}
