/** @jsxImportSource solid-js */
/** Compiles: what `secure-hls-player/solid` allows in JSX, and what it refuses. */
import type { SecureHlsPlayer } from "../../../src/frameworks/solid.js";

export function Allowed() {
  const press = (player: SecureHlsPlayer) => player.retry();
  return (
    <secure-hls-player
      ref={(player: SecureHlsPlayer) => void player.play()}
      class="lesson"
      grant-endpoint="/grant"
      attr:video-id="lesson-1"
      prop:grantHeaders={() => ({ Authorization: "Bearer x" })}
      prop:playsInline={false}
      bool:playsinline={false}
      playsinline
      muted={false}
      on:grant-issued={(event) => event.detail.expiresAt.toFixed()}
      on:timeupdate={(event) => event.type}
      on:error={(event) => event.detail.code}
      onClick={(event) => press(event.currentTarget)}
    />
  );
}

export const refused = () => [
  // @ts-expect-error -- there is no such property
  <secure-hls-player prop:video="lesson-1" />,
  // @ts-expect-error -- not one of the values
  <secure-hls-player attr:preload="some" />,
  // @ts-expect-error -- would do nothing: there is no property of that name
  <secure-hls-player playsinline={false} />,
  // @ts-expect-error -- only read
  <secure-hls-player prop:grantState="active" />,
  // @ts-expect-error -- a PlayerError's codes are known
  <secure-hls-player on:error={(e) => e.detail.code === "nope"} />,
];
