import { noWords } from "../messages/words.js";
import { preferencesOf } from "../preferences/preferences.js";
import { fillAudioMenu } from "./audio-menu.js";
import { addCaptionStyleItem } from "./caption-style-item.js";
import { Choices } from "./choices.js";
import { Captions } from "./captions.js";
import { dialogOpener } from "./dialog-opener.js";
import { Feedback } from "./feedback.js";
import { followFeatures } from "./features.js";
import {
  canFullscreen,
  keepFocusInFullscreen,
  redirectFullscreen,
} from "./fullscreen.js";
import { Keyboard } from "./keyboard.js";
import { redirectPictureInPicture } from "./picture-in-picture.js";
import {
  AUDIO_PANEL,
  CAPTIONS_PANEL,
  CHAPTERS_PANEL,
  plyrConfig,
  QUALITY_PANEL,
  SPEED_PANEL,
} from "./plyr-config.js";
import type {
  ControlledPlayer,
  PlyrControls,
  PlyrControlsOptions,
} from "./controls.js";
import { nameParts } from "./parts.js";
import { PosterlessPlyr, type PlyrPlayer } from "./plyr-internals.js";
import { fillQualityMenu } from "./quality-menu.js";
import { RadioPanel } from "./radio-panel.js";
import { mountSeekBar } from "./seek-bar.js";
import { SettingsMenu } from "./settings-menu.js";
import { fillSpeedMenu } from "./speed-menu.js";
import { createSprite } from "./sprite.js";
import { adoptStyles } from "./styles.js";
import { followTaps } from "./taps.js";
import { seekBy } from "./timeline.js";

/** Captions that the page wants to be read from the beginning. */
const defaultCaptions =
  "track[default]:is([kind=captions], [kind=subtitles], :not([kind]))";

/** Room around the menu, in pixels. */
const MENU_MARGIN = 14;

/** Synchronous part of `createPlyrControls`; in a chunk of its own with Plyr, its styles and its icons. */
export function mountControls(
  player: ControlledPlayer,
  options: PlyrControlsOptions,
): PlyrControls {
  const media = player.nativeEl;
  const root = media.getRootNode() as Document | ShadowRoot;
  const host =
    root instanceof ShadowRoot
      ? (root.host as HTMLElement)
      : media.parentElement!;
  const fullscreenTarget = options.fullscreenTarget ?? host;
  const { words = noWords } = options;
  const life = new AbortController();
  const { signal } = life;

  adoptStyles(root);
  const preferences = preferencesOf(player);
  // Before Plyr, which sets speed and volume again a little later, as it has found them.
  const choices = new Choices(player, preferences, host, signal);
  const plyr = createPlyr(media, {
    ...plyrConfig(media, words),
    fullscreen: { enabled: canFullscreen(media) },
  });
  const { elements } = plyr;
  elements.container.append(createSprite());
  const { layers = [] } = options;
  elements.wrapper.append(...layers);

  const menu = new SettingsMenu(elements, signal);
  document.body.removeEventListener("click", plyr.listeners.toggleMenu);
  keepControlsWhileOpen(plyr, menu);
  limitMenu(plyr, signal);
  const openDialog = dialogOpener(host, words, preferences, signal);
  const feedback = new Feedback(
    elements.container,
    words,
    (text) => options.announce?.(text),
    signal,
  );
  const refuseSeek = () =>
    feedback.refused(
      words.text(
        player.seekPolicy === "none" ? "noSkipping" : "noSkippingAhead",
      ),
    );
  player.addEventListener("seek-blocked", refuseSeek, { signal });
  const skip = (seconds: number) => {
    if (seekBy(player, seconds)) feedback.sought(seconds);
  };
  const toggleCaptions = () => {
    const name = captions.toggle();
    if (name) feedback.captions(captions.on, name);
  };
  const showKeys = () => openDialog("keys");
  new Keyboard(
    {
      player,
      plyr,
      menu,
      host,
      choices,
      feedback,
      skip,
      toggleCaptions,
      showKeys,
    },
    signal,
  );
  followTaps(plyr, menu, skip, signal);
  redirectFullscreen(plyr, fullscreenTarget, (active) =>
    options.onFullscreen?.(active),
  );
  keepFocusInFullscreen(host, () => plyr.fullscreen.active, signal);
  redirectPictureInPicture(plyr, signal);
  followFeatures(plyr, signal);
  nameParts(elements.container);

  const panel = (name: string, onChoose: (value: number) => void) =>
    new RadioPanel(
      elements.settings.panels[name]!,
      elements.settings.buttons[name]!,
      onChoose,
    );
  const captions = new Captions(
    player,
    elements,
    panel(CAPTIONS_PANEL, (index) => captions.choose(captions.trackAt(index))),
    {
      words,
      on:
        options.captions ??
        preferences.values.captions ??
        media.querySelector(defaultCaptions) !== null,
      language: preferences.values.captionLanguage,
      onChange: (track) => options.onCaptions?.(track),
      onChoice: (track) =>
        preferences.update({
          captions: track !== undefined,
          ...(track && { captionLanguage: track.language || undefined }),
        }),
    },
    signal,
  );
  const qualityPanel = panel(QUALITY_PANEL, (index) => choices.quality(index));
  fillQualityMenu(player, qualityPanel, words.text("auto"), signal);
  const speedPanel = panel(SPEED_PANEL, (speed) => choices.rate(speed));
  const audioPanel = panel(AUDIO_PANEL, (index) =>
    choices.audio([...player.audioTracks][index]!),
  );
  fillAudioMenu(player, audioPanel, words, signal);
  fillSpeedMenu(player, speedPanel, words, signal);
  addCaptionStyleItem(elements, words, menu, () => openDialog("captionStyle"));
  const applyPreferences = () => {
    const { captions: on, captionLanguage } = preferences.values;
    preferences.applyCaptionStyle(elements.container);
    if (on !== undefined) captions.follow(on, captionLanguage);
  };
  preferences.addEventListener("change", applyPreferences, { signal });
  preferences.applyCaptionStyle(elements.container);
  const chaptersPanel = panel(CHAPTERS_PANEL, (index) => seekBar.seekTo(index));
  const seekBar = mountSeekBar(
    plyr,
    player,
    { words, chaptersPanel, storyboard: options.storyboard },
    signal,
  );
  // Plyr shows the button when it has filled a panel itself.
  elements.settings.menu.hidden = false;
  plyr.toggleCaptions = () => void captions.toggle();

  return {
    get fullscreenActive() {
      return plyr.fullscreen.active;
    },
    destroy() {
      if (signal.aborted) return;
      life.abort();
      destroyPlyr(plyr, media);
      media.after(...layers);
    },
  };
}

function createPlyr(media: HTMLVideoElement, config: object): PlyrPlayer {
  // Plyr defines this for good; a property that may be redefined and deleted is its only way back.
  Object.defineProperty(media, "quality", {
    configurable: true,
    value: undefined,
  });
  // With the attribute Plyr would call play() later, even when the viewer has paused by then. The browser does it anyway.
  const { autoplay } = media;
  media.autoplay = false;
  // Plyr keeps a copy for its destroy(). One with a `src` would load it: the whole file again, or a MediaSource that is taken.
  media.cloneNode = () => document.createElement("video");
  try {
    return new PosterlessPlyr(media, config);
  } finally {
    media.autoplay = autoplay;
    delete (media as Partial<HTMLVideoElement>).cloneNode;
  }
}

/** Plyr's destroy() stops the video, blanks it and puts a copy in its place: it gets another one to do that to. */
function destroyPlyr(plyr: PlyrPlayer, media: HTMLVideoElement): void {
  plyr.media = document.createElement("video");
  plyr.elements.original = media;
  const { overflow } = document.body.style;
  plyr.destroy();
  // Plyr clears it, but it may be the page's.
  document.body.style.overflow = overflow;
  delete (media as Partial<Record<"plyr" | "quality", unknown>>).plyr;
  delete (media as Partial<Record<"plyr" | "quality", unknown>>).quality;
}

/** Plyr hides the controls, the open menu with them, and focuses the settings button, two seconds after the last move. */
function keepControlsWhileOpen(plyr: PlyrPlayer, menu: SettingsMenu): void {
  const original = plyr.toggleControls;
  plyr.toggleControls = (show) => original(menu.open || show);
}

/**
 * A menu longer than the player is high scrolls, and one wider than it breaks its lines: it ends above the bar and at its
 * button, and on a phone would begin beyond the upper or the left edge of the player.
 */
function limitMenu({ elements }: PlyrPlayer, signal: AbortSignal): void {
  const { container, controls, settings, buttons } = elements;
  const update = () => {
    const { offsetTop, offsetLeft, offsetWidth } = settings.menu;
    const height = controls.offsetTop + offsetTop - MENU_MARGIN;
    const width = controls.offsetLeft + offsetLeft + offsetWidth - MENU_MARGIN;
    container.style.setProperty("--menu-height", `${height}px`);
    container.style.setProperty("--menu-width", `${width}px`);
  };
  const observer = new ResizeObserver(update);
  observer.observe(container);
  signal.addEventListener("abort", () => observer.disconnect());
  // Buttons beside it may have come or gone.
  buttons.settings.addEventListener("click", update, { signal });
}
