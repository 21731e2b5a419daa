import { parentOrigin, readEmbed } from "./read-embed.js";

/** What the page around is told, where it is one that the page lists. */
const told = ["play", "pause", "ended", "progress-report", "completed", "error"]; // prettier-ignore

const page = Object.fromEntries(
  Array.from(document.body.attributes)
    .filter(({ name }) => name.startsWith("data-"))
    .map(({ name, value }) => [name.slice("data-".length), value]),
);
const embed = readEmbed(
  new URLSearchParams(location.search),
  page,
  document.baseURI,
  self.origin,
);
document.body.replaceChildren("problem" in embed ? problem(embed.problem) : player(embed)); // prettier-ignore

function player({
  attributes,
  title,
}: {
  attributes: Readonly<Record<string, string>>;
  title: string;
}): HTMLElement {
  if (title) document.title = title;
  const element = document.createElement("secure-hls-player");
  for (const [name, value] of Object.entries(attributes))
    element.setAttribute(name, value);
  const parent = parentOrigin(page, document.referrer);
  if (parent !== undefined && window.parent !== window)
    for (const type of told)
      element.addEventListener(type, (event) =>
        window.parent.postMessage(
          {
            source: "secure-hls-player",
            type,
            videoId: attributes["video-id"],
            detail: plain(event),
          },
          parent,
        ),
      );
  return element;
}

/** What can be posted: an error has its code and words, and nothing that hangs on it. */
function plain(event: Event): unknown {
  const { detail } = event as CustomEvent<unknown>;
  if (!(detail instanceof Error)) return detail ?? undefined;
  const { code, message } = detail as Error & { code?: string };
  return { code, message };
}

/** Meant for whoever sets up the page, or writes its address. */
function problem(text: string): HTMLElement {
  const element = document.createElement("p");
  element.setAttribute("role", "alert");
  element.textContent = text;
  return element;
}
