import { createSignal } from "solid-js";
import type { SecureHlsPlayer } from "secure-hls-player/solid";
import "secure-hls-player/solid";
import { token } from "./session";

const grantHeaders = () => ({ Authorization: `Bearer ${token()}` });

export function Lesson(props: { videoId: string }) {
  let player!: SecureHlsPlayer;
  const [status, setStatus] = createSignal("");
  return (
    <>
      <secure-hls-player
        ref={player}
        grant-endpoint="https://api.school.example/grant"
        prop:videoId={props.videoId}
        prop:grantHeaders={grantHeaders}
        bool:controls={true}
        bool:playsinline={true}
        on:grant-issued={({ detail }) =>
          setStatus(
            `Yours until ${new Date(detail.expiresAt).toLocaleTimeString()}`,
          )
        }
        on:error={({ detail }) => setStatus(`No: ${detail.code}`)}
      />
      <p role="status">{status()}</p>
      <button onClick={() => player.play().catch(() => {})}>Play</button>
    </>
  );
}
