"use client";

import dynamic from "next/dynamic";

/** Only in the browser: React would leave out `grantHeaders` and the events of what came as HTML from the server. */
export const Lesson = dynamic(() => import("./player"), {
  ssr: false,
  loading: () => <div style={{ aspectRatio: "16 / 9" }} />,
});
