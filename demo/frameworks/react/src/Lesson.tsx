import { useRef, useState } from "react";
import type { SecureHlsPlayer } from "secure-hls-player/react";
import "secure-hls-player/react";
import { token } from "./session";

const grantHeaders = () => ({ Authorization: `Bearer ${token()}` });

export function Lesson({ videoId }: { videoId: string }) {
  const player = useRef<SecureHlsPlayer>(null);
  const [status, setStatus] = useState("");
  return (
    <>
      <secure-hls-player
        ref={player}
        grant-endpoint="https://api.school.example/grant"
        video-id={videoId}
        grantHeaders={grantHeaders}
        controls
        playsinline
        ongrant-issued={({ detail }) =>
          setStatus(
            `Yours until ${new Date(detail.expiresAt).toLocaleTimeString()}`,
          )
        }
        onerror={({ detail }) => setStatus(`No: ${detail.code}`)}
      />
      <p role="status">{status}</p>
      <button onClick={() => player.current?.play().catch(() => {})}>
        Play
      </button>
    </>
  );
}
