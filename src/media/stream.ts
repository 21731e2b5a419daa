/** What kind of stream it is. @see https://github.com/video-dev/media-ui-extensions/blob/main/proposals/0006-stream-type.md */
export type StreamType = "on-demand" | "live" | "unknown";
