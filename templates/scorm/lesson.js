import "./player/index.js";
import { reportToScorm } from "./player/scorm.js";

await customElements.whenDefined("secure-hls-player");
reportToScorm(document.querySelector("secure-hls-player"), {
  onError: (error) => console.warn(error),
});
