const player = document.querySelector("secure-hls-player");
const status = document.querySelector("#status");

player.grantHeaders = () => ({ Authorization: `Bearer ${token()}` });

player.addEventListener("grant-issued", ({ detail }) => {
  status.textContent = `Yours until ${new Date(detail.expiresAt).toLocaleTimeString()}`;
});
player.addEventListener("error", ({ detail }) => {
  status.textContent = `No: ${detail.code}`;
});
document
  .querySelector("#play")
  .addEventListener("click", () => player.play().catch(() => {}));

/** Yours: what the viewer's log-in left behind. */
function token() {
  return sessionStorage.getItem("token") ?? "none";
}
