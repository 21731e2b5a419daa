"use client";

import "secure-hls-player/react";

/** Attributes alone: rendered on the server, and the same in the browser. */
export function PublicVideo({ src, title }: { src: string; title: string }) {
  return (
    <secure-hls-player src={src} aria-label={title} controls playsinline />
  );
}
