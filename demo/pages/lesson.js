// What the lesson's page does besides the player: nothing that the player needs.

const player = document.querySelector("secure-hls-player");

// A short buffer, so that what breaks is seen within seconds. A real page leaves this out.
player.hlsConfig = {
  maxBufferLength: 8,
  maxMaxBufferLength: 8,
  backBufferLength: 30,
};

const { pathname, searchParams } = new URL(location.href);
const current = [
  { "/query.html": "query", "/host-only.html": "host-only" }[pathname] ??
    "cookie",
  searchParams.get("video") ?? "lesson-1",
];
for (const link of document.querySelectorAll("[data-current]"))
  if (current.includes(link.dataset.current))
    link.setAttribute("aria-current", "page");

/** The committed lesson lasts 48 seconds; the demo's playlist repeats it. */
const lessonSeconds = 48;
const chapters = [...document.querySelectorAll("#chapters button")];
for (const button of chapters)
  button.addEventListener("click", () => {
    const { media } = player;
    if (!media) return;
    const lap = Math.floor(media.currentTime / lessonSeconds);
    media.currentTime = lap * lessonSeconds + Number(button.value);
    void player.play().catch(() => {});
  });
player.addEventListener("timeupdate", () => {
  const seconds = player.media.currentTime % lessonSeconds;
  const playing = chapters.findLast(({ value }) => Number(value) <= seconds);
  for (const button of chapters)
    if (button === playing)
      button.parentElement.setAttribute("aria-current", "true");
    else button.parentElement.removeAttribute("aria-current");
});

for (const button of document.querySelectorAll("[data-copy]"))
  button.addEventListener("click", async () => {
    const code = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 2_000);
  });
