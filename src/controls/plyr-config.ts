import type { Words } from "../messages/words.js";

/**
 * The settings panels, which we fill ourselves. Plyr builds a panel for any name, and fills those whose names it knows:
 * once, by height or by language, and writing labels as HTML.
 */
export const CAPTIONS_PANEL = "subtitles";
export const AUDIO_PANEL = "sounds";
export const QUALITY_PANEL = "levels";
export const SPEED_PANEL = "rates";
export const CHAPTERS_PANEL = "chapters";

/** Plyr's configuration for a `<video>` as it is now. Nothing in it makes a request. */
export function plyrConfig(media: HTMLVideoElement, words: Words): object {
  return {
    controls: [
      "play-large",
      "play",
      "progress",
      "current-time",
      "duration",
      "mute",
      "volume",
      "captions",
      "settings",
      "pip",
      "airplay",
      "fullscreen",
    ],
    settings: [
      CAPTIONS_PANEL,
      AUDIO_PANEL,
      QUALITY_PANEL,
      SPEED_PANEL,
      CHAPTERS_PANEL,
    ],
    i18n: {
      ...words.messages,
      [CAPTIONS_PANEL]: words.text("captions"),
      [AUDIO_PANEL]: words.text("audio"),
      [QUALITY_PANEL]: words.text("quality"),
      [SPEED_PANEL]: words.text("speed"),
      [CHAPTERS_PANEL]: words.text("chapters"),
    },
    loadSprite: false,
    // Never fetched. Another host makes Plyr refer to icons by `#id` alone; the empty string would do as well, but throws
    // in a document without a base URL (about:srcdoc).
    iconUrl: "https://icons.invalid/",
    blankVideo: "",
    storage: { enabled: false },
    // Plyr's handler looks at document.activeElement, which is the host: keyboard.ts does it instead.
    keyboard: { focused: false, global: false },
    // No track has this language, so Plyr selects none: captions.ts does it instead.
    captions: { active: false, language: "none", update: false },
    // Plyr sets all of these on the media, whatever they were before.
    muted: media.muted,
    volume: media.volume,
    loop: { active: media.loop },
    speed: {
      selected: media.playbackRate,
      options: [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2],
    },
    // Otherwise Plyr blanks the page's own navigator.mediaSession.metadata.
    mediaMetadata: null,
    // preview.ts says more.
    tooltips: { controls: false, seek: false },
  };
}
