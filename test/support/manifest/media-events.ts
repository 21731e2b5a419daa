import type { mediaEvents } from "../../../src/events.js";

/** When `<video>` tells of them. @see https://html.spec.whatwg.org/multipage/media.html#mediaevents */
export const mediaEventWords: Record<(typeof mediaEvents)[number], string> = {
  abort: "The browser stopped fetching the media before all of it was there.",
  canplay: "Playback can begin, and may have to wait later.",
  canplaythrough: "Playback could go on to the end without waiting.",
  durationchange: "`duration` has changed.",
  emptied: "There is nothing loaded any more, as at a change of video.",
  encrypted: "The media needs a key (Encrypted Media Extensions).",
  ended: "The end was reached.",
  enterpictureinpicture:
    "The video has moved into a picture-in-picture window.",
  leavepictureinpicture: "The video is back from picture-in-picture.",
  loadeddata: "The frame at the current position is there.",
  loadedmetadata: "Duration, size and tracks are known.",
  loadstart: "The browser has begun to look for media.",
  pause: "Playback has been paused.",
  play: "Playback was asked for and is no longer paused.",
  playing: "Playback goes on, at the beginning or after a pause or a wait.",
  progress: "Media is being fetched.",
  ratechange: "`playbackRate` or `defaultPlaybackRate` has changed.",
  resize: "`videoWidth` or `videoHeight` has changed.",
  seeked: "A seek is done.",
  seeking: "A seek has begun.",
  stalled: "Media is wanted, and none comes.",
  suspend: "The browser fetches no more media for now, on purpose.",
  timeupdate: "`currentTime` has changed.",
  volumechange: "`volume` or `muted` has changed.",
  waiting: "Playback has stopped until more media is there.",
  waitingforkey: "Playback has stopped until a key is there.",
  webkitbeginfullscreen: "Safari on iOS shows its own fullscreen player.",
  webkitcurrentplaybacktargetiswirelesschanged:
    "Safari plays on another device by AirPlay, or no longer does.",
  webkitendfullscreen: "Safari on iOS has left its own fullscreen player.",
  webkitplaybacktargetavailabilitychanged:
    "Safari has found a device for AirPlay, or has none any more.",
  webkitpresentationmodechanged:
    "Safari has gone into or out of picture-in-picture or fullscreen.",
};
