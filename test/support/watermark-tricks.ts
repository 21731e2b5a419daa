/** What a page's own script may do to be rid of the watermark: each engine is tried with all of it. */
import type { Evaluates } from "./engine-page.js";

declare const player: HTMLElementTagNameMap["secure-hls-player"];
declare const root: ShadowRoot;
declare const layer: () => HTMLElement;
declare const box: () => DOMRect;
declare const cover: (
  where: ParentNode,
  css: string,
  from: DOMRect,
) => () => void;
declare const sheet: (css: string) => () => void;

/** What makes a trick undone. */
type Undo = void | (() => void);
const restyle = (name: string, value: string): Trick => [
  `${name}: ${value}`,
  new Function(
    `layer().style.setProperty("${name}", "${value}", "important")`,
  ) as () => Undo,
];
const moveVideo = (name: string, style: Record<string, string>): Trick => [
  `the video ${name}`,
  new Function(`
    const style = ${JSON.stringify(style)};
    Object.assign(player.nativeEl.style, style);
    return () => {
      for (const name in style) player.nativeEl.style[name] = "";
    };
  `) as () => Undo,
];
export type Trick = readonly [name: string, trick: () => Undo];

/** Each way to be rid of the watermark that is tried. They run in a page that `preparePage` has prepared. */
export const tricks: readonly Trick[] = [
  ["removed", () => layer().remove()],
  [
    "replaced by a copy",
    () => {
      const copy = layer().cloneNode(true) as HTMLElement;
      layer().replaceWith(copy);
      return () => copy.remove();
    },
  ],
  ["moved to the page", () => document.body.append(layer())],
  ["its text taken away", () => void (layer().textContent = "")],
  ["another text", () => void (layer().firstChild!.nodeValue = "Bob")],
  ["a child over it", () => layer().append(document.createElement("i"))],
  ["its styles taken away", () => layer().removeAttribute("style")],
  restyle("display", "none"),
  restyle("visibility", "hidden"),
  restyle("opacity", "0"),
  restyle("clip-path", "inset(50%)"),
  restyle("mask-image", "linear-gradient(transparent, transparent)"),
  restyle("filter", "opacity(0)"),
  restyle("transform", "translate(-9999px, 0)"),
  restyle("transform", "scale(0.01)"),
  restyle("scale", "0"),
  restyle("translate", "-100vw"),
  restyle("z-index", "-1"),
  restyle("color", "transparent"),
  restyle("-webkit-text-fill-color", "transparent"),
  restyle("font-size", "0"),
  restyle("max-width", "0"),
  restyle("text-indent", "-999px"),
  restyle("left", "-999px"),
  restyle("content-visibility", "hidden"),
  [
    "a stylesheet's ::after",
    () =>
      sheet(
        `.watermark::after { content: ""; position: absolute; inset: 0; background: #000; }`,
      ),
  ],
  [
    "cut out of what it lies in",
    () => sheet(`.plyr__video-wrapper { clip-path: inset(0 0 99% 0); }`),
  ],
  ["animated", () => void layer().animate({ opacity: [0, 0] }, 60_000)],
  [
    "frozen on its way",
    () => {
      const { style } = layer();
      style.setProperty("transition", "transform 9s", "important");
      style.setProperty("transform", "translate(1px, 1px)", "important");
      for (const animation of layer().getAnimations()) animation.pause();
    },
  ],
  ["covered in the page", () => cover(document.body, "", box())],
  [
    "covered by what pointers go through",
    () => cover(document.body, "pointer-events: none", box()),
  ],
  [
    "covered by what no pointer can hit",
    () => cover(document.body, "pointer-events: none !important", box()),
  ],
  [
    "blurred from above",
    () =>
      cover(
        document.body,
        "background: none; backdrop-filter: blur(20px)",
        box(),
      ),
  ],
  [
    "covered by what is called like a part of the player",
    () => {
      const undo = cover(document.body, "", box());
      document.body.lastElementChild!.className = "status";
      return undo;
    },
  ],
  [
    "covered by many that hide little each",
    () => {
      const undo = Array.from({ length: 20 }, () =>
        cover(document.body, "opacity: 0.19", box()),
      );
      return () => undo.forEach((one) => one());
    },
  ],
  [
    "covered from another element's shadow root",
    () => {
      const host = document.createElement("div");
      document.body.append(host);
      cover(host.attachShadow({ mode: "open" }), "", box());
      return () => host.remove();
    },
  ],
  ["covered in the player", () => cover(root, "", box())],
  [
    "covered beside it",
    () => cover(layer().parentNode!, "pointer-events: none", box()),
  ],
  [
    "covered from within the controls",
    () => {
      const shown = sheet(
        ".plyr__controls { opacity: 1 !important; transform: none !important; }",
      );
      const patch = cover(root.querySelector(".plyr__controls")!, "", box());
      return () => {
        patch();
        shown();
      };
    },
  ],
  [
    "covered from a raised slot",
    () => {
      const slotted = cover(player, "", box());
      (player.lastElementChild as HTMLElement).slot = "overlay";
      const lower = sheet("slot[name=overlay] { z-index: 9 !important; }");
      return () => {
        slotted();
        lower();
      };
    },
  ],
  moveVideo("made smaller", {
    transform: "scale(0.8)",
    transformOrigin: "bottom right",
  }),
  moveVideo("shifted", { translate: "0 30%" }),
  moveVideo("cut to a part", { clipPath: "inset(20% 0 0 20%)" }),
  [
    "the video lifted over it",
    () => {
      const { style } = player.nativeEl;
      style.position = "relative";
      style.zIndex = "5";
      return () => style.removeProperty("z-index");
    },
  ],
  [
    "the video taken out from under it",
    () => {
      player.nativeEl.style.position = "fixed";
      return () => player.nativeEl.style.removeProperty("position");
    },
  ],
  [
    "the video taken out of the player",
    () => document.body.append(player.nativeEl),
  ],
  [
    "all that it lies in taken out",
    () => {
      const mount = root.querySelector(".mount")!;
      const parent = mount.parentNode!;
      mount.remove();
      return () => parent.prepend(mount);
    },
  ],
];

/**
 * Tries a trick on a lesson that plays.
 * @returns milliseconds until playback was paused and the player said why (a `<video>` that is taken out pauses by itself), and
 * for how many of them the page ran
 */
export function pausedAfter(
  page: Evaluates,
  trick: () => Undo,
): Promise<{ ms: number; ranMs: number }> {
  return page.evaluate(
    new Function(`return new Promise((resolve, reject) => {
      const at = performance.now();
      let ticks = 0;
      const ticking = setInterval(() => {
        ticks += 1;
        const done = player.nativeEl.paused && player.error;
        if (!done && ticks <= 300) return;
        clearInterval(ticking);
        if (done) resolve({ ms: performance.now() - at, ranMs: ticks * 10 });
        else reject(new Error("It plays on after 3 s, or does not say why it does not."));
      }, 10);
      globalThis.undo = (${String(trick)})() ?? (() => {});
    })`) as () => Promise<{ ms: number; ranMs: number }>,
  );
}

/** What becomes of `play()`, and whether the video then plays after all. */
export const playMeanwhile = (page: Evaluates) =>
  page.evaluate(async () => {
    const result = await player.play().then(
      () => "plays",
      (cause: DOMException) => cause.name,
    );
    // Nor by other means.
    await HTMLVideoElement.prototype.play.call(player.nativeEl).catch(() => {});
    return [result, player.paused];
  });

export const undo = (page: Evaluates) =>
  page.evaluate(() => (globalThis as never as { undo(): void }).undo());
