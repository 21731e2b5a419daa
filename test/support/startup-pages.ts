/** The pages that the startup benchmark compares. All play `lesson-1`, muted, as soon as they can. */

export interface StartupPage {
  html: string;
  /** Files that it loads from its own host, by path. */
  files: Readonly<Record<string, string>>;
}

/** The embedding of docs/element.md. */
export function ourPage(grantEndpoint: string): StartupPage {
  const lazy = ["hls", "play", "mount-controls"].map(
    (name) => `/player/chunks/${name}.js`,
  );
  return {
    html: page(
      `<script type="module" src="/player/index.js"></script>
      ${lazy.map((path) => `<link rel="modulepreload" href="${path}" />`).join("\n")}`,
      `<secure-hls-player grant-endpoint="${grantEndpoint}" video-id="lesson-1" autoplay muted></secure-hls-player>`,
    ),
    files: Object.fromEntries(
      ["/player/index.js", ...lazy].map((path) => [
        path,
        path.replace("/player/", "dist/src/"),
      ]),
    ),
  };
}

/**
 * The page of the article about Moodle: two script tags and a stylesheet, then the grant, then the player. Its files come
 * from the page's host, and Plyr is told where its icons are there.
 *
 * @param quality `article` has its `quality` option, by which playback begins at 720p; `auto` leaves the choice to hls.js
 */
export function articlePage(
  grantEndpoint: string,
  quality: "article" | "auto",
): StartupPage {
  const options = {
    iconUrl: "/vendor/plyr.svg",
    controls: [
      "play-large",
      "play",
      "progress",
      "current-time",
      "mute",
      "volume",
      "captions",
      "settings",
      "fullscreen",
    ],
  };
  const chooses = `{
    default: 720, options: [1080, 720, 480], forced: true,
    onChange: (quality) => { hls.currentLevel = hls.levels.findIndex((level) => level.height === quality); },
  }`;
  return {
    html: page(
      `<link rel="stylesheet" href="/vendor/plyr.css" />`,
      `<div class="video-wrapper"><video id="player" playsinline controls muted autoplay></video></div>
      <script src="/vendor/plyr.polyfilled.js"></script>
      <script src="/vendor/hls.min.js"></script>
      <script>
        const videoEl = document.getElementById("player");
        fetch(${JSON.stringify(grantEndpoint)}, {
          method: "POST",
          credentials: "include",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ videoId: "lesson-1" }),
        })
          .then((response) => response.json())
          .then(({ videoUrl }) => {
            const hls = new Hls({
              xhrSetup: (xhr) => { xhr.withCredentials = true; },
              startLevel: -1,
              autoStartLoad: true,
            });
            hls.loadSource(videoUrl);
            hls.attachMedia(videoEl);
            hls.on(Hls.Events.MANIFEST_PARSED, () => {
              new Plyr(videoEl, {
                ...${JSON.stringify(options)},
                ${quality === "article" ? `quality: ${chooses},` : ""}
              });
            });
          });
      </script>`,
    ),
    files: {
      "/vendor/plyr.css": "node_modules/plyr/dist/plyr.css",
      "/vendor/plyr.svg": "node_modules/plyr/dist/plyr.svg",
      // What cdn.plyr.io has under this name is the minified file of the package.
      "/vendor/plyr.polyfilled.js":
        "node_modules/plyr/dist/plyr.polyfilled.min.js",
      "/vendor/hls.min.js": "node_modules/hls.js/dist/hls.min.js",
    },
  };
}

function page(head: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lesson</title>
    <meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`;
}
