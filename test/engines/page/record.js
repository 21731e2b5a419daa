// Runs before the player is there: notes what its players tell, and keeps their buffers short, so that requests go on.
globalThis.told = [];
// Seconds by which a position differs after a change of the source.
globalThis.jumps = [];
const types = [
  ..."play pause playing waiting seeking seeked stalled ended emptied".split(
    " ",
  ),
  ...["error", "grant-issued", "grant-renewed", "seek-blocked"],
];
const define = customElements.define.bind(customElements);
customElements.define = (name, type) => {
  [...document.querySelectorAll("secure-hls-player")].forEach(
    (element, player) => {
      element.hlsConfig = { maxBufferLength: 6, maxMaxBufferLength: 6 };
      let before = 0;
      let changed = false;
      element.addEventListener("emptied", () => (changed = before > 0));
      element.addEventListener("timeupdate", () => {
        const { currentTime, readyState } = element;
        if (changed && readyState < 3) return;
        if (changed) globalThis.jumps.push(currentTime - before);
        changed = false;
        before = currentTime;
      });
      for (const type of types)
        element.addEventListener(type, ({ detail }) => {
          const code = detail?.code ?? detail?.error?.code;
          globalThis.told.push({ player, type, code, at: Date.now() });
        });
    },
  );
  define(name, type);
};
