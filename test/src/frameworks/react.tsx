/** Compiles: what `secure-hls-player/react` allows in JSX, and what it refuses. */
import { createRef } from "react";
import type { SecureHlsPlayer } from "../../../src/frameworks/react.js";

const ref = createRef<SecureHlsPlayer>();

export const allowed = (
  <secure-hls-player
    key="1"
    ref={ref}
    className="lesson"
    style={{ maxWidth: 640 }}
    grant-endpoint="/grant"
    video-id={undefined}
    preload="none"
    muted
    playsinline={false}
    grantHeaders={async () => ({ Authorization: "Bearer x" })}
    hlsConfig={{ maxBufferLength: 20 }}
    ongrant-issued={(event) => event.detail.expiresAt.toFixed()}
    ongrant-retrying={(event) => event.detail.error.code}
    onerror={(event) => event.detail.code}
    ontimeupdate={(event) => event.type}
    onClick={(event) => event.currentTarget.retry()}
  >
    <p slot="error">No.</p>
  </secure-hls-player>
);

export const refused = [
  // @ts-expect-error -- there is no such attribute
  <secure-hls-player key="1" video="lesson-1" />,
  // @ts-expect-error -- the server would write it as `videoid`
  <secure-hls-player key="2" videoId="lesson-1" />,
  // @ts-expect-error -- not one of the values
  <secure-hls-player key="3" preload="some" />,
  // @ts-expect-error -- only read
  <secure-hls-player key="4" grantState="active" />,
  // @ts-expect-error -- React never calls it on a custom element
  <secure-hls-player key="5" onTimeUpdate={() => {}} />,
  // @ts-expect-error -- a PlayerError's codes are known
  <secure-hls-player key="6" onerror={(e) => e.detail.code === "nope"} />,
];
