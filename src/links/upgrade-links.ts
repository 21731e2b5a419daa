/** What every player gets, and which links become one. */
export interface UpgradeLinksOptions {
  /**
   * Attributes of the players by name, such as `{ "grant-endpoint": "https://api.school.example/grant" }`. With `"video-id"`
   * all links are that one video to the endpoint, or none with `""`. @default `controls`, and the link's path as `video-id`
   */
  attributes?: Readonly<Record<string, string>> | undefined;
  /** Which links. @default "a.secure-hls[href]" */
  selector?: string | undefined;
  /** Where to look, and to go on looking. @default document */
  root?: Document | DocumentFragment | Element | undefined;
  /** Called for each link before it becomes a player; `false` leaves it a link. @default all become players */
  accept?: ((link: HTMLAnchorElement) => boolean) | undefined;
  /** Called once, when there is a first player: a page without one need not load it. @default nothing */
  load?: (() => void) | undefined;
}

const SELECTOR = "a.secure-hls[href]";

/**
 * Makes `<a class="secure-hls" href="….m3u8">Lesson 1</a>` a player, now and whenever such a link is added to the page:
 * editors that strip custom elements keep a link. The address becomes `src`, its path `video-id` (`courses/101/index.m3u8`),
 * the text the player's name. Nothing else is taken from a link, because whoever may write one is not the one who sets up the page.
 * @returns ends it; players stay
 * @example
 * ```ts
 * import "secure-hls-player";
 * import { upgradeLinks } from "secure-hls-player/links";
 *
 * upgradeLinks({
 *   attributes: { "grant-endpoint": "https://api.school.example/grant" },
 * });
 * ```
 */
export function upgradeLinks({
  attributes = {},
  selector = SELECTOR,
  root = document,
  accept = () => true,
  load,
}: UpgradeLinksOptions = {}): () => void {
  let loaded = false;
  const upgrade = (link: HTMLAnchorElement) => {
    if (!isPlaylist(link) || !accept(link)) return;
    link.replaceWith(playerFor(link, attributes));
    if (!loaded) load?.();
    loaded = true;
  };
  const upgradeAll = () => {
    for (const link of root.querySelectorAll<HTMLAnchorElement>(selector))
      upgrade(link);
  };
  const observer = new MutationObserver(upgradeAll);
  observer.observe(root, {
    subtree: true,
    childList: true,
    // A framework may add the link first, and say later what it is.
    attributeFilter: ["class", "href"],
  });
  upgradeAll();
  return () => observer.disconnect();
}

/** A playlist of the web: nothing that a browser would run, and no other file that a teacher links to. */
function isPlaylist({ protocol, pathname }: HTMLAnchorElement): boolean {
  return /^https?:$/.test(protocol) && /\.m3u8$/i.test(pathname);
}

/** As the plugins for Moodle and WordPress name a video: an endpoint makes its scope of it, and progress is kept under it. */
function pathOf({ pathname }: HTMLAnchorElement): string {
  return pathname.slice(1);
}

function playerFor(
  link: HTMLAnchorElement,
  attributes: Readonly<Record<string, string>>,
): HTMLElement {
  const player = document.createElement("secure-hls-player");
  const all = { controls: "", "video-id": pathOf(link), ...attributes };
  for (const [name, value] of Object.entries(all))
    if (value || name !== "video-id") player.setAttribute(name, value);
  player.setAttribute("src", link.href);
  const name = link.textContent.trim();
  // A bare address is no name.
  if (name && !URL.canParse(name)) player.setAttribute("aria-label", name);
  return player;
}
