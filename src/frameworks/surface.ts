/** Made from custom-elements.json by `npm run manifest`. */
import type { SecureHlsPlayer } from "../secure-hls-player.js";

/** What may stand on the tag. */
export interface Attributes {
  /** What to play where the endpoint only sets cookies, or where there is no grant at all. */
  src?: string | undefined;
  /** URL of an image to show before playback. Without it, the grant's `posterUrl`. */
  poster?: string | undefined;
  /** URL of a public storyboard, WebVTT or JSON. Without it, the grant's `storyboardUrl`. */
  storyboard?: string | undefined;
  /** `none` makes no request before play; `metadata` loads the beginning; `auto` fills the buffer. */
  preload?: "none" | "metadata" | "auto" | undefined;
  /** `lazy`: no request at all before the player comes near the window, or is played. */
  loading?: "eager" | "lazy" | undefined;
  /** Of the players of a page that have it, one plays at a time: starting one pauses the others. */
  exclusive?: boolean | undefined;
  /** Show the player's controls. */
  controls?: boolean | undefined;
  /** As on `<video>`: `nofullscreen`, `noplaybackrate`, `noremoteplayback`. */
  controlslist?: string | undefined;
  /** As on `<video>`. Browsers usually allow it for muted video alone. */
  autoplay?: boolean | undefined;
  /** As on `<video>`: muted to begin with. */
  muted?: boolean | undefined;
  /** As on `<video>`. */
  loop?: boolean | undefined;
  /** As on `<video>`: an iPhone then plays in the page and not in fullscreen. */
  playsinline?: boolean | undefined;
  /** As on `<video>`, for `<track>` children and a `src` without a grant. */
  crossorigin?: "anonymous" | "use-credentials" | undefined;
  /** Pixels. As on `<video>`, what a stylesheet says wins. */
  width?: number | undefined;
  /** Pixels. As on `<video>`, what a stylesheet says wins. */
  height?: number | undefined;
  /** As on Safari's `<video>`: picture-in-picture by itself when the viewer leaves the page. */
  autopictureinpicture?: boolean | undefined;
  /** As on `<video>`. */
  disablepictureinpicture?: boolean | undefined;
  /** As on `<video>`. */
  disableremoteplayback?: boolean | undefined;
  /** URL of the grant endpoint, absolute or relative to the page. */
  "grant-endpoint"?: string | undefined;
  /** URL that is asked before each grant request who is there, absolute or relative to the page: for an LMS beside a grant endpoint of another host. */
  "assertion-endpoint"?: string | undefined;
  /** What to watch; passed to the grant endpoint as it is. */
  "video-id"?: string | undefined;
  /** Where a viewer who is not signed in can do so: http(s), or relative to the page. `{returnUrl}` in it is the page's own address. */
  "login-url"?: string | undefined;
  /** Pixels of height, as `"720p"` or `720`: renditions above it are neither listed nor played. */
  "max-quality"?: string | number | undefined;
  /** The highest playback rate. At 1 and below there is no menu of speeds. */
  "max-rate"?: string | number | undefined;
  /** No keyboard shortcuts: only what has the focus reacts to keys. */
  nohotkeys?: boolean | undefined;
  /** What the viewer chooses is not remembered in this browser, nor used if it was. */
  nopreferences?: boolean | undefined;
  /** Seconds at which playback begins. Read when a video begins. */
  "start-at"?: string | number | undefined;
  /** Go on where the viewer was: `"ask"` (also as an empty attribute) offers it, `"auto"` does it. Without it, nothing is kept in this browser. */
  resume?: string | undefined;
  /** Where the viewer may seek to: `"free"`, `"watched"` (no further than was watched) or `"none"`. */
  "seek-policy"?: string | undefined;
  /** Share of the video that counts as all of it, 0 to 1. */
  "completion-threshold"?: string | number | undefined;
  /** URL that progress is posted to, and read from, absolute or relative to the page. Needs `video-id`. */
  "progress-endpoint"?: string | undefined;
  /** Seconds between two reports of progress while the video plays. */
  "progress-interval"?: string | number | undefined;
  /** Says under a refusal, to the author of the page, what causes it; see `docs/errors.md`. Not for viewers. */
  debug?: boolean | undefined;
}

/** What can be set on the element. */
export interface Properties {
  /** URL of the grant endpoint, absolute or relative to the page. */
  grantEndpoint?: SecureHlsPlayer["grantEndpoint"] | undefined;
  /** URL that is asked before each grant request who is there, absolute or relative to the page: for an LMS beside a grant endpoint of another host. */
  assertionEndpoint?: SecureHlsPlayer["assertionEndpoint"] | undefined;
  /** What to watch; passed to the grant endpoint as it is. */
  videoId?: SecureHlsPlayer["videoId"] | undefined;
  /** Where a viewer who is not signed in can do so: http(s), or relative to the page. `{returnUrl}` in it is the page's own address. */
  loginUrl?: SecureHlsPlayer["loginUrl"] | undefined;
  /** URL of a public storyboard, WebVTT or JSON. Without it, the grant's `storyboardUrl`. */
  storyboard?: SecureHlsPlayer["storyboard"] | undefined;
  /** Headers for the grant request, such as a bearer token; a function is asked before each request. */
  grantHeaders?: SecureHlsPlayer["grantHeaders"] | undefined;
  /** Replaces the grant request wholly. Another function in its place is asked from the next request on. */
  requestGrant?: SecureHlsPlayer["requestGrant"] | undefined;
  /** Extra options for hls.js. */
  hlsConfig?: SecureHlsPlayer["hlsConfig"] | undefined;
  /** hls.js in place of the player's own, which has no DRM, CMCD or interstitials. Read when a video begins. */
  hlsLibrary?: SecureHlsPlayer["hlsLibrary"] | undefined;
  /** Texts to use instead of the player's own, whatever the language. Shown as text: no HTML. */
  messages?: SecureHlsPlayer["messages"] | undefined;
  /** Pixels of height, as `"720p"` or `720`: renditions above it are neither listed nor played. */
  maxQuality?: SecureHlsPlayer["maxQuality"] | undefined;
  /** The highest playback rate. At 1 and below there is no menu of speeds. */
  maxRate?: SecureHlsPlayer["maxRate"] | undefined;
  /** No keyboard shortcuts: only what has the focus reacts to keys. */
  noHotkeys?: SecureHlsPlayer["noHotkeys"] | undefined;
  /** What the viewer chooses is not remembered in this browser, nor used if it was. */
  noPreferences?: SecureHlsPlayer["noPreferences"] | undefined;
  /** Seconds at which playback begins. Read when a video begins. */
  startAt?: SecureHlsPlayer["startAt"] | undefined;
  /** Go on where the viewer was: `"ask"` (also as an empty attribute) offers it, `"auto"` does it. Without it, nothing is kept in this browser. */
  resume?: SecureHlsPlayer["resume"] | undefined;
  /** Where the viewer may seek to: `"free"`, `"watched"` (no further than was watched) or `"none"`. */
  seekPolicy?: SecureHlsPlayer["seekPolicy"] | undefined;
  /** Share of the video that counts as all of it, 0 to 1. */
  completionThreshold?: SecureHlsPlayer["completionThreshold"] | undefined;
  /** URL that progress is posted to, and read from, absolute or relative to the page. Needs `video-id`. */
  progressEndpoint?: SecureHlsPlayer["progressEndpoint"] | undefined;
  /** Seconds between two reports of progress while the video plays. */
  progressInterval?: SecureHlsPlayer["progressInterval"] | undefined;
  /** Says under a refusal, to the author of the page, what causes it; see `docs/errors.md`. Not for viewers. */
  debug?: SecureHlsPlayer["debug"] | undefined;
  /** `lazy`: nothing is loaded before the player comes within 1,000 pixels of the window, or is played. */
  loading?: SecureHlsPlayer["loading"] | undefined;
  /** Of the exclusive players of a page, one plays at a time. */
  exclusive?: SecureHlsPlayer["exclusive"] | undefined;
  /** The HTMLVideoElement `disablePictureInPicture` property reflects the HTML attribute indicating whether the picture-in-picture feature is disabled for the current element. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLVideoElement/disablePictureInPicture) */
  disablePictureInPicture?:
    SecureHlsPlayer["disablePictureInPicture"] | undefined;
  /** The `height` property of the HTMLVideoElement interface returns an integer that reflects the height attribute of the <video> element, specifying the displayed height of the resource in CSS pixels. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLVideoElement/height) */
  height?: SecureHlsPlayer["height"] | undefined;
  /** [MDN](https://developer.mozilla.org/docs/Web/API/HTMLVideoElement/playsInline) */
  playsInline?: SecureHlsPlayer["playsInline"] | undefined;
  /** The `poster` property of the HTMLVideoElement interface is a string that reflects the URL for an image to be shown while no video data is available. If the property does not represent a valid URL, no poster frame will be shown. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLVideoElement/poster) */
  poster?: SecureHlsPlayer["poster"] | undefined;
  /** The `width` property of the HTMLVideoElement interface returns an integer that reflects the width attribute of the <video> element, specifying the displayed width of the resource in CSS pixels. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLVideoElement/width) */
  width?: SecureHlsPlayer["width"] | undefined;
  /** The `HTMLMediaElement.autoplay` property reflects the autoplay HTML attribute, indicating whether playback should automatically begin as soon as enough media is available to do so without interruption. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/autoplay) */
  autoplay?: SecureHlsPlayer["autoplay"] | undefined;
  /** The `HTMLMediaElement.controls` property reflects the controls HTML attribute, which controls whether user interface controls for playing the media item will be displayed. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/controls) */
  controls?: SecureHlsPlayer["controls"] | undefined;
  /** The `HTMLMediaElement.crossOrigin` property is the CORS setting for this media element. See CORS settings attributes for details. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/crossOrigin) */
  crossOrigin?: SecureHlsPlayer["crossOrigin"] | undefined;
  /** The HTMLMediaElement interface's `currentTime` property specifies the current playback time in seconds. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/currentTime) */
  currentTime?: SecureHlsPlayer["currentTime"] | undefined;
  /** The `HTMLMediaElement.defaultMuted` property reflects the muted HTML attribute, which indicates whether the media element's audio output should be muted by default. This property has no dynamic effect. To mute and unmute the audio output, use the muted property. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/defaultMuted) */
  defaultMuted?: SecureHlsPlayer["defaultMuted"] | undefined;
  /** The `HTMLMediaElement.defaultPlaybackRate` property indicates the default playback rate for the media. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/defaultPlaybackRate) */
  defaultPlaybackRate?: SecureHlsPlayer["defaultPlaybackRate"] | undefined;
  /** The `disableRemotePlayback` property of the HTMLMediaElement interface determines whether the media element is allowed to have a remote playback UI. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/disableRemotePlayback) */
  disableRemotePlayback?: SecureHlsPlayer["disableRemotePlayback"] | undefined;
  /** The `HTMLMediaElement.loop` property reflects the loop HTML attribute, which controls whether the media element should start over when it reaches the end. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/loop) */
  loop?: SecureHlsPlayer["loop"] | undefined;
  /** The `HTMLMediaElement.muted` property indicates whether the media element is muted. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/muted) */
  muted?: SecureHlsPlayer["muted"] | undefined;
  /** The `HTMLMediaElement.playbackRate` property sets the rate at which the media is being played back. This is used to implement user controls for fast forward, slow motion, and so forth. The normal playback rate is multiplied by this value to obtain the current rate, so a value of 1.0 indicates normal speed. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/playbackRate) */
  playbackRate?: SecureHlsPlayer["playbackRate"] | undefined;
  /** The `preload` property of the HTMLMediaElement interface is a string that provides a hint to the browser about what the author thinks will lead to the best user experience. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/preload) */
  preload?: SecureHlsPlayer["preload"] | undefined;
  /** The `HTMLMediaElement.preservesPitch` property determines whether or not the browser should adjust the pitch of the audio to compensate for changes to the playback rate made by setting HTMLMediaElement.playbackRate. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/preservesPitch) */
  preservesPitch?: SecureHlsPlayer["preservesPitch"] | undefined;
  /** The `HTMLMediaElement.src` property reflects the value of the HTML media element's src attribute, which indicates the URL of a media resource to use in the element. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/src) */
  src?: SecureHlsPlayer["src"] | undefined;
  /** The `srcObject` property of the HTMLMediaElement interface sets or returns the object which serves as the source of the media associated with the HTMLMediaElement, or null if not assigned. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/srcObject) */
  srcObject?: SecureHlsPlayer["srcObject"] | undefined;
  /** The `HTMLMediaElement.volume` property sets the volume at which the media will be played. [MDN](https://developer.mozilla.org/docs/Web/API/HTMLMediaElement/volume) */
  volume?: SecureHlsPlayer["volume"] | undefined;
}

/** Those that an attribute stands for as well. */
export type Reflected =
  | "src"
  | "poster"
  | "storyboard"
  | "preload"
  | "loading"
  | "exclusive"
  | "controls"
  | "autoplay"
  | "muted"
  | "defaultMuted"
  | "loop"
  | "playsInline"
  | "crossOrigin"
  | "width"
  | "height"
  | "disablePictureInPicture"
  | "disableRemotePlayback"
  | "grantEndpoint"
  | "assertionEndpoint"
  | "videoId"
  | "loginUrl"
  | "maxQuality"
  | "maxRate"
  | "noHotkeys"
  | "noPreferences"
  | "startAt"
  | "resume"
  | "seekPolicy"
  | "completionThreshold"
  | "progressEndpoint"
  | "progressInterval"
  | "debug";
