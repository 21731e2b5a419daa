import { css } from "lit";

/** The element's own look; Plyr's stylesheet comes with Plyr. */
export const styles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    aspect-ratio: 16 / 9;
    background: #000;
    color: #fff;
    font-family: var(
      --plyr-font-family,
      system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      sans-serif
    );
    font-size: 1rem;
    line-height: 1.5;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:fullscreen) {
    aspect-ratio: auto;
  }
  .player,
  .mount,
  video {
    display: block;
    width: 100%;
    height: 100%;
  }
  .mount {
    position: relative;
  }
  .layer {
    position: absolute;
    z-index: 1;
    inset: 0;
    display: block;
    overflow: hidden;
    pointer-events: none;
  }
  .layer[hidden] {
    display: none;
  }
  ::slotted([slot="poster"]) {
    display: block;
    width: 100%;
    height: 100%;
    margin: 0;
    object-fit: cover;
    pointer-events: auto;
    cursor: pointer;
  }
  .refusal {
    position: absolute;
    z-index: 5;
    inset: 0;
    display: flex;
    overflow: auto;
    background: rgb(16 20 31);
  }
  .bare {
    flex-direction: column;
    align-items: center;
    justify-content: center;
    padding: 1rem;
    text-align: center;
  }
  .announcement {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
