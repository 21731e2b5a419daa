/** What a page may style by `::part()`, in `docs/element.md`. */
const PARTS: Readonly<Record<string, string>> = {
  ".plyr__controls": "controls",
  ".plyr__control--overlaid": "big-play-button",
  ".plyr__controls > [data-plyr=play]": "control-button play-button",
  "[data-plyr=mute]": "control-button mute-button",
  "[data-plyr=volume]": "volume-slider",
  "[data-plyr=captions]": "control-button captions-button",
  ".plyr__menu > [data-plyr=settings]": "control-button settings-button",
  "[data-plyr=pip]": "control-button pip-button",
  "[data-plyr=airplay]": "control-button airplay-button",
  "[data-plyr=fullscreen]": "control-button fullscreen-button",
  ".plyr__progress": "seek-bar",
  "[data-plyr=seek]": "seek-slider",
  ".plyr__time--current": "time current-time",
  ".plyr__time--duration": "time duration",
  ".plyr__menu__container": "menu",
  ".plyr__captions": "captions",
};

export function nameParts(container: HTMLElement): void {
  for (const [selector, parts] of Object.entries(PARTS))
    for (const element of container.querySelectorAll(selector))
      element.part.add(...parts.split(" "));
}
