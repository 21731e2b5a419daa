import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Lesson } from "./Lesson";

createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <Lesson videoId="lesson-1" />
  </StrictMode>,
);
