/** What an embed page shows: a player with these attributes, or why there is none. */
export type Embed =
  | { attributes: Readonly<Record<string, string>>; title: string }
  | { problem: string };

/** `data-…` of the page that are about the page, not about its player. */
const own = new Set(["parents", "edges"]);

/** What the address may say of the player. The page says all the rest. */
const numbers = ["start-at"];
const flags = ["autoplay", "muted", "loop"];

/**
 * Reads what is to be played. The page's owner says where grants come from and which edges are his; the address, which
 * anybody can write, says which video.
 * @param query of the page's address
 * @param page what stands on `<body>` as `data-…`, by name without that
 * @param base URL that relative ones are relative to
 * @param origin of the page, which is "null" in a sandbox without `allow-same-origin`
 */
export function readEmbed(
  query: URLSearchParams,
  page: Readonly<Record<string, string>>,
  base: string,
  origin: string,
): Embed {
  if (origin === "null")
    return { problem: "The frame of this page, or one around it, is sandboxed without allow-same-origin: neither cookies nor grants are to be had in it." }; // prettier-ignore
  const endpoint = page["grant-endpoint"];
  if (!endpoint || !URL.canParse(endpoint, base))
    return { problem: "This page is not set up: data-grant-endpoint on <body> is to be the URL of a grant endpoint." }; // prettier-ignore
  const videoId = query.get("video-id") ?? "";
  const src = query.get("src") ?? "";
  if (!videoId && !src)
    return { problem: "No video: the address of this page is to end in ?video-id=… or ?src=…" }; // prettier-ignore
  if (src && !isOn(words(page["edges"]), src))
    return { problem: "This page does not play from that address: data-edges on <body> is to list its origin." }; // prettier-ignore

  const attributes: Record<string, string> = { controls: "" };
  for (const [name, value] of Object.entries(page))
    if (!own.has(name)) attributes[name] = value;
  if (videoId) attributes["video-id"] = videoId;
  if (src) attributes["src"] = src;
  for (const name of numbers) {
    const value = query.get(name);
    if (value && Number(value) >= 0) attributes[name] = value;
  }
  for (const name of flags)
    if (query.has(name) && !/^(0|false)$/.test(query.get(name)!))
      attributes[name] = "";
  return { attributes, title: query.get("title") ?? "" };
}

/** Whether the page around may be told: it is the first frame out, and one of the origins that the page lists. */
export function parentOrigin(
  page: Readonly<Record<string, string>>,
  referrer: string,
): string | undefined {
  if (!URL.canParse(referrer)) return undefined;
  const { origin } = new URL(referrer);
  return words(page["parents"]).includes(origin) ? origin : undefined;
}

function isOn(origins: readonly string[], url: string): boolean {
  return URL.canParse(url) && origins.includes(new URL(url).origin);
}

function words(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/).filter(Boolean);
}
