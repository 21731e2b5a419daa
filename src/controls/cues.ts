/** Percent of the height, and lines, above which a cue is at the top. */
const half = 50;
const halfOfLines = 8;

/** Colours that a cue may have by WebVTT's own classes. @see https://www.w3.org/TR/webvtt1/#default-text-color */
const colorClass =
  /^(?:bg_)?(?:white|lime|cyan|red|yellow|magenta|blue|black)$/;

/** Whether a cue asks for the upper half, as where something at the bottom of the picture is to be read. */
export function isAtTop({ line, snapToLines }: VTTCue): boolean {
  if (line === "auto") return false;
  return snapToLines ? line >= 0 && line < halfOfLines : line < half;
}

/** A cue as it is drawn: the browser's own reading of it, which knows text and WebVTT's elements alone. */
export function drawCue(cue: VTTCue): HTMLElement {
  const box = document.createElement("div");
  box.className = "shp-cue";
  const { align } = cue;
  if (align !== "center") box.classList.add(`shp-cue--${align}`);
  const caption = document.createElement("span");
  caption.className = "plyr__caption";
  caption.dir = "auto";
  caption.append(cue.getCueAsHTML());
  for (const element of caption.querySelectorAll("[class]")) {
    // Classes of the controls' own stylesheet mean something else. Firefox leaves the third and later ones unseparated.
    const names = element.className.split(/[\s.]+/);
    const colors = names.filter((name) => colorClass.test(name));
    element.className = colors.map((name) => `shp-cue-${name}`).join(" ");
  }
  box.append(caption);
  return box;
}
