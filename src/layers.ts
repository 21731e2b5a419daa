/**
 * The page's own layers over the picture and under the controls: a poster until playback begins, and whatever else. Made
 * by hand like the `<video>`, since controls move them about, and fill the screen with them.
 */
export function createLayers(play: () => void): {
  poster: HTMLSlotElement;
  overlay: HTMLSlotElement;
} {
  const [poster, overlay] = ["poster", "overlay"].map((name) => {
    const slot = document.createElement("slot");
    slot.name = name;
    slot.className = "layer";
    return slot;
  }) as [HTMLSlotElement, HTMLSlotElement];
  poster.addEventListener("click", (event) => {
    // A link or a button in it has a meaning of its own.
    const target = event.target as Element;
    if (!event.defaultPrevented && !target.closest("a, button, input")) play();
  });
  return { poster, overlay };
}
