import type { PlayerErrorCode } from "./errors.js";

/** What a viewer reads about a refusal: what happened, and what to do about it. */
export interface RefusalWords {
  title: string;
  advice: string;
}

/** What the player is waiting for, as text for a viewer. */
export const statusWords = {
  loading: "Loading the video…",
  playing: "Playing",
  paused: "Paused",
  reconnecting: "Connection lost. Trying again…",
  refused: "The video cannot be played.",
} as const;

export const retryWord = "Try again";

/** What a viewer reads where the devices that use up the limit are listed, and any of them can be ended. */
export const takeOverWords = {
  advice: "Stop another device and watch here instead.",
  button: "Watch here instead",
  lastSeen: (ago: string) => `last seen ${ago}`,
} as const;

/** Every code as text for a viewer. Written for people who have never heard of a grant. */
export const refusalWords: Record<PlayerErrorCode, RefusalWords> = {
  "not-signed-in": {
    title: "You are not signed in",
    advice:
      "Sign in again, for instance by reloading this page, then press “Try again”.",
  },
  "not-entitled": {
    title: "You do not have access to this video",
    advice:
      "It belongs to a course that you are not enrolled in, or your access has ended. Ask your teacher or the seller of the course.",
  },
  "not-found": {
    title: "This video does not exist",
    advice: "It may have been moved or removed. Please tell your teacher.",
  },
  "session-limit": {
    title: "You are watching on too many devices",
    advice: "Stop the video on another device, then press “Try again”.",
  },
  "session-ended": {
    title: "Playback was ended on another device",
    advice: "Press “Try again” to go on watching here.",
  },
  "bad-request": {
    title: "This video is not set up correctly",
    advice: "The page asks for it in a wrong way. Please tell your teacher.",
  },
  "bad-response": {
    title: "The site gave an unexpected answer",
    advice:
      "You may have been signed out: reload this page. If that does not help, please tell your teacher.",
  },
  "rate-limited": {
    title: "Too many requests",
    advice: "Wait a minute, then press “Try again”.",
  },
  "server-error": {
    title: "The site has a problem",
    advice:
      "It is not your fault, and your place in the video is kept. Press “Try again” in a minute.",
  },
  unreachable: {
    title: "The site cannot be reached",
    advice: "Check your internet connection, then press “Try again”.",
  },
  "edge-refused": {
    title: "The video server refused to send this video",
    advice:
      "Your access was renewed, and it was refused all the same. Reload this page, and allow cookies for this site if you have blocked them; if that does not help, please tell your teacher.",
  },
  "playback-failed": {
    title: "The video could not be played",
    advice:
      "It is damaged, or your browser cannot show it. Press “Try again”, or use another browser.",
  },
  "not-supported": {
    title: "This browser cannot play this video",
    advice: "Update your browser, or use another one.",
  },
};
